"""Reading a mail from whatever the user has of it: an `.eml` file, a paste with some headers, bare words.

Nothing is rendered, fetched or written. What comes out is clean text for the screen.
"""

from __future__ import annotations

import re
from datetime import datetime

import msgspec

from ..errors import UnreadableError
from ..people import parse_people
from ..text import clean_text
from . import headers, html_text, mime, pasted, quoted

LARGEST = 25 * 1024 * 1024
"""The largest file that is read, in bytes."""
MOST_TEXT = 200_000
"""How many characters of a mail's text are used."""
MOST_FORWARDS = 5
"""How many mails may be wrapped in one another."""
MOST_COPIED = 20
"""How many of those who got a copy are read."""
_COPIED_LINE = 2_000

_SOURCE_HEADER = re.compile(
    rb"^(?:mime-version|content-type|received|message-id|return-path|delivered-to|dkim-signature|x-[a-z-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,76}:|From ")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u180e\u200b\u200e\u200f\u2060-\u2064]|[\u200c\u200d]{2,}")
_TRAILING = re.compile(r"(?<![ \t])[ \t]+\n")
_MANY_BREAKS = re.compile(r"\n{3,}")
_OTHER_FILES = {
    b"\xd0\xcf\x11\xe0": "This is an Outlook .msg file; save the mail as .eml, or paste its text.",
    b"%PDF": "This is a PDF, not a mail; paste its text instead.",
    b"PK\x03\x04": "This is an archive or an office document, not a mail; paste its text instead.",
}


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail as far as it could be read; every text in it is clean, and empty where it is not known."""

    subject: str = ""
    sender_name: str = ""
    sender_email: str = ""
    reply_to: str = ""
    """The bare address that answers are asked to go to, if it is another one."""
    to_name: str = ""
    to_email: str = ""
    copied: tuple[tuple[str, str], ...] = ()
    """The names and addresses of those who got a copy, in their order."""
    date: datetime | None = None
    """When it was sent, in UTC."""
    message_id: str = ""
    """With its angle brackets."""
    references: tuple[str, ...] = ()
    """The Message-IDs before it, oldest first, without its own."""
    bulk: bool = False
    """Whether it says that it went to a list or to many."""
    text: str = ""
    """The newest part, as a person would read it."""
    quoted: str = ""
    """The older rest."""
    forwarded_by: str = ""
    """The address or name of whoever passed it on, if somebody did."""


def read_mail(raw: bytes | str) -> Mail:
    """Read a mail from a file's bytes, or from text that was pasted.

    Raises UnreadableError, with a sentence that says why, if nothing can be made of it.
    """
    if len(raw) > LARGEST:
        raise UnreadableError("This is larger than 25 MB, too large for a mail that is to be read.")
    mail = _read_bytes(raw) if isinstance(raw, bytes) else _read_text(raw)
    if not (mail.text or mail.quoted or mail.subject):
        raise UnreadableError("There are no words in this mail that could be read.")
    return mail


def _read_bytes(raw: bytes) -> Mail:
    for magic, sentence in _OTHER_FILES.items():
        if raw.startswith(magic):
            raise UnreadableError(sentence)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _read_text(raw.decode("utf-16", "replace"))
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if _is_source(raw):
        return _read_source(raw)
    if b"\0" in raw:
        raise UnreadableError("This is not a mail: it holds bytes that no text has.")
    return _read_paste(mime.decode(raw[: MOST_TEXT * 4]))


def _read_text(text: str) -> Mail:
    text = text.lstrip("\ufeff")
    raw = text.encode("utf-8", "replace")
    return _read_source(raw, decoded=True) if _is_source(raw) else _read_paste(text)


def _is_source(raw: bytes) -> bool:
    """Whether `raw` is a mail's source: header lines first, and among them one that only machines write."""
    start = raw[:8_192].lstrip()
    head = start.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    lines = head.split(b"\n")[:3]
    return all(_HEADER_LINE.match(line) or line[:1] in b" \t" for line in lines) and (
        bool(_SOURCE_HEADER.search(head)) or len(head) >= 8_000
    )


def _read_source(raw: bytes, *, decoded: bool = False) -> Mail:
    """Read a source; `decoded` says that it was text already, so that charsets no longer count."""
    data = mime.unify_line_ends(raw).lstrip()
    if data.startswith(b"From "):
        # One mail out of a mailbox file: the first line is the file's, and the next mail is not ours.
        data = data.partition(b"\n")[2].partition(b"\n\nFrom ")[0]
    mail, text = Mail(), ""
    forwarded_by = ""
    for _ in range(MOST_FORWARDS):
        fields, body = mime.split_headers(data)
        mail = _read_fields(fields)
        leaves = mime.leaves(fields, body)
        text = _words_of(leaves, decoded=decoded)
        inner = next((leaf for leaf in leaves if leaf.content_type == "message/rfc822"), None)
        if not inner or not (quoted.is_forward(mail.subject) or len(text) < 1_000):
            break
        forwarded_by = mail.sender_email or mail.sender_name
        data = mime.unify_line_ends(inner.payload()).lstrip()
    return _finish(msgspec.structs.replace(mail, forwarded_by=forwarded_by), text)


