"""How people are addressed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.data.models import Contact, Tone
from thanks_tui.data.notes.names import greeting_name, read_name


def _greet(name: str, tone: Tone, form: str = "") -> str:
    return greeting_name(Contact(application_id="", name=name, form_of_address=form), tone)


# What is written down, what a warm or plain note says, what a formal one says.
PEOPLE = [
    ("Dana Ortiz", "Dana", "Dana Ortiz"),
    ("  Dana   Ortiz ", "Dana", "Dana Ortiz"),
    ("Dana R. Ortiz", "Dana", "Dana R. Ortiz"),
    ("Anne-Marie Duval", "Anne-Marie", "Anne-Marie Duval"),
    ("Siobhán O'Brien", "Siobhán", "Siobhán O'Brien"),
    ("bell hooks", "bell", "bell hooks"),
    # one name
    ("Suharto", "Suharto", "Suharto"),
    # particles
    ("Anna van der Berg", "Anna", "Anna van der Berg"),
    ("Carlos de la Cruz", "Carlos", "Carlos de la Cruz"),
    ("van der Berg", "van der Berg", "van der Berg"),
    ("Dr. Anna van der Berg", "Anna", "Dr. van der Berg"),
    # family name first
    ("Ortiz, Dana", "Dana", "Dana Ortiz"),
    ("van der Berg, Anna", "Anna", "Anna van der Berg"),
    ("García López, María José", "María José", "María José García López"),
    ("Ortiz, D.", "D. Ortiz", "D. Ortiz"),
    ("Ortiz, Dana R.", "Dana", "Dana R. Ortiz"),
    ("Ortiz, J. Dana", "J. Dana Ortiz", "J. Dana Ortiz"),
    ("NGUYEN Van An", "Nguyen Van An", "Nguyen Van An"),
    ("Nguyễn Văn An", "Nguyễn Văn An", "Nguyễn Văn An"),
    ("Kim Min-jun", "Kim Min-jun", "Kim Min-jun"),
    ("Min-jun Kim", "Min-jun", "Min-jun Kim"),
    ("Tanaka Taro", "Tanaka Taro", "Tanaka Taro"),
    ("Nagy István", "Nagy István", "Nagy István"),
    ("Lee Park", "Lee Park", "Lee Park"),
    ("LI Wei", "LI Wei", "LI Wei"),
    # other scripts
    ("田中太郎", "田中太郎", "田中太郎"),
    ("田中 太郎", "田中 太郎", "田中 太郎"),
    ("Иванов Иван Иванович", "Иванов Иван Иванович", "Иванов Иван Иванович"),
    ("محمد علي", "محمد علي", "محمد علي"),
    # titles
    ("Dr Ortiz", "Dr Ortiz", "Dr Ortiz"),
    ("Dr Dana Ortiz", "Dana", "Dr Ortiz"),
    ("Dr. med. Dana Ortiz", "Dana", "Dr. med. Ortiz"),
    ("Prof. Ortiz", "Prof. Ortiz", "Prof. Ortiz"),
    ("Prof. Dr. Hans Müller", "Hans", "Prof. Dr. Müller"),
    ("Professor Kim Min-jun", "Professor Kim Min-jun", "Professor Kim Min-jun"),
    ("Ms Ortiz", "Ms Ortiz", "Ms Ortiz"),
    ("Mr. Dana Ortiz", "Dana", "Mr. Ortiz"),
    ("Ortiz, Dr. Dana", "Dana", "Dr. Ortiz"),
    ("Dr. Ortiz, Dana", "Dana", "Dr. Ortiz"),
    ("Dr", "Dr", "Dr"),
    # suffixes
    ("Dana Ortiz, PhD", "Dana", "Dana Ortiz"),
    ("Dana Ortiz PhD", "Dana", "Dana Ortiz"),
    ("Sammy Davis Jr.", "Sammy", "Sammy Davis"),
    ("Sammy Davis, Jr.", "Sammy", "Sammy Davis"),
    ("Ortiz, Dana, Ph.D.", "Dana", "Dana Ortiz"),
    ("Dana Ortiz, SHRM, MBA", "Dana", "Dana Ortiz"),
    ("Jack Ma", "Jack", "Jack Ma"),
    # initials
    ("J. R. Smith", "J. R. Smith", "J. R. Smith"),
    ("J.R. Smith", "J.R. Smith", "J.R. Smith"),
    ("J. Robert Oppenheimer", "J. Robert Oppenheimer", "J. Robert Oppenheimer"),
    ("JP Morgan", "JP Morgan", "JP Morgan"),
    ("Md. Rahman", "Md. Rahman", "Md. Rahman"),
    # given names of two words, perhaps
    ("Maria José Silva", "Maria José Silva", "Maria José Silva"),
    ("Maria Silva", "Maria", "Maria Silva"),
    ("Maria da Silva", "Maria", "Maria da Silva"),
    ("Abdul Rahman Khan", "Abdul Rahman Khan", "Abdul Rahman Khan"),
    # what is no part of a name
    ("Dana Ortiz (she/her)", "Dana", "Dana Ortiz"),
    ("Dana Ortiz | Northwind", "Dana", "Dana Ortiz"),
    ("Dana Ortiz - Talent at Northwind", "Dana", "Dana Ortiz"),
    ("Dana Ortiz via LinkedIn", "Dana", "Dana Ortiz"),
    ('Robert "Bob" Smith', "Bob", "Robert Smith"),
    ("Dana Ortiz 🌟", "Dana", "Dana Ortiz"),
    ("DANA ORTIZ", "Dana", "Dana Ortiz"),
    ("O'BRIEN, SIOBHÁN", "Siobhán", "Siobhán O'Brien"),
    ("Ortiz, Dr.", "Dr. Ortiz", "Dr. Ortiz"),
    # no person
    ("Northwind Hiring Team", "Northwind Hiring Team", "Northwind Hiring Team"),
    ("HR", "HR", "HR"),
    ("dana@northwind.example", "", ""),
    ("", "", ""),
    (",", "", ""),
    ("42", "", ""),
]


@pytest.mark.parametrize(("name", "friendly", "formal"), PEOPLE)
def test_people_are_addressed_as_they_would_like(name, friendly, formal):
    assert _greet(name, Tone.WARM) == friendly
    assert _greet(name, Tone.PLAIN) == friendly
    assert _greet(name, Tone.FORMAL) == formal


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("name", ["Dr Dana Ortiz", "", "NGUYEN Van An"])
def test_the_form_of_address_always_wins(tone, name):
    assert _greet(name, tone, "Mei") == "Mei"


@pytest.mark.parametrize("form", ["Dear Dr Ortiz,", "Dr Ortiz", " hello Dr  Ortiz: "])
def test_a_form_of_address_never_doubles_the_greeting(form):
    assert _greet("Dana Ortiz", Tone.WARM, form) == "Dr Ortiz"


def test_a_title_is_known_for_academic_or_not():
    assert read_name("Prof. Dr. Hans Müller").academic
    assert not read_name("Ms Ortiz").academic
    assert read_name("Anna van der Berg").family == "van der Berg"


@given(st.text(max_size=60))
def test_any_name_can_be_greeted(name):
    for tone in Tone:
        greeted = _greet(name, tone)
        assert greeted == " ".join(greeted.split())
        assert "@" not in name or greeted == ""
