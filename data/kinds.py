"""What a person was to the application: guessed from a title, and asked after when nobody is there."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from .folding import fold
from .models import Contact, Kind

# Folded titles, English and German, some French, Spanish and Dutch, looked at in this order: `recruiting
# coordinator` arranges, `HR director` recruits, and `hiring manager` is no recruiter though hiring is in it.
_SIGNS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.REFERRER, (
        r"\brefer(?:r|red|ral|rer)", "former colleague", "put my name forward", "recommended me", "empfehl",
        "empfohlen", "ehemalige[rn]? kolleg",
    )),
    (Kind.HIRING_MANAGER, (r"\bhiring (?:manager|lead|team lead)", "fachvorgesetzt", r"\bvorgesetzte")),
    (Kind.COORDINATOR, (
        "coordinat", "koordinat", "assistenz", r"\bassistent(?:in)?\b", "front office",
        r"\boffice (?:manage|admin|lead|clerk|support|team)",
        r"\bassistan(?:t|ce)\b(?! (?:director|vice|manager|head|professor|vp))", "reception", "secretar",
        "sekret", r"\bempfang", "scheduler", "scheduling", "buroleit", "bueroleit", "front desk",
    )),
    (Kind.SENIOR_MANAGER, (r"\bchief\b", r"\bgeneral manager\b")),
    (Kind.RECRUITER, (
        "recruit", "rekrut", "recrut", "talent", "sourcer", r"\bsourcing", "head ?hunter", r"\brh\b",
        "ressources humaines", "recursos humanos", "seleccion", "personeel", "werving", r"\bpersonal$",
        r"\bhr\b", r"\bhrbp\b", "human resources", "staffing", "head of people",
        "people (?:partner|ops|operations|team|and culture|& culture|business|manager|lead)",
        "^people$",
        "personal(?:er|erin|abteilung|referent|wesen|leit|vermittl|berat)", "bewerbermanage",
    )),
    (Kind.SENIOR_MANAGER, (
        r"\bsenior manager\b", r"\bhead of\b", r"\b(?:global|regional|department) head\b", "director",
        "direktor", r"\b[sea]?vp\b", "vice president", r"\bpresident\b", "founder", r"\bowner of\b",
        r"\b(?:ceo|cto|cfo|coo|cio|cpo|cmo|cro|cso|cdo|chro|ciso)\b", "managing partner",
        "geschae?ftsfue?hr", "vorstand", "bereichsleit", "abteilungsleit", "inhaber", "grunder",
        "gruender", "prokurist", r"\bdirecteur\b", r"\bdirectrice\b", "gerente general",
        r"^(?:(?:senior|equity|founding|general) )?partner$", r"\b(?:leiter|leiterin|leitung)\b",
    )),
    (Kind.INTERVIEWER, (
        "interview", r"\bpanel", r"\bpeer\b", "product owner",
        "(?:account|product|project|program|programme|community|success|case) manager",
    )),
    (Kind.HIRING_MANAGER, (
        r"\bmanager(?:in)?\b", r"\blead\b", r"\bteam ?lead", r"\btech ?lead", "supervisor", "team ?leit",
        "gruppenleit", "schichtleit", "principal investigator", r"\bforeman\b", "leader", "leiter", "leitung",
        r"^head\b", r"\bchef\b", "responsable", r"\bjef[ea]\b", r"\bhoofd\b", r"\bgerente\b",
        r"\bcurator\b", r"\bkurator", r"\bprofessor(?:in)?(?: (?:of|for|fur|de)\b|$)",
    )),
    (Kind.INTERVIEWER, (
        "engineer", "ingenieu", "ingenier[oa]", "developer", "developpeu", "desarrollador", "entwickl",
        "ontwikkelaar", "programmer", "programmierer", "designer",
        "analyst", "scientist", "architect", "architekt", "consultant", "specialist", "administrator",
        "colleague", "kolleg", "teammate", "technician", "techniker", "researcher",
    )),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile("|".join(signs))) for kind, signs in _SIGNS)

_QUESTIONS = {
    Kind.RECRUITER: "Who called you first?",
    Kind.HIRING_MANAGER: "Who would have been your manager?",
    Kind.INTERVIEWER: "Who else sat in the interviews?",
    Kind.SENIOR_MANAGER: "Did you meet somebody from higher up?",
    Kind.COORDINATOR: "Who arranged the day, or showed you around?",
    Kind.REFERRER: "Did somebody put your name forward?",
}


class Question(msgspec.Struct, frozen=True):
    """A question after the people whom one easily forgets."""

    kind: Kind
    text: str


def guess_kind(title: str) -> Kind | None:
    """Return the kind of contact that has such a `title`, or None when it says nothing about it.

    A guess for the user to confirm. English and German titles, the commonest of French, Spanish and Dutch
    ones, and the names of the kinds themselves.
    """
    folded = " ".join(re.split(r"[\s_/-]+", fold(title)))
    return next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), None)


def missing_kinds(contacts: Iterable[Contact]) -> tuple[Question, ...]:
    """Return a question for every kind of person that is not among `contacts`."""
    there = {contact.kind for contact in contacts}
    return tuple(Question(kind, text) for kind, text in _QUESTIONS.items() if kind not in there)
