"""Dates in language: `find_dates` for running text, `parse_date` for a string that is a date, `resolve` for the rest.

The modules behind: `calendar_words` (closed classes of words), `date_values` (the types), `date_grammar` (absolute
dates), `date_relatives` ("last year"), `date_mentions` (running text), `date_strings` (whole strings),
`date_resolution`.
"""

from __future__ import annotations

from reportgen.language.date_mentions import find_dates
from reportgen.language.date_resolution import resolve
from reportgen.language.date_strings import parse_date
from reportgen.language.date_values import Basis, DateMention, ParsedDate, Precision, Relative

__all__ = ["Basis", "DateMention", "ParsedDate", "Precision", "Relative", "find_dates", "parse_date", "resolve"]
