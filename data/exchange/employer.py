"""Guessing which company a mail speaks for: every hint is a vote, and hints that agree make it sure."""

from __future__ import annotations

import re

import msgspec

from ..legal_forms import before_legal_form
from ..models import Kind
from . import company_name, sign_off
from .applicant_systems import brands, compact, company_label, spelled_out, system_of
from .mail import Mail
from .sign_off import Signature

MOST_HITS = 60
"""How many places in a text are looked at for each phrase."""
MOST_TEXT_FOR_DOMAIN = 8_000
"""How many characters are searched for the way in which a domain's word is written."""

_ARTICLE = r"(?:the |der |dem |den |die |das |la |le |l['’])?"
# Behind these stands a company, if a name stands there at all.
_AT = re.compile(
    r"\b(?:at|with|beim?|chez|au sein de|bij|join(?:ing)?|behalf of|working for|considering|choosing|"
    rf"team von|applying to|application to)\s+{_ARTICLE}",
    re.IGNORECASE,
)
_FROM = re.compile(rf"\b(?:from|by|en|von)\s+{_ARTICLE}", re.IGNORECASE)
_INTEREST = re.compile(
    r"\b(?:interest(?:ed)?|interesse|intérêt(?: que vous portez)?|interés|belangstelling) "
    r"(?:in|an|for|pour|à|en|voor) "
    rf"(?:a career |working |joining )?(?:at |with |for )?{_ARTICLE}",
    re.IGNORECASE,
)
_TEAM = re.compile(r"(.{2,60}?)[\s-]+(?:team|family|recruiting)\b", re.IGNORECASE)
_AND = re.compile(r",\s|\s(?:&|and|und)\s(?=the |your |das )", re.IGNORECASE)
# What looked like a company was a job.
_JOB_FOLLOWS = re.compile(
    r"[\s\"”]*(?:position|role|opening|vacancy|job|internship|programme?|stelle)\b", re.IGNORECASE
)
# What is added to a name to get a domain that is still free.
_ADDED = re.compile(r"(?<=...)(?:hq|app|inc|gmbh|ltd|group|jobs|careers|global)$")
_VIA = re.compile(r"\s+(?:via|through|über|durch|@)\s+(.{2,40})$", re.IGNORECASE)
_SEPARATED = re.compile(r"\s+[|–—:-]\s+|[|]|:\s+|\s+(?:from|at|of|von|bei|chez)\s+|,\s+|\s*\(", re.IGNORECASE)
_SUBJECT_PARTS = re.compile(r"\s+[|–—@-]\s+|[|]|:\s+|[\[\]]")
_SIGNATURE_PARTS = re.compile(r"\s+[|–—•·@-]\s+|[|•·]|,\s|\s+(?:at|bei|chez)\s+(?:the\s+)?")


class Vote(msgspec.Struct, frozen=True):
    """One hint at a company."""

    name: str
    weight: int
    source: str
    """Where it stood; sources that agree make a guess sure."""


def split_display_name(mail: Mail) -> tuple[str, str]:
    """Return the person and the company in the sender's displayed name; either may be empty."""
    shown = mail.sender_name
    via = _VIA.search(shown)
    name = shown[: via.start()] if via else shown
    if not name or "@" in name:
        return "", ""
    behind_at = company_name.trim(via[1]) if via and "@" in via[0] else ""
    bare = sign_off.bare_name(name)
    parts = [part.strip(" )") for part in _SEPARATED.split(name, maxsplit=1)]
    if len(parts) == 2 and (bare == name.strip() or "(" in name) and parts[1]:
        first, second = parts
        if sign_off.is_person(first) and (company_name.trim(second) or "(" in name):
            return first, company_name.trim(second) if _is_company_like(second) else ""
        return "", company_name.trim(first) or company_name.trim(second)
    if sign_off.is_person(bare):
        return bare, behind_at
    return "", company_name.trim(name) or behind_at


def _is_company_like(words: str) -> bool:
    return words[:1].isupper() and not words.lower().startswith(("she", "he", "they", "her", "him"))


def votes(mail: Mail, text: str, signature: Signature) -> list[Vote]:
    """Return every hint at the company; `text` is the mail's, cut to a length that is worth reading."""
    person, company = split_display_name(mail)
    found = [Vote(company, 3, "sender")] if company else []
    if person and not mail.sender_email.lower().startswith(compact(person.split()[0])[:3]):
        # `Osprey Medical` could be a person: what else agrees decides.
        found.append(Vote(person, 1, "sender"))
    flat = " ".join(text.split())
    for where, words, weight in (("subject", mail.subject, 1), ("text", flat, 0)):
        found += [Vote(name, 2 + weight, where) for name in _names_behind(_AT, words)]
        found += [Vote(name, 1 + 2 * weight, where) for name in _names_behind(_FROM, words)]
        found += [Vote(name, 2, where) for name in _names_behind(_INTEREST, words)]
    found += _subject_parts(mail.subject, flat)
    found += _signature_votes(signature)
    label = company_label(mail.sender_email) or company_label(mail.reply_to)
    if label:
        in_system = system_of(mail.sender_email) is not None
        found.append(_domain_vote(label, f"{mail.subject}\n{text}", in_system=in_system))
        if compact(label) in compact(signature.name):
            found.append(Vote(signature.name, 3, "signature"))
    return [_lightened(vote) for vote in found if compact(vote.name) not in {"", *brands()}]


