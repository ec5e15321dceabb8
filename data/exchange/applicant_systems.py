"""Which mail addresses belong to applicant systems, to free mail, or to nobody at all."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec

from ..addresses import is_no_reply

_MACHINE = (
    "notification",
    "notify",
    "alert",
    "system",
    "mailer",
    "automat",
    "info",
    "jobs",
    "careers",
    "updates",
)
_SHORT = frozenset({
    "m", "mail", "us", "eu", "hire", "talent", "app", "email", "candidates", "reply", "hr", "e", "mg", "hi",
    "msg",
})  # fmt: skip
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "gob"})
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "é": "e", "è": "e", "ø": "o"}
)
_SIGNS = re.compile(r"[^a-z0-9]+")


class System(msgspec.Struct, frozen=True):
    """A system through which employers write to applicants."""

    name: str
    domains: tuple[str, ...]
    answers: bool = False
    """Whether an answer to its addresses may reach a person."""


class _File(msgspec.Struct, frozen=True):
    system: tuple[System, ...]
    free_mail: tuple[str, ...]


@cache
def _load() -> _File:
    text = (resources.files(__spec__.parent) / "applicant_systems.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _File)


@cache
def _by_domain() -> dict[str, System]:
    return {domain: system for system in _load().system for domain in system.domains}


@cache
def brands() -> frozenset[str]:
    """Return the systems' names in lower case, letters and digits only."""
    return frozenset(compact(system.name) for system in _load().system)


def compact(text: str) -> str:
    """Return `text` in lower case with nothing but its letters and digits."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def spelled_out(text: str) -> str:
    """Return `text` as `compact` does, with umlauts as domains write them."""
    return compact(text.translate(_UMLAUTS))


def system_of(email: str) -> System | None:
    """Return the applicant system that `email` belongs to, or None."""
    labels = email.rpartition("@")[2].lower().split(".")[-6:]
    for start in range(len(labels) - 1):
        found = _by_domain().get(".".join(labels[start:]))
        if found:
            return found
    return None


def is_free_mail(email: str) -> bool:
    """Return whether `email` is one that anybody can have, so that its domain says nothing."""
    return email.rpartition("@")[2].lower() in _load().free_mail


def is_read_by_nobody(email: str) -> bool:
    """Return whether an answer to `email` would reach no person."""
    local, at, _ = email.lower().rpartition("@")
    if not at:
        return False
    if is_no_reply(email):
        return True
    system = system_of(email)
    return bool(system) and (not system.answers or _SIGNS.sub("", local).startswith(_MACHINE[:7]))


def company_label(email: str) -> str:
    """Return the word in `email` that stands for the employer: of its domain, or of its place in a system.

    Empty where the address says nothing, as with free mail.
    """
    local, at, domain = email.lower().rpartition("@")
    if not at or is_free_mail(email):
        return ""
    labels = domain.split(".")
    system = system_of(email)
    if system:
        # northwind@myworkday.com, northwind+autoreply@talent.icims.com, jobs@northwind.teamtailor-mail.com
        own = next(each for each in system.domains if f".{domain}".endswith(f".{each}"))
        below = domain.removesuffix(own).rstrip(".").split(".")[-1]
        candidates = (below, local.partition("+")[0])
        return next((each for each in candidates if each and not _is_machine_word(each)), "")
    if len(labels) < 2:
        return ""
    at_level = -3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else -2
    return labels[at_level]


def _is_machine_word(label: str) -> bool:
    word = _SIGNS.sub("", label)
    return word in _SHORT or word.startswith(_MACHINE) or is_no_reply(f"{label}@") or not word.isalpha()
