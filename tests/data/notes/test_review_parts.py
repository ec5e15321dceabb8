"""How a text is taken apart, and which addresses nobody reads."""

from __future__ import annotations

import pytest
from thanks_tui.data.notes.review import is_no_reply, take_apart


@pytest.mark.parametrize(
    "address",
    [
        "no-reply@x.example",
        "noreply@x.example",
        "noreply+abc@x.example",
        "jobs.do_not_reply@x.example",
        "keine-antwort@x.example",
        "ne-pas-repondre@x.example",
        "Mailer-Daemon@x.example",
        "notifications@x.example",
    ],
)
def test_addresses_that_nobody_reads(address):
    assert is_no_reply(address)


@pytest.mark.parametrize("address", ["dana@x.example", "noa.reply@x.example", "", "nora@noreply.example"])
def test_addresses_that_somebody_reads(address):
    assert not is_no_reply(address)


@pytest.mark.parametrize(
    ("text", "greeting", "body"),
    [
        ("", "", ""),
        ("Just a line.", "", "Just a line."),
        ("Dear Dana,\nThanks for it all.\n", "Dear Dana,", "Thanks for it all."),
        ("Dear Dana,\n\nOne.\n\nTwo.\n\nWarmly,\nSam", "Dear Dana,", "One.\n\nTwo."),
        ("One.\n\nMany thanks,\nSam\nsam@x", "", "One."),
        ("Dear Dana,\n\nOne.\n\nThanks for all of that, I was very glad.", "Dear Dana,",
         "One.\n\nThanks for all of that, I was very glad."),
    ],
)  # fmt: skip
def test_a_text_is_taken_apart(text, greeting, body):
    parts = take_apart(text)
    assert (parts.greeting, parts.body) == (greeting, body)
