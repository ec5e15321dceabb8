"""The made-up example: rich enough to show everything, and right in every date, link and word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from time import process_time

import msgspec
import pytest
from thanks_tui.data.demo import fill_demo
from thanks_tui.data.demo.story import Story, read_stories
from thanks_tui.data.models import (
    AnyRecord,
    Channel,
    Contact,
    EventKind,
    Kind,
    Note,
    Outcome,
    Purpose,
    Stage,
    State,
    Tone,
)
from thanks_tui.data.standing import THANKED
from thanks_tui.data.store.store import Store
from thanks_tui.data.text import clean_text

TODAY = date(2026, 11, 22)
ODD_DAYS = [date(2024, 2, 29), date(2027, 1, 1), date(2025, 12, 31), date(2028, 3, 1)]
MADE_UP = re.compile(r"(?:^|[@/.])(?:example\.(?:com|org|net)|[a-z]+\.example)(?=[/>]|$)")

Fill = Callable[[date], Store]


@pytest.fixture
def fill(tmp_path: Path) -> Iterator[Fill]:
    """Return what opens a fresh store and fills it for a day."""
    opened: list[Store] = []

    def filled(today: date) -> Store:
        store = Store.open(tmp_path / str(len(opened)) / "thanks.json")
        opened.append(store)
        fill_demo(store, today)
        return store

    yield filled
    for store in opened:
        store.close()


@pytest.fixture
def demo(fill: Fill) -> Store:
    return fill(TODAY)


def all_notes(store: Store) -> list[Note]:
    return [note for application in store.applications() for note in store.notes(application.id)]


def everything(store: Store) -> list[AnyRecord]:
    return [
        store.profile,
        *store.applications(),
        *store.all_contacts(),
        *all_notes(store),
        *store.follow_ups(),
        *store.events(),
    ]


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


def person(store: Store, company: str, name: str) -> Contact:
    (found,) = (
        contact
        for contact in store.all_contacts()
        if contact.name == name and store.application(contact.application_id).company == company
    )
    return found


# What there is.


def test_it_is_rich(demo: Store) -> None:
    assert len(demo.applications()) >= 14
    assert len(demo.all_contacts()) >= 48
    assert {application.outcome for application in demo.applications()} == set(Outcome)
    assert {application.stage for application in demo.applications()} == set(Stage)
    assert {contact.kind for contact in demo.all_contacts()} == set(Kind)
    assert {contact.channel for contact in demo.all_contacts()} == set(Channel)
    assert {note.state for note in all_notes(demo)} == set(State)
    assert {note.tone for note in all_notes(demo)} == set(Tone)
    assert {note.purpose for note in all_notes(demo)} == set(Purpose)
    assert {event.what for event in demo.events()} == set(EventKind)
    assert any(application.rejected_on is None for application in demo.applications())
    assert any(application.role == "" for application in demo.applications())
    assert sum(application.thread is not None for application in demo.applications()) >= 5


def test_some_people_have_no_note_yet_and_one_note_was_written_by_hand(demo: Store) -> None:
    without = [contact for contact in demo.all_contacts() if demo.note_for(contact.id) is None]
    by_hand = [note for note in all_notes(demo) if note.edited and note.state is State.DRAFT]
    assert len(without) >= 4
    assert len(by_hand) == 1
    assert by_hand[0].text.startswith("Dear Seo-yeon,")


def test_names_are_written_as_people_write_them(demo: Store) -> None:
    names = {contact.name: contact for contact in demo.all_contacts()}
    scripts = {
        "山本 恵",
        "김서연",
        "陈美玲",
        "يوسف الحدّاد",
        "נועה ברק",
        "Олена Коваленко",
        "Αλεξάνδρα Παπαδημητρίου",
    }
    assert names.keys() >= scripts | {"Tenzin", "Theo van den Bosch", "Kovács Zoltán", "Dr. Hamish MacAulay"}
    assert all(names[name].form_of_address for name in scripts)
    assert names[""].title


def test_follow_ups_are_overdue_due_this_week_far_ahead_and_done(demo: Store) -> None:
    waiting = [follow_up.due_on - TODAY for follow_up in demo.follow_ups() if follow_up.done_on is None]
    week = timedelta(days=7)
    assert sum(ahead < timedelta() for ahead in waiting) >= 2
    assert sum(timedelta() <= ahead <= week for ahead in waiting) >= 3
    assert sum(ahead > timedelta(days=60) for ahead in waiting) >= 3
    assert sum(follow_up.done_on is not None for follow_up in demo.follow_ups()) >= 5


def test_the_newest_rejection_is_the_one_in_the_pictures(demo: Store) -> None:
    newest = max(demo.applications(), key=lambda application: application.rejected_on or date.min)
    assert (newest.company, newest.role) == ("Northwind Robotics", "Staff Engineer")
    assert newest.rejected_on == TODAY - timedelta(days=10)
    assert newest.their_words == "It was a very close call."
    notes = {contact.name: demo.note_for(contact.id) for contact in demo.contacts(newest.id)}
    states = {name: note and note.state for name, note in notes.items()}
    assert states == {
        "Dana Ortiz": State.SENT,
        "Lee Park": State.ANSWERED,
        "Ana Ruiz": State.DRAFT,
        "Tomasz Zieliński": None,
    }
    told = next(event for event in demo.events(newest.id) if event.what is EventKind.REJECTED)
    assert told.contact_id == person(demo, "Northwind Robotics", "Dana Ortiz").id


def test_one_company_said_no_twice_and_one_person_was_met_twice(demo: Store) -> None:
    companies = Counter(application.company for application in demo.applications())
    people = Counter(contact.email for contact in demo.all_contacts() if contact.email)
    assert [company for company, times in companies.items() if times > 1] == ["Lanternwick Labs"]
    assert [email for email, times in people.items() if times > 1] == ["nhung@lanternwick.example"]


def test_sam_signs(demo: Store) -> None:
    profile = demo.profile
    assert profile.name == "Sam Okonkwo"
    assert re.fullmatch(r"\+1 555 01\d\d", profile.phone)
    assert len(profile.own_wordings) == 1
    assert profile.theme == ""


# What holds.


@pytest.mark.parametrize("today", [TODAY, *ODD_DAYS], ids=str)
def test_only_follow_ups_lie_ahead_and_nothing_is_older_than_a_year_or_so(fill: Fill, today: date) -> None:
    store = fill(today)
    days = [day for application in store.applications() if (day := application.rejected_on)]
    days += [day for note in all_notes(store) if (day := note.sent_on)]
    days += [day for follow_up in store.follow_ups() if (day := follow_up.done_on)]
    days += [event.on for event in store.events()]
    assert max(days) == today - timedelta(days=1)
    assert min(days) <= today - timedelta(days=330)
    assert min(days) > today - timedelta(days=366)
    for application in store.applications():
        assert application.applied_on
        assert application.applied_on < (application.rejected_on or today)


def test_the_same_day_gives_the_same_records(fill: Fill) -> None:
    assert everything(fill(TODAY)) == everything(fill(TODAY))


def test_filling_twice_adds_nothing(demo: Store) -> None:
    before = everything(demo)
    fill_demo(demo, TODAY)
    assert everything(demo) == before


def test_it_is_read_back_as_it_was_written(demo: Store) -> None:
    demo.close()
    with Store.open(demo.path) as again:
        assert again.problems == ()
        assert everything(again) == everything(demo)


def test_it_is_one_change_and_not_one_that_undo_takes_back(tmp_path: Path) -> None:
    with Store.open(tmp_path / "thanks.json") as store:
        changes: list[object] = []
        store.subscribe(changes.append)
        fill_demo(store, TODAY)
        assert len(changes) == 1
        assert store.undo_label is None


def test_ids_are_all_different_uuids(demo: Store) -> None:
    ids = [record.id for record in everything(demo)[1:]]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[0-9a-f]{32}", id_) for id_ in ids)


def test_links_stay_within_one_application(demo: Store) -> None:
    for record in (*demo.events(), *demo.follow_ups()):
        if record.contact_id is not None:
            assert demo.contact(record.contact_id).application_id == record.application_id


def test_text_is_clean_as_it_stands_in_the_files(demo: Store) -> None:
    written = {text for story in read_stories() for text in strings(msgspec.to_builtins(story))}
    for text in (*written, *strings([msgspec.to_builtins(record) for record in everything(demo)])):
        assert clean_text(text) == text
        assert text == text.strip()
        assert "  " not in text


def test_addresses_lead_nowhere(demo: Store) -> None:
    addresses = [demo.profile.email, demo.profile.link]
    for contact in demo.all_contacts():
        addresses += [contact.email, contact.linkedin]
    for application in demo.applications():
        addresses.append(application.url)
        if application.thread:
            thread = application.thread
            addresses += [thread.sender, thread.message_id, *thread.references]
    assert [address for address in addresses if address and not MADE_UP.search(address)] == []
    phones = {contact.phone for contact in demo.all_contacts() if contact.phone}
    # The ranges that are kept free for stories, in North America and in Britain.
    assert all(re.fullmatch(r"\+1 555 01\d\d|\+44 20 7946 0\d{3}", phone) for phone in phones)


def test_each_application_has_at_most_one_lead_and_one_who_gave_the_news(demo: Store) -> None:
    for application in demo.applications():
        people = demo.contacts(application.id)
        assert sum(contact.lead for contact in people) <= 1
        assert sum(contact.gave_news for contact in people) <= 1


def test_a_note_its_state_and_the_timeline_say_the_same(demo: Store) -> None:
    for note in all_notes(demo):
        contact = demo.contact(note.contact_id)
        events = [event for event in demo.events(contact.application_id) if event.contact_id == contact.id]
        is_thanks = note.purpose is Purpose.THANK_YOU
        sending = EventKind.THANKED if is_thanks else EventKind.FOLLOWED_UP
        on = [event.on for event in events if event.what is sending]
        answers = [event for event in events if event.what is EventKind.ANSWERED]
        if note.state in THANKED:
            assert note.sent_on in on
            assert note.channel is contact.channel
            assert "\nSam Okonkwo" in note.text
        else:
            assert (note.sent_on, note.channel, on) == (None, None, [])
        if note.state is State.ANSWERED:
            assert note.sent_on
            assert any(event.on >= note.sent_on and event.detail for event in answers)


def test_the_stage_fits_what_happened(demo: Store) -> None:
    for application in demo.applications():
        events = demo.events(application.id)
        steps = [event for event in events if event.what is EventKind.STAGE]
        kinds = {event.what for event in events}
        if steps:
            assert steps[-1].detail.startswith(f"{application.stage.value}: ")
            assert EventKind.THANKED in kinds
        elif EventKind.ANSWERED in kinds:
            assert application.stage is Stage.ANSWERED
        else:
            assert application.stage is (Stage.THANKED if EventKind.THANKED in kinds else Stage.REJECTED)


def test_timelines_run_forward_from_the_news(demo: Store) -> None:
    for application in demo.applications():
        events = demo.events(application.id)
        days = [event.on for event in events]
        assert days == sorted(days)
        if application.rejected_on:
            assert events[0].what is EventKind.REJECTED
            assert events[0].on == application.rejected_on
        else:
            assert events == []


def test_thirty_days_after_the_last_thanks_comes_a_follow_up(demo: Store) -> None:
    for application in demo.applications():
        notes = [demo.note_for(contact.id) for contact in demo.contacts(application.id)]
        sent = [note.sent_on for note in notes if note and note.sent_on]
        due = [follow_up.due_on for follow_up in demo.follow_ups(application.id)]
        if len(sent) == len(notes):
            assert max(sent) + timedelta(days=30) in due


def test_follow_ups_are_done_once_there_was_something_to_follow(demo: Store) -> None:
    for follow_up in demo.follow_ups():
        assert follow_up.reason
        if follow_up.done_on:
            thanked = [e.on for e in demo.events(follow_up.application_id) if e.what is EventKind.THANKED]
            assert follow_up.done_on > min(thanked)


def test_it_is_there_at_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "thanks.json") as store:
        before = process_time()
        fill_demo(store, TODAY)
        assert process_time() - before < 0.3


def test_a_misspelt_field_in_a_file_is_an_error() -> None:
    story = b'company = "A"\napplied = 3\npeople = []\nremark = "typo"\n'
    with pytest.raises(msgspec.ValidationError, match="remark"):
        msgspec.toml.decode(story, type=Story)
