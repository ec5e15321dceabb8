"""The format of a note's file follows its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from thanks_tui.data.errors import FileThereError
from thanks_tui.data.models import Application, Contact, Profile
from thanks_tui.data.outbox.formats import write_note

TEXT = "Dear Dana,\n\nthank you for the [tour].\n"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("note.txt", b"thank you for the [tour].\n"),
        ("note", b"thank you for the [tour].\n"),
        ("note.MD", b"thank you for the \\[tour\\].\n"),
        ("note.eml", b"To: Dana Ortiz <dana@x.com>\r\n"),
    ],
)
def test_the_suffix_names_the_format(tmp_path: Path, name: str, part: bytes):
    dana = Contact(application_id="a", name="Dana Ortiz", email="dana@x.com")
    job = Application(company="Northwind")
    path = tmp_path / name
    write_note(path, TEXT, "Thank you", dana, job, Profile())
    assert part in path.read_bytes()
    with pytest.raises(FileThereError):
        write_note(path, TEXT, "Thank you", dana, job, Profile())
    write_note(path, "Hello", "Thank you", dana, job, Profile(), overwrite=True)
    assert b"Hello" in path.read_bytes()
