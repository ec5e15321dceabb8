"""What has passed between the user and the people: each note and each answer once."""

from __future__ import annotations

from msgspec.structs import replace
from thanks_tui.data.followup.history import STOP_AFTER, Touch, TouchKind, history
from thanks_tui.data.models import Event, EventKind, FollowUp, State

from tests.data.followup.stories import Story, day


def past(story: Story):
    return history(story.notes, story.events, story.follow_ups)


def test_a_note_and_its_event_are_one_touch():
    story = Story().thanked(1)
    dana = story.contacts[0].id
    story.events.append(Event(application_id="a", contact_id=dana, what=EventKind.THANKED, on=day(1)))
    assert past(story).touches == (Touch(on=day(1), kind=TouchKind.THANKED, contact_id=dana),)


def test_an_event_without_a_note_and_a_note_without_an_event_count():
    story = Story().thanked(1)
    story.events.append(Event(application_id="a", what=EventKind.FOLLOWED_UP, on=day(40)))
    assert [touch.on for touch in past(story).touches] == [day(1), day(40)]


def test_drafts_stages_and_the_rejection_are_no_contact():
    story = Story().thanked(1)
    story.notes[0] = replace(story.notes[0], state=State.READY)
    for what in (EventKind.STAGE, EventKind.REJECTED):
        story.events.append(Event(application_id="a", what=what, on=day(3)))
    assert past(story).last is None
    assert past(story).last_contact is None
    assert past(story).days_since(day(9)) is None


def test_a_follow_up_that_was_marked_done_is_one_that_was_sent():
    story = Story()
    done = FollowUp(application_id="a", due_on=day(30), done_on=day(33), step=30)
    story.follow_ups = [done, replace(done, id="x", skipped=True, done_on=day(50))]
    assert past(story).last_follow_up == day(33)
    assert past(story).unanswered == 1
    # Its note, sent on the same day, is not a second one.
    assert past(story.followed_up(33)).unanswered == 1


def test_days_since_the_last_contact():
    story = Story().thanked(1).answered(4)
    assert past(story).last_contact == day(4)
    assert past(story).days_since(day(34)) == 30
    assert past(story).days_since(day(3)) is None


def test_after_three_follow_ups_without_an_answer_it_is_better_to_stop():
    story = Story().thanked(0).followed_up(30).followed_up(60)
    assert (past(story).unanswered, past(story).better_stop) == (2, False)
    story.followed_up(90)
    assert (past(story).unanswered, past(story).better_stop) == (STOP_AFTER, True)
    story.answered(91)
    assert (past(story).unanswered, past(story).better_stop) == (0, False)
    assert past(story.followed_up(92)).unanswered == 1


def test_thanking_many_people_is_no_reason_to_stop():
    story = Story(people=3).thanked(1).thanked(2, whom=1).thanked(3, whom=2)
    assert len(past(story).since_answer) == 3
    assert not past(story).better_stop
