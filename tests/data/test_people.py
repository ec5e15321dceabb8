"""People read from what one pastes: a list, a mail's header, a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.data.models import Kind
from thanks_tui.data.people import PersonLine, parse_people, turn_name


def one(line: str) -> PersonLine:
    """Read a line that holds one person."""
    (person,) = parse_people(line)
    return person


def found(text: str) -> list[tuple[str, str]]:
    """Return names and addresses."""
    return [(person.name, person.email) for person in parse_people(text)]


@pytest.mark.parametrize(
    ("line", "name", "email", "kind", "title"),
    [
        ("Dana Ortiz <dana@x.com>, recruiter", "Dana Ortiz", "dana@x.com", Kind.RECRUITER, ""),
        ("Dana Ortiz, dana@x.com, Recruiter", "Dana Ortiz", "dana@x.com", Kind.RECRUITER, ""),
        ("Lee Park - hiring manager - lee@x.com", "Lee Park", "lee@x.com", Kind.HIRING_MANAGER, ""),
        ("Lee Park – Team Lead", "Lee Park", "", Kind.HIRING_MANAGER, "Team Lead"),
        ("Tomasz Zielinski, VP Engineering", "Tomasz Zielinski", "", Kind.SENIOR_MANAGER, "VP Engineering"),
        (
            "Dana Ortiz\tdana@x.com\tTalent Partner",
            "Dana Ortiz",
            "dana@x.com",
            Kind.RECRUITER,
            "Talent Partner",
        ),
        ("dana@x.com (Dana Ortiz)", "Dana Ortiz", "dana@x.com", None, ""),
        ("Sam Lee [HR]", "Sam Lee", "", Kind.RECRUITER, "HR"),
        ("Recruiter: Dana Ortiz", "Dana Ortiz", "", Kind.RECRUITER, ""),
        ("Talent Partner: Dana Ortiz, Berlin", "Dana Ortiz", "", Kind.RECRUITER, "Talent Partner, Berlin"),
        ("Dana Ortiz hiring manager", "Dana Ortiz", "", Kind.HIRING_MANAGER, ""),
        ("Dana Ortiz hiring manager, 4711", "Dana Ortiz", "", Kind.HIRING_MANAGER, ""),
        ("Team Lead, recruiter", "", "", Kind.RECRUITER, "Team Lead, recruiter"),
        ("Dana Ortiz; recruiter; dana@x.com", "Dana Ortiz", "dana@x.com", Kind.RECRUITER, ""),
        ("Name: Dana Ortiz, Email: dana@x.com", "Dana Ortiz", "dana@x.com", None, ""),
        (
            "Zoë Müller (she/her), Geschäftsführerin",
            "Zoë Müller",
            "",
            Kind.SENIOR_MANAGER,
            "Geschäftsführerin",
        ),
        (
            (
                "Prof. Dr. Wilhelmina Anastasia von und zu Hohenstein-Grünewald, Chief Executive Officer and "
                "Managing Director for Europe, Middle East and Africa"
            ),
            "Prof. Dr. Wilhelmina Anastasia von und zu Hohenstein-Grünewald",
            "",
            Kind.SENIOR_MANAGER,
            "Chief Executive Officer and Managing Director for Europe, Middle East and Africa",
        ),
        ("Professor Jane Smith, Partner", "Professor Jane Smith", "", Kind.SENIOR_MANAGER, "Partner"),
        (
            "Ana Ruiz, Projektleiter/in",
            "Ana Ruiz",
            "",
            Kind.HIRING_MANAGER,
            "Projektleiter/in",
        ),
        ("李伟 <li@x.cn>, 面试官", "李伟", "li@x.cn", None, "面试官"),
        ("Jan van der Berg", "Jan van der Berg", "", None, ""),
        ("Dana", "Dana", "", None, ""),
        ("Dana Ortiz, PhD, Chief Scientist", "Dana Ortiz, PhD", "", Kind.SENIOR_MANAGER, "Chief Scientist"),
        ("Dana Ortiz, PhD <dana@x.com>", "Dana Ortiz, PhD", "dana@x.com", None, ""),
        ("Dana Ortiz <dana@x.com", "Dana Ortiz", "dana@x.com", None, ""),
        ("Dana Ortiz, dana@localhost", "Dana Ortiz", "", None, ""),
    ],
)
def test_reads_name_address_and_kind(line: str, name: str, email: str, kind: Kind | None, title: str):
    person = one(line)
    assert (person.name, person.email, person.kind, person.title) == (name, email, kind, title)


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "12) ", "(3) ", "- [ ] ", "- [x] ", "> ", "  – "])
def test_bullets_and_numbers_are_not_part_of_the_name(mark: str):
    assert one(f"{mark}Dana Ortiz, recruiter").name == "Dana Ortiz"


def test_finds_telephone_and_linkedin_page():
    person = one(
        "Ana Ruiz | Staff Engineer | linkedin.com/in/anaruiz. | +49 (0)30 123-4567 | https://ana.example"
    )
    assert person == PersonLine(
        name="Ana Ruiz",
        kind=Kind.INTERVIEWER,
        title="Staff Engineer",
        phone="+49 (0)30 123-4567",
        linkedin="linkedin.com/in/anaruiz",
        line=person.line,
    )
    assert one("Ana Ruiz, tel. 555-010-9999").phone == "555-010-9999"


@pytest.mark.parametrize("number", ["2026-11-12", "12.11.2026", "12345", "1234567890123456789012"])
def test_a_date_or_any_number_is_no_telephone(number: str):
    assert one(f"Ana Ruiz, {number}").phone == ""


def test_a_name_is_made_from_the_address_and_marked_as_guessed():
    person = one("<d.ortiz-lopez+jobs@x.com>")
    assert (person.name, person.email) == ("D. Ortiz Lopez", "d.ortiz-lopez+jobs@x.com")
    assert one("hiring manager - dana@x.com").kind is Kind.HIRING_MANAGER
    assert one("mailto:dana.ortiz@x.com").name == "Dana Ortiz"


def test_a_shared_mailbox_has_no_name():
    person = one("recruiting@x.com")
    assert (person.name, person.kind, person.unread) == ("", Kind.RECRUITER, False)
    assert one("noreply@x.com").name == ""


def test_reads_the_header_of_a_mail():
    line = 'To: "Ortiz, Dana" <dana@x.com>; Lee Park <lee@x.com>; ;'
    assert found(line) == [("Dana Ortiz", "dana@x.com"), ("Lee Park", "lee@x.com")]
    line = "Cc: Dana Ortiz <dana@x.com>, \"Park, Lee\" <lee@x.com>, 'Ana Ruiz' <ana@x.com>, tom@x.com,"
    assert found(line) == [
        ("Dana Ortiz", "dana@x.com"), ("Lee Park", "lee@x.com"), ("Ana Ruiz", "ana@x.com"),
        ("Tom", "tom@x.com"),
    ]  # fmt: skip


def test_tells_a_title_from_a_family_name_between_commas():
    people = parse_people("Dana Ortiz <dana@x.com>, recruiter, Lee Park <lee@x.com>, hiring manager")
    assert [(person.name, person.kind) for person in people] == [
        ("Dana Ortiz", Kind.RECRUITER),
        ("Lee Park", Kind.HIRING_MANAGER),
    ]
    assert found("Ortiz, Dana <dana@x.com>, O’Brien, Mary-Jane <mj@x.com>") == [
        ("Dana Ortiz", "dana@x.com"),
        ("Mary-Jane O’Brien", "mj@x.com"),
    ]


def test_names_between_semicolons_are_people():
    assert [person.name for person in parse_people("Dana Ortiz; Lee Park; Ana Ruiz")] == [
        "Dana Ortiz", "Lee Park", "Ana Ruiz",
    ]  # fmt: skip


def test_an_open_quote_swallows_nobody():
    assert found('"Dana Ortiz <dana@x.com>; Lee Park <lee@x.com>') == [
        ("Dana Ortiz", "dana@x.com"),
        ("Lee Park", "lee@x.com"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "-----", "12345", "Interviewers:", "Name\tEmail\tTitle", "VP Engineering", "https://example.com/dana",
        "We met on the third floor and talked for a long time", "dana@localhost", "x" * 601, "what? who!",
    ],
)  # fmt: skip
def test_a_line_with_nobody_in_it_is_told_as_unread(line: str):
    person = one(line)
    assert person.unread
    assert person.line == " ".join(line.split())


def test_lines_come_in_their_order_and_empty_ones_are_passed_over():
    text = "Dana Ortiz\r\n\n   \nTo:\n???\nLee Park\u2028Ana Ruiz"
    assert [person.name for person in parse_people(text)] == ["Dana Ortiz", "", "Lee Park", "Ana Ruiz"]
    assert parse_people("") == ()


def test_control_characters_never_come_in():
    person = one("Dana\x1b[31m Ortiz\x00 <dana@x.com>, recr\u202euiter")
    assert person.name.startswith("Dana")
    assert not any(letter in f"{person.name}{person.title}{person.line}" for letter in "\x1b\x00\u202e")


@given(st.text(alphabet=st.sampled_from("aZé李 ,;:<>()[]\"'@.-–|/\t\n12+\x00\x1b\u202e"), max_size=80))
def test_no_text_makes_it_fail(text: str):
    for person in parse_people(text):
        assert person.line
        assert "\x1b" not in person.line


def test_long_text_is_read_in_no_time():
    assert len(parse_people("a" * 200_000 + "\n" + "dana@x.com, " * 2_000)) == 2_001


def test_turns_only_a_family_name_that_comes_first():
    assert turn_name("Ortiz, Dana") == "Dana Ortiz"
    assert turn_name(" van Dyk, Mia Lou ") == "Mia Lou van Dyk"
    assert turn_name("Dana Ortiz, Jr.") == "Dana Ortiz, Jr."
    assert turn_name("Dana Ortiz") == "Dana Ortiz"
