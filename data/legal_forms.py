"""The legal forms at the end of the names of companies: `Inc.`, `GmbH & Co. KG`, `S.L.`, `e.V.`."""

from __future__ import annotations

import re

# Pieces of patterns, in any order: what begins first and reaches the end is taken, and so the longest form.
_FORMS = (
    # English
    "inc", "incorporated", "ltd", "limited", "llc", "llp", "plc", "corp", "corporation",
    "(?:pty|pvt)(?: ltd)?",
    # German
    "g?gmbh", "mbh", "ag", "se", "kg", "kgaa", r"ug(?: ?\(haftungsbeschränkt\))?", "ohg", "gbr", r"e\. ?v",
    r"(?:g?gmbh|mbh|ag|se|ug|ltd|limited) ?(?:&|\+|und|and) ?co",
    r"(?:(?:&|\+|und|and) ?)?co\.? ?(?:kg|ohg|kgaa)",
    r"(?:g?gmbh|mbh|ag|se|ug|ltd|limited) ?(?:&|\+|und|and) ?co\.? ?(?:kg|ohg|kgaa)",
    # Romance
    "sa", r"s\.a", "sas", r"s\.a\.s", "sarl", r"s\.a\.r\.l", "sl", r"s\.l", "slu", r"s\.l\.u", "spa",
    r"s\.p\.a", "srl", r"s\.r\.l",
    # Dutch, Nordic, Polish
    "bv", r"b\.v", "nv", r"n\.v", "oy", "ab", "as", "a/s", "aps", r"sp\. ?z ?o\. ?o",
)  # fmt: skip
_AT_END = re.compile(rf"[\s,]+(?:{'|'.join(_FORMS)})\.?,?$", re.IGNORECASE)
# In the middle of a line only what is written as a form is written counts.
_IN_LINE = re.compile(
    r"(.{2,60}?),? (?:g?GmbH|mbH|AG|SE|KG|KGaA|UG|OHG|Inc|Ltd|LLC|LLP|plc|Limited|e\. ?V|B\.V|N\.V|S\.A|S\.L"
    r"|SAS|SARL)\b"
)


def without_legal_form(name: str) -> str:
    """Return a company's name without the legal form at its end; a name that is nothing else stays."""
    return _AT_END.sub("", name) or name


def is_legal_form(words: str) -> bool:
    """Return whether `words` are a legal form and nothing else."""
    return _AT_END.fullmatch(f" {words}") is not None


def before_legal_form(line: str) -> str:
    """Return what stands before a legal form on a line, as in `Nordlicht Energie GmbH`; empty without one."""
    match = _IN_LINE.match(line)
    return match[1] if match else ""
