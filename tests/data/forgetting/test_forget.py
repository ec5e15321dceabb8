"""After forgetting somebody, nothing of them is left in any file; everything else is."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from thanks_tui.data.backups.making import back_up
from thanks_tui.data.backups.names import Why
from thanks_tui.data.drafts.draft import Draft, DraftKind, Origin, TypedField
from thanks_tui.data.drafts.folder import DraftFolder
from thanks_tui.data.errors import NotFoundError, NotSavedError
from thanks_tui.data.file_names import ROOMS
from thanks_tui.data.forgetting import forget as steps
from thanks_tui.data.forgetting.forget import forget_here, forget_in_copies, look_for, plan, remove_copies
from thanks_tui.data.forgetting.person import Person, by_words, find_known, find_met, the_person
from thanks_tui.data.forgetting.sentences import proof, what_goes
from thanks_tui.data.models import (
    Application,
    Channel,
    Clash,
    Contact,
    Deleted,
    MailThread,
    Note,
    OwnWording,
    PointChoice,
    Profile,
    Removed,
    State,
    Trashed,
)
from thanks_tui.data.store import storage as storing
from thanks_tui.data.store.store import Store
from thanks_tui.data.trash import bring_back
from thanks_tui.data.walk import draft_notes, mark_sent, remove_contact

from tests.factories import make_application, make_contact, make_follow_up

NAME, ADDRESS = "Zoë Ortiz", "zoe.ortiz@northwind.example"
CANARIES = ("Zoë Ortiz", "Zoe Ortiz", "zoe.ortiz@", "ZOË ORTIZ", "Zo\\u00eb", "night shifts")
JOB = make_application(
    their_words="Zoë Ortiz told me: it was close. Write to Zoe.Ortiz@northwind.example.",
    remarks="Ask zoë\nortiz again",
    thread=MailThread(subject="Your talk with Zoë Ortiz", sender=ADDRESS, references=("<1@x.example>",)),
)
OTHER = make_application("Contoso")
ZOE = make_contact(
    NAME, application_id=JOB.id, email=ADDRESS, moment="our talk about the night shifts", lead=True
)
LEE = make_contact(
    "Lee Park", application_id=JOB.id, email="lee@northwind.example", moment="lunch with Zoë Ortiz"
)
AGAIN = make_contact("Zoe Ortiz", application_id=OTHER.id, email="zoe@home.example")
PROFILE = Profile(
    name="Sam Okonkwo",
    own_wordings=(OwnWording(point="time", text="Thank you, and thank Zoë Ortiz."),),
)


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def still_told(folder: Path) -> dict[str, list[str]]:
    """Which of the canaries stand in which files, in either form of their accents."""
    told: dict[str, list[str]] = {}
    for name, data in everything(folder).items():
        text = data.decode("utf-8", "replace").casefold()
        forms = {text, unicodedata.normalize("NFC", text)}
        found = [each for each in CANARIES if any(each.casefold() in form for form in forms)]
        if found:
            told[name] = found
    return told


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(exist_ok=True, mode=0o700)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    path.chmod(0o600)
    return path


@pytest.fixture
def full(store: Store) -> Store:
    """A store in which somebody is met twice, written to, deleted once, and spoken of everywhere."""
    gone = make_contact(NAME, application_id=OTHER.id, email=ADDRESS)
    store.put(PROFILE, JOB, OTHER, ZOE, LEE, AGAIN, gone)
    for note in draft_notes(store, JOB.id):
        mark_sent(store, note, Channel.EMAIL, date(2026, 11, 13))
    store.put(
        Note(contact_id=LEE.id, text="Please greet Zoë Ortiz.", edited=True),
        Note(contact_id=AGAIN.id, points=(PointChoice(id="time", own="Dear Zoe Ortiz"),)),
        make_follow_up(JOB, date(2027, 1, 4), contact_id=ZOE.id, reason="ask Zoë Ortiz"),
    )
    remove_contact(store, gone)
    doomed = make_application("Fabrikam", remarks="Zoë Ortiz knows them")
    third = make_contact(NAME, application_id=doomed.id)
    store.put(doomed, third, make_contact("Ana Ruiz", application_id=doomed.id))
    store.remove(doomed)
    folder = store.path.parent
    draft = {
        "id": "d1",
        "origin": {"kind": "note", "title": f"To {NAME}", "contact_id": ZOE.id, "file": "note-abcdef12.txt"},
    }
    write(folder / "drafts" / "d1.json", json.dumps({**draft, "fields": []}))
    write(folder / "drafts" / "note-abcdef12.txt", "Dear you")
    write(
        folder / "drafts" / "d2.json",
        json.dumps({"id": "d2", "fields": [{"name": "", "text": f"as {NAME} said"}]}),
    )
    write(folder / "drafts" / "d3.json", '{"torn": "Zoë Ortiz')
    write(folder / "drafts" / "d4.json", '{"id": "d4", "fields": []}')
    write(folder / "drafts" / ".d5.json.1.tmp", "Zoë Ortiz")
    write(folder / "drafts" / ".d6.json.1.tmp", "nobody")
    write(folder / "drafts" / ".d7.json.1.tmp", f'{{"origin":{{"contact_id":"{ZOE.id}"}}, "text": "so')
    write(folder / "note-ghijkl34.txt", f"Dear {NAME}\n")
    return store


def forget_all(store: Store) -> Person:
    met = find_met(store, store.contact(ZOE.id))
    found = plan(store, the_person(store, NAME, met))
    forget_everywhere(store, found.person)
    return found.person


def forget_everywhere(store: Store, person: Person) -> None:
    forget_here(store, person)
    forget_in_copies(store.path, person)


class TestTheStore:
    def test_everything_of_theirs_goes_and_the_rest_stays(self, full: Store):
        folder = full.path.parent
        assert len(still_told(folder)) > 6
        person = forget_all(full)
        assert still_told(folder) == {}
        searched = look_for(full.path, person)
        assert searched.nothing_left
        assert searched.files == len(everything(folder))
        assert [each.name for each in full.all_contacts()] == ["Lee Park"]
        assert full.contact(LEE.id) == replace(LEE, moment="lunch with (name removed)")
        job = full.application(JOB.id)
        assert job.their_words == "(name removed) told me: it was close. Write to (address removed)."
        assert job.remarks == "Ask (name removed) again"
        assert job.thread is not None
        assert (job.thread.subject, job.thread.sender) == ("Your talk with (name removed)", "")
        assert full.profile.own_wordings[0].text == "Thank you, and thank (name removed)."
        assert {each.state for each in full.all_notes()} == {State.SENT, State.DRAFT}
        assert full.problems == ()

    def test_it_is_the_same_for_whoever_opens_the_store_next(self, full: Store):
        forget_all(full)
        before = (full.applications(), full.all_contacts(), full.all_notes(), full.follow_ups(), full.trash())
        full.close()
        with Store.open(full.path) as again:
            assert again.problems == ()
            assert again.notices == ()
            assert before == (
                again.applications(),
                again.all_contacts(),
                again.all_notes(),
                again.follow_ups(),
                again.trash(),
            )

    def test_the_days_go_to_whoever_leads_now(self, full: Store):
        forget_all(full)
        assert {each.contact_id for each in full.follow_ups(JOB.id)} == {LEE.id}
        assert all(each.step > 0 for each in full.follow_ups(JOB.id))

    def test_what_was_deleted_with_them_in_it_comes_back_without_them(self, full: Store):
        forget_all(full)
        [trashed] = full.trash()
        bring_back(full, trashed)
        assert full.applications()[-1].remarks == "(name removed) knows them"
        assert [each.name for each in full.contacts(trashed.application_id)] == ["Ana Ruiz"]

    def test_nothing_can_be_undone_after_it(self, full: Store):
        told: list[object] = []
        full.subscribe(told.append)
        forget_all(full)
        assert full.undo() is None
        assert told

    def test_drafts_are_mended_and_those_to_them_go(self, full: Store):
        forget_all(full)
        drafts = {path.name for path in (full.path.parent / "drafts").iterdir()}
        assert drafts == {"d2.json", "d3.json", "d4.json", ".d6.json.1.tmp"}
        assert "as (name removed) said" in (full.path.parent / "drafts" / "d2.json").read_text()
        assert (full.path.parent / "note-ghijkl34.txt").read_text() == "Dear (name removed)\n"

    def test_a_note_of_the_users_own_beside_the_store_is_told_and_not_touched(self, full: Store):
        mine = write(full.path.parent / "note-my-own-ideas.txt", f"Ask {NAME} for lunch")
        person = forget_all(full)
        assert mine.read_text() == f"Ask {NAME} for lunch"
        assert look_for(full.path, person).left == (mine,)

    def test_drafts_as_the_program_makes_them(self, full: Store):
        drafts = DraftFolder(full.path)
        fields = (TypedField(name="Moment", text=f"{NAME} again", before="x"),)
        to_zoe = Origin(kind=DraftKind.MOMENT, title=f"A moment with {NAME}", contact_id=ZOE.id)
        to_lee = Origin(kind=DraftKind.MOMENT, title="A moment with Lee Park", contact_id=LEE.id)
        drafts.write(Draft(id="to-zoe", origin=to_zoe, fields=fields))
        drafts.write(Draft(id="to-lee", origin=to_lee, fields=fields))
        forget_all(full)
        found = {draft.id: draft.text for draft in drafts.drafts()}
        assert "to-zoe" not in found
        assert found["to-lee"] == "Moment: (name removed) again"
        assert still_told(full.path.parent) == {}
        drafts.close()

    def test_doing_it_again_does_nothing_more(self, full: Store):
        person = forget_all(full)
        before = (full.applications(), full.all_contacts(), full.all_notes(), full.follow_ups())
        again = plan(full, person)
        assert (again.removed, again.mended, again.copies) == ({}, {}, ())
        forget_here(full, person)
        assert before == (full.applications(), full.all_contacts(), full.all_notes(), full.follow_ups())

    def test_a_large_store_leaves_nothing_in_its_journal(self, full: Store, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(storing, "JOURNAL_FROM", 1)
        full.put(replace(LEE, title="Zoë Ortiz's successor"))
        full.put(replace(LEE, title="met by Zoë Ortiz"))
        assert any(name.endswith(".journal") for name in still_told(full.path.parent))
        forget_all(full)
        assert still_told(full.path.parent) == {}

    def test_what_fits_no_model_is_mended_too(self, full: Store):
        full.close()
        whole = json.loads(full.path.read_bytes())
        whole["contacts"]["90"] = {"id": ["odd"], "name": NAME}
        whole["contacts"]["91"] = "Zoë Ortiz"
        whole["notes"]["92"] = {"contact_id": ZOE.id, "state": "unheard of"}
        whole["dreams"] = {"1": {"id": "x", "of": {"Zoë Ortiz": ["ZOË ORTIZ", None, 3]}}}
        whole["trash"]["93"] = {"id": "t", "removed": "Zoë Ortiz"}
        whole["trash"]["94"] = {"id": "u", "removed": [{"table": "contacts", "document": "Zoë Ortiz"}, "x"]}
        full.path.write_text(json.dumps(whole))
        with Store.open(full.path) as store:
            forget_all(store)
        assert still_told(full.path.parent) == {}
        whole = json.loads(full.path.read_bytes())
        assert whole["dreams"]["1"]["of"] == {"(name removed)": ["(name removed)", None, 3]}
        assert "90" not in whole["contacts"]
        assert "92" not in whole["notes"]

    @pytest.mark.parametrize("name", ['Robert "Bob" Smith', '"Bob" Smith', "Ann\\Marie Smith"])
    def test_signs_that_json_writes_otherwise_hide_nobody(self, store: Store, name: str):
        store.put(JOB, LEE, replace(OTHER, remarks=f"Ask {name} again\nsoon"))
        person = by_words(store, name)
        forget_here(store, plan(store, person).person)
        assert store.application(OTHER.id).remarks == "Ask (name removed) again\nsoon"
        assert look_for(store.path, person).nothing_left

    def test_a_name_that_is_broken_or_has_unseen_signs_in_it_goes_too(self, store: Store):
        words = "Zo\u00adë Ortiz, Zoë \u200bOrtiz, and\n> Zoë\n> Ortiz"
        store.put(JOB, replace(OTHER, their_words=words))
        same = make_contact("Zoë Or\u00adtiz", application_id=JOB.id)
        store.put(same, LEE)
        [met] = find_known(store, NAME)
        person = the_person(store, NAME, [met])
        forget_here(store, plan(store, person).person)
        assert store.application(OTHER.id).their_words == (
            "(name removed), (name removed), and\n> (name removed)"
        )
        assert [each.name for each in store.all_contacts()] == ["Lee Park"]
        assert look_for(store.path, person).nothing_left

    def test_a_store_that_cannot_be_written_is_as_before(self, full: Store, monkeypatch: pytest.MonkeyPatch):
        before = everything(full.path.parent)
        person = the_person(full, NAME, find_met(full, ZOE))

        def full_disk(*_: Any, **__: Any) -> None:
            raise OSError(28, os.strerror(28))

        monkeypatch.setattr(os, "writev", full_disk)
        with pytest.raises(NotSavedError, match="is full"):
            forget_here(full, person)
        assert everything(full.path.parent) == before
        assert full.contact(ZOE.id).name == NAME
        assert full.undo_label is not None


class TestWho:
    def test_the_same_address_is_sure_and_the_same_name_is_not(self, full: Store):
        met = find_met(full, ZOE)
        assert [(each.contact.email, each.company, each.deleted, each.sure) for each in met] == [
            (ADDRESS, "Northwind Robotics", False, True),
            (ADDRESS, "Contoso", True, True),
            ("zoe@home.example", "Contoso", False, False),
            ("", "Fabrikam", True, False),
        ]

    def test_somebody_else_of_the_same_name_stays_and_the_name_with_them(self, full: Store):
        met = [each for each in find_met(full, ZOE) if each.sure]
        found = plan(full, the_person(full, NAME, met))
        forget_here(full, found.person)
        assert found.person.mentions.names == ()
        assert full.contact(AGAIN.id) == AGAIN
        assert [each.name for each in full.contacts(JOB.id)] == ["Lee Park"]
        assert full.application(JOB.id).their_words.startswith("Zoë Ortiz told me")
        assert full.application(JOB.id).their_words.endswith("Write to (address removed).")

    def test_a_shared_mailbox_is_nobodys(self, store: Store):
        zoe, lee = (
            make_contact(name, application_id=JOB.id, email="jobs@northwind.example")
            for name in (NAME, "Lee Park")
        )
        store.put(JOB, zoe, lee)
        met = find_met(store, zoe)
        assert [each.contact for each in met] == [zoe]
        forget_here(store, plan(store, the_person(store, NAME, met)).person)
        assert store.all_contacts() == [lee]

    def test_one_without_a_name_is_known_by_the_address(self, store: Store):
        nameless = make_contact("", application_id=JOB.id, email=ADDRESS)
        store.put(JOB, nameless, make_contact("", application_id=JOB.id))
        met = find_met(store, nameless)
        assert [each.contact for each in met] == [nameless]

    def test_who_is_gone_already_is_known_by_words(self, full: Store):
        forget_here(full, the_person(full, NAME, find_met(full, ZOE)))
        write(
            full.path.parent / "thanks.json.replaced-3",
            json.dumps({"contacts": {"1": {"id": "z", "name": NAME, "email": "other@z.example"}}}),
        )
        found = plan(full, by_words(full, "zoe  ortiz"))
        assert "other@z.example" in found.person.addresses
        assert [path.name for path in found.copies] == ["thanks.json.replaced-3"]
        assert by_words(full, "other@z.example").addresses == {"other@z.example"}
        for who in ("Zoe", "jobs@northwind.example", ""):
            with pytest.raises(NotFoundError, match="whole name"):
                by_words(full, who)

    def test_who_is_in_the_trash_is_found_there(self, full: Store):
        deleted = [each.company for each in find_known(full, "ZOE ORTIZ") if each.deleted]
        assert sorted(deleted) == ["Contoso", "Fabrikam"]
        assert [each.company for each in find_known(full, ADDRESS) if each.deleted] == ["Contoso"]
        assert find_known(full, "Nobody") == []

    def test_the_plan_counts_and_changes_nothing(self, full: Store):
        before = everything(full.path.parent)
        found = plan(full, the_person(full, NAME, find_met(full, ZOE)))
        assert everything(full.path.parent) == before
        assert found.removed == {"contacts": 2, "notes": 2, "events": 1, "follow_ups": 1, "trash": 1}
        assert found.mended["applications"] == 1
        assert found.mended["contacts"] == 1


class TestCopies:
    @pytest.fixture
    def copied(self, full: Store) -> Store:
        folder = full.path.parent
        full.back_up(Why.ASKED)
        full.put(replace(OTHER, remarks="later"))
        back_up(full.path, Why.IMPORT, datetime(2026, 11, 20, tzinfo=UTC))
        plain = json.loads(full.path.read_bytes())
        write(folder / "thanks.json.edited-4", json.dumps(plain))
        write(
            folder / "thanks.json.schema-0",
            json.dumps({"contacts": {"1": {"name": NAME, "id": 7}}, "applications": {}}),
        )
        return full

    def test_every_copy_is_rewritten_under_its_name_and_time_and_can_be_used(self, copied: Store):
        folder = copied.path.parent
        copies = [
            path for path in everything(folder) if "backups" in path or "edited" in path or "schema" in path
        ]
        assert len(copies) == 4
        times = {name: (folder / name).stat().st_mtime_ns for name in copies}
        forget_all(copied)
        assert still_told(folder) == {}
        assert {name: (folder / name).stat().st_mtime_ns for name in copies} == times
        for name in copies:
            assert (folder / name).stat().st_mode & 0o777 == 0o600
            with Store.open(folder / name, read_only=True) as store:
                assert "Lee Park" in {each.name for each in store.all_contacts()} or "schema" in name
        backup = next(folder / name for name in copies if "asked" in name)
        assert copied.restore(backup).backup.whole
        assert still_told(folder) == {}

    def test_what_nobody_can_read_is_named_and_goes_when_asked(self, copied: Store):
        folder = copied.path.parent
        damaged = write(
            folder / "backups" / "thanks-00000001-20261101T000000Z-damaged.json", '{"x": "Zo\\u00eb Ortiz'
        )
        closed = write(
            folder / "backups" / "thanks-00000002-20261102T000000Z-start.json.age", b"age-encryption.org\x00"
        )
        write(folder / "backups" / "thanks-00000003-20261103T000000Z-damaged.json", "{nothing of them")
        aside = write(folder / "thanks.json.0123abcd.journal", "Zoë Ortiz")
        person = plan(copied, the_person(copied, NAME, find_met(copied, ZOE))).person
        forget_here(copied, person)
        done = forget_in_copies(copied.path, person)
        assert {path for path, _ in done.refused} == {damaged, closed, aside}
        assert any("is encrypted" in why for _, why in done.refused)
        searched = look_for(copied.path, person)
        assert set(searched.left) == {damaged, aside}
        assert searched.closed == (closed,)
        assert not searched.nothing_left
        remove_copies([path for path, _ in done.refused])
        assert look_for(copied.path, person).nothing_left
        assert still_told(folder) == {}

    def test_a_copy_that_cannot_be_written_is_as_it_was_and_told(
        self, copied: Store, monkeypatch: pytest.MonkeyPatch
    ):
        person = plan(copied, the_person(copied, NAME, find_met(copied, ZOE))).person
        forget_here(copied, person)
        before = everything(copied.path.parent)

        def full_disk(*_: Any, **__: Any) -> None:
            raise OSError(28, os.strerror(28))

        monkeypatch.setattr(os, "writev", full_disk)
        done = forget_in_copies(copied.path, person)
        assert len(done.refused) == 4
        assert everything(copied.path.parent) == before
        monkeypatch.undo()
        assert forget_in_copies(copied.path, person).refused == ()
        assert still_told(copied.path.parent) == {}

    def test_a_crash_on_the_way_is_made_good_by_doing_it_again(
        self, copied: Store, monkeypatch: pytest.MonkeyPatch
    ):
        """Wherever it stops, the second time finishes it."""
        folder = copied.path.parent
        first = everything(folder)
        person = plan(copied, the_person(copied, NAME, find_met(copied, ZOE))).person
        copied.close()
        for step in ("mend_drafts", "refresh", "rewrite_copy"):
            for name, data in first.items():
                write(folder / name, data)
            with monkeypatch.context() as patch:

                def crash(*_: Any) -> None:
                    raise KeyboardInterrupt

                patch.setattr(steps, step, crash)
                with Store.open(copied.path) as store, pytest.raises(KeyboardInterrupt):
                    forget_everywhere(store, person)
            assert still_told(folder)
            with Store.open(copied.path) as store:
                again = plan(store, by_words(store, NAME)).person
                forget_everywhere(store, again)
                assert look_for(store.path, again).nothing_left
            assert still_told(folder) == {}


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_searched(home: Path, room: str):
    """Also where the store lies in somebody's home, of which nothing else is looked through."""
    with Store.open(home / "thanks.json") as store:
        store.put(JOB)
        told = write(home / room / "file", f"as {NAME} said")
        write(home / "Pictures" / "file", f"as {NAME} said")
        assert set(look_for(store.path, by_words(store, NAME)).left) == {told, store.path}


