"""A table is read in slices, as records where these say all that stands in the file."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.data.models import Application, Contact, Note, PointChoice
from thanks_tui.data.store import slices as module
from thanks_tui.data.store.slices import documents_of, slices
from thanks_tui.data.store.store import Store


@pytest.fixture(autouse=True)
def short_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LENGTH", 10)


def line(documents: dict[int, object]) -> memoryview:
    return memoryview(msgspec.json.encode(documents))


KEYS = st.sampled_from(["1", "22", "id"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text('},"1:{ ab', max_size=9),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=9,
)
DOCUMENTS = st.dictionaries(st.integers(1, 99), st.dictionaries(st.text('},"1:{ ', max_size=9), JSON))


@given(documents=DOCUMENTS)
def test_nothing_is_lost_between_two_slices(documents: dict[int, object]):
    found = documents_of("a table that nobody knows", line(documents))
    assert {number: found.fields(number) for number in found} == documents
    assert list(found) == list(documents)


def test_slices_are_cut_between_documents():
    documents = {n: {"id": "x" * 20} for n in range(1, 6)}
    cut = [msgspec.json.decode(each) for each in slices(line(documents))]
    assert cut == [{str(number): fields} for number, fields in documents.items()]
    assert list(slices(line({}))) == []


def test_what_a_record_says_is_kept_as_the_record_alone():
    plain = Application(id="a", company="Contoso")
    fields = msgspec.json.decode(msgspec.json.encode(plain))
    newer = {**fields, "id": "b", "mood": {"good": {}, "bad": {}}}
    short = {"id": "c", "company": "Fabrikam"}
    misfit = {"id": "d", "company": 5}
    last = {**fields, "id": "e"}
    found = documents_of("applications", line({1: fields, 2: newer, 3: short, 4: misfit, 5: last}))
    assert [type(found.as_it_lies(number)) for number in found] == [
        Application,
        msgspec.Raw,
        msgspec.Raw,
        msgspec.Raw,
        Application,
    ]
    assert found.as_it_lies(1) == plain
    assert [found.fields(number) for number in (1, 2, 3, 4)] == [fields, newer, short, misfit]
    assert found.packed(1) == msgspec.Raw(msgspec.json.encode(plain))
    assert found[1] == fields


def test_what_looks_like_the_end_of_a_document_is_none_within_it():
    fields = {"id": "a", "company": "A", "inner": {"1": {"2": {"x": 1}, "3": {"y": 2}}, "4": {"5": {}}}}
    found = documents_of("applications", line({1: fields, 2: fields}))
    assert {number: found.fields(number) for number in found} == {1: fields, 2: fields}


def test_points_that_are_the_same_are_kept_once():
    notes = [
        Note(id=id_, contact_id="c", points=(PointChoice(id="time", wording="time.warm.any.one"),))
        for id_ in ("a", "b")
    ]
    found = documents_of("notes", line({n: msgspec.to_builtins(note) for n, note in enumerate(notes, 1)}))
    first, second = (found.as_it_lies(number) for number in found)
    assert isinstance(first, Note)
    assert isinstance(second, Note)
    assert [first, second] == notes
    assert first.points[0] is second.points[0]


@pytest.mark.parametrize("text", [b"[]", b'{"1":{}', b'{"1":{},"x":{}}', b'{"1":{"id":"a"}x}'])
def test_what_is_no_table_is_refused(text: bytes):
    with pytest.raises(msgspec.DecodeError):
        documents_of("applications", memoryview(text))


def test_a_store_is_written_as_it_was_read(path: Path):
    with Store.open(path) as store:
        store.put(Application(id="a", company="Contoso"), Contact(id="c", application_id="a", name="Zoë"))
    before = path.read_bytes().split(b"\n")[1:]
    for _ in range(2):
        with Store.open(path) as store:
            store.rewrite()
        assert path.read_bytes().split(b"\n")[1:] == before
    with Store.open(path) as store:
        store.put(Contact(id="d", application_id="a", name="Dana"))
        assert store.undo() is not None
        # Read anew from what is in memory.
        making_over = store.making_over(lambda tables: tables)
        making_over.work()
        making_over.end()
        assert store.contact("c").name == "Zoë"
    assert path.read_bytes().split(b"\n")[1:] == before
