"""The productions of TeX, LaTeX and their packages in a log, each with the procedure that prints it."""

from __future__ import annotations

import re

from reportgen.texlog.events import Fault, Kind

# --- errors ------------------------------------------------------------------------------------

# print_err and, with -file-line-error, print_file_line: "./a.tex:2: ", otherwise "! ". A name with blanks or
# parentheses is believed when it begins as a path; MiKTeX prints paths of Windows.
HEADER = re.compile(
    r"^(?:(?:\? )?(?P<file>(?:\.{0,2}[/\\]|[A-Za-z]:[/\\])[^:]{1,400}?\.\w+"
    r"|[^\s:()\[\]<\\|]+(?: [^:()\[\]<\\|]*)?\.\w+)"
    r":(?P<line>\d{1,9}): |(?:\? )?! ?)(?P<text>.*)$"
)
# luacstring_error: the chunk's name, right after whatever stood on the line.
LUA_CHUNK = re.compile(r'^(?P<before>.*?)(?P<where>\[(?:\\\w+|string "[^"]*")\]):(?P<line>\d{1,9}): (?P<text>.*)$')
LUA_FILE = re.compile(
    r"^(?P<before>(?:.*?(?:\.tex|[)\]}>]))??)(?P<where>[^\s:()\[\]{}<>]+\.lua):(?P<line>\d{1,9}): (?P<text>.*)$"
)
# show_context: "l.12 text that was read", below it, indented, the text still to be read.
CONTEXT = re.compile(r"^l\.(\d{1,9}) (.*)$")
CONTEXT_REACH = 80
# A level of the context that is a macro: its name, its parameters, an arrow, or the cut end of its text.
MACRO = re.compile(r"^(\\[A-Za-z@]+) (?:.{0,40}->|\.\.\.)")
INPUT_LEVEL = re.compile(r"(\\(?:[\w@:]+|.)|\S)\s*$")
CARET_NOTATION = re.compile(r"\^\^(?:[0-9a-f]{2}|[@-_?])")
# latex.ltx \@latex@error, \PackageError, \ClassError; expl3 \msg_error, \msg_critical, \msg_fatal; pdf_error.
SPEAKER = re.compile(
    r"^(?:(?:Critical|Fatal) )?(?:LaTeX[\w ]*|(?:Package|Class|Module) (?P<source>\S+)"
    r"|(?P<engine>(?:pdf|Lua|Xe)TeX)(?= error)) [Ee]rror(?: \([^)]*\))?: ?(?P<rest>.*)$"
)
# expl3 before 2021, \msg_error: a frame of exclamation marks, the speaker, then the text.
FRAMED = re.compile(r"^(?P<sign>[!*]) (?P<source>[\w.-]+) (?P<what>error|warning): \"[^\"]*\"$")
FRAME = re.compile(r"^[!*]{40,}$")
# fatal_error: " ==> Fatal error occurred", printed by close_files_and_terminate after any error.
FATAL = re.compile(r"^\s*==> Fatal error occurred")
STOPPED = re.compile(r"^(?:Emergency stop|That makes 100 errors|Interruption)")
# error(): the help that follows a context in the log is words to an author; these are not.
NO_HELP = re.compile(
    r"^(?:[)\[<]|\((?:\.?/|[A-Za-z]:)|(?:Ov|Und)erfull \\|Missing char|No file|Here is how|Output w|No pages|Runaway"
    r"|This is |luaotfload|Latexmk|\*\*\*|###|\(\\end occurred| *\)|\? [()\[])"
)
INCOMPLETE = re.compile(r"^Incomplete \\\S+; all text was ignored after line (\d{1,9})")
RUNAWAY = re.compile(r"^Runaway (?:argument|definition|text|preamble)\?")
# open_fmt_file and load_fmt_file; loadpoolstrings.
FAILURE = re.compile(
    r"^!|Fatal (?:format file )?error|no output PDF|\bfatal:|job aborted|^Error \d+ \(driver|^\*\* ERROR \*\*"
    r"|^I can't find the format file|^---! "
)
# dvipdfmx, `MESG`, `WARN`, `ERROR`.
DRIVER = re.compile(r"^(?P<source>x?dvipdfmx): ?(?P<what>warning|fatal|error): ?(?P<text>.*)$")

