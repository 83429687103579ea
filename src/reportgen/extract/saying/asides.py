"""What stands between a verb of saying and its clause, or after it: when, where, to whom, an apposition."""

from __future__ import annotations

import re

# "According to X, an engineer at Y, ..."
APPOSED = re.compile(
    r",\s+(?:(?:an?|the|its|their|his|her|one)\s[^,;:.]{2,90}|(?:who|whose|which)\s[^,;:.]{2,90}|"
    r"(?:[a-z]+(?:\s[a-z]+){0,3}\s(?:of|for|at|in|with)\s)[^,;:.]{2,60}|[A-Z][^,;:.]{2,60}|\d\d)(?=,\s)"
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# What stands between a verb of saying and the words that it reports.
ADVERBIAL = re.compile(
    rf"\s*,?\s*(?:(?:late|early)\s+)?(?:on\s+(?:{_DAY}|\d+\s+\w+|\w+\s+\d+|Twitter|Facebook|X|social media|"
    rf"television|the radio|the phone|state television)(?:\s+(?:morning|afternoon|evening|night))?"
    rf"|{_DAY}(?:\s+(?:morning|afternoon|evening|night))?(?!\s+(?:is|was|will|would|has|had|and|or|night)\b)"
    rf"|in\s+(?:an?|his|her|its|their|the)\s+(?:[\w-]+\s+){{0,3}}?(?:statement|interview|speech|e-?mail|"
    rf"tweet|post|letter|report|address|article|note|release|message|memo|paper|"
    rf"testimony|comment|affidavit|ruling|judg[e]?ment|foreword|preface|book|blog|briefing|broadcast|"
    rf"column|filing|evidence|reply|response|hearing|meeting|video)"
    rf"(?:\s+(?:on|to|with|in|for|from|by|at)\s+(?:the\s+|a\s+|an\s+|his\s+|"
    rf"her\s+)?[\w'’-]+(?:\s+[A-Z][\w'’-]+|\s+\d+){{0,4}})?"
    rf"|in\s+evidence|in\s+court|in\s+{_MONTH}(?:\s+\d{{4}})?"
    rf"|in\s+\d{{4}}|at\s+(?:a|the)\s+(?:[\w-]+\s+){{0,3}}?(?:conference|briefing|meeting|hearing|summit|"
    rf"event|rally|inquest|trial|forum|session)"
    rf"|during\s+(?:an?|the|his|her)\s+(?:[\w-]+\s+){{1,3}}|yesterday|today|later|earlier|(?:last|this|"
    rf"earlier this)\s+(?:week|month|year|night|spring|summer|autumn|winter)|"
    rf"repeatedly|publicly|afterwards|elsewhere|here|too|again|also|simply|bluntly|flatly|am\s+\w+tag|"
    rf"to\s+(?:reporters|journalists|the\s+press|[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){{0,2}}|him|her|them|me|"
    rf"us))(?:\s*,)?(?=\s)"
)
ADDRESSEE = re.compile(
    r"\s+(?:(?:him|her|them|me|us|it|you|reporters|journalists|lawmakers|investors|colleagues|parliament|"
    r"viewers|readers|listeners|delegates|members|"
    r"shareholders|MPs|senators|deputies|fans|parents|residents|voters|staff|workers|police|officers|"
    r"friends|students|fellow\s\w+)\b"
    r"|[a-z]{4,}(?:s|men|women)\b(?=\s+(?:that|on|in|at|during|after|before|by|via|from|outside|last|this|yesterday|"
    r"earlier|late|early)\b|\s*[,.]|\s*\Z)"
    r"|(?:the|a|an|his|her|its|their|this|that|one|some)\s+(?:(?!(?:that|was|is|were|had|would|will|could|"
    r"should|may|might|must)\b)[\w'’-]+\s+){0,3}?(?:(?!that\b)[\w'’-]+)"
    r"|(?:[A-Z][\w'’.&-]*)(?:\s+(?:of\s+|the\s+|and\s+|for\s+)*[A-Z][\w'’.&-]*){0,5})"
)
# "told Reuters on Monday": nothing that an addressee's name could go on with into a clause.
WHEN = re.compile(
    rf"\s*(?:,|(?:on|in|at|by|during|after|before|ahead|outside|inside|near|over|via|through|from)\s|last\s|this\s|earlier\b|later\b|yesterday\b|today\b|(?:late|early)\s|(?:{_DAY})\b)"
)
ROLE = re.compile(r",\s+(?:the|an?|its|his|her|their)\s[^,;:.]{2,80},\s+\Z")
