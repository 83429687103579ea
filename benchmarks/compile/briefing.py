r"""The repository's own briefing as a subject, and the nearest fair naive variant of it.

The naive variant is the TeX that reportgen generates, with the class's own preamble, and with biblatex and biber
for the references: `\printbibliography` by keyword stands where the lists stood. Its figures stay the prebuilt
PDFs, so a pass over it is somewhat cheaper than a naive pass by the definition, and the ratios are not flattered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from compile.edits import EARLY, LATE, MIDDLE

EDITABLE = (EARLY, MIDDLE, LATE)
_BIBLATEX = r"""\usepackage[backend=biber,style=numeric,maxbibnames=9]{biblatex}
"""
_SECTION = re.compile(r'section\("([^"]+)"\)')


def appended(files: Mapping[str, bytes], added: Sequence[tuple[int, str]]) -> dict[str, bytes]:
    """Return the files with words appended to sections: 0 is the first section, 1 one in the middle, 2 the last."""
    found = dict(files)
    names = section_files(files)
    for place, word in added:
        name = names[(0, len(names) // 2, len(names) - 1)[place]]
        found[name] = found[name].rstrip() + f"\n\n{word} stands here.\n".encode()
    return found


def with_settings(files: Mapping[str, bytes], **settings: str) -> dict[str, bytes]:
    """Return the project's files with other values of its settings."""
    text = files["report/report.toml"].decode()
    for name, value in settings.items():
        text = re.sub(rf'^{name} = ".*"$', f'{name} = "{value}"', text, flags=re.MULTILINE)
    return {**files, "report/report.toml": text.encode()}


def section_files(files: Mapping[str, bytes]) -> list[str]:
    """Return the section files in the report's order: of the project's templates, or of generated TeX."""
    template = files.get("report/main.tex.j2")
    if template is not None:
        return [f"report/sections/{name}.tex.j2" for name in _SECTION.findall(template.decode())]
    return [f"{name}.tex" for name in re.findall(r"\\input\{(sections/[^}]+)\}", files["main.tex"].decode())]


def naive_briefing(project: Mapping[str, bytes], tex: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the generated TeX with biblatex in the place of reportgen's own lists."""
    bibs = [name for name in project if re.fullmatch(r"bib/[^/]+\.bib", name)]
    found = {name: data for name, data in tex.items() if not name.startswith("bibliography/")}
    found |= {name: project[name] for name in bibs}
    resources = "".join(rf"\addbibresource{{{name}}}" + "\n" for name in bibs)
    main = found["main.tex"].decode()
    head, begin, rest = main.partition(r"\begin{document}")
    found["main.tex"] = (head + _BIBLATEX + resources + begin + rest).encode()
    settings = project["report/report.toml"].decode()
    keywords = dict(re.findall(r'^(\w+) = "(\w+)"$', settings.partition("[bibliography.lists]")[2], re.MULTILINE))
    for name, data in found.items():
        if name.endswith(".tex") and b"\\input{bibliography/" in data:
            found[name] = re.sub(
                r"\\input\{bibliography/(\w+)\.bbl\}",
                lambda list_: rf"\printbibliography[heading=none,keyword={keywords.get(list_[1], list_[1])}]",
                data.decode(),
            ).encode()
    return found
