"""Fields: filled where known, and put back where one's own words are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from thanks_tui.data.models import Application, Contact, Tone
from thanks_tui.data.notes.fields import fields_in, fields_of, fill, generalise, the_role


@pytest.mark.parametrize(
    ("role", "spoken"),
    [
        ("Staff Engineer", "the Staff Engineer role"),
        ("ward clerk", "the ward clerk role"),
        ("", "the role"),
        ("   ", "the role"),
        ("Summer Internship", "the Summer Internship"),
        ("Night position", "the Night position"),
        ("The Librarian", "the Librarian role"),
        ("a cook", "the cook role"),
        ("Ingenieurin (m/w/d)", "the Ingenieurin role"),
        ("Head of Data (EMEA)", "the Head of Data (EMEA) role"),
        ("Engineer,", "the Engineer role"),
    ],
)
def test_a_role_is_spoken_of_without_stumbling(role, spoken):
    assert the_role(role) == spoken


def test_a_company_that_ends_in_a_full_stop_does_not_double_it(contact, application):
    inc = replace(application, company="Acme Inc.")
    assert fill("I liked {company}.", contact, inc) == "I liked Acme Inc."
    assert fill("I liked {company}, and more.", contact, inc) == "I liked Acme Inc., and more."
    assert fill("I liked {company}...", contact, inc) == "I liked Acme Inc...."
    assert fill("Is it {company}?", contact, inc) == "Is it Acme Inc.?"


def test_a_role_that_says_role_does_not_say_it_twice(contact, application):
    position = replace(application, role="Night Shift Position")
    assert fill("for the {role} role, yes", contact, position) == "for the Night Shift Position, yes"
    assert fill("for the {role} role, yes", contact, application) == "for the Staff Engineer role, yes"


def test_a_company_without_a_name_is_the_company(contact, application):
    assert fill("At {company}.", contact, replace(application, company=" ")) == "At the company."


def test_braces_that_are_no_field_stay(contact, application):
    text = "Use {foo} and {{company}} and {company} and { } and }{."
    assert (
        fill(text, contact, application) == "Use {foo} and {company} and Northwind Robotics and { } and }{."
    )
    assert fields_in("{{company}} {role} {foo} {the_role}") == {"role", "the_role"}


def test_what_is_not_known_is_empty(application):
    nobody = Contact(application_id="app", name="")
    fields = fields_of(nobody, replace(application, role=""), Tone.WARM)
    assert fields["name"] == fields["moment"] == fields["role"] == ""


def test_own_words_lose_the_names_they_were_written_with(contact, application):
    text = "Dana, I liked Northwind Robotics, and Dana Ortiz told me of the Staff Engineer role."
    kept = generalise(text, contact, application)
    assert kept == "{name}, I liked {company}, and {name} told me of the {role} role."
    other = Contact(application_id="b", name="Lee Chang")
    there = Application(id="b", company="Contoso Inc.", role="Cook")
    assert fill(kept, other, there) == (
        "Lee Chang, I liked Contoso Inc., and Lee Chang told me of the Cook role."
    )


def test_the_moment_becomes_a_field_too(contact, application):
    met = replace(contact, moment="Our talk about ships.")
    assert generalise("I smile at our talk about ships.", met, application) == "I smile at {moment}."


def test_parts_of_words_are_left_alone(application):
    ann = Contact(application_id="app", name="Ann Lee")
    company = replace(application, company="Art")
    assert generalise("Anna left Artful things to Ann.", ann, company) == (
        "Anna left Artful things to {name}."
    )


def test_everyday_words_are_left_alone_where_they_may_be_meant(application):
    will = Contact(application_id="app", name="Will Frost")
    target = replace(application, company="Indeed", role="cook")
    text = "Will it work? Indeed it will. I told Will of Indeed, where I cook in the cook role."
    assert generalise(text, will, target) == (
        "Will it work? Indeed it will. I told {name} of {company}, where I cook in the {role} role."
    )


def test_short_names_are_no_names_to_take_out(application):
    assert generalise("I am I.", Contact(application_id="app", name="I"), application) == "I am I."


def test_without_any_names_only_braces_change(application):
    nobody = Contact(application_id="", name="")
    assert generalise("a {b} c", nobody, Application(company="")) == "a {{b}} c"


_WORDS = st.text(st.sampled_from("ab {}.xYZ"), max_size=40)


@given(text=_WORDS, company=_WORDS, role=_WORDS, name=_WORDS)
def test_what_is_kept_comes_back_for_the_same_person(text, company, role, name):
    contact = Contact(id="c", application_id="a", name=name, form_of_address=name)
    application = Application(id="a", company=company, role=role)
    kept = generalise(" ".join(text.split()), contact, application)
    assert "{foo}" not in kept
    again = fill(kept, contact, application)
    if not fields_in(kept):
        assert again == " ".join(text.split())
