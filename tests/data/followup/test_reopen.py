"""Coming back: each action one change that can be undone, and the follow-ups always as they should be."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from thanks_tui.data.followup.family import keep_usual, refresh
from thanks_tui.data.followup.read import agenda_of
from thanks_tui.data.followup.reopen import (
    add_follow_up,
    finish,
    log_answer,
    move_stage,
    rest,
    skip,
    snooze,
    wake,
)
from thanks_tui.data.models import (
    Application,
    Channel,
    Contact,
    EventKind,
    FollowUp,
    Note,
    Profile,
    Purpose,
    Stage,
    State,
)
from thanks_tui.data.store.store import Store
from thanks_tui.data.walk import begin_notes, keep_application, lead_by, mark_sent

from tests.data.followup.stories import EVERY_DAY, NOW, day, numbers

WHOLE = [(30, 30), (60, 60), (90, 90), (180, 180), (330, 330)]


@pytest.fixture
def application(store: Store) -> Application:
    """An application of which both people were thanked on the day of the rejection."""
    application = Application(company="Northwind", role="Staff Engineer", rejected_on=NOW)
    people = [Contact(application_id=application.id, name=name) for name in ("Dana Ortiz", "Lee Park")]
    store.put(EVERY_DAY, application, *people)
    for note in begin_notes(store, application.id):
        mark_sent(store, note, Channel.EMAIL, NOW)
    return store.application(application.id)


def waiting(store: Store) -> tuple[FollowUp, ...]:
    found = [each for each in store.follow_ups() if each.done_on is None]
    return tuple(sorted(found, key=lambda each: each.due_on))


def dana(store: Store) -> Contact:
    return store.all_contacts()[0]


def follow_up_note(store: Store) -> Note:
    return Note(contact_id=dana(store).id, purpose=Purpose.FOLLOW_UP, text="Dear Dana", edited=True)


class TestAnswer:
    def test_it_is_kept_with_its_text_and_moves_what_is_ahead(self, store: Store, application: Application):
        event = log_answer(store, dana(store), day(5), "  Sam, thank you.\n\nDana\n")
        assert event.detail == "Sam, thank you.\n\nDana"
        assert event in store.events(application.id)
        assert [note.state for note in store.notes(application.id)] == [State.ANSWERED, State.SENT]
        assert store.application(application.id).stage is Stage.ANSWERED
        assert numbers(waiting(store))[:2] == [(30, 35), (60, 65)]

    def test_undo_takes_all_of_it_back(self, store: Store, application: Application):
        before = store.follow_ups()
        log_answer(store, dana(store), day(5))
        assert store.undo() == "Kept the answer of Dana Ortiz"
        assert store.follow_ups() == before
        assert store.application(application.id).stage is Stage.THANKED
        assert {note.state for note in store.notes(application.id)} == {State.SENT}

    def test_it_may_be_the_note_that_was_answered(self, store: Store, application: Application):
        lees = store.notes(application.id)[1]
        log_answer(store, lees, day(5))
        assert store.note(lees.id).state is State.ANSWERED

    def test_it_is_the_note_last_sent(self, store: Store, application: Application):
        later = mark_sent(store, follow_up_note(store), Channel.EMAIL, day(30)).note
        log_answer(store, dana(store), day(31))
        assert store.note(later.id).state is State.ANSWERED
        assert store.notes(application.id)[0].state is State.SENT

    def test_a_stage_further_on_stays(self, store: Store, application: Application):
        store.put(replace(application, stage=Stage.TALKING))
        log_answer(store, dana(store), day(5))
        assert store.application(application.id).stage is Stage.TALKING

    def test_somebody_who_was_never_written_to_may_answer(self, store: Store):
        application = Application(company="Contoso")
        nobody = Contact(application_id=application.id, name="")
        store.put(application, nobody)
        log_answer(store, nobody, day(5), "Come back.")
        assert store.undo_label == "Kept the answer of them"
        assert len(store.follow_ups(application.id)) == 5


class TestStage:
    def test_it_is_told_with_the_users_words(self, store: Store, application: Application):
        event = move_stage(store, application, Stage.TALKING, day(40), "Lee rang about the second seat")
        assert (event.what, event.on) == (EventKind.STAGE, day(40))
        assert event.detail == "talking again: Lee rang about the second seat"
        assert store.application(application.id).stage is Stage.TALKING
        assert numbers(waiting(store)) == WHOLE

    @pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.HIRED])
    def test_closed_and_hired_end_the_follow_ups_and_undo_brings_them(
        self, store: Store, application: Application, stage: Stage
    ):
        before = store.follow_ups()
        move_stage(store, application, stage, day(40))
        assert waiting(store) == ()
        assert store.undo() == f"Northwind: {stage.value}"
        assert store.follow_ups() == before

    def test_reopened_it_is_followed_up_again(self, store: Store, application: Application):
        before = waiting(store)
        move_stage(store, application, Stage.CLOSED, day(40))
        move_stage(store, application, Stage.THANKED, day(41))
        assert waiting(store) == before


class TestSnooze:
    def test_the_later_ones_keep_their_distance(self, store: Store, application: Application):
        kept = snooze(store, waiting(store)[0], day(44))
        assert numbers(waiting(store)) == [(30, 44), (60, 74), (90, 104), (180, 194), (330, 344)]
        assert kept == waiting(store)[0]
        assert kept.moved == 1
        store.undo()
        assert numbers(waiting(store)) == WHOLE

    def test_it_stays_until_the_next_contact(self, store: Store, application: Application):
        snooze(store, waiting(store)[0], day(200))
        refresh(store)
        assert numbers(waiting(store))[:2] == [(30, 200), (60, 230)]
        finish(store, add_follow_up(store, application, None, day(40)), day(41))
        assert numbers(waiting(store))[:2] == [(30, 71), (60, 101)]

    def test_of_several_overdue_the_earlier_ones_go(self, store: Store, application: Application):
        (row,) = agenda_of(store, day(100))
        snooze(store, row.follow_up, day(107))
        assert numbers(waiting(store)) == [(90, 107), (180, 197), (330, 347)]
        (row,) = agenda_of(store, day(100))
        assert row.due_on == day(107)
        store.undo()
        assert numbers(waiting(store)) == WHOLE

    def test_it_holds_after_an_answer_too(self, store: Store, application: Application):
        log_answer(store, dana(store), day(5))
        snooze(store, waiting(store)[0], day(60))
        assert numbers(waiting(store))[:2] == [(30, 60), (60, 90)]

    def test_it_moves_to_a_working_day(self, store: Store, application: Application):
        store.put(Profile())
        kept = snooze(store, waiting(store)[0], date(2027, 1, 2))
        assert kept.due_on == date(2027, 1, 4)
        assert snooze(store, kept, date.max).due_on == date.max

    def test_a_day_of_the_users_own_is_put_off_alone(self, store: Store, application: Application):
        own = add_follow_up(store, application, None, day(10))
        kept = snooze(store, own, day(17))
        assert (kept.id, kept.due_on, kept.moved, kept.snoozed_until) == (own.id, day(17), 1, None)
        assert kept in waiting(store)
        assert numbers(waiting(store))[1:] == WHOLE


class TestDoneAndSkipped:
    def test_done_is_a_contact(self, store: Store, application: Application):
        event = finish(store, waiting(store)[0], day(33))
        assert (event.what, event.contact_id) == (EventKind.FOLLOWED_UP, dana(store).id)
        assert numbers(waiting(store))[0] == (60, 63)
        store.undo()
        assert numbers(waiting(store)) == WHOLE

    def test_skipped_is_none(self, store: Store, application: Application):
        skip(store, waiting(store)[0], day(33))
        assert numbers(waiting(store)) == WHOLE[1:]
        assert EventKind.FOLLOWED_UP not in {event.what for event in store.events(application.id)}
        refresh(store)
        assert numbers(waiting(store)) == WHOLE[1:]
        assert store.undo() == "Skipped a follow-up"
        assert numbers(waiting(store)) == WHOLE

    def test_those_before_it_go_with_it(self, store: Store, application: Application):
        skip(store, waiting(store)[2], day(95))
        assert numbers(waiting(store)) == WHOLE[3:]

    def test_a_day_of_the_users_own_moves_the_cadence_once_it_is_done(
        self, store: Store, application: Application
    ):
        finish(store, add_follow_up(store, application, dana(store), day(10)), day(12))
        assert numbers(waiting(store))[0] == (30, 42)


class TestQuiet:
    def test_it_rests_until_it_is_woken(self, store: Store, application: Application):
        before = waiting(store)
        rest(store, application)
        assert waiting(store) == ()
        assert store.application(application.id).resting
        wake(store, application)
        assert waiting(store) == before
        assert store.undo() == "Woke Northwind"
        assert waiting(store) == ()

    def test_a_day_of_the_users_own_outlives_the_rest(self, store: Store, application: Application):
        own = add_follow_up(store, application, None, day(10), " they reopen then ")
        rest(store, application)
        assert waiting(store) == (own,)
        assert own.reason == "they reopen then"


class TestCadence:
    def test_an_application_may_have_its_own(self, store: Store, application: Application):
        keep_application(store, replace(application, cadence=(14, 90)))
        assert numbers(waiting(store)) == [(14, 14), (90, 90)]
        keep_application(store, replace(application, cadence=()))
        assert numbers(waiting(store)) == WHOLE

    def test_the_users_own_moves_them_all_at_once(self, store: Store, application: Application):
        keep_usual(store, replace(store.profile, cadence=(45,)))
        assert numbers(waiting(store)) == [(45, 45)]
        assert store.undo() == "Changed when to follow up"
        assert numbers(waiting(store)) == WHOLE

    def test_bringing_up_to_date_writes_only_what_changed(self, store: Store, application: Application):
        generation = store.generation
        refresh(store)
        assert store.generation == generation
        store.put(replace(store.profile, days_off=(5, 6)))
        refresh(store, application.id)
        # Day 30 is a Saturday.
        assert numbers(waiting(store))[0] == (30, 32)
        assert store.undo_label != "Brought the follow-ups up to date"


class TestTheWalkGoesOn:
    def test_a_follow_up_that_is_sent_uses_up_the_one_that_was_due(
        self, store: Store, application: Application
    ):
        first = waiting(store)[0]
        sent = mark_sent(store, follow_up_note(store), Channel.EMAIL, day(34))
        assert sent.follow_up == waiting(store)[0]
        assert numbers(waiting(store)) == [(60, 64), (90, 94), (180, 184), (330, 334)]
        (done,) = [each for each in store.follow_ups() if each.id == first.id]
        assert (done.done_on, done.skipped) == (day(34), False)
        assert store.events(application.id)[-1].what is EventKind.FOLLOWED_UP
        store.undo()
        assert numbers(waiting(store)) == WHOLE

    def test_another_lead_takes_the_follow_ups_over(self, store: Store, application: Application):
        lee = store.contacts(application.id)[1]
        lead_by(store, lee)
        assert {each.contact_id for each in waiting(store)} == {lee.id}
        lead_by(store, store.contact(lee.id))
        assert {each.contact_id for each in waiting(store)} == {dana(store).id}

    @pytest.mark.parametrize("today", [date(2016, 2, 29), date(2096, 2, 29)])
    def test_a_wrong_clock_prunes_and_doubles_nothing(
        self, store: Store, application: Application, today: date
    ):
        mark_sent(store, follow_up_note(store), Channel.EMAIL, today)
        log_answer(store, dana(store), today)
        for _ in range(2):
            refresh(store)
            steps = [each.step for each in waiting(store)]
            assert len(steps) == len(set(steps))
            assert len(store.notes(application.id)) == 3
            assert len([each for each in store.follow_ups() if each.done_on]) >= 1
