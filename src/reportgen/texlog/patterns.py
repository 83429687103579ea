"""The productions of TeX, LaTeX and their packages in a log, each with the procedure that prints it."""

from __future__ import annotations

import re

from reportgen.texlog.events import Fault, Kind

# --- errors ------------------------------------------------------------------------------------

# print_err and, with -file-line-error, print_file_line: "./a.tex:2: ", otherwise "! ".
HEADER = re.compile(
    r"^(?:(?P<file>(?:\.{0,2}/)?[^\s:()\[\]<\\|][^:()\[\]<\\|]*\.\w+):(?P<line>\d{1,9}): |! ?)(?P<text>.*)$"
)
# luacstring_error: the chunk's name, right after whatever stood on the line.
LUA = re.compile(
    r'^(?P<before>.*?)(?P<where>\[(?:\\\w+|string "[^"]*")\]|(?:^|(?<=\.tex))[^\s:()\[\]]+\.lua)'
    r":(?P<line>\d{1,9}): (?P<text>.*)$"
)
# show_context: "l.12 text that was read", below it, indented, the text still to be read.
CONTEXT = re.compile(r"^l\.(\d{1,9}) (.*)$")
CONTEXT_REACH = 80
INPUT_LEVEL = re.compile(r"(\\(?:[\w@:]+|.)|\S)\s*$")
CARET_NOTATION = re.compile(r"\^\^(?:[0-9a-f]{2}|[@-_?])")
# latex.ltx \@latex@error, \PackageError, \ClassError; expl3 \msg_error.
SPEAKER = re.compile(r"^(?:LaTeX[\w ]*|(?:Package|Class|Module) (?P<source>\S+)) Error: ?(?P<rest>.*)$")
# fatal_error: " ==> Fatal error occurred", printed by close_files_and_terminate after any error.
FATAL = re.compile(r"^\s*==> Fatal error occurred")
STOPPED = re.compile(r"^(?:Emergency stop|That makes 100 errors|Interruption)")
RUNAWAY = re.compile(r"^Runaway (?:argument|definition|text|preamble)\?")
FAILURE = re.compile(r"^!|Fatal error|no output PDF|\bfatal:|job aborted")

FAULTS = tuple(
    (re.compile(pattern), fault)
    for pattern, fault in (
        (r"^Undefined control sequence", Fault.UNDEFINED_MACRO),  # expand; the name is in the context
        # latex.ltx \@missingfileerror; graphics \Gin@ii; start_input; LuaTeX normal_error, pdfTeX pdf_error.
        (r"^File [`'](?P<name>[^']+\.(?:sty|cls))' not found", Fault.MISSING_PACKAGE),
        (r"^File [`'](?P<name>[^']+)' not found", Fault.MISSING_FILE),
        (r"(?:I can't find|cannot find image) file [`']?(?P<name>[^\s']+)", Fault.MISSING_FILE),
        (r"\(file (?P<name>[^)]+)\).*image|^Unknown graphics extension", Fault.IMAGE),
        # insert_dollar_sign, after_math, sub_sup; latex.ltx \@badmath.
        (r"^Missing \$ inserted|^Display math should|^Bad math environment|^Double (?:sub|sup)", Fault.MATH),
        (r"^Missing delimiter|^Missing \\(?:right|left)|^Extra \\right", Fault.MATH),
        # macro_call, check_outer_validity.
        (r"^Paragraph ended before (?P<name>\\.+?) was complete", Fault.RUNAWAY),
        (r"^(?:File ended|Forbidden .*) while scanning \w+ of (?P<name>\S+)", Fault.RUNAWAY),
        # scan_left_brace, off_save; handle_right_brace, extra_right_brace, macro_call.
        (r"^Missing (?P<name>[{}]) inserted", Fault.MISSING_BRACE),
        (r"^Too many }'s|^Extra }, or forgotten|^Argument of \\.+ has an extra }", Fault.EXTRA_BRACE),
        # fin_col, align_error, no_align_error, omit_error.
        (r"^Extra alignment tab|^Misplaced (?:alignment tab character )?(?P<name>\S+)$", Fault.ALIGNMENT),
        # latex.ltx \begin, \@badend.
        (r"^Environment (?P<name>.+?) undefined", Fault.UNDEFINED_ENVIRONMENT),
        (r"^\\begin\{(?P<name>[^}]*)\}.* ended by \\end", Fault.MISMATCHED_ENVIRONMENT),
        # get_next (catcode 15); latex.ltx \UTFviii@undefined@err.
        (r"^Text line contains an invalid|^Invalid UTF-8 byte", Fault.ILLEGAL_CHARACTER),
        (r"^Unicode character .*\((?P<name>U\+[0-9A-F]+)\)", Fault.ILLEGAL_CHARACTER),
        # char_warning with \tracinglostchars of 3 or more.
        (r"^Missing character: There is no (?P<name>\S+)", Fault.MISSING_CHARACTER),
        # new_font; fontspec.
        (r'^The font "(?P<name>[^"]+)" cannot be found', Fault.FONT),
        (r"^Font [^=]+=(?P<name>.+?) (?:at [\d.]+pt |scaled \d+ )?not loadable", Fault.FONT),
        (r"^TeX capacity exceeded, sorry \[(?P<name>[^\]]+)\]", Fault.CAPACITY),  # overflow
        # scan_int, scan_dimen, mult_and_add.
        (
            r"^Missing number|^Illegal unit|^Dimension too large|^Number too big|^Arithmetic overf",
            Fault.NUMBER,
        ),
    )
)