FAULTS = tuple(
    (re.compile(pattern), fault)
    for pattern, fault in (
        (r"^Undefined control sequence", Fault.UNDEFINED_MACRO),  # expand; the name is in the context
        # latex.ltx \@missingfileerror; graphics \Gin@ii; start_input; LuaTeX normal_error, pdfTeX pdf_error.
        (r"^File [`'](?P<name>[^']+\.(?:sty|cls))' not found", Fault.MISSING_PACKAGE),
        (r"^File [`'](?P<name>[^']+)' not found", Fault.MISSING_FILE),
        (r"^Encoding file [`'](?P<name>[^']+)' not found", Fault.MISSING_PACKAGE),
        (r"(?:I can't find|cannot find image) file [`'\"]?(?P<name>[^\s'\"`]+)", Fault.MISSING_FILE),
        (r"^Unable to load picture or PDF file '(?P<name>[^']+)'", Fault.IMAGE),
        (r"(?:\(file (?P<name>[^)]+)\).*|^Image inclusion.*)image|^Unknown graphics extension", Fault.IMAGE),
        (r"^Cannot determine size of graphic in (?P<name>\S+)", Fault.IMAGE),
        # insert_dollar_sign, after_math, sub_sup; latex.ltx \@badmath.
        (r"^Missing \$ inserted|^Display math should|^Bad math environment|^Double (?:sub|sup)", Fault.MATH),
        (r"^Missing delimiter|^Missing \\(?:right|left)|^Extra \\(?:right|middle)|^Math formula deleted", Fault.MATH),
        (
            r"^Please use \\mathaccent|^Limit controls|^Ambiguous; you need another|^Missing # inserted in al",
            Fault.MATH,
        ),
        # macro_call, check_outer_validity.
        (r"^Paragraph ended before (?P<name>\\.+?) +was complete", Fault.RUNAWAY),
        (r"^(?:File ended|Forbidden .*) while scanning \w+ of (?P<name>\S+)", Fault.RUNAWAY),
        # scan_left_brace, off_save; handle_right_brace, extra_right_brace, macro_call.
        (r"^Missing (?P<name>[{}]) inserted", Fault.MISSING_BRACE),
        (r"^Missing \\(?P<name>endgroup|endcsname|cr) inserted", Fault.MISSING_BRACE),
        (r"^Too many }'s|^Extra }, or forgotten|^Argument of \\.+ has an extra }|^Extra \\endgroup", Fault.EXTRA_BRACE),
        # fin_col, align_error, no_align_error, omit_error; latex.ltx \@mkpream, \@preamerr.
        (r"^Extra alignment tab|^Misplaced (?:alignment tab character )?(?P<name>\S+)$", Fault.ALIGNMENT),
        (r"^Illegal (?:character|pream-token) .*(?:array|tabular|arg)|^Only one # is allowed per tab", Fault.ALIGNMENT),
        # conditional, extra_fi.
        (r"^Extra (?P<name>\\(?:or|else|fi))\b|^Incomplete (?P<if>\\\S+); all text", Fault.CONDITIONAL),
        # scan_toks, get_token in a definition; report_illegal_case.
        (
            r"^Illegal parameter number|^You can't use [`']macro parameter character|^Parameters must be",
            Fault.PARAMETER,
        ),
        # latex.ltx \begin, \@badend, \@nocounterr, \@ctrerr, \@noitemerr, \@lonelyitem, \@ifdefinable, \@latexerr.
        (r"^Environment (?P<name>.+?) undefined", Fault.UNDEFINED_ENVIRONMENT),
        (r"^\\begin\{(?P<name>[^}]*)\}.* ended by \\end", Fault.MISMATCHED_ENVIRONMENT),
        (r"^(?:No counter|Counter) '(?P<name>[^']+)' (?:defined|already)|^Counter too large", Fault.COUNTER),
        (r"perhaps a missing \\item|^Lonely \\item|^Too deeply nested", Fault.ITEM),
        (r"^(?:Command|Environment) (?P<name>\S+) +(?:already defined|undefined)", Fault.DEFINED),
        (r"^(?:Unknown option|Unused option|Option clash for package) [`']?(?P<name>[^\s'`]+)", Fault.OPTION),
        # keyval; l3keys.
        (r"^(?P<name>\S+) undefined$|^The key '(?:[^']*/)?(?P<key>[^'/]+)' is unknown", Fault.OPTION),
        # get_next (catcode 15); latex.ltx \UTFviii@undefined@err.
        (r"^Text line contains an invalid|^Invalid UTF-8 byte|^String contains an invalid", Fault.ILLEGAL_CHARACTER),
        (r"^Unicode char(?:acter)? .*\((?P<name>U\+[0-9A-F]+)\)", Fault.ILLEGAL_CHARACTER),
        (r"^Keyboard character used is undefined|^Unicode char(?:acter)?\b", Fault.ILLEGAL_CHARACTER),
        # char_warning with \tracinglostchars of 3 or more.
        (r"^Missing character: There is no (?P<name>\S+)", Fault.MISSING_CHARACTER),
        # new_font; fontspec.
        (r'^The font "(?P<name>[^"]+)" cannot be found', Fault.FONT),
        (r"^Font [^=]+=(?P<name>.+?) (?:at [\d.]+pt |scaled \d+ )?not load", Fault.FONT),
        (r"^Font [`']?(?P<name>[^\s']+)'? .*not found|[Mm]etric data not found", Fault.FONT),
        (r"\(file (?P<name>[^)]+)\): Font .* not found|^Cannot open Type 1 font", Fault.FONT),
        (r"^TeX capacity exceeded, sorry \[(?P<name>[^\]]+)\]", Fault.CAPACITY),  # overflow
        (
            r"^Not enough room for|^No room for a new (?P<name>\S+)|^Too many unprocessed floats|^Output loop",
            Fault.CAPACITY,
        ),
        # scan_int, scan_dimen, mult_and_add.
        (
            r"^Missing (?:number|= inserted|'to')|^Illegal unit|^Dimension too large|^Number too (?:big|large)",
            Fault.NUMBER,
        ),
        (r"^Arithmetic overf|^Bad number|^Incompatible glue units|^Infinite glue|^Improper", Fault.NUMBER),
        (r"^(?P<name>\*+) \(job aborted", Fault.NO_END),
    )
)

