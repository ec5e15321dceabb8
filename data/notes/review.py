"""Looking a note over before it goes out: what a good friend would say who read it first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum

import msgspec

from ..addresses import is_no_reply
from ..models import Application, Channel, Contact, Note, Purpose
from ..standing import THANKED
from ..text import clean_line, clean_text
from .compose import MOST_PARAGRAPHS
from .mentions import companies_named, is_within, own_spans, people_named
from .names import read_name
from .phrases import phrases_in
from .points import NEWS

FEWEST_WORDS = 60
MOST_WORDS = {Purpose.THANK_YOU: 150, Purpose.FOLLOW_UP: 120}
TOO_MANY_WORDS = {Purpose.THANK_YOU: 200, Purpose.FOLLOW_UP: 150}

_GREETING = re.compile(
    r"^(?:dear|hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings)\b *(?P<name>.*?)[,:!.]?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:[\w' ]*\b(?:regards|wishes|sincerely|respectfully|thanks|thank you|cheers|gratefully|cordially)\b"
    r"[\w' ]*|(?:all the |my )?best|yours(?: \w+){0,2}|take care|warmly)[,!]?$",
    re.IGNORECASE,
)
_TO_NOBODY = re.compile(
    r"^(?:there|all|everyone|everybody|team|sir|madam|sir or madam|whom it may concern|folks)?$"
    r"|\b(?:team|committee|department)$",
    re.IGNORECASE,
)
_UNFILLED = re.compile(
    r"\{\{?[^{}\n]{1,40}\}\}?"  # {company}
    r"|\[(?=[^\]\n]*[A-Za-z])[^\[\]\n]{1,40}\](?!\()"  # [Company], but no link
    r"|<(?=[A-Za-z])[^<>@\n:/]{1,40}>"  # <name>, but neither a mail address nor a link
    r"|\bX{3,}\b|_{3,}|\.{5,}|\bTB[AD]\b"
    r"|\b(?:YOUR|INSERT|COMPANY|FIRST|LAST|RECIPIENT)[ _](?:NAME|HERE|COMPANY|ROLE)\b"
)
_BEYOND_EUROPE = "\u0590"
_LONGEST_CLOSING = 5
_LAST_LINES = 8


class Level(StrEnum):
    """How much a finding matters."""

    WARNING = "warning"
    HINT = "hint"


class Finding(msgspec.Struct, frozen=True):
    """Something worth a second look, in one sentence or two."""

    level: Level
    sentence: str


class Parts(msgspec.Struct, frozen=True):
    """A text taken apart the way a reader sees it."""

    greeting: str
    """The first line, if it greets."""
    body: str
    """What stands between greeting and closing."""

    @property
    def words(self) -> int:
        """The number of words in the body."""
        return len(self.body.split())

    @property
    def paragraphs(self) -> int:
        """The number of paragraphs in the body, parted by blank lines."""
        return len([block for block in re.split(r"\n\s*\n", self.body) if block.strip()])


def take_apart(text: str) -> Parts:
    """Return greeting and body of `text`; a text without greeting or closing is all body."""
    lines = clean_text(text).strip().split("\n")
    first = lines[0].strip()
    greets = bool(_GREETING.match(first)) and len(first.split()) <= _LAST_LINES
    start = 1 if greets else 0
    end = len(lines)
    for at in range(len(lines) - 1, max(start, len(lines) - _LAST_LINES) - 1, -1):
        line = lines[at].strip()
        if _CLOSING.match(line) and len(line.split()) <= _LONGEST_CLOSING:
            end = at
            break
    return Parts(first if greets else "", "\n".join(lines[start:end]).strip())


def review(
    note: Note,
    text: str,
    contact: Contact,
    application: Application,
    contacts_of_others: Sequence[Contact],
    companies: Sequence[str],
) -> tuple[Finding, ...]:
    """Return what is worth a second look in `text`, the final text of `note`; warnings first.

    `contacts_of_others` are the other people of this application and of all others, `companies` the
    names of the companies of all applications; neither may be named by mistake.
    """
    parts = take_apart(text)
    own = own_spans(parts.body, contact, application, note.news)
    findings = [
        *_unfilled(text, own_spans(text, contact, application, note.news)),
        *_greeting(parts, contact),
        *_people(parts.body, own, contact, contacts_of_others),
        *(
            _warning(f"{company} is named here, but this is about {clean_line(application.company)}.")
            for company in companies_named(parts.body, own, application, companies)
        ),
        *_phrases(parts.body),
        *_address(note, contact),
        *_length(parts, note.purpose),
        *_moment(note, contact),
        *_news(note),
    ]
    findings = list(dict.fromkeys(findings))
    return tuple(sorted(findings, key=lambda finding: finding.level is not Level.WARNING))


def _warning(sentence: str) -> Finding:
    return Finding(Level.WARNING, sentence)


def _hint(sentence: str) -> Finding:
    return Finding(Level.HINT, sentence)


def _called(contact: Contact) -> str:
    return clean_line(contact.name) or clean_line(contact.form_of_address) or "somebody without a name"


def _length(parts: Parts, purpose: Purpose) -> Iterator[Finding]:
    count, most, too_many = parts.words, MOST_WORDS[purpose], TOO_MANY_WORDS[purpose]
    if count > too_many:
        yield _warning(f"The note has {count} words; above {too_many}, few people read to the end.")
    elif count > most:
        yield _hint(f"The note has {count} words; up to {most} are read more gladly.")
    elif count < FEWEST_WORDS:
        words = "word" if count == 1 else "words"
        yield _hint(f"The note has {count} {words}; with {FEWEST_WORDS} or more it has room to be warm.")
    if parts.paragraphs > MOST_PARAGRAPHS:
        yield _hint(f"The note has {parts.paragraphs} paragraphs; {MOST_PARAGRAPHS} are enough.")


def _unfilled(text: str, own: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    left = (match for match in _UNFILLED.finditer(text) if not is_within(match.span(), own))
    for found in dict.fromkeys(match[0] for match in left):
        yield _warning(f"\u201c{found}\u201d looks like a place that was still to be filled in.")


def _greeting(parts: Parts, contact: Contact) -> Iterator[Finding]:
    match = _GREETING.match(parts.greeting)
    name = clean_line(contact.name)
    if match is None or "@" in name or not (name or contact.form_of_address.strip()):
        return
    greeted = match["name"].strip()
    if _TO_NOBODY.search(greeted):
        return
    theirs = f"{name} {contact.form_of_address} {read_name(name).full}"
    known = {_plain(word) for word in theirs.split()}
    if not any(_is_theirs(_plain(word), known) for word in greeted.split()):
        yield _warning(f"The greeting says \u201c{greeted}\u201d, but this note is to {_called(contact)}.")


def _is_theirs(word: str, known: AbstractSet[str]) -> bool:
    """Tell whether a word is one of the person's; in scripts that do not part words, one sign will do."""
    return word in known or any(sign >= _BEYOND_EUROPE and any(sign in one for one in known) for sign in word)