# --- warnings ----------------------------------------------------------------------------------

# latex.ltx \GenericWarning: continuation lines start with "(name)" or 15 blanks; pdfTeX pdftex_warn
# and LuaTeX normal_warning.
WARNING = re.compile(
    r"^(?:(?:LaTeX[\w -]*|(?:Package|Class|Module) (?P<source>\S+)) Warning|(?P<engine>pdfTeX) warning"
    r"(?: \(\w*\))?|warning +\((?P<backend>[\w ]+)\)): ?(?P<text>.*)$"
)
CONTINUATION = re.compile(r"^(?:\([\w.@-]+\) {2,}| {15})(?=\S)(.*)$")
ON_LINE = re.compile(r"\s*on (?:input )?line (\d{1,9})\.?$")
KINDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        # latex.ltx \enddocument: totals.
        (r"^There were (?:undefined|multiply)|^Some font shapes were not|^Size substitutions", Kind.SUMMARY),
        # latex.ltx \@citex; natbib; biblatex.
        (r"Citation [`'](?P<name>[^']+)'.* undefined", Kind.UNDEFINED_CITATION),
        (r"entry could not be found in the database: (?P<name>\S+)", Kind.UNDEFINED_CITATION),
        # latex.ltx \@setref; hyperref.
        (r"[Rr]eference [`'](?P<name>[^']+)'.* undefined", Kind.UNDEFINED_REFERENCE),
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
    r"^(?P<word>Overfull|Underfull|Loose|Tight) \\[hv]box \((?:(?P<amount>\d+\.?\d*)pt too \w+|badness \d+)\)"
    r" (?:in (?:paragraph|alignment) at lines (?P<first>\d{1,9})--(?P<last>\d{1,9})"
    r"|detected at line (?P<line>\d{1,9})|has occurred while \\output is active)"
)
# short_display: the font's name each time it changes, [] for a box.
FONT_NAME = re.compile(r"\\\w[^\s\\]*/[\d.]+ |\[\]")
# char_warning.
LOST = re.compile(r"^Missing character: There is no (?P<name>\S++).* in font .*?(?=[!.]?$)")
# main_control's final_cleanup: the run ended, a group or a conditional did not.
OPEN = re.compile(r"\(\\end occurred (?:when (?P<name>\\\w+) on line (?P<line>\d{1,9}) was in|inside a group)")
# show_save_groups.
GROUP = re.compile(r"^### .*? entered at line (\d{1,9}) \((.*)\)$")

# --- files -------------------------------------------------------------------------------------

# start_input, end_file_reading, ship_out; \wlog of \ProvidesPackage may hold lone parentheses.
NOTHING = re.compile(
    r"^(?:Package|File|Language|Document Class): |^(?:Package|LaTeX|Class)[\w -]* Info: |^\([\w.@-]+\) {2}"
)
TOKEN = re.compile(
    r'\((?:"(?P<quoted>[^"]+)"|(?P<file>\.{0,2}/[^\s()\[\]{}<>"]+|[\w+-][\w@.+/-]*\.[A-Za-z]\w*))'
    r"|(?P<page>\[\d[\d.]*)|(?P<blank>\s+|\{[^{}]*\}|<[^<>]*>)|(?P<other>[()\]]|[^\s()\[\]{}<>]+|.)"
)
