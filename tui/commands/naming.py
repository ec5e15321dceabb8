"""How records are spoken of, in sentences of one line."""

from __future__ import annotations

from ...data.models import Application
from ...data.text import clean_line


def in_one_line(application: Application) -> str:
    """Return company and role as they are spoken of."""
    return clean_line(", ".join(part for part in (application.company, application.role) if part))
