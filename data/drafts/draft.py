"""What is kept of an open form, or of the sheet that is written on: all that is needed to go on writing."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from ..clock import utc_now
from ..models import Purpose, new_id
from ..text import clean_line, clean_text


class DraftKind(StrEnum):
    """What it was typed into."""

    PROFILE = "who signs"
    CADENCE = "when to follow up"
    APPLICATION = "application"
    MAIL = "mail"
    """A mail that was pasted and not read yet."""
    MAIL_READ = "mail read"
    """The form of what was read from a mail; the mail itself is the `source`."""
    CONTACT = "contact"
    PEOPLE = "people"
    MOMENT = "moment"
    NEWS = "news"
    WORDS = "own words"
    POINT = "own point"
    NOTE = "note"
    """The text of a note, on its sheet or in the user's own editor."""
    SUBJECT = "subject"
    SENT = "sent"
    ANSWER = "answer"
    STAGE = "stage"
    DAY = "own day"
    SNOOZE = "snooze"
    UNKNOWN = "unknown"
    """A draft that is damaged, or of another version: its text can be read and copied."""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What a form is about: enough to open it again, and to say what it was."""

    kind: DraftKind
    title: str = ""
    """What stands on the form, for people to read."""
    application_id: str = ""
    contact_id: str = ""
    purpose: Purpose = Purpose.THANK_YOU
    point: str = ""
    follow_up_id: str = ""
    is_new: bool = False
    """Whether the form adds a record, rather than changing one."""
    source: str = ""
    """What the form was made from, where it was not the store: the text of a mail."""
    file: str = ""
    """The name of the file that was handed to the user's own editor, in the folder of the drafts."""

    def is_about_the_same_as(self, other: Origin) -> bool:
        """Return whether both are of one form for one record, whatever is said of it meanwhile."""
        blank = {"title": "", "file": ""}
        return replace(self, **blank) == replace(other, **blank)


class TypedField(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a form, as it was typed."""

    name: str
    """Its label; empty for the only field of a form."""
    text: str
    before: str = ""
    """What stood there at first; by it a change that was made meanwhile is known."""

    @property
    def is_typed(self) -> bool:
        """Whether it is not what stood there at first."""
        return self.text != self.before


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was typed and is not kept yet."""

    id: str = msgspec.field(default_factory=new_id)
    session: str = ""
    """The window that it was typed in."""
    when: datetime = msgspec.field(default_factory=utc_now)
    """When it was last written, in UTC."""
    at: str = ""
    """The name of the field that had the cursor."""
    unsaved: bool = False
    """Whether the form held something to be lost before anything was typed, as what is read from a mail."""
    origin: Origin
    fields: tuple[TypedField, ...]

    @property
    def typed(self) -> tuple[TypedField, ...]:
        """The fields that hold something of the user's; all that hold anything, where none was changed."""
        changed = tuple(field for field in self.fields if field.is_typed)
        return changed or tuple(field for field in self.fields if field.text)

    @property
    def changed(self) -> bool:
        """Whether there is anything in it that was not there at first."""
        return self.unsaved or any(field.is_typed for field in self.fields)

    @property
    def text(self) -> str:
        """All that was typed, as one text to read or to copy."""
        texts = [f"{field.name}: {field.text}" if field.name else field.text for field in self.typed]
        return "\n".join(texts)

    def field(self, name: str) -> TypedField | None:
        """Return the field of that name, None if there is none."""
        return next((field for field in self.fields if field.name == name), None)


def cleaned(draft: Draft) -> Draft:
    """Return `draft` without anything that a terminal obeys, whether it comes from a form or from a file."""
    origin = draft.origin
    fields = tuple(
        TypedField(name=clean_line(each.name), text=clean_text(each.text), before=clean_text(each.before))
        for each in draft.fields
    )
    origin = replace(origin, title=clean_line(origin.title), source=clean_text(origin.source))
    return replace(draft, origin=origin, fields=fields, at=clean_line(draft.at))
