"""The life of a store, with all that can happen to it, step by step beside a model of plain dicts."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeAlias

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from thanks_tui.data.backups.names import Why
from thanks_tui.data.errors import DamagedStoreError, StoreError
from thanks_tui.data.models import Application, Contact
from thanks_tui.data.store import storage
from thanks_tui.data.store.recovery import copies_are_there
from thanks_tui.data.store.store import Store
from thanks_tui.data.trash import application_of, bring_back

from .faults import Faults, Killed

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
LIVES, STEPS = (250, 50) if NIGHTLY else (12, 25)

Thrown: TypeAlias = tuple[str, frozenset[str]]
"""An entry of the trash: the application that it is or belongs to, and the ids of all that was deleted."""


class Model(NamedTuple):
    """What has to be in the store."""

    applications: dict[str, str]
    """Companies by id."""
    people: dict[str, tuple[str, str]]
    """Applications and names by id."""
    trash: dict[Thrown, dict[str, object]]
    """What was deleted, by id: a company, or an application and a name."""

    def with_application(self, added: Application) -> Model:
        """Return the model with one application more."""
        return self._replace(applications={**self.applications, added.id: added.company})

    def seen(self) -> tuple[object, ...]:
        """Return what can be compared with a store."""
        return self.applications, self.people, sorted((owner, sorted(ids)) for owner, ids in self.trash)

    def without(self, *gone: str) -> Model:
        """Return the model with these ids thrown away together."""
        thrown: dict[str, object] = {}
        for shelf in (self.applications, self.people):
            thrown |= {id_: what for id_, what in shelf.items() if id_ in gone}
        application = next((id_ for id_ in gone if id_ in self.applications), None)
        owner = application or self.people[gone[0]][0]
        return Model(
            {id_: company for id_, company in self.applications.items() if id_ not in gone},
            {id_: person for id_, person in self.people.items() if id_ not in gone},
            {**self.trash, (owner, frozenset(gone)): thrown},
        )

    def with_back(self, entries: list[Thrown]) -> Model:
        """Return the model with entries of the trash brought back."""
        applications, people = dict(self.applications), dict(self.people)
        for entry in entries:
            for id_, what in self.trash[entry].items():
                if isinstance(what, str):
                    applications[id_] = what
                else:
                    people[id_] = what  # type: ignore[assignment]
        left = {entry: thrown for entry, thrown in self.trash.items() if entry not in entries}
        return Model(applications, people, left)


def seen(store: Store) -> tuple[object, ...]:
    """Return what is in a store, as `Model.seen` does."""
    trash = [
        (each.application_id, sorted(removed.document["id"] for removed in each.removed))
        for each in store.trash()
    ]
    return (
        {each.id: each.company for each in store.applications()},
        {each.id: (each.application_id, each.name) for each in store.all_contacts()},
        sorted(trash),
    )


def damage(path: Path, how: str) -> None:
    """Put a damaged file in the place of one, or nothing.

    Not in place: after a save that was taken back the file and its `.prev` are two names of one.
    """
    data = path.read_bytes()[: 100 if how == "cut off" else 0]
    path.unlink()
    if how != "gone":
        path.write_bytes(data)


class Trouble(NamedTuple):
    """What befalls the next action: its call number `at` fails."""

    at: int
    problem: int
    """0 to be killed there."""
    lasting: bool


troubles = st.builds(
    Trouble,
    at=st.integers(1, 24),
    problem=st.sampled_from([0, 0, errno.ENOSPC, errno.EIO]),
    lasting=st.booleans(),
)
names = st.text(st.characters(codec="utf-8", categories=["L", "N"]), max_size=12)


class Life(RuleBasedStateMachine):
    """One store, from its first day on."""

    counted = 0

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="thanks-")
        self.path = Path(self._folder.name) / "kept" / "thanks.json"
        self._patch = pytest.MonkeyPatch()
        self.faults = Faults(self._patch)
        self.store = Store.open(self.path)
        self.model = Model({}, {}, {})
        self.past: list[Model] = []
        self.unsure: Model | None = None
        """What may stand in the file instead, after a fault that lasted until all was over."""
        self.trouble: Trouble | None = None
        self.history = [self.model]
        """What has been in the store, from the last damage on."""
        self.is_large = False

    @initialize(large=st.booleans())
    def begin(self, large: bool) -> None:
        self.is_large = large
        self._patch.setattr(storage, "JOURNAL_FROM", 1 if large else 8_000_000)

    def teardown(self) -> None:
        self.faults.disarm()
        self.store.close()
        self._patch.undo()
        self._folder.cleanup()

    # What the user does.

    @rule(company=names)
    def add(self, company: str) -> None:
        application = Application(company=company)
        self.act(lambda: self.store.put(application), self.model.with_application(application))

    @precondition(lambda self: self.model.applications)
    @rule(name=names, data=st.data())
    def meet(self, name: str, data: st.DataObject) -> None:
        person = Contact(application_id=self.draw(data, self.model.applications), name=name)
        after = self.model._replace(people={**self.model.people, person.id: (person.application_id, name)})
        self.act(lambda: self.store.put(person), after)

    @precondition(lambda self: self.model.applications)
    @rule(company=names, data=st.data())
    def edit(self, company: str, data: st.DataObject) -> None:
        id_ = self.draw(data, self.model.applications)
        changed = msgspec.structs.replace(self.store.application(id_), company=company)
        after = self.model._replace(applications={**self.model.applications, id_: company})
        self.act(lambda: self.store.put(changed), after)

    @precondition(lambda self: self.model.applications)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        id_ = self.draw(data, self.model.applications)
        theirs = [person for person, (owner, _) in self.model.people.items() if owner == id_]
        self.act(lambda: self.store.remove(self.store.application(id_)), self.model.without(id_, *theirs))

    @precondition(lambda self: self.model.people)
    @rule(data=st.data())
    def delete_person(self, data: st.DataObject) -> None:
        id_ = self.draw(data, self.model.people)
        self.act(lambda: self.store.remove(self.store.contact(id_)), self.model.without(id_))

    @precondition(lambda self: self.model.trash)
    @rule(data=st.data())
    def bring_back(self, data: st.DataObject) -> None:
        trashed = data.draw(st.sampled_from(self.store.trash()), "entry")
        with_it = application_of(self.store, trashed)
        entries = [
            (each.application_id, frozenset(removed.document["id"] for removed in each.removed))
            for each in (with_it, trashed)
            if each is not None
        ]
        self.act(lambda: bring_back(self.store, trashed), self.model.with_back(entries))

    @rule()
    def undo(self) -> None:
        if not self.past:
            assert self.store.undo() is None
            return
        self.act(self.store.undo, self.past[-1], undoing=True)

    # What happens to the program.

    @rule(trouble=troubles)
    def trouble_comes(self, trouble: Trouble) -> None:
        self.trouble = trouble

    @rule()
    def start_again(self) -> None:
        self.suffer(self.store.close)
        self.reopen()

    @rule()
    def be_killed(self) -> None:
        self.die()
        self.reopen()

    @rule(killed=st.booleans())
    def second_window(self, killed: bool) -> None:
        second = Store.open(self.path)
        assert second.locked_out
        assert self.is_known(seen(second))
        assert not second.try_take_over()
        if killed:
            self.die()
        else:
            self.store.close()
        assert second.try_take_over()
        self.store = second
        self.found()

    @rule()
    def back_up(self) -> None:
        if self.suffer(lambda: self.store.back_up(Why.ASKED)) == "killed":
            self.reopen()

    @rule(how=st.sampled_from(["cut off", "empty", "gone"]), backed_up=st.booleans())
    def be_damaged(self, how: str, backed_up: bool) -> None:
        if not self.path.exists():
            return
        was_sure = self.unsure is None
        if backed_up:
            self.store.back_up(Why.ASKED)
        self.store.close()
        damage(self.path, how)
        try:
            self.store = Store.open(self.path)
        except DamagedStoreError:
            # The very first file, of which there was no copy.
            assert not copies_are_there(self.path)
            shutil.rmtree(self.path.parent)
            self.store = Store.open(self.path)
            self.model = Model({}, {}, {})
        else:
            self.recovered(exactly=backed_up and was_sure, gone=how == "gone")
        self.unsure = None
        self.past.clear()
        self.history = [self.model]

    @precondition(lambda self: not self.is_large and self.path.exists())
    @rule(company=names)
    def be_changed_elsewhere(self, company: str) -> None:
        theirs = Application(company=company)
        elsewhere = self.path.parent.with_name("elsewhere") / "thanks.json"
        elsewhere.parent.mkdir()
        shutil.copy(self.path, elsewhere)
        with Store.open(elsewhere) as other:
            self.found_elsewhere(seen(other))
            other.put(theirs)
        elsewhere.replace(self.path)
        shutil.rmtree(elsewhere.parent)
        assert self.store.look_again()
        self.model = self.model.with_application(theirs)
        self.history.append(self.model)
        self.past = (
            [past.with_application(theirs) for past in self.past] if self.store.undo_label is not None else []
        )

    # What has to hold.

    @invariant()
    def memory_says_what_the_model_says(self) -> None:
        type(self).counted += 1
        assert seen(self.store) == self.model.seen()

    @invariant()
    def the_file_says_the_same(self) -> None:
        with Store.open(self.path, read_only=True) as other:
            assert self.is_known(seen(other))
            assert other.problems == ()

    # How it is done.

    def draw(self, data: st.DataObject, shelf: dict[str, object]) -> str:
        # In the order in which they came: ids are drawn anew in each run, and a life can be lived again.
        return data.draw(st.sampled_from(list(shelf)))

    def act(self, do: Callable[[], object], after: Model, *, undoing: bool = False) -> None:
        before = self.model
        ended = self.suffer(do)
        if ended == "saved":
            if undoing:
                self.past.pop()
            elif after != before:
                self.past.append(before)
            self.model, self.unsure = after, None
            self.history.append(after)
        else:
            self.unsure = after
            self.history.append(after)
        if ended == "killed":
            self.reopen()

    def suffer(self, do: Callable[[], object]) -> str:
        """Do something, with the trouble that was to come; return how it ended."""
        trouble, self.trouble = self.trouble, None
        if trouble is not None and trouble.problem:
            self.faults.arm(trouble.at, trouble.problem, lasting=trouble.lasting)
        elif trouble is not None:
            self.faults.arm_to_kill(trouble.at)
        try:
            do()
        except StoreError:
            return "told"
        except Killed:
            self.die()
            return "killed"
        finally:
            self.faults.disarm()
        return "saved"

    def die(self) -> None:
        """Leave all as it is, as the system leaves it: nothing is tidied, and only the lock is free."""
        self.faults.bury()
        self.store._storage._journal.close()
        self.store._lock.release()

    def reopen(self) -> None:
        """Start anew; if trouble comes then, once more."""

        def start() -> None:
            self.store = Store.open(self.path)

        if self.suffer(start) != "saved" or self.store.read_only:
            with suppress(StoreError):
                self.store._lock.release()
            self.store = Store.open(self.path)
        self.found()

    def found(self) -> None:
        """Take what was found for what is there, if it may be."""
        assert not self.store.read_only
        assert self.store.problems == ()
        assert not list(self.path.parent.glob(".*.tmp"))
        now = seen(self.store)
        assert self.is_known(now)
        if self.unsure is not None and now == self.unsure.seen():
            self.model = self.unsure
        self.unsure = None
        self.past.clear()

    def recovered(self, *, exactly: bool, gone: bool) -> None:
        """Take what was recovered for what is there, if it ever was: all of it, when it was backed up."""
        now = seen(self.store)
        # A file that is gone, and of which there is no copy, never was.
        assert self.store.recovered or (gone and not copies_are_there(self.path))
        if not self.store.recovered:
            self.model = Model({}, {}, {})
            assert now == self.model.seen()
            return
        if exactly:
            assert now == self.model.seen()
        self.model = next(each for each in reversed(self.history) if each.seen() == now)

    def found_elsewhere(self, found: tuple[object, ...]) -> None:
        """Make sure that another machine sees what is here; then that is what is here."""
        assert self.is_known(found)
        if self.unsure is not None and found == self.unsure.seen():
            self.model = self.unsure
        self.unsure = None

    def is_known(self, found: tuple[object, ...]) -> bool:
        return found in [each.seen() for each in (self.model, self.unsure) if each is not None]


def test_a_life(record_property: Callable[[str, object], None]):
    Life.counted = 0
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    record_property("counted", f"lives of a store: {Life.counted} steps, as the model has it")
    assert not NIGHTLY or Life.counted >= 5000