# --- warnings ----------------------------------------------------------------------------------

# latex.ltx \GenericWarning: continuation lines start with "(name)" or 15 blanks; pdfTeX pdftex_warn
# and LuaTeX normal_warning.
WARNING = re.compile(
    r"^(?:(?:\? )?(?:LaTeX[\w -]*|(?:Package|Class|Module) (?P<source>\S+)) Warning"
    r"|(?P<engine>(?:pdf|Lua|Xe)TeX) warning(?: \([^)]*\))?|warning +\((?P<backend>[\w ]+)\)): ?(?P<text>.*)$"
)
CONTINUATION = re.compile(r"^(?:\([\w.@-]+\) {2,}| {15}| {4}(?=\[))(?=\S)(.*)$")
ON_LINE = re.compile(r"\s*\bon (?:input )?line (\d{1,9})\.?$")
NUMBER = re.compile(r"^ ?(\d{1,9})\.?$")
# Some say it in the middle: "You have requested, on input line 5, version ...".
ON_LINE_INSIDE = re.compile(r"\b(?:on|at) input line (\d{1,9})\b")
KINDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        # latex.ltx \enddocument: totals.
        (r"^There were (?:undefined|multiply)|^Some font shapes were not|^Size substitutions", Kind.SUMMARY),
        # latex.ltx \@citex; natbib; biblatex.
        (r"Citation [`'](?P<name>[^']+)'.* undefined", Kind.UNDEFINED_CITATION),
        (r"entry could not be found in the database: (?P<name>\S+)", Kind.UNDEFINED_CITATION),
        (r"^Empty [`']thebibliography' env", Kind.OTHER_WARNING),
        # latex.ltx \@setref; hyperref.
        (r"[Rr]eference [`'](?P<name>[^']+)'.* undefined", Kind.UNDEFINED_REFERENCE),
        (r"^name\{(?P<name>[^}]*)\} has been referenced but does not exist", Kind.UNDEFINED_REFERENCE),
        # latex.ltx \@newl@bel.
        (r"(?:Label|Citation) [`'](?P<name>[^']+)' multiply defined", Kind.MULTIPLY_DEFINED),
        # latex.ltx \wrong@fontshape, \font@subst@warning.
        (r"^Font shape [`'](?P<name>[^']+)'", Kind.FONT_SUBSTITUTION),
        # latex.ltx \enddocument; rerunfilecheck; longtable; biblatex.
        (r"\b[Rr]e-?run\b|\(re\)run|may have changed|widths have changed", Kind.RERUN),
    )
)
# hpack, vpackage.
BOX = re.compile(
    r"^(?P<word>Overfull|Underfull|Loose|Tight) \\(?P<kind>[hv])box \((?:(?P<amount>\d+\.?\d*)pt too \w+|badness \d+)\)"
    r" (?:in (?:paragraph|alignment) at lines (?P<first>\d{1,9})--(?P<last>\d{1,9})"
    r"|detected at line (?P<line>\d{1,9})|has occurred while \\output is active)"
)
# short_display: the font's name each time it changes, [] for a box.
FONT_NAME = re.compile(r"\\\w[^\s\\]*/[\d.]+ |\[\]")
# char_warning.
LOST = re.compile(r"^Missing character: There is no (?P<name>\S++).* in font .*?(?=[!.]?$)")
# latex.ltx \@input; what LaTeX writes itself is not there in a first run.
NO_FILE = re.compile(r"^No file (?P<name>.+)\.$")
WRITTEN = re.compile(
    r"\.(?:aux|toc|lof|lot|loa|lol|out|nav|snm|vrb|idx|ind|glo|gls|gl[gst]|ac[rnl]|brf|bcf|tdo|los|w18|thm|ptc|mtc\d*|ma[fjx]|fdb\S*)$"
)
# main_control's final_cleanup: the run ended, a group or a conditional did not.
OPEN = re.compile(r"\(\\end occurred (?:when (?P<name>\\\w+) on line (?P<line>\d{1,9}) was in|inside a group)")
# show_save_groups.
GROUP = re.compile(r"^### .*? entered at line (\d{1,9}) \((.*)\)$")

