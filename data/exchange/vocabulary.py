"""The words of `vocabulary.toml`, as sets and as patterns."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file; it says itself what each list is for."""

    greetings: tuple[str, ...]
    closings: frozenset[str]
    particles: frozenset[str]
    honorifics: frozenset[str]
    on_behalf: tuple[str, ...]
    not_a_name: tuple[str, ...]
    team_words: tuple[str, ...]
    agency_words: tuple[str, ...]
    no_companies: frozenset[str]
    name_links: frozenset[str]
    role_links: frozenset[str]
    role_ends: frozenset[str]
    romance_ends: frozenset[str]
    no_roles: frozenset[str]
    job_words: tuple[str, ...]
    job_nouns: frozenset[str]


@cache
def load() -> Vocabulary:
    """Return the words."""
    text = (resources.files(__spec__.parent) / "vocabulary.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Vocabulary)


def any_of(words: tuple[str, ...]) -> str:
    """Return a pattern for any of the words, the longest first; `*` at a word's end is any ending."""
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\*", r"\w*") for word in longest_first) + ")"
