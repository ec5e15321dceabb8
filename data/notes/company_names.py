"""The names that a company goes by."""

from __future__ import annotations

import re
from functools import lru_cache

from ..text import clean_line

_LEGAL_FORM = re.compile(
    r"[,\s]+(?:inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|co|company|gmbh(?: & co\.? kg)?"
    r"|ag|se|kg|ug|sa|s\.a|sarl|sas|bv|b\.v|nv|n\.v|ab|oy|as|a/s|aps|srl|spa|s\.p\.a|pty(?: ltd)?"
    r"|sp\. z o\.o)\.?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def company_names(company: str) -> tuple[str, ...]:
    """Return the names a company goes by: as written, and without its legal form."""
    name = clean_line(company)
    core = _LEGAL_FORM.sub("", name).rstrip(", ")
    return (name,) if core in {name, ""} else (name, core)