def _lightened(vote: Vote) -> Vote:
    """Let whoever finds people for others weigh less than those others."""
    return msgspec.structs.replace(vote, weight=1) if company_name.is_agency(vote.name) else vote


def _names_behind(pattern: re.Pattern[str], text: str) -> list[str]:
    found: list[str] = []
    for match in list(pattern.finditer(text))[:MOST_HITS]:
        name = company_name.read(text, match.end())
        end = text.find(name, match.end()) + len(name)
        if name and not _JOB_FOLLOWS.match(text, end):
            found.append(name)
    return found


def _subject_parts(subject: str, text: str) -> list[Vote]:
    """Take the parts of a subject that the text says as well: `Quality Inspector - Ironbridge Castings`."""
    found: list[Vote] = []
    for part in _SUBJECT_PARTS.split(subject)[:6]:
        name = company_name.read(part.strip())
        if name and len(name) >= len(company_name.trim(part)) and f" {name}" in text:
            found.append(Vote(name, 1, "subject"))
    return found


def _signature_votes(signature: Signature) -> list[Vote]:
    found: list[Vote] = []
    for line in signature.lines:
        team, legal = _TEAM.match(line), before_legal_form(line)
        # Maya & the Tessellate Talent Team
        name = company_name.trim(_AND.split(team[1])[-1]) if team else ""
        if name and not sign_off.is_same_person(name, signature.name):
            found.append(Vote(name, 3, "signature"))
        elif legal:
            found.append(Vote(company_name.trim(legal), 3, "signature"))
        elif line != signature.name and len(line) < 60 and "@" not in line:
            found += _votes_in_parts(line, signature)
    return found


def _votes_in_parts(line: str, signature: Signature) -> list[Vote]:
    """Read the company behind a title, as in `Recruiter, Northwind`, or on a line of its own."""
    found: list[Vote] = []
    for part in (part.strip() for part in _SIGNATURE_PARTS.split(line)):
        name = company_name.read(part)
        is_whole = bool(name) and len(company_name.trim(part)) == len(name)
        is_person = bool(signature.name) and sign_off.is_same_person(part, signature.name)
        is_else = sign_off.kind_of(part) is not Kind.OTHER or any(map(str.isdigit, part))
        if is_whole and not is_person and not is_else:
            found.append(Vote(name, 1, "signature"))
    return found


def _domain_vote(label: str, text: str, *, in_system: bool) -> Vote:
    """Find how a domain's word is written in the mail; without that, guess it."""
    wanted = {spelled_out(label), compact(label), _ADDED.sub("", compact(label))}
    words = re.findall(r"[^\s,;:!?()\"“”„@<>]+", text[:MOST_TEXT_FOR_DOMAIN])
    for start in range(len(words)):
        for length in range(1, 6):
            run = " ".join(words[start : start + length]).rstrip(".")
            if {spelled_out(run), compact(run)} & wanted and not run.islower() and "." not in run:
                return Vote(company_name.trim(run) or run, 3, "address")
            if len(run) > 60 or not any(each.startswith(spelled_out(run)[:4]) for each in wanted):
                break
    pretty = " ".join(part.capitalize() for part in re.split(r"[-_]", label) if part)
    return Vote(pretty, 2 if in_system else 1, "address")


def choose(found: list[Vote]) -> tuple[str, int, int]:
    """Return the company with most votes, its sum of weights, and from how many sources they come."""
    best, best_rank = ("", 0, 0), (0, 0, 0)
    for vote in found:
        alike = [each for each in found if _is_alike(compact(each.name), compact(vote.name))]
        exact = [each for each in found if compact(each.name) == compact(vote.name)]
        heaviest: dict[str, int] = {}
        for each in alike:
            heaviest[each.source] = max(each.weight, heaviest.get(each.source, 0))
        weight = sum(heaviest.values())
        rank = (weight, len({each.source for each in exact}), len(exact))
        if rank > best_rank:
            best, best_rank = (vote.name, weight, len(heaviest)), rank
    return best


def _is_alike(name: str, other: str) -> bool:
    short, long = sorted((name, other), key=len)
    return name == other or (len(short) >= 4 and long.startswith(short))
