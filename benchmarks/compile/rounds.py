"""Run the cases in interleaved rounds: in each round each case, in each case each peer, A B C, A B C.

A first round of every kind of edit warms up and is not counted. In it, and in the first that counts, the text of every
PDF is searched for the word that the edit brought, so that nobody is timed for doing nothing.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from compile.edits import CASES, COLD, EDITS
from compile.peers import FailedError, Peer
from compile.subjects import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One timed run. Times in seconds, memory in MB; `engine_s` is the part that ran in TeX, where it is known."""

    subject: str
    case: str
    peer: str
    turn: int
    wall: float
    cpu: float
    memory: float
    passes: int | None
    engine_s: float | None
    programs: dict[str, float]
    pages: int | None = None


def measure(
    subject: Subject,
    peers: Sequence[Peer],
    rounds: int,
    say: Callable[[str], None],
    records: list[Record],
    *,
    warm_up: bool = True,
    until: float = math.inf,
) -> None:
    """Append the records of all rounds as they come. A peer that fails is dropped, with a word.

    Without `warm_up` every round counts. After `until`, a value of `time.monotonic()`, no other first build or case
    is begun.
    """
    active: list[Peer] = []
    cases = [case for case in CASES if case in subject.cases and any(case in peer.cases for peer in peers)]
    try:
        for peer in peers:
            reason = peer.missing() if time.monotonic() < until else "no time is left"
            if reason is None:
                say(f"{subject.name}: first build of {peer.name}")
                reason = _tried(lambda peer=peer: _first(subject, peer))  # type: ignore[misc]
            if reason is None:
                active.append(peer)
            else:
                say(f"{subject.name}: without {peer.name}: {reason}")
        for turn in range(0 if warm_up else 1, rounds + 1):
            for case in cases:
                if turn == 0 and case in COLD:
                    continue
                if not active:
                    return
                if time.monotonic() >= until:
                    say(f"{subject.name}: no time is left for {case} and what would follow")
                    return
                say(f"{subject.name}: {f'round {turn}' if turn else 'warm-up'}, {case}")
                subject = _case(subject, active, case, turn, records, say)
    finally:
        for peer in active:
            reason = _tried(peer.close)
            if reason:
                say(reason)


def _first(subject: Subject, peer: Peer) -> None:
    if not peer.write(subject):
        raise FailedError("it cannot be written in that form")
    peer.prepare()


def _tried(action: Callable[[], None]) -> str | None:
    """Return why an action failed."""
    try:
        action()
    except FailedError as error:
        return str(error)
    return None


def _case(
    subject: Subject, active: list[Peer], case: str, turn: int, records: list[Record], say: Callable[[str], None]
) -> Subject:
    """Edit if the case is an edit, then run every peer that meets the case; return the subject as it is now."""
    before, marker = subject, ""
    if case in EDITS:
        subject, marker = subject.edited(case, turn)
    for peer in tuple(active):
        if case not in peer.cases:
            peer.behind = peer.behind or case in EDITS
            continue
        try:
            if case in EDITS:
                if peer.behind:
                    peer.catch_up(before)
                peer.write(subject)
            if case in COLD:
                peer.cool(case)
            result = peer.build(case)
        except FailedError as error:
            say(f"{subject.name}: from here without {peer.name}: {error}")
            active.remove(peer)
            _tried(peer.close)
            continue
        if turn <= 1 and marker and marker not in peer.text():
            say(f"{subject.name}: {peer.name} lacks the edit '{case}' in its PDF")
        if turn:
            sample = result.sample
            records.append(
                Record(
                    subject=subject.name,
                    case=case,
                    peer=peer.name,
                    turn=turn,
                    wall=sample.wall,
                    cpu=sample.cpu,
                    memory=sample.memory,
                    passes=result.passes,
                    pages=peer.pages(),
                    engine_s=result.engine_s,
                    programs=dict(sample.programs),
                )
            )
    return subject


def median(records: Iterable[Record], value: Callable[[Record], float | None]) -> float | None:
    """Return the median of a value over records that have it."""
    found = [number for record in records if (number := value(record)) is not None]
    return statistics.median(found) if found else None


def ratio(ours: Iterable[Record], theirs: Iterable[Record], value: Callable[[Record], float | None]) -> float | None:
    """Return the median of the per-round ratios of a value; rounds that one of the two lacks do not count."""
    base = {(record.case, record.turn): value(record) for record in theirs}
    found = [
        number / below for record in ours
        if (number := value(record)) is not None and (below := base.get((record.case, record.turn)))
    ]  # fmt: skip
    return statistics.median(found) if found else None