# --- files -------------------------------------------------------------------------------------

# start_input, end_file_reading, ship_out; \wlog of \ProvidesPackage may hold lone parentheses.
NOTHING = re.compile(
    r"^(?:Package|File|Language|Document Class): |^(?:Package|LaTeX|Class)[\w -]* Info: |^\([\w.@-]+\) {2}"
)
# A path without an ending goes on after a blank or parenthesis: `(C:\Program Files\x.sty`, `(./old (2).tex`.
_ROOT = r"(?:\.{0,2}/|\.{0,2}\\(?=[\w.-]+[\\.])|[A-Za-z]:[/\\])"
NAMED_FILES = (
    re.compile(r'\("(?P<name>[^"]+)"'),
    re.compile(rf"\((?P<name>{_ROOT}[^\s()\[\]{{}}<>\"]*\.\w+(?![^\s()\[\]{{}}<>\"]))"),
    re.compile(rf"\((?P<name>{_ROOT}(?:(?!\((?:\.?/|\w:))[^\"<>{{}}]){{1,300}}?\.[A-Za-z]\w{{0,7}}(?=[\s()\[\]]|$))"),
    re.compile(rf"\((?P<name>{_ROOT}[^\s()\[\]{{}}<>\"]+)"),
    re.compile(r"\((?P<name>[\w+-][\w@.+/-]*\.[A-Za-z]\w*)"),
)
TOKEN = re.compile(r"(?P<page>\[\d[\d.]*)|(?P<blank>\s+|\{[^{}]*\}|<[^<>]*>)|(?P<other>[()\]]|[^\s()\[\]{}<>]+|.)")
