"""A note as a file, in the format that the file's name asks for."""

from __future__ import annotations

from pathlib import Path

from ..models import Application, Contact, Profile
from .files import note_as_markdown, note_as_text, write_new
from .message import build_eml

FORMATS = (".eml", ".txt", ".md")
"""The suffixes of the formats, the one for mail first."""


def write_note(
    path: Path,
    text: str,
    subject: str,
    contact: Contact,
    application: Application,
    profile: Profile,
    *,
    overwrite: bool = False,
) -> None:
    """Write a note to `path`: a mail draft for `.eml`, Markdown for `.md`, plain text for anything else.

    Raises FileThereError when there is a file already and `overwrite` was not asked for, and NotWrittenError
    when it cannot be written.
    """
    match path.suffix.casefold():
        case ".eml":
            data = build_eml(subject, text, contact, application, profile)
        case ".md":
            data = note_as_markdown(text)
        case _:
            data = note_as_text(text)
    write_new(path, data, overwrite=overwrite)
