"""Whether a mail to somebody answers in the thread of the rejection mail."""

from __future__ import annotations

from ..models import Application, Contact


def in_thread(contact: Contact, application: Application) -> bool:
    """Tell whether `contact` is in the thread of the mail that turned the user down.

    Only who gave the news, or wrote that mail, is. To everybody else a `Re:` to a mail that they never
    got would read wrong.
    """
    if application.thread is None:
        return False
    sender = application.thread.sender.strip().casefold()
    return contact.gave_news or (bool(sender) and contact.email.strip().casefold() == sender)
