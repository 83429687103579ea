r"""The log of a LaTeX run in, the events a person must know of out.

Understands the logs and the terminal output of pdfTeX, XeTeX and LuaTeX in every interaction mode, with and
without `-file-line-error`, folded or not, of one run or, through latexmk, of several with BibTeX or biber between
them. One cause gives one event: an emergency stop, the fatal-error line and the warning that announces an error
are folded into it. What is not a known production only moves the file nesting; a failure that nothing explains
becomes one error that quotes the log.

Each production is followed by the procedure of TeX (tex.web) or LaTeX (latex.ltx) that prints it.
"""

from reportgen.texlog.events import Fault, Kind, LogEvent
from reportgen.texlog.runs import read_log

__all__ = ["Fault", "Kind", "LogEvent", "read_log"]
