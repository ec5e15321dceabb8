"""Mail addresses: found in text, tried for plainness, and the names that hide in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from .text import clean_line

LONGEST_ADDRESS = 254
LONGEST_LOCAL_PART = 64
"""Both from RFC 5321, section 4.5.3.1 (with erratum 1690)."""

# Less than RFC 5322 allows: nothing that a shell, a link or a header could take for something else.
_LOCAL_PART = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.+'&~#-]*[A-Za-z0-9_+~-])?")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
# The letters that the older IDNA of the standard library would replace, and so lead to another domain.
_DEVIATIONS = re.compile("[ßς]")
_IN_TEXT = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,255}")
_NO_REPLY = re.compile(
    # What is written together is meant so wherever it stands; `nora.reply` is somebody.
    r"noreply|noresponse|donotreply|unmonitored|mailer[-_.]?daemon"
    r"|(?:^|[^a-z])(?:no|not|dont|do[-_.]?not|does[-_.]?not|never|keine?|nicht|niet|ne[-_.]?pas)[-_.]?"
    r"(?:reply|replies|respond[ae]?r?|response|answer|antwort(?:en)?|beantwoorden|repondre)(?:$|[^a-z])"
    r"|(?:^|[^a-z])(?:auto[-_.]?(?:reply|respond|responder)|postmaster|bounces?)(?:$|[^a-z])"
    r"|^(?:notifications?|notify|automated|automailer)(?:$|[^a-z])"
)
# The part of a domain that sends; somebody may own a domain of that name.
_NO_REPLY_DOMAIN = re.compile(r"(?:^|\.)no-?reply\.[^.]+\.")
# Mailboxes that belong to a desk, so that no name can be read from them.
_SHARED = frozenset({
    "admin", "application", "applications", "apply", "bewerbung", "bewerbungen", "career",
    "careers", "contact", "hello", "hi", "hiring", "hr", "info", "interview", "interviews", "job",
    "jobs", "jobteam", "karriere", "kontakt", "mail", "office", "people", "personal", "recruit",
    "recruiter", "recruiting", "recruitment", "support", "talent", "talents", "team", "work",
})  # fmt: skip


def split_address(address: str) -> tuple[str, str] | None:
    """Return the local part and the ASCII domain of `address`, or None when it is not one plain address.

    An international domain comes back in its IDNA form. A local part outside ASCII is refused, for few
    servers take it.
    """
    local, at, domain = address.rpartition("@")
    if not at or len(local) > LONGEST_LOCAL_PART or ".." in local or not _LOCAL_PART.fullmatch(local):
        return None
    labels = unicodedata.normalize("NFC", domain.lower()).split(".")
    try:
        ascii_labels = [_ascii_label(label) for label in labels]
    except UnicodeError:
        return None
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in ascii_labels):
        return None
    ascii_domain = ".".join(ascii_labels)
    if ascii_labels[-1].isdigit() or len(local) + 1 + len(ascii_domain) > LONGEST_ADDRESS:
        return None
    return local, ascii_domain


def valid_email(address: str) -> bool:
    """Return whether `address` is one plain mail address, and nothing beside it."""
    return split_address(address) is not None


def find_addresses(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield every plain address in `text` with the places where it begins and ends."""
    if "@" not in text:
        return
    for match in _IN_TEXT.finditer(text):
        found = match[0].rstrip(".-_")
        lead = len(found) - len(found.lstrip(".!#$%&'*+/=?^`{|}~-"))
        if valid_email(found[lead:]):
            yield found[lead:], match.start() + lead, match.start() + len(found)


def is_no_reply(address: str) -> bool:
    """Return whether nobody reads what is sent to `address`."""
    local, _, domain = clean_line(address).casefold().rpartition("@")
    return bool(_NO_REPLY.search(local) or _NO_REPLY_DOMAIN.search(domain))


def is_shared(address: str) -> bool:
    """Return whether `address` is that of a desk (`jobs@`, `info@`, no-reply) and not of a person."""
    words = _words(address)
    return not words or is_no_reply(address) or any(word.casefold() in _SHARED for word in words)


def name_from(address: str) -> str:
    """Return the name that the local part of `address` seems to spell: `dana.ortiz@` is `Dana Ortiz`.

    Empty for a shared mailbox.
    """
    if is_shared(address):
        return ""
    return " ".join(f"{word.upper()}." if len(word) == 1 else _capital(word) for word in _words(address))


def _ascii_label(label: str) -> str:
    """Return one label of a domain in ASCII; raises UnicodeError when there is none for it."""
    if _DEVIATIONS.search(label):
        return "xn--" + label.encode("punycode").decode("ascii")
    return label.encode("idna").decode("ascii")


def _words(address: str) -> list[str]:
    """Return the words of the local part, without digits and without what follows a plus sign."""
    local = address.rpartition("@")[0].partition("+")[0]
    return [word for word in re.split(r"[\W\d_-]+", local.replace("'", "")) if word]


def _capital(word: str) -> str:
    """Return `word` with a capital, unless it was written with capitals of its own."""
    return word.capitalize() if word.islower() or word.isupper() else word
