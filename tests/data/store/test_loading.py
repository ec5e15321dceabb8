"""What does not fit is set aside and told, stays in the file, and is never a crash."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import Application, Contact, Note, PointChoice
from thanks_tui.data.store.records import Problem
from thanks_tui.data.store.store import Store

from .conftest import Family


def write(path: Path, **tables: dict[str, Any]) -> None:
    """Write a file as somebody else would, with `meta` and these tables."""
    path.parent.mkdir(exist_ok=True)
    meta = {"1": {"format": "thanks-tui", "schema": 1}}
    path.write_text(json.dumps({"meta": meta, **tables}))


def documents(path: Path, table: str) -> dict[str, Any]:
    return json.loads(path.read_bytes())[table]


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ({"id": "x"}, "missing required field `company`"),
        ({"id": "x", "company": 5}, "Expected `str`, got `int`"),
        ({"id": "x", "company": "A", "outcome": "promoted"}, "Invalid enum value"),
        ({"id": "x", "company": "A", "rejected_on": "12 Nov"}, "Invalid RFC3339"),
        ({"id": "x", "company": "A", "cadence": [30, 10**18]}, "Expected `int` <= 3650"),
        ({"company": "A"}, "it has no id"),
        ({"id": "", "company": "A"}, "its id is empty"),
        ({"id": "\x00 ", "company": "A"}, "its id is empty"),
        ({"id": 5, "company": "A"}, "Expected `str`, got `int`"),
        ([], "Expected `object`, got `array`"),
        ("text", "Expected `object`, got `str`"),
        (None, "Expected `object`, got `null`"),
    ],
)
def test_a_record_that_does_not_fit_is_set_aside(path: Path, document: object, why: str):
    write(path, applications={"1": document, "2": {"id": "y", "company": "Contoso"}})
    for _ in range(3):
        with Store.open(path) as store:
            assert store.applications()[0].company == "Contoso"
            [problem] = store.problems
            assert problem.table == "applications"
            assert why in problem.sentence
            assert problem.sentence.startswith("A record of applications ")
            assert problem.sentence.endswith("It stays in the file as it is.")
            store.put(Application(company="Fabrikam"))
        kept = documents(path, "applications")["1"]
        assert kept == document or kept["id"] == ""


@pytest.mark.parametrize("fields", [{"moved": 10**18}, {"moved": 10**30}, {"moved": -1}, {"step": 10**18}])
def test_a_number_that_nothing_could_be_made_of_is_set_aside(path: Path, fields: dict[str, int]):
    follow_up = {"id": "f", "application_id": "a", "due_on": "2025-12-12"}
    write(
        path,
        applications={"1": {"id": "a", "company": "Contoso"}},
        follow_ups={"1": {**follow_up, **fields}, "2": {**follow_up, "id": "g"}},
    )
    with Store.open(path) as store:
        assert [each.id for each in store.follow_ups()] == ["g"]
        assert [(problem.table, problem.id) for problem in store.problems] == [("follow_ups", "f")]


def test_a_link_to_nothing_is_a_problem_and_so_is_what_hangs_on_it(path: Path):
    write(
        path,
        applications={"1": {"id": "a", "company": "Northwind"}},
        contacts={"1": {"id": "c", "application_id": "gone", "name": "Dana"}},
        notes={"1": {"id": "n", "contact_id": "c"}},
        follow_ups={"1": {"id": "f", "application_id": "a", "contact_id": "c", "due_on": "2025-12-01"}},
    )
    with Store.open(path) as store:
        assert [(problem.table, problem.id) for problem in store.problems] == [
            ("contacts", "c"),
            ("notes", "n"),
            ("follow_ups", "f"),
        ]
        assert all("belongs to something that is not there" in each.sentence for each in store.problems)
        assert store.all_contacts() == store.all_notes() == store.follow_ups() == []


def test_a_record_without_a_home_is_replaced_when_it_comes_back(path: Path):
    write(path, contacts={"1": {"id": "c", "application_id": "a", "name": "Dana", "mood": "fine"}})
    with Store.open(path) as store:
        store.put(
            Application(id="a", company="Northwind"), Contact(id="c", application_id="a", name="Dana O")
        )
    [document] = documents(path, "contacts").values()
    assert (document["name"], document["mood"]) == ("Dana O", "fine")
    with Store.open(path) as store:
        assert store.problems == ()
        assert store.contact("c").name == "Dana O"


def test_of_two_with_one_id_the_later_is_set_aside(path: Path):
    write(path, applications={"9": {"id": "a", "company": "Later"}, "2": {"id": "a", "company": "First"}})
    with Store.open(path) as store:
        assert [application.company for application in store.applications()] == ["First"]
        [problem] = store.problems
        assert "another one has the same id" in problem.sentence
        store.put(replace(store.applications()[0], company="Changed"))
    companies = {number: each["company"] for number, each in documents(path, "applications").items()}
    assert companies == {"9": "Later", "2": "Changed"}


def test_there_is_one_profile(path: Path):
    write(path, profile={"1": {"id": "me", "name": "A"}, "2": {"id": "profile", "name": "B"}})
    with Store.open(path) as store:
        assert store.profile.name == "B"
        [problem] = store.problems
        assert "only one profile" in problem.sentence


def test_a_problem_carries_no_control_characters(path: Path):
    write(path, applications={"1": {"id": "\x1b[31m" + "x" * 500, "company": 5}})
    with Store.open(path, read_only=True) as store:
        [problem] = store.problems
    assert "\x1b" not in problem.sentence + problem.id
    assert len(problem.id) <= 60


def test_the_order_is_that_of_the_numbers(path: Path):
    write(path, applications={str(number): {"id": f"{number}", "company": "A"} for number in (10, 9, 100)})
    with Store.open(path, read_only=True) as store:
        assert [application.id for application in store.applications()] == ["9", "10", "100"]


def test_fields_of_a_newer_version_survive(path: Path):
    points = [
        {"id": "time", "shade": "blue"},
        {"id": "gone", "shade": "red"},
        {"ticked": True, "id": "outcome"},
    ]
    write(
        path,
        applications={
            "1": {
                "id": "a",
                "company": "A",
                "salary": {"from": 1.5},
                "thread": {"subject": "s", "folder": "x"},
            }
        },
        contacts={"1": {"id": "c", "application_id": "a", "name": "Dana"}},
        notes={"1": {"id": "n", "contact_id": "c", "points": points, "drawing": "line\none\x1b"}},
    )
    with Store.open(path) as store:
        application, note = store.application("a"), store.note("n")
        assert application.thread is not None
        edited = replace(application.thread, subject="t")
        store.put(replace(application, role="Engineer", thread=edited), label="Edited")
        store.put(replace(note, points=(PointChoice(id="time", own="Mine"), PointChoice(id="new"))))
    [kept] = documents(path, "applications").values()
    assert kept["salary"] == {"from": 1.5}
    assert kept["role"] == "Engineer"
    assert (kept["thread"]["subject"], kept["thread"]["folder"]) == ("t", "x")
    [kept] = documents(path, "notes").values()
    assert kept["drawing"] == "line\none"
    assert [(point["id"], point.get("shade")) for point in kept["points"]] == [
        ("time", "blue"),
        ("new", None),
    ]


def test_undo_brings_the_fields_of_a_newer_version_back(path: Path):
    write(path, applications={"1": {"id": "a", "company": "A", "salary": 5}})
    with Store.open(path) as store:
        store.remove(store.application("a"), label="Deleted")
        assert documents(path, "applications") == {}
        store.undo()
    assert documents(path, "applications") == {"1": {"id": "a", "company": "A", "salary": 5}}


def test_numbers_are_not_given_out_twice(store: Store, path: Path, family: Family):
    store.put(*family)
    store.remove(family.contact)
    store.put(Contact(application_id=family.application.id, name="Lee Park"))
    assert list(documents(path, "contacts")) == ["2"]


def test_hostile_text_in_an_edited_file_is_cleaned_for_good(path: Path):
    write(
        path,
        applications={"1": {"id": "a", "company": "A\x1b[2J", "their_words": "one\x9b\ntwo"}},
        contacts={"1": {"id": "c", "application_id": "a", "name": "D\u202eana"}},
        notes={"1": {"id": "n", "contact_id": "c", "points": [{"id": "time", "own": "\x07x\ny"}]}},
    )
    with Store.open(path) as store:
        store.put(Application(company="Another"))
    with Store.open(path, read_only=True) as store:
        assert store.notices == ()
        assert store.application("a") == Application(id="a", company="A[2J", their_words="one\ntwo")
        assert store.contact("c").name == "Dana"
        assert store.note("n") == Note(id="n", contact_id="c", points=(PointChoice(id="time", own="x\ny"),))


def test_what_was_set_aside_is_cleaned_when_it_fits_at_last(path: Path):
    write(path, contacts={"1": {"id": "c", "application_id": "a", "name": "D\x1bana"}})
    with Store.open(path) as store:
        store.put(Application(id="a", company="Northwind"))
    with Store.open(path, read_only=True) as store:
        assert store.notices == ()
        assert store.contact("c").name == "Dana"


@pytest.mark.parametrize(
    ("third", "extra"),
    [({"id": "d"}, [("contacts", "d")]), ({"id": "d", "application_id": "a", "name": "D"}, [])],
)
def test_a_trusted_file_with_a_twin_is_still_looked_at(
    path: Path, third: object, extra: list[tuple[str, str]]
):
    # A file of ours in which something is wrong nevertheless: the fast way must notice.
    from thanks_tui.data.store.storage import DurableStorage

    path.parent.mkdir()
    storage = DurableStorage(path)
    storage.load()
    contact = {"id": "c", "application_id": "a", "name": "Dana"}
    storage.say("cleaned", 1)
    storage.write(
        {
            "applications": {1: {"id": "a", "company": "A"}},
            "contacts": {1: contact, 2: {**contact, "application_id": "gone"}, 3: third},
            "notes": {1: {"id": "n", "contact_id": "nobody"}},
        }
    )
    for _ in range(2):
        with Store.open(path, read_only=True) as store:
            assert store.notices == ()
            assert store.contact("c").name == "Dana"
            assert [(problem.table, problem.id) for problem in store.problems] == [
                ("contacts", "c"),
                *extra,
                ("notes", "n"),
            ]
            assert isinstance(store.problems[0], Problem)
        gc.disable()
    gc.enable()
