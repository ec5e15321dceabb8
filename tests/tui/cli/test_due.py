"""`due`: whom to write to again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, FollowUp, Stage
from thanks_tui.data.store.store import Store


def test_what_is_due_until_today(run, filled: Path):
    assert run("due") == (0, "20 Nov  3 days late  株式会社星雲  Zoë Łuczak  day 30\n", "")


def test_within_looks_ahead_the_earliest_first(run, filled: Path):
    assert run("due", "--within", "5").lines == [
        "20 Nov  3 days late  株式会社星雲        Zoë Łuczak  day 30",
        "28 Nov  in 5 days    Northwind Robotics              they reopen then",
    ]
    assert len(run("due", "--within", "4").lines) == 1


def test_json_counts_the_days(run, filled: Path):
    first, second = json.loads(run("due", "--json", "--within", "30").out)
    assert first == {
        "id": "f" * 32,
        "application_id": "b" * 32,
        "company": "株式会社星雲",
        "role": "Data Engineer",
        "contact_id": "e" * 32,
        "person": "Zoë Łuczak",
        "due_on": "2026-11-20",
        "days": -3,
        "days_since_contact": 400,
        "moment": "",
        "reason": "day 30",
        "better_stop": False,
    }
    assert (second["contact_id"], second["person"], second["days"]) == (None, None, 5)


@pytest.mark.parametrize(
    ("days", "words"), [(23, "23 Nov  today"), (22, "22 Nov  1 day late"), (24, "24 Nov  in 1 day")]
)
def test_days_are_said_as_people_say_them(run, path: Path, days: int, words: str):
    application = Application(company="Contoso")
    with Store.open(path) as store:
        store.put(application, FollowUp(application_id=application.id, due_on=date(2026, 11, days)))
    assert run("due", "--within", "1").out.startswith(f"{words}  Contoso")


def test_what_is_done_or_closed_is_not_due(run, path: Path):
    open_, closed = Application(company="Contoso"), Application(company="Fabrikam", stage=Stage.CLOSED)
    day = date(2026, 11, 1)
    with Store.open(path) as store:
        store.put(open_, closed)
        store.put(FollowUp(application_id=open_.id, due_on=day, done_on=day))
        store.put(FollowUp(application_id=closed.id, due_on=day))
    assert run("due") == (0, "", "No follow-up is due.\n")
    assert run("due", "--within", "1").err == "No follow-up is due within 1 day.\n"
    assert run("due", "--quiet") == (0, "", "")


def test_an_application_is_named_once_with_its_next_day(run, path: Path):
    application = Application(company="Contoso")
    days = [date(2026, 11, 20), date(2026, 11, 21), date(2026, 12, 20)]
    with Store.open(path) as store:
        store.put(application)
        store.put(*(FollowUp(application_id=application.id, due_on=day) for day in days))
    assert run("due", "--within", "60").lines == ["20 Nov  3 days late  Contoso"]


@pytest.mark.parametrize("rest", [{"resting": True}, {"stage": Stage.HIRED}])
def test_what_rests_or_has_led_to_the_job_is_not_due(run, path: Path, rest: dict[str, object]):
    application = Application(company="Contoso", **rest)
    with Store.open(path) as store:
        store.put(application, FollowUp(application_id=application.id, due_on=date(2026, 11, 1)))
    assert run("due", "--quiet") == (0, "", "")


def test_three_follow_ups_without_an_answer_are_told_to_programs(run, path: Path):
    application = Application(company="Contoso")
    with Store.open(path) as store:
        store.put(application)
        for month in (8, 9, 10):
            day = date(2026, month, 1)
            store.put(FollowUp(application_id=application.id, due_on=day, done_on=day))
        store.put(FollowUp(application_id=application.id, due_on=date(2026, 11, 1)))
    (only,) = json.loads(run("due", "--json").out)
    assert (only["better_stop"], only["days_since_contact"]) == (True, 53)
