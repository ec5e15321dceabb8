"""What a person is called, wherever they are told of."""

from __future__ import annotations

from .models import Contact


def called(contact: Contact) -> str:
    """Return what a person is called: by name, or by what is known instead of it."""
    return contact.name or contact.title or contact.email or contact.kind.value