class TestClashes:
    def test_those_about_them_go_and_others_are_mended(self, store: Store):
        store.put(JOB, ZOE, LEE)
        note = Note(contact_id=ZOE.id, text="Dear you")
        store.put(note)
        day = date(2026, 11, 20)
        store.put(
            Clash(table="contacts", record_id=ZOE.id, theirs={"title": "x"}, found_on=day),
            Clash(table="notes", record_id=note.id, theirs={"text": "y"}, found_on=day),
            Clash(table="contacts", record_id=LEE.id, theirs={"moment": "with Zoë Ortiz"}, found_on=day),
        )
        forget_all(store)
        [clash] = store.clashes()
        assert clash.theirs == {"moment": "with (name removed)"}
        assert still_told(store.path.parent) == {}


class TestShortIds:
    """What comes from elsewhere may have ids that stand in every file, and in every table once more."""

    @pytest.fixture
    def imported(self, store: Store) -> Store:
        job = replace(JOB, id="1", their_words="", remarks="", thread=None)
        zoe = make_contact("Zoë", id="1", application_id="1")
        lee = make_contact("Lee Park", id="2", application_id="1")
        day = date(2026, 11, 20)
        store.put(job, zoe, lee, Note(id="4", contact_id="1"), Note(id="1", contact_id="2", text="Dear Lee"))
        store.put(
            Clash(table="applications", record_id="1", theirs={"remarks": "x"}, found_on=day),
            Clash(table="contacts", record_id="2", theirs={"title": "1"}, found_on=day),
            Clash(table="notes", record_id="1", theirs={"subject": "y"}, found_on=day),
            Clash(table="contacts", record_id="1", theirs={"title": "x"}, found_on=day),
            Clash(table="notes", record_id="4", theirs={"subject": "x"}, found_on=day),
            Clash(table="notes", record_id="1", theirs={"contact_id": "1"}, found_on=day),
        )
        return store

    def test_only_what_is_theirs_goes_and_nothing_is_left(self, imported: Store):
        person = the_person(imported, "Zoë", find_met(imported, imported.contact("1")))
        assert set(look_for(imported.path, person).left) >= {imported.path}
        forget_here(imported, plan(imported, person).person)
        assert [each.id for each in imported.all_contacts()] == ["2"]
        assert [each.id for each in imported.all_notes()] == ["1"]
        assert [(each.table, each.theirs) for each in imported.clashes()] == [
            ("applications", {"remarks": "x"}),
            ("contacts", {"title": "1"}),
            ("notes", {"subject": "y"}),
        ]
        assert look_for(imported.path, person).nothing_left

    def test_a_copy_that_says_nothing_of_them_is_no_copy_of_theirs(self, imported: Store):
        folder = imported.path.parent
        person = the_person(imported, "Zoë", find_met(imported, imported.contact("1")))
        imported.back_up(Why.ASKED)
        write(
            folder / "thanks.json.edited-1",
            json.dumps({"applications": {"1": {"id": "1"}}, "notes": {"1": {"id": "1", "contact_id": "2"}}}),
        )
        [copy] = plan(imported, person).copies
        assert copy.parent.name == "backups"
        forget_everywhere(imported, person)
        assert plan(imported, person).copies == ()
        assert look_for(imported.path, person).nothing_left


