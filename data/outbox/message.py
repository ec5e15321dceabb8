"""A note as a mail message in a file, for the user's own mail program to open, look over and send.

The header's lines are written here and not by the standard library, whose older versions let an encoded word
smuggle in another header, encode Message-IDs that are long, and take a comma out of its quotes. What was
written is read again before it leaves.
"""

from __future__ import annotations

import base64
import re
from email.errors import MessageError
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP

from ..addresses import split_address
from ..errors import NotWrittenError
from ..models import Application, Contact, MailThread, Profile
from ..notes.thread import in_thread
from ..text import clean_line, clean_text

LONGEST_SUBJECT = 400
LONGEST_NAME = 200
LONGEST_MESSAGE_ID = 250
MOST_REFERENCES = 20
"""How much of a long thread is named: its beginning and its newest messages."""

_BYTES_IN_A_WORD = 42
"""An encoded word has at most 75 characters (RFC 2047, section 2), 12 of them its frame."""
_GARBLED = "The mail could not be put together: it would not read as it was meant."
_MESSAGE_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")
_PLAIN_PHRASE = re.compile(r"[A-Za-z0-9 -]+")


def build_eml(subject: str, text: str, contact: Contact, application: Application, profile: Profile) -> bytes:
    """Return a draft of a mail to `contact` as the bytes of an `.eml` file.

    `X-Unsent` makes mail programs open it for sending; they add the sender, the date and the Message-ID. It
    answers in the thread of the rejection mail, where there is one and `contact` is in it. A contact without
    an address gets a draft without a recipient.

    Raises NotWrittenError for an address that is not one plain address or is the user's own, a subject of
    more than `LONGEST_SUBJECT` characters, and anything that would not come out of the file as it went in.
    """
    subject = _harmless(subject)
    if len(subject) > LONGEST_SUBJECT:
        raise NotWrittenError(f"The subject is too long for a mail: {len(subject)} characters.")
    name, address = _harmless(contact.name)[:LONGEST_NAME].strip(), _address(contact, profile)
    headers = [("X-Unsent", "1")]
    if subject:
        headers.append(("Subject", _unstructured(subject)))
    if address:
        headers.append(("To", f"{_phrase(name)} <{address}>" if name else address))
    if in_thread(contact, application):
        headers += _thread_headers(application.thread)
    body = f"{clean_text(text).strip()}\n"
    data = b"".join(f"{key}: {value}\r\n".encode("ascii") for key, value in headers) + _content(body)
    _read_again(data, [key for key, _ in headers], subject, (name, address), body)
    return data


def _harmless(text: str) -> str:
    """Return `text` cleaned, on one line, and without the beginning of an encoded word."""
    return clean_line(text).replace("=?", "= ?")


def _address(contact: Contact, profile: Profile) -> str:
    """Return the address of `contact` with its domain in ASCII; empty when there is none."""
    written = contact.email.strip()
    if not written:
        return ""
    parts = split_address(written)
    if parts is None:
        raise NotWrittenError(
            f"“{clean_line(written)[:80]}” is not a mail address. Correct it, or take it out."
        )
    if written.casefold() == profile.email.strip().casefold():
        raise NotWrittenError(f"{written} is your own address. Give {clean_line(contact.name)} theirs.")
    return "@".join(parts)


def _thread_headers(thread: MailThread | None) -> list[tuple[str, str]]:
    """Return the headers that put an answer into `thread`; what is no Message-ID is left out."""
    if thread is None or not _is_message_id(thread.message_id):
        return []
    before = [one for one in thread.references if _is_message_id(one) and one != thread.message_id]
    line = [*dict.fromkeys(before), thread.message_id]
    if len(line) > MOST_REFERENCES:
        line = [line[0], *line[1 - MOST_REFERENCES :]]
    return [("In-Reply-To", thread.message_id), ("References", "\r\n ".join(line))]


def _is_message_id(text: str) -> bool:
    return len(text) <= LONGEST_MESSAGE_ID and _MESSAGE_ID.fullmatch(text) is not None


def _unstructured(text: str) -> str:
    """Return `text` as the value of a header of free text."""
    return text if text.isascii() else _encoded_words(text)


def _phrase(name: str) -> str:
    """Return `name` as what stands before an address in angle brackets."""
    if not name.isascii():
        return _encoded_words(name)
    if _PLAIN_PHRASE.fullmatch(name):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _encoded_words(text: str) -> str:
    """Return `text` as encoded words in UTF-8, each short enough and whole in its characters."""
    chunks = [b""]
    for letter in text:
        data = letter.encode()
        if len(chunks[-1]) + len(data) > _BYTES_IN_A_WORD:
            chunks.append(b"")
        chunks[-1] += data
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(chunk).decode()}?=" for chunk in chunks)


def _content(body: str) -> bytes:
    """Return the headers of the content, the empty line and `body` in UTF-8."""
    message = EmailMessage(policy=SMTP)
    message.set_content(body, charset="utf-8")
    return message.as_bytes()


def _read_again(data: bytes, names: list[str], subject: str, to: tuple[str, str], body: str) -> None:
    """Raise NotWrittenError unless `data` reads as exactly what was meant."""
    expected = [*names, "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
    try:
        message = BytesParser(EmailMessage, policy=SMTP).parsebytes(data)
        header = message["To"]
        people = header.addresses if isinstance(header, AddressHeader) else ()
        # Some versions of the parser leave a blank between two encoded words of a name.
        recipients = [("".join(person.display_name.split()), person.addr_spec) for person in people]
        same = (
            message.keys() == expected
            and str(message["Subject"] or "") == subject
            and recipients == ([("".join(to[0].split()), to[1])] if to[1] else [])
            and message.get_content().replace("\r\n", "\n") == body
        )
    except (MessageError, ValueError, LookupError) as error:
        raise NotWrittenError(_GARBLED) from error
    if not same:
        raise NotWrittenError(_GARBLED)
