"""Guessing which job a mail speaks of, from the phrases that name one."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from . import vocabulary
from .applicant_systems import compact

MOST_HITS = 40
"""How many places are looked at for each phrase."""
MOST_WORDS = 8
MOST_LETTERS = 90

_ARTICLE = r"(?:an? |the |our |this |your )?"
# Behind these stands a job, whatever its words are.
_NAMED = (
    re.compile(
        r"\b(?:position|role|post|opening|vacancy|requisition|search|job|opportunity|internship) "
        rf"(?:of|as|for|titled|:)\s*{_ARTICLE}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:bewerbung|stelle|position|funktion|vakanz|tätigkeit|rolle|(?:stellen)?ausschreibung)"
        r"(?: (?:auf|für|um) (?:die|eine)(?: (?:stelle|position|vakanz))?)? (?:als|des|der|eines|einer|:) ?",
        re.IGNORECASE,
    ),
    re.compile(r"\bbewerbung (?:auf|für|um) die (?:stelle|position) ", re.IGNORECASE),
    re.compile(r"\b(?:functie|vacature|rol|positie) (?:van |als |voor )?", re.IGNORECASE),
)
_ROMANCE = re.compile(
    r"\b(?:(?:poste|offre) (?:de |d['’])|(?:puesto|posición|vacante|cargo|oferta) (?:de |para |como ))",
    re.IGNORECASE,
)
# Behind these a job may stand, or a company, or anything else.
_LOOSE = (
    re.compile(
        r"\b(?:apply|applied|applying|application|applications|candidacy|interview(?:ing|ed|s)?|considered|position|"
        rf"role|vacancy|opening|post) (?:for|as|to(?: be(?:come)?)?) {_ARTICLE}",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:für die (?:position|stelle)|position|stelle|bewerbung) ", re.IGNORECASE),
    re.compile(
        r"\b(?:as|als|comme|como) (?:an? |our |the |our new |einen? |einer |eine |un |une )?", re.IGNORECASE
    ),
)
# Behind this stands a job whatever its words are, if an employer stands behind it in turn.
_APPLIED = re.compile(
    rf"\b(?:apply|applied|applying|application|applications|candidacy) (?:for|as) {_ARTICLE}", re.IGNORECASE
)
_EMPLOYER = re.compile(r"\W*(?:[(\[][^)\]]{1,30}[)\]]\W*)?\b(?:at|with) (?:the )?(?=[^\W\d_])(\w)")
# The job stands before the last word of this.
_BEFORE = re.compile(
    r"\b(?:the|our|a|an|your|this)\s+((?:[^\s.;!?]{1,40}\s+){1,7}?)(position|role|opening|vacancy|post|"
    r"job|opportunity|internship|application|search|requisition|interview|process|team)\b",
    re.IGNORECASE,
)
_SURE_ENDS = frozenset({"position", "role", "opening", "vacancy", "post"})
_SEGMENTS = re.compile(r"\s+[|–—-]\s+|[|]|[:,]\s+|\s+(?:at|with|bei|chez|bij|@)\s+|\s+/\s+", re.IGNORECASE)
_GENDERS = re.compile(
    r"\s*[(\[](?:[mwfdxhi]{1,2}|all genders|gn|divers)(?:\s?[/|,:]\s?[mwfdxhi*]{1,2}){0,3}[)\]]"
    r"|\s+[mwf]/[mwfdx](?:/[dx])?\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\s*[(\[#,–-]{0,2}\s*(?:requisition|req|ref|id|jr|job id|job|kennziffer|nr)[.:#\s-]{0,3}"
    r"[\w/-]{0,3}\d[\w/-]{1,15}[)\]]?"
    r"|^(?:jr|r|req)?[-#]?\d{4,}\s*[-–:]?\s+|\s+[(\[#-]{1,2}\s?\d{3,}[)\]]?$",
    re.IGNORECASE,
)
_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'", "»": "«"}
_ADDRESSED = re.compile(
    r"\b(?:your|you|ihre?|deine?|application|bewerbung|votre|candidature)\b", re.IGNORECASE
)


def read(subject: str, text: str, company: str = "") -> tuple[str, int]:
    """Return the job, and how much speaks for it: 0 is nothing, 3 a clear phrase, 5 several.

    What is really the `company` is not taken for a job.
    """
    votes: dict[str, list[tuple[str, int]]] = {}
    flat = " ".join(text.split())
    for role, weight in (*_in_subject(subject), *_in_text(flat)):
        if not (company and compact(company) in compact(role)):
            votes.setdefault(role.lower(), []).append((role, weight))
    best, score = "", 0
    for same in votes.values():
        weight = max(each[1] for each in same) + min(len(same) - 1, 2) + is_job(same[0][0])
        if weight > score:
            best, score = same[0][0], weight
    return best, score


def _in_subject(subject: str) -> list[tuple[str, int]]:
    found = _in_text(subject)
    for segment in _SEGMENTS.split(_NUMBER.sub("", subject)):
        role = trim(segment)
        if not role or len(role.split()) > 7 or _ADDRESSED.search(role):
            continue
        if is_job(role):
            found.append((role, 2))
        elif _ADDRESSED.search(subject) and all(map(_is_capital, role.split())):
            found.append((role, 1))
    return found


def _in_text(text: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for pattern in _NAMED:
        found += [(role, 3) for role in _behind(pattern, text)]
    found += [(role, 3) for role in _behind(_ROMANCE, text, romance=True)]
    found += [(role, 2) for role in _at_an_employer(text)]
    for pattern in _LOOSE:
        found += [(role, 2) for role in _behind(pattern, text) if is_job(role)]
    for match in list(_BEFORE.finditer(text))[:MOST_HITS]:
        role = trim(_from_capital(match[1]))
        named = match[2].lower() in _SURE_ENDS and role[:1].isupper() and len(role.split()) <= 6
        if is_job(role) or named:
            found.append((role, 3 if is_job(role) else 2))
    return found


def _at_an_employer(text: str) -> list[str]:
    found: list[str] = []
    for match in list(_APPLIED.finditer(text))[:MOST_HITS]:
        role = read_at(text, match.end())
        behind = _EMPLOYER.match(text[match.end() : match.end() + 200].partition(role)[2]) if role else None
        is_name = all(_is_capital(word) for word in role.split()) and not any(map(str.isdigit, role))
        if behind is not None and is_name and _is_capital(behind[1]):
            found.append(role)
    return found


def _behind(pattern: re.Pattern[str], text: str, *, romance: bool = False) -> list[str]:
    hits = list(pattern.finditer(text))[:MOST_HITS]
    return [role for match in hits if (role := read_at(text, match.end(), romance=romance))]


def _from_capital(words: str) -> str:
    """Return the words that are written like a name, from the first one on; all of them if none is."""
    parts = words.split()
    first = next((at for at, word in enumerate(parts) if _is_capital(word)), -1)
    if first < 0:
        return words
    links = vocabulary.load().role_links
    named = takewhile(lambda word: _is_capital(word) or word.lower() in links, parts[first:])
    return " ".join(named)


def read_at(text: str, start: int, *, romance: bool = False) -> str:
    """Return the name of a job that begins at `text[start]`; empty if none does."""
    piece = text[start : start + 160].lstrip()
    if piece[:1] in _QUOTES:
        ends = _QUOTES[piece[0]]
        end = next((at for at, letter in enumerate(piece[1:], 1) if letter in ends), 0)
        return trim(piece[1:end])
    words: list[str] = []
    small = False
    for token in _GENDERS.sub(" ", piece).split()[: MOST_WORDS + 1]:
        word = token.strip("*_").rstrip(".,;:!?…)")
        if not word or word[0] in "([" or (words and _ends_before(word, romance=romance, small=small)):
            break
        small = small or (not words and not _is_capital(word))
        words.append(word)
        if token.rstrip("*_")[-1:] in ".,;:!?…)" or (small and not romance and is_job(word)):
            break
    if small and not romance and not (words and is_job(words[-1])):
        return ""
    return trim(" ".join(words))


def _ends_before(word: str, *, romance: bool, small: bool) -> bool:
    known = vocabulary.load()
    lower = word.lower()
    if romance:
        return lower in known.romance_ends
    return lower in known.role_ends or (not _is_capital(word) and not small and lower not in known.role_links)


def _is_capital(word: str) -> bool:
    letter = next((each for each in word if each.isalnum()), "a")
    return not letter.islower()


def trim(role: str) -> str:
    """Return a job's name without genders, numbers and loose ends; empty if nothing is left."""
    known = vocabulary.load()
    role = _NUMBER.sub("", _GENDERS.sub("", role)).strip(" \t-–|,:/.*_\"'“„‘«")
    if role.count("(") != role.count(")"):
        role = role.partition("(")[0].rstrip()
    while role and role.rpartition(" ")[2].lower() in known.role_links | known.job_nouns | {"a", "an", "at"}:
        role = role.rpartition(" ")[0].rstrip(" ,-–|/")
    if len(role) > MOST_LETTERS or len(compact(role)) < 2 or not any(each.isalpha() for each in role):
        return ""
    words = set(role.lower().split())
    return "" if words <= known.no_roles | known.no_companies else role


@cache
def _job_words() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.load().job_words)
    return re.compile(rf"{words}(?:s|e|in|innen|:in|\*in|\(in\)|er)?$", re.IGNORECASE)


def is_job(role: str) -> bool:
    """Return whether `role` has a word in it that jobs end with."""
    return any(_job_words().search(word.strip("()")) for word in re.split(r"[\s/,-]+", role))
