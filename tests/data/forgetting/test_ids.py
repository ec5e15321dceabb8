"""An id is found where it means somebody, and one that is short is not taken for every other `1`."""

from __future__ import annotations

import json

import pytest
from thanks_tui.data.forgetting.ids import Ids

MADE = "0123456789abcdef" * 2
IDS = Ids([("contacts", "1"), ("contacts", 'a"\\b'), ("contacts", MADE)])


@pytest.mark.parametrize(
    "said",
    [
        {"contacts": {"7": {"id": "1", "name": "Zoë"}}},
        {"contacts": [{"id": "1"}]},
        {"contacts": {"7": {"id": 'a"\\b'}}},
        {"notes": {"7": {"id": "3", "contact_id": "1"}}},
        {"origin": {"contact_id": "1"}},
        {"trash": {"7": {"removed": [{"table": "contacts", "number": 1, "document": {"id": "1"}}]}}},
        {"trash": {"7": {"removed": [{"table": "events", "number": 1, "document": {"contact_id": "1"}}]}}},
        {"clashes": {"7": {"table": "contacts", "record_id": "1"}}},
        {"clashes": {"7": {"table": "follow_ups", "record_id": "9", "theirs": {"contact_id": "1"}}}},
        ["contacts", MADE],
    ],
)
def test_a_record_of_theirs_is_found(said: object):
    whole = json.dumps(said, indent=1).encode()
    assert IDS.are_in(whole)
    # As a journal has it, and at the end of a file that was cut off.
    assert IDS.are_in(
        b"0" * 64 + b' {"journal":1}\n' + b"1" * 64 + b" " + json.dumps([8, said]).encode() + b"\n"
    )
    assert IDS.are_in(json.dumps(said).encode()[:-1])


@pytest.mark.parametrize(
    "said",
    [
        {"applications": {"1": {"id": "1"}}},
        {"contacts": {"1": {"id": "2", "application_id": "1", "name": "1"}}},
        {"contacts": {"1": "1", "2": {"id": ["1"]}}},
        {"notes": {"1": {"id": "1", "contact_id": "2", "points": [{"id": "1"}]}}},
        {"trash": {"1": {"id": "1", "removed": [{"table": "notes", "document": {"id": "1"}}, "1"]}}},
        {"clashes": {"1": {"table": "notes", "record_id": "1", "theirs": {"text": "1"}}}},
        {"contacts": "1"},
        [1, "1", None],
        "1",
    ],
)
def test_another_of_the_same_id_is_not(said: object):
    assert not IDS.are_in(json.dumps(said).encode())
    assert not IDS.are_in(json.dumps(said).encode("utf-8-sig"))
    assert not IDS.are_in(b"0" * 64 + b" " + json.dumps([1, said]).encode() + b"\n{}")


@pytest.mark.parametrize(
    "data", [b"", b"1", b'host 1 "1"\n', b'\xff"1"', b'{"1": {"name": "1', b"[" * 9_000 + b'"1"']
)
def test_what_is_no_json_says_nothing_by_itself(data: bytes):
    assert not IDS.are_in(data)


def test_one_that_we_made_is_found_in_any_bytes():
    assert IDS.are_in(b"\xff" + MADE.encode() + b".json")
    assert not Ids([]).are_in(MADE.encode())
