r"""The log of a LaTeX run in, the events a person must know of out.

Understands LuaHBTeX, pdfTeX and XeTeX run with `-interaction=nonstopmode -halt-on-error
-file-line-error`, `max_print_line=10000`, `error_line=254` and `half_error_line=238`, so that no
message is cut or folded. One cause gives one event: an emergency stop, the fatal-error line and
the warning that announces an error are folded into it. What is not a known production only moves
the file nesting; a failure that nothing explains becomes one error that quotes the log.

Each production is followed by the procedure of TeX (tex.web) or LaTeX (latex.ltx) that prints it.
"""

from reportgen.texlog.events import Fault, Kind, LogEvent
from reportgen.texlog.read import read_log

__all__ = ["Fault", "Kind", "LogEvent", "read_log"]
