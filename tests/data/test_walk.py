"""What the four steps do to a store on the disk."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from thanks_tui.data import pointing, walk
from thanks_tui.data.errors import ReadOnlyError
from thanks_tui.data.models import (
    Application,
    Channel,
    EventKind,
    Kind,
    Note,
    Outcome,
    PointChoice,
    Purpose,
    SortOrder,
    Stage,
    State,
    Tone,
)
from thanks_tui.data.notes.points import DISAPPOINTMENT, INTEREST, MOMENT, OUTCOME, TIME
from thanks_tui.data.store.store import Store

from tests.factories import make_application, make_contact

NEWS = date(2026, 11, 12)
DAY = date(2026, 11, 13)


@pytest.fixture
def northwind(store: Store) -> Application:
    """An application with a recruiter, a hiring manager and an interviewer."""
    application = make_application(id="a" * 32)
    people = (
        ("Dana Ortiz", Kind.RECRUITER),
        ("Lee Park", Kind.HIRING_MANAGER),
        ("Ana Ruiz", Kind.INTERVIEWER),
    )
    contacts = [
        make_contact(name, id=str(number) * 32, application_id=application.id, kind=kind)
        for number, (name, kind) in enumerate(people)
    ]
    store.put(application, *contacts)
    return application


def reopened(store: Store) -> Store:
    """The same store as it would be found after a restart."""
    store.close()
    return Store.open(store.path)


def choice_ids(note: Note) -> list[str]:
    return [choice.id for choice in note.points]


def ticked_ids(note: Note) -> list[str]:
    return [choice.id for choice in note.points if choice.ticked]


def wordings(notes: list[Note]) -> list[str]:
    return [choice.wording for note in notes for choice in note.points if choice.wording]


# Beginning.


def test_everyone_gets_a_note_of_their_own_and_it_is_kept(store: Store, northwind: Application):
    notes = walk.begin_notes(store, northwind.id)
    assert [note.contact_id for note in notes] == [contact.id for contact in store.contacts(northwind.id)]
    assert all(note.state is State.DRAFT for note in notes)
    with reopened(store) as again:
        assert again.notes(northwind.id) == notes


def test_no_two_notes_share_a_wording(store: Store, northwind: Application):
    chosen = wordings(walk.begin_notes(store, northwind.id))
    assert len(chosen) == len(set(chosen))


def test_to_begin_again_writes_nothing(store: Store, northwind: Application):
    notes = walk.begin_notes(store, northwind.id)
    before = store.generation
    assert walk.begin_notes(store, northwind.id) == notes
    assert store.generation == before


def test_beginning_is_nothing_that_undo_would_take_back(store: Store, northwind: Application):
    before = store.undo_label
    walk.begin_notes(store, northwind.id)
    assert store.undo_label == before


def test_a_look_at_the_drafts_keeps_nothing(store: Store, northwind: Application):
    before = store.generation
    assert len(walk.draft_notes(store, northwind.id)) == 3
    assert store.generation == before
    assert store.notes(northwind.id) == []


def test_a_store_that_can_only_be_read_shows_drafts(store: Store, northwind: Application):
    store.close()
    with Store.open(store.path, read_only=True) as reading:
        assert len(walk.begin_notes(reading, northwind.id)) == 3
        assert reading.notes(northwind.id) == []


def test_somebody_added_late_gets_a_note_like_the_others(store: Store, northwind: Application):
    notes = walk.begin_notes(store, northwind.id)
    formal = [pointing.ticked(replace(note, tone=Tone.FORMAL), INTEREST, on=False) for note in notes]
    store.put(*(pointing.moved(note, TIME, -1) for note in formal))
    late = make_contact("Zoë Łuczak", application_id=northwind.id, kind=Kind.COORDINATOR)
    store.put(late)
    *others, note = walk.begin_notes(store, northwind.id)
    assert note.contact_id == late.id
    assert note.tone is Tone.FORMAL
    assert choice_ids(note) == choice_ids(others[0])
    assert ticked_ids(note) == ticked_ids(others[0])
    assert not set(wordings([note])) & set(wordings(others))


def test_a_note_that_was_sent_is_no_model_for_later_ones(store: Store, northwind: Application):
    notes = walk.begin_notes(store, northwind.id)
    store.remove(*notes[1:])
    store.put(
        replace(
            pointing.ticked(notes[0], INTEREST, on=False), tone=Tone.FORMAL, state=State.SENT, sent_on=DAY
        )
    )
    _, lee, _ = walk.begin_notes(store, northwind.id)
    assert lee.tone is store.profile.tone
    assert INTEREST in ticked_ids(lee)


def test_a_wording_that_is_not_true_any_more_gives_way(store: Store, northwind: Application):
    before = walk.begin_notes(store, northwind.id)
    text = walk.text_of(store, before[0])
    store.put(replace(northwind, outcome=Outcome.GHOSTED, rejected_on=None))
    after = walk.begin_notes(store, northwind.id)
    assert after != before
    assert walk.text_of(store, after[0]) != text
    assert store.notes(northwind.id) == after


def test_what_was_edited_or_sent_is_left_as_it_is(store: Store, northwind: Application):
    dana, lee, ana = walk.begin_notes(store, northwind.id)
    dana = walk.edited(dana, "Dear Dana, thank you.")
    lee = replace(lee, text="Dear Lee, thank you.", state=State.SENT, sent_on=DAY)
    store.put(dana, lee, replace(northwind, outcome=Outcome.GHOSTED, rejected_on=None))
    assert walk.begin_notes(store, northwind.id)[:2] == [dana, lee]
    assert walk.begin_notes(store, northwind.id)[2] != ana


# Beginning a follow-up.


def test_a_follow_up_is_kept_and_its_words_are_new(store: Store, northwind: Application):
    thanks = walk.begin_notes(store, northwind.id)[0]
    note = walk.begin_follow_up(store, thanks.contact_id)
    assert note.purpose is Purpose.FOLLOW_UP
    assert not set(wordings([note])) & set(wordings([thanks]))
    before = store.generation
    assert walk.begin_follow_up(store, thanks.contact_id) == note
    assert store.generation == before
    with reopened(store) as again:
        assert again.note_for(thanks.contact_id, Purpose.FOLLOW_UP) == note
        assert again.note_for(thanks.contact_id) == thanks


def test_a_follow_up_has_the_tone_of_the_thanks(store: Store, northwind: Application):
    thanks = walk.begin_notes(store, northwind.id)[0]
    store.put(replace(thanks, tone=Tone.FORMAL))
    note = walk.draft_follow_up(store, thanks.contact_id)
    assert note.tone is Tone.FORMAL
    assert walk.text_of(store, note).startswith("Dear Dana Ortiz,")


def test_after_a_follow_up_that_was_sent_another_is_begun(store: Store, northwind: Application):
    dana = store.contacts(northwind.id)[0]
    first = walk.begin_follow_up(store, dana.id)
    walk.mark_sent(store, first, Channel.EMAIL, DAY)
    second = walk.begin_follow_up(store, dana.id)
    assert second.id != first.id
    assert not set(wordings([second])) & set(wordings([first]))


def test_a_follow_up_that_was_edited_is_left_as_it_is(store: Store, northwind: Application):
    dana = store.contacts(northwind.id)[0]
    mine = walk.edited(walk.begin_follow_up(store, dana.id), "Dear Dana, hello again.")
    store.put(mine)
    assert walk.begin_follow_up(store, dana.id) == mine


def test_a_follow_up_is_shown_where_it_cannot_be_kept(store: Store, northwind: Application):
    dana = store.contacts(northwind.id)[0]
    store.close()
    with Store.open(store.path, read_only=True) as reading:
        assert walk.begin_follow_up(reading, dana.id).contact_id == dana.id
        assert reading.notes(northwind.id) == []


# Changing.


def test_a_change_for_everyone_is_one_action(store: Store, northwind: Application):
    notes = walk.begin_notes(store, northwind.id)
    before = store.generation
    left = pointing.change_notes(
        store, notes, lambda note, _: pointing.ticked(note, INTEREST, on=False), "Left out “Still interested”"
    )
    assert left == []
    assert store.generation == before + 1
    assert all(INTEREST not in ticked_ids(note) for note in store.notes(northwind.id))
    assert store.undo() == "Left out “Still interested”"
    assert store.notes(northwind.id) == notes


def test_a_change_is_made_for_each_person(store: Store, northwind: Application):
    notes = walk.begin_notes(store, northwind.id)
    pointing.change_notes(store, notes, lambda note, contact: replace(note, subject=contact.name), "Subject")
    assert [note.subject for note in store.notes(northwind.id)] == ["Dana Ortiz", "Lee Park", "Ana Ruiz"]


def test_a_change_leaves_what_was_sent_or_edited_alone_and_says_so(store: Store, northwind: Application):
    dana, lee, ana = walk.begin_notes(store, northwind.id)
    dana, lee = walk.edited(dana, "Mine."), replace(lee, state=State.ANSWERED)
    store.put(dana, lee)
    left = pointing.change_notes(
        store, [dana, lee, ana], lambda note, _: pointing.ticked(note, TIME, on=False), "Left out"
    )
    assert left == [dana, lee]
    assert store.notes(northwind.id)[:2] == [dana, lee]
    assert TIME not in ticked_ids(store.notes(northwind.id)[2])


def test_where_nothing_may_change_nothing_is_written(store: Store, northwind: Application):
    notes = [walk.edited(note, "Mine.") for note in walk.begin_notes(store, northwind.id)]
    before = store.generation
    assert pointing.change_notes(store, notes, lambda note, _: note, "Nothing") == notes
    assert store.generation == before


def test_new_notes_begin_as_the_user_likes(store: Store, northwind: Application):
    dana = walk.begin_notes(store, northwind.id)[0]
    dana = replace(pointing.moved(pointing.ticked(dana, DISAPPOINTMENT, on=True), TIME, -1), tone=Tone.PLAIN)
    pointing.begin_like_this(store, dana)
    contoso = make_application("Contoso")
    store.put(contoso, make_contact("Eve Adams", application_id=contoso.id))
    (eve,) = walk.begin_notes(store, contoso.id)
    assert eve.tone is Tone.PLAIN
    assert choice_ids(eve)[:2] == [TIME, OUTCOME]
    assert ticked_ids(eve) == ticked_ids(dana)
    assert DISAPPOINTMENT in ticked_ids(eve)


def test_how_follow_ups_begin_is_remembered_by_itself(store: Store, northwind: Application):
    dana = store.contacts(northwind.id)[0]
    note = walk.begin_follow_up(store, dana.id)
    first = choice_ids(note)[0]
    pointing.begin_like_this(store, replace(pointing.ticked(note, first, on=False), tone=Tone.FORMAL))
    assert store.profile.points == ()
    assert store.profile.tone is Tone.WARM
    lee = walk.draft_follow_up(store, store.contacts(northwind.id)[1].id)
    assert first not in ticked_ids(lee)
    assert store.undo() == "Let new notes begin like this one"
    assert store.profile.follow_up_points == ()


def test_a_change_holds_for_these_notes_alone(store: Store, northwind: Application):
    notes = walk.begin_notes(store, northwind.id)
    profile = store.profile
    pointing.change_notes(store, notes, lambda note, _: pointing.ticked(note, TIME, on=False), "Left out")
    assert store.profile == profile


@pytest.mark.parametrize(
    ("step", "ids"),
    [(1, ["b", "a", "c"]), (2, ["b", "c", "a"]), (9, ["b", "c", "a"]), (-1, ["a", "b", "c"])],
)
def test_a_point_moves_as_far_as_it_goes(step: int, ids: list[str]):
    note = Note(contact_id="x", points=tuple(map(point, "abc")))
    assert choice_ids(pointing.moved(note, "a", step)) == ids


def test_a_point_that_is_not_there_is_neither_moved_nor_ticked():
    note = Note(contact_id="x", points=tuple(map(point, "abc")))
    assert pointing.moved(note, "z", 1) == note
    assert pointing.ticked(note, "z", on=False) == note


def point(id_: str) -> PointChoice:
    return PointChoice(id=id_)


# Own words and own points.


def test_own_words_stand_in_the_note_and_are_kept_without_the_names(store: Store, northwind: Application):
    note = walk.begin_notes(store, northwind.id)[0]
    words = "Thank you, Dana, for the news from Northwind Robotics."
    pointing.reword_own(store, pointing.ticked(note, OUTCOME, on=False), OUTCOME, words)
    with reopened(store) as again:
        kept = again.note(note.id)
        assert words in walk.text_of(again, kept)
        assert OUTCOME in ticked_ids(kept)
        (own,) = again.profile.own_wordings
        assert (own.point, own.text) == (OUTCOME, "Thank you, {name}, for the news from {company}.")


def test_the_same_own_words_are_kept_once(store: Store, northwind: Application):
    dana, _, ana = walk.begin_notes(store, northwind.id)
    pointing.reword_own(store, dana, OUTCOME, "Thank you, Dana, for the news.")
    pointing.reword_own(store, ana, OUTCOME, "Thank you, Ana, for the news.")
    pointing.reword_own(store, ana, TIME, "Thank you, Ana, for the news.")
    assert [own.point for own in store.profile.own_wordings] == [OUTCOME, TIME]


@pytest.mark.parametrize("nothing", ["", "   ", "\n"])
def test_no_words_take_own_words_back_and_are_not_kept(store: Store, northwind: Application, nothing: str):
    note = walk.begin_notes(store, northwind.id)[0]
    composed = walk.text_of(store, note)
    pointing.reword_own(store, note, OUTCOME, "My very own words.")
    pointing.reword_own(store, store.note(note.id), OUTCOME, nothing)
    assert walk.text_of(store, store.note(note.id)) == composed
    assert [own.text for own in store.profile.own_wordings] == ["My very own words."]


def test_own_words_are_one_action(store: Store, northwind: Application):
    note = walk.begin_notes(store, northwind.id)[0]
    profile = store.profile
    pointing.reword_own(store, note, OUTCOME, "My very own words.")
    assert store.undo() == "Said it in your own words"
    assert store.note(note.id) == note
    assert store.profile == profile


def test_a_point_of_ones_own_stands_behind_the_one_named_in_every_note(store: Store, northwind: Application):
    notes = walk.begin_notes(store, northwind.id)
    pointing.add_own_point(store, notes, "Please greet everyone at Northwind Robotics from me.", TIME)
    (own,) = store.profile.own_points
    assert own.text == "Please greet everyone at {company} from me."
    assert own.title == "Please greet everyone at Northwind …"
    for note in store.notes(northwind.id):
        ids = choice_ids(note)
        assert ids.index(own.id) == ids.index(TIME) + 1
        assert own.id in ticked_ids(note)
        assert "Please greet everyone at Northwind Robotics from me." in walk.text_of(store, note)


def test_a_point_of_ones_own_stands_last_where_no_other_is_named(store: Store, northwind: Application):
    notes = walk.begin_notes(store, northwind.id)
    pointing.add_own_point(store, notes[:1], "Good luck!", "")
    (own,) = store.profile.own_points
    assert own.title == "Good luck"
    assert choice_ids(store.note(notes[0].id))[-1] == own.id
    assert own.id not in choice_ids(store.note(notes[1].id))


def test_a_point_of_ones_own_leaves_sent_and_edited_notes_alone(store: Store, northwind: Application):
    dana, lee, ana = walk.begin_notes(store, northwind.id)
    dana, lee = walk.edited(dana, "Mine."), replace(lee, text="Sent.", state=State.SENT, sent_on=DAY)
    store.put(dana, lee)
    pointing.add_own_point(store, [dana, lee, ana], "Good luck!", TIME)
    assert store.notes(northwind.id)[:2] == [dana, lee]
    assert len(store.note(ana.id).points) == len(ana.points) + 1


def test_a_point_of_ones_own_can_be_added_where_no_note_may_change(store: Store, northwind: Application):
    notes = [walk.edited(note, "Mine.") for note in walk.begin_notes(store, northwind.id)]
    store.put(*notes)
    pointing.add_own_point(store, notes, "Good luck!", TIME)
    assert [own.text for own in store.profile.own_points] == ["Good luck!"]
    assert store.notes(northwind.id) == notes


def test_a_point_of_ones_own_is_deleted_everywhere_and_comes_back_whole(store: Store, northwind: Application):
    notes = walk.begin_notes(store, northwind.id)
    pointing.add_own_point(store, notes, "Good luck!", TIME)
    (own,) = store.profile.own_points
    noted = store.notes(northwind.id)
    pointing.change_notes(store, noted, lambda note, _: note, "Same")
    pointing.reword_own(store, noted[0], own.id, "All the luck there is!")
    before = (store.profile, store.notes(northwind.id))
    pointing.remove_own_point(store, own.id)
    profile = store.profile
    assert profile.own_points == ()
    assert own.id not in [tick.id for tick in profile.points]
    assert own.id not in [wording.point for wording in profile.own_wordings]
    assert all(own.id not in choice_ids(note) for note in store.notes(northwind.id))
    assert store.undo() == "Deleted a point of your own"
    assert (store.profile, store.notes(northwind.id)) == before


def test_a_note_that_was_sent_keeps_the_point_it_made(store: Store, northwind: Application):
    notes = walk.begin_notes(store, northwind.id)
    pointing.add_own_point(store, notes, "Good luck!", TIME)
    (own,) = store.profile.own_points
    sent = walk.mark_sent(store, store.notes(northwind.id)[0], Channel.EMAIL, DAY).note
    pointing.remove_own_point(store, own.id)
    assert store.note(sent.id) == sent
    assert "Good luck!" in walk.text_of(store, store.note(sent.id))


# Text.


def test_a_text_by_hand_wins_until_it_is_composed_anew(store: Store, northwind: Application):
    note = walk.begin_notes(store, northwind.id)[0]
    composed = walk.text_of(store, note)
    assert composed.startswith("Dear Dana,")
    mine = walk.edited(note, "Dear Dana, you were kind.")
    assert walk.text_of(store, mine) == "Dear Dana, you were kind."
    assert walk.composed_anew(mine) == note


def test_a_moment_is_in_the_text_once_it_is_known(store: Store, northwind: Application):
    note = walk.begin_notes(store, northwind.id)[0]
    store.put(replace(store.contact(note.contact_id), moment="our talk about the night shifts"))
    note = walk.begin_notes(store, northwind.id)[0]
    assert MOMENT in ticked_ids(note)
    assert "our talk about the night shifts" in walk.text_of(store, note)


# Handing over and sending.


def test_a_draft_that_was_handed_over_is_ready(store: Store, northwind: Application):
    note = walk.begin_notes(store, northwind.id)[0]
    ready = walk.mark_ready(store, note)
    assert ready.state is State.READY
    assert store.note(note.id) == ready
    before = store.generation
    assert walk.mark_ready(store, ready) == ready
    assert store.generation == before


def test_undo_passes_over_a_note_that_was_copied(store: Store, northwind: Application):
    note = walk.begin_notes(store, northwind.id)[0]
    before = store.undo_label
    walk.mark_ready(store, note)
    assert store.undo_label == before


def test_what_is_sent_stays_as_it_went_out(store: Store, northwind: Application):
    note = walk.begin_notes(store, northwind.id)[0]
    text = walk.text_of(store, note)
    before = store.generation
    sent = walk.mark_sent(store, note, Channel.LINKEDIN, DAY)
    assert store.generation == before + 1
    assert (sent.note.state, sent.note.sent_on, sent.note.channel) == (State.SENT, DAY, Channel.LINKEDIN)
    assert sent.note.text == text
    store.put(replace(northwind, company="Southwind"), replace(store.profile, name="Sam"))
    with reopened(store) as again:
        assert again.note(note.id) == sent.note
        assert walk.text_of(again, again.note(note.id)) == text


def test_sending_is_on_the_timeline_and_moves_the_stage(store: Store, northwind: Application):
    note = walk.begin_notes(store, northwind.id)[0]
    walk.mark_sent(store, note, Channel.CARD, DAY)
    (event,) = store.events(northwind.id)
    assert (event.what, event.on, event.contact_id, event.detail) == (
        EventKind.THANKED,
        DAY,
        note.contact_id,
        "card",
    )
    assert store.application(northwind.id).stage is Stage.THANKED


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.REJECTED])
def test_a_later_stage_stays(store: Store, northwind: Application, stage: Stage):
    store.put(replace(northwind, stage=stage))
    walk.mark_sent(store, walk.begin_notes(store, northwind.id)[0], Channel.EMAIL, DAY)
    assert store.application(northwind.id).stage is stage


def test_sending_can_be_undone_as_a_whole(store: Store, northwind: Application):
    notes = walk.begin_notes(store, northwind.id)
    for note in notes[1:]:
        walk.mark_sent(store, note, Channel.EMAIL, DAY)
    before = (store.notes(northwind.id), store.events(northwind.id), store.application(northwind.id))
    assert walk.mark_sent(store, notes[0], Channel.EMAIL, DAY).follow_up is not None
    assert store.undo() == "Marked the note to Dana Ortiz as sent"
    assert (store.notes(northwind.id), store.events(northwind.id), store.application(northwind.id)) == before
    assert store.follow_ups(northwind.id) == []


def test_only_the_last_note_brings_the_follow_up(store: Store, northwind: Application):
    dana, lee, ana = walk.begin_notes(store, northwind.id)
    for note in (dana, lee):
        sent = walk.mark_sent(store, note, Channel.EMAIL, DAY)
        assert (sent.everyone, sent.follow_up) == (False, None)
    last = walk.mark_sent(store, ana, Channel.EMAIL, date(2026, 11, 16))
    assert last.everyone
    assert last.follow_up is not None
    assert last.follow_up in store.follow_ups(northwind.id)
    # Thirty days after the latest note: Wednesday 16 December.
    assert last.follow_up.due_on == date(2026, 12, 16)
    assert last.follow_up.contact_id == dana.contact_id


def test_the_follow_up_goes_to_the_lead(store: Store, northwind: Application):
    dana, lee, ana = walk.begin_notes(store, northwind.id)
    walk.lead_by(store, store.contact(lee.contact_id))
    for note in (dana, lee):
        walk.mark_sent(store, note, Channel.EMAIL, DAY)
    last = walk.mark_sent(store, ana, Channel.EMAIL, DAY)
    assert last.follow_up is not None
    assert last.follow_up.contact_id == lee.contact_id


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.HIRED])
def test_where_all_is_over_there_is_nothing_to_follow_up(store: Store, northwind: Application, stage: Stage):
    store.put(replace(northwind, stage=stage))
    notes = walk.begin_notes(store, northwind.id)
    sent = [walk.mark_sent(store, note, Channel.EMAIL, DAY) for note in notes]
    assert [each.everyone for each in sent] == [False, False, True]
    assert store.follow_ups(northwind.id) == []


def test_a_note_to_somebody_without_a_name_is_spoken_of_as_theirs(store: Store):
    application = make_application()
    store.put(application, make_contact("", application_id=application.id))
    sent = walk.mark_sent(store, walk.begin_notes(store, application.id)[0], Channel.LETTER, DAY)
    assert sent.everyone
    assert store.undo_label == "Marked the note to them as sent"


def test_a_follow_up_that_is_sent_is_told_from_a_thank_you(store: Store, northwind: Application):
    for note in walk.begin_notes(store, northwind.id):
        walk.mark_sent(store, note, Channel.EMAIL, DAY)
    dana = store.contacts(northwind.id)[0]
    again = Note(contact_id=dana.id, purpose=Purpose.FOLLOW_UP, text="Dear Dana, hello again.", edited=True)
    store.put(again)
    walk.mark_sent(store, again, Channel.EMAIL, date(2026, 12, 15))
    assert store.events(northwind.id)[-1].what is EventKind.FOLLOWED_UP
    assert store.note_for(dana.id, Purpose.FOLLOW_UP) == store.note(again.id)


# The application, the lead and the settings.


def test_the_timeline_begins_with_the_day_of_the_news(store: Store):
    application = make_application(rejected_on=NEWS)
    walk.keep_application(store, application)
    (event,) = store.events(application.id)
    assert (event.what, event.on, event.detail) == (EventKind.REJECTED, NEWS, "")
    assert store.undo_label == "Added Northwind Robotics"


def test_the_timeline_follows_the_day_of_the_news(store: Store):
    application = make_application(rejected_on=NEWS, outcome=Outcome.ON_HOLD)
    walk.keep_application(store, application)
    assert store.events(application.id)[0].detail == "on hold"
    walk.keep_application(store, replace(application, rejected_on=DAY))
    assert [event.on for event in store.events(application.id)] == [DAY]
    assert store.undo_label == "Changed Northwind Robotics"
    walk.keep_application(store, replace(application, rejected_on=None))
    assert store.events(application.id) == []
    walk.keep_application(store, replace(application, rejected_on=None, role="Cook"))
    assert store.events(application.id) == []
    assert store.application(application.id).role == "Cook"


def test_the_timeline_is_left_alone_when_the_day_stays(store: Store):
    application = make_application(rejected_on=NEWS)
    walk.keep_application(store, application)
    events = store.events(application.id)
    walk.keep_application(store, replace(application, role="Cook"))
    assert store.events(application.id) == events


def test_there_is_one_lead_at_most(store: Store, northwind: Application):
    def leads() -> list[str]:
        return [contact.name for contact in store.contacts(northwind.id) if contact.lead]

    dana, lee, _ = store.contacts(northwind.id)
    walk.lead_by(store, dana)
    assert leads() == ["Dana Ortiz"]
    walk.lead_by(store, lee)
    assert leads() == ["Lee Park"]
    walk.lead_by(store, store.contact(lee.id))
    assert leads() == []
    assert store.undo() == "Lead contact Lee Park"
    assert leads() == ["Lee Park"]


def everything(store: Store) -> tuple[object, ...]:
    """All that is kept; the order in which it was added does not matter."""
    kept = (store.applications(), store.all_contacts(), store.all_notes(), store.follow_ups(), store.events())
    return tuple(sorted(records, key=lambda record: record.id) for records in kept)


def all_thanked(store: Store, application: Application) -> None:
    for note in walk.begin_notes(store, application.id):
        walk.mark_sent(store, note, Channel.EMAIL, DAY)


def test_the_follow_ups_of_a_deleted_lead_go_to_who_leads_now(store: Store, northwind: Application):
    all_thanked(store, northwind)
    dana, lee, ana = store.contacts(northwind.id)
    walk.lead_by(store, lee)
    before = everything(store)
    days = [(each.id, each.due_on) for each in store.follow_ups()]
    walk.remove_contact(store, store.contact(lee.id))
    assert store.contacts(northwind.id) == [dana, ana]
    assert [(each.id, each.due_on) for each in store.follow_ups()] == days
    assert {each.contact_id for each in store.follow_ups()} == {dana.id}
    assert store.undo() == "Deleted Lee Park"
    assert everything(store) == before


def test_to_delete_the_last_who_was_not_thanked_puts_the_follow_ups_down(
    store: Store, northwind: Application
):
    *others, ana = walk.begin_notes(store, northwind.id)
    for note in others:
        walk.mark_sent(store, note, Channel.EMAIL, DAY)
    assert store.follow_ups() == []
    walk.remove_contact(store, store.contact(ana.contact_id))
    assert [each.step for each in store.follow_ups()] == [30, 60, 90, 180, 330]
    store.undo()
    assert store.follow_ups() == []
    assert store.note(ana.id) == ana


def test_a_step_that_a_deleted_person_got_is_not_proposed_again(store: Store, northwind: Application):
    all_thanked(store, northwind)
    dana, lee, _ = store.contacts(northwind.id)
    note = walk.begin_follow_up(store, dana.id)
    walk.mark_sent(store, note, Channel.EMAIL, date(2026, 12, 14))
    left = [(each.step, each.due_on) for each in store.follow_ups() if each.done_on is None]
    assert left[0][0] == 60
    walk.remove_contact(store, dana)
    assert [(each.step, each.due_on) for each in store.follow_ups() if each.done_on is None] == left
    assert {each.contact_id for each in store.follow_ups()} == {None, lee.id}


def test_with_the_last_person_everything_of_theirs_goes(store: Store):
    application, dana = make_application(), make_contact("")
    dana = replace(dana, application_id=application.id)
    store.put(application, dana)
    all_thanked(store, application)
    walk.mark_sent(store, walk.begin_follow_up(store, dana.id), Channel.EMAIL, date(2026, 12, 14))
    before = everything(store)
    walk.remove_contact(store, dana)
    assert everything(store) == ([store.application(application.id)], [], [], [], [])
    assert store.undo() == "Deleted recruiter"
    assert everything(store) == before


def test_a_lead_named_in_the_form_gets_the_open_follow_ups(store: Store, northwind: Application):
    all_thanked(store, northwind)
    dana, _, ana = store.contacts(northwind.id)
    walk.lead_by(store, dana)
    before = everything(store)
    walk.keep_contacts(store, [replace(ana, lead=True, title="Chief")], "Changed Ana Ruiz")
    assert [contact.lead for contact in store.contacts(northwind.id)] == [False, False, True]
    assert {each.contact_id for each in store.follow_ups()} == {ana.id}
    assert store.undo() == "Changed Ana Ruiz"
    assert everything(store) == before


def test_of_several_pasted_leads_the_first_one_leads(store: Store, northwind: Application):
    new = [make_contact(name, application_id=northwind.id, lead=True) for name in ("Kim Lo", "Mei Chen")]
    walk.keep_contacts(store, new, "Added 2 people")
    assert [each.name for each in store.contacts(northwind.id) if each.lead] == ["Kim Lo"]


def test_to_keep_nobody_writes_nothing(store: Store):
    before = store.generation
    walk.keep_contacts(store, [], "Added nobody")
    assert store.generation == before


def test_undo_passes_over_settings(store: Store, northwind: Application):
    before = store.undo_label
    walk.keep_setting(store, replace(store.profile, sort=SortOrder.COMPANY))
    assert store.undo_label == before
    with reopened(store) as again:
        assert again.profile.sort is SortOrder.COMPANY


def test_what_can_only_be_read_says_so_and_stays(store: Store, northwind: Application):
    note = walk.begin_notes(store, northwind.id)[0]
    store.close()
    with Store.open(store.path, read_only=True) as reading:
        with pytest.raises(ReadOnlyError):
            walk.mark_sent(reading, note, Channel.EMAIL, DAY)
        with pytest.raises(ReadOnlyError):
            pointing.reword_own(reading, note, OUTCOME, "Mine.")
        assert reading.note(note.id) == note
