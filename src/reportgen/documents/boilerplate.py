"""What is said around a text and not by it: share links, credits, notices, page numbers, running lines.

The patterns name the formulas of newspapers and web sites in the languages read, none of a particular one.
"""

from __future__ import annotations

import re

from reportgen.documents.traits import NAME

_SHARE = (
    r"share(?: this| on| via| the)?(?: (?:this )?(?:article|story|post|page|link|facebook|twitter|x|linkedin"
    r"|whatsapp|email))*"
    r"|(?:share|follow|like|tweet|print|email|save|bookmark|subscribe|sign up|log ?in|sign ?in|register|menu|search"
    r"|home|close"
    r"|advertisement|advertising|sponsored(?: content)?|skip to (?:main )?content|back to top|top|read more|load more"
    r"|see more|more|next|previous|next (?:article|post|page)|previous (?:article|post|page)|image|photo|listen"
    r"|comments?"
    r"|leave a (?:comment|reply)|\d+ comments?|\d+ shares?|view comments|facebook|twitter|linkedin|whatsapp"
    r"|telegram|e-?mail"
    r"|print this(?: page| article)?|download(?: pdf| as pdf| the pdf)?|pdf|copy link|copied|link copied|rss|tags?"
    r"|topics?"
    r"|поделиться(?:\s.{0,30})?|реклама|комментарии|читать далее|подписаться|分享(?:到.{0,10})?|打印|收藏|评论|返回顶部"
    r"|责任编辑.{0,20}"
    r"|teilen|drucken|anzeige|werbung|kommentare|partager|imprimer|publicité|compartir|imprimir|publicidad)"
)
_WHOLE = re.compile(
    rf"[\W_]*(?:{_SHARE}|continued (?:from|on) (?:page|p\.) ?[\w-]{{1,5}}|\(?to be continued\)?"
    rf"|\(?(?:cont(?:inue)?d|more)\)?"
    r"|end(?:s| of document)?|the end|продолжение следует|окончание следует|(?:page|p\.|стр\.|seite|página"
    r"|第)\s*\d{1,4}(?:\s*页)?"
    r"(?:\s*(?:of|/|из|von|de)\s*\d{1,4})?|\d{1,4}\s*(?:/|of)\s*\d{1,4}|original url\s*:?.{0,300}"
    r"|source url\s*:?.{0,300}"
    r"|original article\s*:?.{0,300}|this article (?:was )?originally appeared (?:on|in|at) .{1,80}"
    r"|<?https?://\S+>?)[\W_]*",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*")
_ORNAMENT = re.compile(r"[\W_]+")
_LEADING = re.compile(
    r"[*_\s]*(?:(?:thumbnail |cover |main |header )?(?:image|photo(?:graph)?|picture|illustration|video"
    r"|banner)(?:s)?\s*"
    r"(?:credits?|courtesy|source|by|:)|(?:photo|image|фото|foto|图片|图)(?:grafie)?\s*[:：/©]|credits?\s*:"
    r"|(?:copyright|©|\(c\)\s*(?:19|20)\d\d)|all rights reserved|все права защищены|版权所有|alle rechte vorbehalten"
    r"|tous droits réservés|reprinted (?:with|by) permission|this (?:site|website|page) uses cookies"
    r"|we (?:and our partners )?use (?:\w+ )?cookies|by (?:continuing|clicking|using|signing|subscribing)[^.]{0,60}"
    r"you (?:agree|accept|consent)|accept (?:all )?cookies|cookie (?:policy|settings|notice|preferences)"
    r"|мы используем"
    r"|этот сайт использует|сайт использует|wir verwenden cookies|nous utilisons des cookies|(?:este sitio"
    r"|utiliza(?:mos)?) .{0,20}cookies"
    r"|(?:sign up|subscribe) (?:for|to|now|here|today)\b|get (?:the|our) .{0,60}(?:newsletter|inbox)|(?:our"
    r"|your) (?:free |daily |weekly )*newsletter"
    r"|join our (?:mailing|newsletter)|enter your e-?mail|already a (?:subscriber|member)|to continue reading"
    r"|this content is for (?:subscribers|members)"
    r"|more [\w ]{2,30}:\s*https?://\S+\s*$"
    r"|подпи(?:шитесь|сывайтесь) на|follow (?:(?:us|him|her|them|the author) on\b|@\w).{0,40}|support (?:our"
    r"|independent) journalism"
    r"|(?:related|recommended|popular|trending|latest|more)(?: \w+){0,2} (?:articles?|stories|posts?|news|reading"
    r"|links|coverage|content|from)\s*:?\s*$"
    r"|(?:read (?:also|next|more)|see also|also read|you may (?:also )?like|more (?:on|from|about) this(?: \w+)?"
    r"|most (?:read|popular|viewed)"
    r"|don['’]t miss|recommended for you|what to read next|you might also like|читайте также|по теме|смотрите также"
    r"|相关(?:阅读|新闻|文章|链接)|推荐阅读|延伸阅读"
    r"|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lea también|te puede interesar)\s*[:：].{0,160}$"
    r"|(?:the )?(?:views|opinions)(?: and (?:views|opinions))? expressed\b|the (?:views|opinions) (?:in|of) this"
    r"|disclaimer\s*:|мнение (?:автора|редакции) |die hier geäußerten|(?:these|this) (?:views|article) (?:are|is|do"
    r"|does) not (?:necessarily )?re(?:flect|present)"
    r"|this (?:article|story|post|essay|piece|text) (?:was|is|has been) (?:first |originally )?(?:published"
    r"|reprinted|republished|translated|licensed|posted)\b"
    r"|(?:a version of )?this (?:article|story|column|comment|piece|essay|op-ed) (?:also |first "
    r"|originally )*appear(?:s|ed)\b"
    r"|reporting by .{2,80}[;.]|\(reporting by |editing by |(?:if you|did you) (?:enjoyed?|liked?) (?:this|what)"
    r"|have (?:a )?(?:tip|story|comment)\b.{0,40}(?:e-?mail|contact)"
    r"|for (?:more|further) information,? (?:please )?(?:contact|visit|see|go to)|media contact|press contact"
    r"|contact\s*:|tags?\s*:|filed under|topics?\s*:|categor(?:y|ies)\s*:"
    r"|isbn |doi:|©)",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:uses cookies|cookie policy|all rights reserved|privacy policy)\W{0,3}\Z", re.IGNORECASE)
_TRAIL = 24  # characters that such an ending has at most
_RELATED_HEAD = re.compile(
    r"[\W_]*(?:related(?: (?:articles?|stories|posts?|news|reading|links|coverage|content|topics))?|read (?:also"
    r"|next)|recommended(?: for you| reading)?"
    r"|you may (?:also )?like|you might also like|more (?:from|on|about) .{2,40}|most (?:read|popular|viewed)"
    r"|latest (?:news|stories|articles)|trending(?: now)?"
    r"|читайте также|по теме|смотрите также|相关(?:阅读|新闻|文章|链接)|推荐阅读|延伸阅读"
    r"|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lea también)[\W_]*",
    re.IGNORECASE,
)
_AUTHOR_HEAD = re.compile(
    r"[\W_]*(?:about the (?:authors?|writers?|contributors?)|(?:the )?authors?|contributors?"
    r"|author (?:bio(?:graphy)?|information)"
    r"|notes? on (?:the )?contributors?|об автор(?:е|ах)|сведения об автор(?:е|ах)|作者简介|关于作者|über (?:den"
    r"|die) autor(?:in|en)?|à propos de l['’]auteur"
    r"|sobre (?:el|la|los) autore?s?)[\W_]*",
    re.IGNORECASE,
)
_ROLE = (
    "analyst|fellow|professor|lecturer|director|editor|author|journalist|reporter|correspondent|columnist|writer"
    "|researcher|scholar|expert"
    "|consultant|president|chair(?:man|woman|person)?|founder|partner|economist|historian|scientist|physician"
    "|doctor|student|candidate|adviser"
    "|advisor|ambassador|diplomat|officer|head|member|specialist|associate|contributor|teacher|dean|lawyer|attorney"
    "|engineer|senator|minister"
    "|manager|coordinator|co-?founder|head|chief|critic|producer|blogger|freelancer?|intern|executive|secretary"
)
_PLACE = r"\b(?:at|of|with|for|in|on|and)\b"
_BIOGRAPHY = re.compile(
    r"[*_†‡\s]*(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir)\.?\s+)?(?P<name>" + NAME + r")(?:,[^,.]{2,60},)?\s+"
    rf"(?:is|was|are|were|has been|serves as|works as|currently serves as"
    rf"|is currently)\s+(?:[\w’'&.-]+\s+){{0,7}}?(?:[\w-]+-)?(?:{_ROLE})s?\b"
    rf"|[*_†‡\s]*(?P<other>{NAME})\s+(?:writes|covers|reports|teaches|blogs|works|lives)\s+(?:on|about|for|at|from"
    rf"|in)\b"
)


def is_boilerplate(text: str) -> bool:
    """Whether a line is a formula that stands around texts."""
    if len(text) > 600:
        return False
    if len(text) <= 320 and (_WHOLE.fullmatch(text) or _PAGE_NUMBER.fullmatch(text)):
        return True
    return bool(_ORNAMENT.fullmatch(text) or _LEADING.match(text) or _TRAILING.search(text, max(0, len(text) - _TRAIL)))


def is_related_heading(text: str) -> bool:
    """Whether a line stands above links to other texts."""
    return len(text) <= 60 and _RELATED_HEAD.fullmatch(text) is not None


def is_author_heading(text: str) -> bool:
    """Whether a line stands above a biography of the author."""
    return len(text) <= 60 and _AUTHOR_HEAD.fullmatch(text) is not None


def biography(text: str) -> str | None:
    """Return the name that opens a line on who somebody is: "Ann Lee is a fellow at ..."."""
    found = _BIOGRAPHY.match(text) if len(text) <= 900 else None
    return (found["name"] or found["other"]) if found else None
