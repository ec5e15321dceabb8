"""The names that a company goes by."""

from __future__ import annotations

import re
from functools import lru_cache

from ..legal_forms import without_legal_form
from ..text import clean_line

_COMPANY = re.compile(r"[,\s]+(?:& )?(?:co|company)\.?$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def company_names(company: str) -> tuple[str, ...]:
    """Return the names a company goes by: as written, and without its legal form."""
    name = clean_line(company)
    core = _COMPANY.sub("", without_legal_form(name)).rstrip(", ")
    return (name,) if core in {name, ""} else (name, core)
