"""The kind of a contact, guessed from the title."""

from __future__ import annotations

import pytest
from thanks_tui.data.kinds import guess_kind, missing_kinds
from thanks_tui.data.models import Contact, Kind

TITLES = {
    Kind.RECRUITER: (
        "Recruiter", "Senior Talent Acquisition Partner", "HR", "HR Director", "People Partner",
        "Head of Talent", "Sourcer", "People & Culture", "Headhunter", "Personalreferentin",
        "Human Resources Generalist", "Head of People", "Recruiting-Leitung", "Personalleiter",
        "Talent Acquisition Partner", "Chargée de recrutement", "Responsable RH", "Recursos Humanos",
        "Técnica de selección", "People Lead", "People", "HR Business Partner",
    ),
    Kind.HIRING_MANAGER: (
        "hiring manager", "Hiring Manager, Data", "Team Lead", "Engineering Manager", "Teamleiterin",
        "Tech Lead", "Fachvorgesetzte", "Assistant Manager", "Shift Supervisor", "Managerin Einkauf",
        "Projektleiter", "Pflegedienstleitung", "Jefa de obra", "Chef d'équipe", "Responsable de production",
        "Head Nurse", "Professor of Physics", "Curator", "Hoofd ICT",
    ),
    Kind.SENIOR_MANAGER: (
        "VP Engineering", "Head of Data", "Director of Nursing", "Managing Director", "CEO",
        "Chief People Officer", "Co-Founder", "Geschäftsführer", "Geschaeftsfuehrerin",
        "Bereichsleiter", "senior manager", "General Manager", "SVP Sales", "Vice-President",
        "Assistant Director", "Leiterin Logistik", "Global Head Finance", "CHRO",
        "Chief Operating Officer", "Head of Engineering", "Directeur général", "Directora general",
        "Partner", "Editor-in-Chief", "Directrice artistique", "Director, Platform",
    ),
    Kind.COORDINATOR: (
        "Recruiting Coordinator", "coordinator", "Executive Assistant to the CEO", "Office Manager",
        "Receptionist", "Teamassistenz", "Assistentin der Geschäftsführung", "Sekretariat", "Empfang",
        "Scheduler", "Büroleitung", "office management", "Office Administrator",
        "Office Lead", "Front Office",
    ),
    Kind.INTERVIEWER: (
        "interviewer", "Staff Engineer", "Product Manager", "Entwicklerin", "Data Scientist",
        "UX Designer", "peer", "panel", "Ingénieure", "Développeur web", "Ingeniera",
    ),
    Kind.REFERRER: (
        "referrer", "former colleague", "referred me", "hat mich empfohlen",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TITLES)
def test_guesses_the_kind_from_a_title(kind: Kind):
    assert {title: guess_kind(title) for title in TITLES[kind]} == dict.fromkeys(TITLES[kind], kind)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "other",
        "beekeeper",
        "Margaret Cho",
        "Chris Head",
        "Professor Jane Smith",
        "Outsourcing",
        "PhD",
        "Threshold",
        "data platform, showed me around the office",
        "Office",
        "from the Berlin office",
        "面试官",
    ],
)
def test_says_nothing_where_the_title_does_not(title: str):
    assert guess_kind(title) is None


def test_every_kind_is_recognised_by_its_own_name():
    assert {kind for kind in Kind if guess_kind(kind.value) is not kind} == {Kind.OTHER}


def test_asks_after_the_kinds_that_are_missing():
    questions = missing_kinds([])
    assert [question.kind for question in questions] == [kind for kind in Kind if kind is not Kind.OTHER]
    assert questions[0].text == "Who called you first?"
    there = [Contact(application_id="a", name="Dana", kind=kind) for kind in (Kind.RECRUITER, Kind.OTHER)]
    assert [question.kind for question in missing_kinds(there)] == [
        Kind.HIRING_MANAGER, Kind.INTERVIEWER, Kind.SENIOR_MANAGER, Kind.COORDINATOR, Kind.REFERRER,
    ]  # fmt: skip
    everyone = [Contact(application_id="a", name="", kind=kind) for kind in Kind]
    assert missing_kinds(everyone) == ()