def _read_fields(fields: dict[str, str]) -> Mail:
    sender = headers.read_address(fields.get("from", "") or fields.get("sender", ""))
    to = headers.read_address(fields.get("to", "") or fields.get("delivered-to", ""))
    reply_to = headers.read_address(fields.get("reply-to", "")).email
    references = headers.read_message_ids(fields.get("references", ""))
    references = references or headers.read_message_ids(fields.get("in-reply-to", ""))
    own = headers.read_message_ids(fields.get("message-id", ""))[:1]
    return Mail(
        subject=headers.read_words(fields.get("subject", ""))[: headers.MOST_OF_A_SUBJECT],
        sender_name=sender.name,
        sender_email=sender.email,
        reply_to="" if reply_to == sender.email else reply_to,
        to_name=to.name,
        to_email=to.email,
        copied=_read_copied(fields.get("cc", "")),
        date=headers.read_date(fields.get("date", "")),
        message_id="".join(own),
        references=tuple(each for each in references if each not in own),
        bulk="list-id" in fields or fields.get("precedence", "").lower().strip() in {"bulk", "list"},
    )


def _read_copied(line: str) -> tuple[tuple[str, str], ...]:
    people = parse_people(headers.read_words(line)[:_COPIED_LINE])
    return tuple((person.name, person.email) for person in people if person.email)[:MOST_COPIED]


def _words_of(leaves: tuple[mime.Leaf, ...], *, decoded: bool) -> str:
    plain = _texts(leaves, "text/plain", decoded=decoded)
    if len(plain) >= 200:
        return plain
    rich = _texts(leaves, "text/html", decoded=decoded)
    # Many senders leave nothing but "please view this in HTML" in the plain part.
    words = html_text.to_text(rich) if rich else ""
    return words if len(words) > len(plain) else plain


def _texts(leaves: tuple[mime.Leaf, ...], content_type: str, *, decoded: bool) -> str:
    found: list[str] = []
    room = html_text.MOST_HTML
    for leaf in leaves:
        if leaf.content_type == content_type and not leaf.attached and room > 0:
            is_plain_bytes = leaf.encoding not in {"base64", "quoted-printable"}
            part = msgspec.structs.replace(leaf, charset="utf-8") if decoded and is_plain_bytes else leaf
            found.append(part.text()[:room])
            room -= len(found[-1])
    return "\n".join(found).strip()


def _read_paste(text: str) -> Mail:
    text = text[: MOST_TEXT * 2].lstrip()
    if html_text.looks_like_html(text):
        text = html_text.to_text(text)
    lines = text.split("\n")
    found, behind = pasted.read_block(lines)
    return _finish(_read_shown(found), "\n".join(lines[behind:]))


def _read_shown(found: dict[str, str]) -> Mail:
    sender = headers.read_address(found.get("from", ""))
    to = headers.read_address(found.get("to", ""))
    reply_to = headers.read_address(found.get("reply-to", "")).email
    return Mail(
        subject=headers.read_words(found.get("subject", ""))[: headers.MOST_OF_A_SUBJECT],
        sender_name=sender.name,
        sender_email=sender.email,
        reply_to="" if reply_to == sender.email else reply_to,
        to_name=to.name,
        to_email=to.email,
        copied=_read_copied(found.get("cc", "")),
        date=pasted.read_shown_date(found.get("date", "")),
        message_id="".join(headers.read_message_ids(found.get("message-id", ""))[:1]),
    )


def _finish(mail: Mail, text: str) -> Mail:
    """Clean the text, and take out the mail that was passed on, or else the newest part."""
    text = _tidy(text)
    inner = quoted.find_forwarded(text, mail.subject)
    if inner and (quoted.is_forward(mail.subject) or not mail.sender_email):
        mail = _take_forwarded(mail, _read_shown(inner[0]))
        text = inner[1]
    newest, rest = quoted.split(text)
    return msgspec.structs.replace(mail, text=newest or rest, quoted=rest if newest else "")


def _take_forwarded(outer: Mail, inner: Mail) -> Mail:
    # The one who passed it on wrote the outer headers; only their references can lead to the mail itself.
    own = outer.references[-1:]
    return msgspec.structs.replace(
        inner,
        subject=inner.subject or quoted.bare_subject(outer.subject),
        message_id="".join(own),
        references=outer.references[:-1],
        forwarded_by=outer.sender_email or outer.sender_name or outer.forwarded_by,
    )


def _tidy(text: str) -> str:
    text = clean_text(text[: MOST_TEXT * 2]).replace("\u00a0", " ")
    text = _MANY_BREAKS.sub("\n\n", _TRAILING.sub("\n", _INVISIBLE.sub("", text)))
    return text[:MOST_TEXT].strip()
