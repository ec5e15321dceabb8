"""The fields in a wording, what they stand for, and how a text loses and gets its names.

`{company}`, `{role}`, `{name}`, `{moment}` and, in a follow-up, `{news}` may stand in the user's own words
too; `{the_role}` is `the Cook role`, or `the role` where none is known; `{my_news}` and `{your_news}` are the
news where it is plain whose they are. A brace that is meant as a brace is written twice; what
stands in braces and is no field is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..models import Application, Contact, Tone
from ..text import clean_line
from .everyday import may_be_a_word
from .moments import tidy_moment
from .names import greeting_name, read_name
from .news import news_fields, tidy_news

_NAMES = "company|role|the_role|name|moment|news|my_news|your_news"
_FIELD = re.compile(rf"\{{\{{|\}}\}}|\{{({_NAMES})\}}")
# A field with what may have to give way behind it: a second full stop, a second "role".
_FIELD_AND_NEXT = re.compile(rf"\{{\{{|\}}\}}|\{{({_NAMES})\}}(\.(?!\.)| (?:role|position|job|post)\b)?")
_ROLE_NOUNS = frozenset(
    {
        "role",
        "position",
        "job",
        "post",
        "internship",
        "apprenticeship",
        "traineeship",
        "fellowship",
        "clerkship",
    }
    | {"vacancy", "opening", "placement", "residency", "scholarship", "studentship", "secondment"}
)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
# (m/w/d) and its kin, which job titles carry in some countries and nobody says aloud.
_GENDERS = re.compile(r"\s*[(\[](?:[a-zA-Z*]{1,3}\s*[/|]\s*){1,3}[a-zA-Z*]{1,3}[)\]]\s*$")
_ROLE_NOUN_NEXT = re.compile(rf"\s+(?:{'|'.join(sorted(_ROLE_NOUNS))})\b")
_LEAST_NAME = 2


def tidy_role(role: str) -> str:
    """Return `role` on one line, without what nobody says aloud, in the case in which it was typed."""
    return _GENDERS.sub("", clean_line(role)).rstrip(",;: ")


def the_role(role: str) -> str:
    """Return `the Cook role` for `Cook`, and `the role` where none is known; never `the … job role`."""
    bare = _ARTICLE.sub("", tidy_role(role))
    if not bare:
        return "the role"
    return f"the {bare}" if bare.split()[-1].lower() in _ROLE_NOUNS else f"the {bare} role"


def fields_of(
    contact: Contact, application: Application, tone: Tone = Tone.WARM, news: str = ""
) -> dict[str, str]:
    """Return what every field stands for in a note to `contact`; empty where it is not known."""
    return {
        "company": clean_line(application.company) or "the company",
        "role": tidy_role(application.role),
        "the_role": the_role(application.role),
        "name": greeting_name(contact, tone),
        "moment": tidy_moment(contact.moment),
        **news_fields(news, application.company),
    }


def fields_in(text: str) -> frozenset[str]:
    """Return the names of the fields that `text` needs."""
    return frozenset(found[1] for found in _FIELD.finditer(text) if found[1])


def _value(found: re.Match[str], fields: Mapping[str, str]) -> str:
    name, behind = found[1], found[2] or ""
    if not name:
        return found[0][0]
    value = fields.get(name, "")
    if behind == "." and value.endswith((".", "…")):
        behind = ""
    if name in {"role", "the_role"} and behind[1:] and value.split(" ")[-1].lower() in _ROLE_NOUNS:
        behind = ""
    return value + behind


def fill_from(text: str, fields: Mapping[str, str]) -> str:
    """Return `text` with every field replaced from `fields`, on one line, with single spaces."""
    return " ".join(_FIELD_AND_NEXT.sub(lambda found: _value(found, fields), text).split())


def fill(text: str, contact: Contact, application: Application, tone: Tone = Tone.WARM) -> str:
    """Return `text`, which `generalise` or the user made, with its fields filled for `contact`."""
    return fill_from(text, fields_of(contact, application, tone))


def _replacements(contact: Contact, application: Application, news: str) -> dict[str, str]:
    """Return the words that become fields, each with its field."""
    parts = read_name(contact.name)
    role = clean_line(application.role)
    words = {
        clean_line(contact.moment).rstrip(" .!?;:,"): "{moment}",
        tidy_moment(contact.moment): "{moment}",
        clean_line(news).rstrip(" .!?;:,"): "{news}",
        tidy_news(news): "{news}",
    }
    words |= {clean_line(application.company): "{company}"}
    words |= {role: "{role}", tidy_role(role): "{role}"}
    names = (clean_line(contact.name), parts.full, parts.given, clean_line(contact.form_of_address))
    words |= dict.fromkeys(names, "{name}")
    return {word: field for word, field in words.items() if len(word) >= _LEAST_NAME}


def generalise(text: str, contact: Contact, application: Application, news: str = "") -> str:
    """Return `text` with fields for contact, company, role, moment and news, to be kept for later notes.

    Only whole words in the same case are taken for names. A name that is also an everyday word is left
    alone where it may be one (`Will` at the start of a sentence), and so is a role of one word unless
    `role` or the like stands behind it.
    """
    words = _replacements(contact, application, news)
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)|[{{}}]" if words else "[{}]")

    def replace(found: re.Match[str]) -> str:
        field = words.get(found[0])
        if field is None or not _is_meant(found, field):
            return found[0].replace("{", "{{").replace("}", "}}")
        return field

    return pattern.sub(replace, text)


def _is_meant(found: re.Match[str], field: str) -> bool:
    """Tell whether the words found are surely what the field stands for."""
    if field == "{role}" and " " not in found[0]:
        return _ROLE_NOUN_NEXT.match(found.string, found.end()) is not None
    return not may_be_a_word(found[0], found.string, found.start())
