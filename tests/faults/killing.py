"""Kills a process that adds, edits, deletes and undoes, at random times; started by `test_random_kills.py`.

The child says over a pipe what it is about to do and, after each commit, that it is done. Whatever stands in
the store after the kill has to be what was said to be done, or that and the one thing that was being done.
"""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import TypeAlias

from thanks_tui.data.models import Application, Contact, new_id
from thanks_tui.data.store import storage
from thanks_tui.data.store.store import Store

from .oracle import assert_tidy

Model: TypeAlias = dict[str, str]
"""The words of each application by its id."""

LIVES = 50
"""Kills after which a new store is begun, so that none becomes so large that all is spent on its saves."""
MOST_DONE = 8
"""Changes that a child may make before its last moments begin."""
LAST_MOMENTS = 0.012
"""Seconds in which the kill comes then: as long as it takes to start, or to save a few times."""
DONE = b'["done"'


class Load:
    """Changes without end, each told before and after it is made."""

    def __init__(self, store: Store, model: Model, chance: random.Random, pipe: int) -> None:
        self._store = store
        self._model = dict(model)
        self._past: list[Model] = []
        self._chance = chance
        self._pipe = pipe

    def run(self) -> None:
        """Go on until killed."""
        while True:
            what = self._chance.choices([self._add, self._edit, self._delete, self._undo], [4, 4, 2, 2])[0]
            what()

    def _tell(self, what: str, model: Model) -> None:
        os.write(self._pipe, f"{json.dumps([what, model])}\n".encode())

    def _commit(self, after: Model, *, undoing: bool = False) -> None:
        if undoing:
            self._past.pop()
        else:
            self._past.append(self._model)
        self._model = after
        self._tell("done", after)

    def _words(self) -> str:
        return "word " * self._chance.randrange(1, 200)

    def _add(self) -> None:
        application = Application(id=new_id(), company="Some", their_words=self._words().strip())
        after = {**self._model, application.id: application.their_words}
        self._tell("doing", after)
        self._store.put(application, Contact(application_id=application.id, name="Dana Ortiz"))
        self._commit(after)

    def _edit(self) -> None:
        if not self._model:
            return
        id_, words = self._chance.choice(list(self._model)), self._words().strip()
        if self._model[id_] == words:
            return
        self._tell("doing", {**self._model, id_: words})
        self._store.put(Application(id=id_, company="Some", their_words=words))
        self._commit({**self._model, id_: words})

    def _delete(self) -> None:
        if not self._model:
            return
        id_ = self._chance.choice(list(self._model))
        after = {each: words for each, words in self._model.items() if each != id_}
        self._tell("doing", after)
        self._store.remove(self._store.application(id_))
        self._commit(after)

    def _undo(self) -> None:
        if not self._past:
            return
        after = self._past[-1]
        self._tell("doing", after)
        self._store.undo()
        self._commit(after, undoing=True)


def live(path: Path, model: Model, chance: random.Random) -> bytes:
    """Let a child work until it is killed; return what it told."""
    reading, writing = os.pipe()
    seed, most = chance.random(), chance.randrange(MOST_DONE)
    pid = os.fork()
    if not pid:
        try:
            os.close(reading)
            Load(Store.open(path), model, random.Random(seed), writing).run()
        finally:
            os._exit(1)
    os.close(writing)
    told = b""
    while told.count(DONE) < most and (part := os.read(reading, 1 << 20)):
        told += part
    time.sleep(chance.uniform(0, LAST_MOMENTS))
    os.kill(pid, signal.SIGKILL)
    while part := os.read(reading, 1 << 20):
        told += part
    os.close(reading)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, "it fell over before it was killed"
    return told


def look(path: Path) -> Model:
    """Start as the next user does; return what is there, once all else that must hold has held."""
    with Store.open(path) as store:
        assert not store.locked_out
        assert store.problems == ()
        assert_tidy(path)
        found = {each.id: each.their_words for each in store.applications()}
        parents = [contact.application_id for contact in store.all_contacts()]
        assert sorted(parents) == sorted(found)
    return found


def main(folder: str, kills: str, seed: str) -> None:
    """Kill as often as is asked for, and print how much had been done and told."""
    chance = random.Random(int(seed))
    path = Path(folder, "kept", "thanks.json")
    saved = 0
    Store.open(Path(folder, "warm", "thanks.json")).close()
    model: Model = {}
    for kill in range(int(kills)):
        if kill % LIVES == 0:
            shutil.rmtree(path.parent, ignore_errors=True)
            model = {}
            # Every other store is as large as those that have a journal.
            storage.JOURNAL_FROM = chance.choice([1, 8_000_000])
            gc.collect()
        lines = live(path, model, chance).split(b"\n")
        told = [json.loads(line) for line in lines[:-1]]
        done = [after for what, after in told if what == "done"]
        doing = [after for what, after in told[-1:] if what == "doing"]
        allowed = [done[-1] if done else model, *doing]
        model = look(path)
        assert model in allowed, (
            f"kill {kill}: {len(model)} applications, {[len(each) for each in allowed]} expected"
        )
        saved += len(done)
    sys.stdout.write(f"{kills} kills, {saved} changes were acknowledged, 0 lost\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
