"""The driver's ends of the sockets: one to each holder, one for each run, and the process that owns them all.

holder.c says which messages there are. What comes in is not trusted: a message that is not one is read
as the end of the socket.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from reportgen.tools import Limits
from reportgen.tools.signals import ENDING

if sys.platform != "win32":
    import resource

# The size of a packet, as in holder.c.
_MESSAGE = 128 * 1024
# Seconds in which a process that is told to end has ended, and in which a holder answers.
GRACE = 5.0


class Channel:
    """The way to one holder; `use` is held by the run that it serves."""

    def __init__(self, end: socket.socket) -> None:
        """Take over one end of the holder's socket."""
        self.use = threading.Lock()
        self._end = end
        self._talk = threading.Lock()

    def send(self, fields: Sequence[str], descriptors: Sequence[int] = ()) -> bool:
        """Send a message with descriptors; `False` when the holder is gone or the message too long."""
        data = b"".join(field.encode() + b"\0" for field in fields)
        try:
            return socket.send_fds(self._end, [data], list(descriptors), socket.MSG_NOSIGNAL) == len(data)
        except OSError:
            return False

    def gone(self) -> bool:
        """Say whether the holder has ended."""
        poller = select.poll()
        try:
            poller.register(self._end, 0)
        except ValueError:  # closed on our side
            return True
        return bool(poller.poll(0))

    def memory(self) -> int:
        """Return the holder's proportional set size in bytes, 0 when it does not answer."""
        with self._talk, contextlib.suppress(OSError):
            self._end.settimeout(GRACE)
            if self.send(["memory"]):
                fields, _ = receive(self._end)
                return int(fields[1]) * 1024 if fields[0] == "memory" and fields[1:] else 0
        return 0

    def close(self) -> None:
        """Let go of the holder: it ends, and its worker with it. A copy of the socket elsewhere does not matter."""
        with contextlib.suppress(OSError):
            self._end.shutdown(socket.SHUT_RDWR)
        self._end.close()


def receive(end: socket.socket) -> tuple[list[str], socket.socket | None]:
    """Read a message: its fields, and the socket that came with it. At the end the one field is empty."""
    data, descriptors, *_ = socket.recv_fds(end, _MESSAGE, 2, socket.MSG_CMSG_CLOEXEC)
    fields = data.decode("utf-8", "surrogateescape").removesuffix("\0").split("\0")
    given: socket.socket | None = None
    for descriptor in descriptors:
        try:
            if given is None and fields[0] == "holder":
                given = socket.socket(fileno=descriptor)
                continue
        except OSError:  # not a socket
            pass
        os.close(descriptor)
    return fields, given


class Server:
    """Holder zero: the engine before its first step, and the ancestor of all other processes."""

    def __init__(self, command: Sequence[str], root: Path, environment: Mapping[str, str], limits: Limits) -> None:
        """Start the command in the root folder, under limits. Raises `OSError`."""
        self.plan = (tuple(command), dict(environment), limits)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # A signal waits until the process can be ended; one that came while it starts would be lost.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            with theirs, tempfile.TemporaryFile(dir=root) as output:
                self._process = subprocess.Popen(
                    list(command),
                    cwd=root,
                    env=dict(environment),
                    stdin=theirs.fileno(),
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    preexec_fn=lambda: _confine(limits, mask),  # noqa: PLW1509 - it only sets limits
                )
        except BaseException:
            ours.close()
            raise
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        self.channel = Channel(ours)

    def alive(self) -> bool:
        """Say whether the process is there and listens."""
        return self._process.poll() is None and not self.channel.gone()

    def close(self) -> None:
        """End all processes and wait for them."""
        self.channel.close()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def _confine(limits: Limits, mask: Iterable[int]) -> None:
    """Set limits and signal mask in the new process; all others inherit them.

    It is not tied to the thread that starts it (`PR_SET_PDEATHSIG`), which may end long before: it ends when its
    socket is closed.
    """
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, int(limits.wall_s) + 5),
    ):
        with contextlib.suppress(ValueError, OSError):  # where the user's own limit is lower
            resource.setrlimit(kind, (value, value))
