"""A first name that is left alone in other texts is told, and nothing is changed for it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from thanks_tui.data.forgetting.first_names import MOST_NAMED, Alone, first_names_in
from thanks_tui.data.forgetting.forget import forget_here, plan
from thanks_tui.data.forgetting.person import Person, find_met, the_person
from thanks_tui.data.forgetting.sentences import left_alone
from thanks_tui.data.models import Event, EventKind, Note, Profile, Purpose
from thanks_tui.data.store.documents import Documents, pack
from thanks_tui.data.store.layout import Tables
from thanks_tui.data.store.store import Store

from tests.factories import TODAY, make_application, make_contact
from tests.hostile import CONTROLS, forbidden_in

JOB = make_application(remarks="Dana said: ask Zoë, or ZOE'S colleague.")
ZOE = make_contact("Dr. Zoë Ortiz", application_id=JOB.id, email="zoe@northwind.example", moment="Zoë")
LEE = make_contact("Lee Park", application_id=JOB.id)
ZOE_WHO = Person(called="Zoë Ortiz", names=frozenset({"Zoë Ortiz", "Ortiz, Zoe"}))


def of(**tables: list[dict[str, Any]]) -> Tables:
    return {name: Documents(enumerate(map(pack, records), 1)) for name, records in tables.items()}


def test_it_is_found_after_everything_of_theirs_has_gone(store: Store):
    told = Event(application_id=JOB.id, what=EventKind.STAGE, on=TODAY, detail="zoe rang")
    store.put(JOB, ZOE, LEE, Note(contact_id=ZOE.id, text="Dear Zoë"), told)
    store.put(
        Note(contact_id=LEE.id, purpose=Purpose.FOLLOW_UP, text="As Zoë\nand Zoë Ortiz said", edited=True)
    )
    person = plan(store, the_person(store, ZOE.name, find_met(store, ZOE))).person
    forget_here(store, person)
    before = store.path.read_bytes()
    alone = first_names_in(store.tables(), person)
    (sentence,) = left_alone(alone)
    assert sentence == (
        "“Zoë” alone still stands in 3 other texts: Northwind Robotics, Staff Engineer; "
        "Note to Lee Park, Northwind Robotics; stage on 2026-11-23, Northwind Robotics. "
        "There nothing was changed, for it may be somebody else."
    )
    assert store.path.read_bytes() == before


@pytest.mark.parametrize(
    "text", ["Zoology", "Azoe", "zoe_1", "Zoés", "(name removed) said", "", "Ortiz", "Dana"]
)
def test_a_part_of_a_word_is_nothing(text: str):
    assert first_names_in(of(applications=[{"id": "a", "remarks": text}]), ZOE_WHO).count == 0


def test_what_others_are_called_is_theirs():
    tables = of(
        contacts=[{"id": "c", "name": "Zoe Luczak", "email": "zoe@x.example", "form_of_address": "Zoe"}],
        profile=[{"id": "profile", "name": "Zoe Sam"}],
    )
    assert first_names_in(tables, ZOE_WHO) == Alone(names=("Zoe", "Zoë"))


def test_it_is_found_within_and_behind_escapes():
    escaped = Documents({1: msgspec.Raw(b'{"id": "a", "remarks": "Zo\\u00eb"}')})
    notes = of(notes=[{"id": "n", "contact_id": "gone", "points": [{"id": "time", "own": "as Zoe said"}]}])
    alone = first_names_in({"applications": escaped, **notes}, ZOE_WHO)
    assert (alone.count, alone.places) == (2, ("An application", "Note to "))
    assert left_alone(alone)[0].startswith("“Zoe” or “Zoë” alone still stands in 2 other texts: ")


def test_what_is_no_record_is_passed_over():
    odd = Documents({1: pack({"id": "a"}), 2: msgspec.Raw(b'["Zoe"]')})
    assert first_names_in({"applications": odd}, ZOE_WHO).count == 0


@pytest.mark.parametrize("name", ["Ortiz", "李伟", "D. Ortiz", "", "Talent Team"])
def test_where_no_first_name_is_sure_none_is_looked_for(name: str):
    person = Person(called=name, names=frozenset({name}))
    alone = first_names_in(of(applications=[{"id": "a", "remarks": f"{name} Ortiz D."}]), person)
    assert left_alone(alone) == []


def test_many_are_counted_and_a_few_are_named():
    jobs = [
        {"id": str(number), "company": f"C{number}", "remarks": "Zoe"} for number in range(MOST_NAMED + 2)
    ]
    (sentence,) = left_alone(first_names_in(of(applications=jobs), ZOE_WHO))
    assert f"in {MOST_NAMED + 2} other texts: C0; C1; C2; C3; C4, …. There" in sentence


def test_the_words_are_clean():
    person = replace(ZOE_WHO, names=frozenset({f"Zoë{text} Ortiz" for text in CONTROLS} | {"Zoë Ortiz"}))
    jobs = [{"id": text, "company": text, "remarks": "Zoë"} for text in CONTROLS if "\ud800" not in text]
    for sentence in left_alone(first_names_in(of(applications=jobs), person)):
        assert forbidden_in(sentence) == []


def test_the_user_is_not_meant(store: Store):
    store.put(Profile(name="Zoe Sam", email="zoe@home.example"))
    assert first_names_in(store.tables(), ZOE_WHO).count == 0