def _plain(word: str) -> str:
    return word.strip(".,;:!()\"'\u201c\u201d").casefold()


def _people(
    body: str, own: Sequence[tuple[int, int]], contact: Contact, others: Sequence[Contact]
) -> Iterator[Finding]:
    for name, other in people_named(body, own, contact, others):
        if other.application_id == contact.application_id:
            yield _hint(f"{name} is named in this note to {_called(contact)}; leave it if you mean to.")
        else:
            yield _warning(
                f"\u201c{name}\u201d is somebody you met elsewhere ({_called(other)}); "
                f"this note is to {_called(contact)}."
            )


def _phrases(body: str) -> Iterator[Finding]:
    for phrase in phrases_in(body):
        level = Level.HINT if phrase.gentle else Level.WARNING
        yield Finding(level, f"\u201c{phrase.words}\u201d {phrase.why}")


def _address(note: Note, contact: Contact) -> Iterator[Finding]:
    if contact.channel is not Channel.EMAIL or note.state in THANKED:
        return
    address = clean_line(contact.email)
    if not address:
        yield _hint(f"There is no mail address for {_called(contact)} yet; the text can still be copied.")
    elif is_no_reply(address):
        yield _warning(f"Nobody reads what goes to {address}; find {_called(contact)}\u2019s own address.")


def _moment(note: Note, contact: Contact) -> Iterator[Finding]:
    if not contact.moment.strip() and not note.edited:
        yield _hint(
            "One remembered moment makes it personal: what you talked about, a courtesy, a thing learnt."
        )


def _news(note: Note) -> Iterator[Finding]:
    said = any(choice.id == NEWS and choice.own.strip() for choice in note.points)
    if note.purpose is Purpose.FOLLOW_UP and not (note.news.strip() or note.edited or said):
        yield _hint("Something that happened since makes it easy to answer: your news, or theirs.")
