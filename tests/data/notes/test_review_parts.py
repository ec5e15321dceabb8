"""How a text is taken apart."""

from __future__ import annotations

import pytest
from thanks_tui.data.notes.review import take_apart


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
