"""Who is in the thread of the rejection mail."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import MailThread
from thanks_tui.data.notes.thread import in_thread


@pytest.mark.parametrize(
    ("email", "sender", "gave_news", "is_in"),
    [
        ("dana@x.com", "dana@x.com", False, True),
        (" Dana@X.com", "dana@x.COM ", False, True),
        ("lee@x.com", "dana@x.com", False, False),
        ("lee@x.com", "jobs@x.com", True, True),
        ("", "", False, False),
        ("", "", True, True),
    ],
)
def test_only_who_gave_the_news_or_wrote_the_mail(contact, application, email, sender, gave_news, is_in):
    person = replace(contact, email=email, gave_news=gave_news)
    threaded = replace(application, thread=MailThread(subject="Your application", sender=sender))
    assert in_thread(person, threaded) is is_in
    assert not in_thread(person, application)