class TestTrouble:
    """What the operating system refuses, is told; and doing it again does the rest."""

    @pytest.fixture
    def refusing(self, full: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
        def refuse(function: str, part: str) -> None:
            real = getattr(os, function)

            def call(path: Any, *rest: Any, **more: Any) -> Any:
                if part in str(path):
                    raise OSError(13, os.strerror(13), str(path))
                return real(path, *rest, **more)

            monkeypatch.setattr(os, function, call)

        return refuse

    def test_a_draft_that_cannot_be_read_is_found_by_the_search(self, full: Store, refusing: Any):
        refusing("open", "d3.json")
        person = forget_all(full)
        assert [path.name for path in look_for(full.path, person).closed] == ["d3.json"]

    def test_a_draft_that_cannot_be_written(self, full: Store, refusing: Any):
        refusing("replace", ".d2.json.")
        with pytest.raises(NotSavedError, match="no permission"):
            forget_all(full)

    def test_a_draft_that_cannot_be_removed(self, full: Store, refusing: Any):
        refusing("unlink", "d1.json")
        with pytest.raises(NotSavedError, match=r"d1\.json could not be removed"):
            forget_all(full)

    def test_a_copy_that_cannot_be_read_is_told(self, full: Store, refusing: Any):
        write(full.path.parent / "backups" / "thanks-00000001-20261101T000000Z-asked.json", "{}")
        refusing("open", "00000001")
        found = plan(full, the_person(full, NAME, find_met(full, ZOE)))
        assert len(found.copies) == 1
        [(_, why)] = forget_in_copies(full.path, found.person).refused
        assert "no permission to read" in why

    def test_a_contact_in_the_trash_that_does_not_fit_is_found_by_name(self, full: Store):
        odd = Removed(table="contacts", number=9, document={"id": "q", "name": NAME})
        day = datetime(2026, 11, 20, tzinfo=UTC)
        full.put(Trashed(deleted_on=day, what=Deleted.CONTACT, label=NAME, removed=(odd,)))
        forget_all(full)
        assert still_told(full.path.parent) == {}


class TestProof:
    @pytest.mark.parametrize(
        ("name", "email", "claim"),
        [
            (NAME, "", "Nothing of Zoë Ortiz is left in 3 files."),
            ("", ADDRESS, f"Nothing of {ADDRESS} is left in 3 files."),
            (
                "Zoë",
                ADDRESS,
                "The name alone was not looked for; no record and no address of Zoë is left in 3 files.",
            ),
            ("Zoë", "", "The name alone was not looked for; no record of Zoë is left in 3 files."),
        ],
    )
    def test_it_claims_no_more_than_what_was_looked_for(
        self, store: Store, name: str, email: str, claim: str
    ):
        zoe = make_contact(name, application_id=JOB.id, email=email)
        store.put(JOB, zoe)
        found = plan(store, the_person(store, name or email, find_met(store, zoe)))
        before = look_for(store.path, found.person)
        assert store.path in before.left
        forget_here(store, found.person)
        assert proof(look_for(store.path, found.person), found.person) == [claim]

    def test_what_nobody_can_look_into_is_said(self, store: Store):
        closed = write(store.path.parent / "backups" / "x.json.age", b"age")
        store.put(JOB)
        person = by_words(store, NAME)
        assert proof(look_for(store.path, person), person) == [
            "Zoë Ortiz still stands in thanks.json.",
            "Nobody can look into x.json.age here.",
        ]
        forget_here(store, person)
        assert proof(look_for(store.path, person), person) == [
            "Nothing of Zoë Ortiz is left in the files that can be read, of 4 files.",
            "Nobody can look into x.json.age here.",
        ]
        assert closed.exists()

    def test_a_name_that_two_people_have_is_said_to_be_left_alone(self, full: Store):
        met = [each for each in find_met(full, ZOE) if each.sure]
        said = what_goes(plan(full, the_person(full, NAME, met)))
        assert "In other texts only the address is looked for: the name alone may mean somebody else." in said


def test_a_store_of_nobody_is_left_alone(store: Store):
    store.put(Application(company="Contoso"))
    lee = Contact(application_id=store.applications()[0].id, name="Lee Park")
    store.put(lee)
    found = plan(store, by_words(store, NAME))
    assert (found.removed, found.mended, found.copies) == ({}, {}, ())
