"""What tells one company from another, however it is written."""

from __future__ import annotations

import re

from .folding import fold
from .legal_forms import without_legal_form

_WORD = re.compile(r"[^\W_]+")


def company_key(company: str) -> str:
    """Return what tells one company from another: `Acme`, `ACME, Inc.` and `Acme GmbH` are one."""
    words = _WORD.findall(fold(without_legal_form(company.strip())))
    return " ".join(words[1:] if words[1:] and words[0] == "the" else words)
