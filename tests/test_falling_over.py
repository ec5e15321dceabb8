"""A fault of the program itself: one sentence, an honest exit code, a log, and nobody's words anywhere."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact, Profile
from thanks_tui.data.store.store import Store

from tests.terminal import Terminal

FAULTY = """
import sys
import threading
from pathlib import Path

import thanks_tui.tui.app
from textual import work
from thanks_tui.data.models import Application, Profile
from thanks_tui.data.store.store import Store
from thanks_tui.tui.app import ThanksApp


def fail():
    told_in_confidence = " ".join(["Dana", "Ortiz"])
    raise KeyError("Quentin " + "Marchetti", told_in_confidence)


class Silent:
    def __del__(self):
        fail()


class Faulty(ThanksApp):
    CSS_PATH = Path(thanks_tui.tui.app.__file__).with_name("app.tcss")

    def key_z(self):
        getattr(self, sys.argv[2])()

    def handler(self):
        fail()

    def message_pump(self):
        self.screen.render_line = lambda y: fail()
        self.screen.refresh()
        self.screen.call_later(fail)

    def timer(self):
        self.set_timer(0.001, fail)

    @work
    async def worker(self):
        fail()

    @work(thread=True)
    def thread_worker(self):
        fail()

    def thread(self):
        threading.Thread(target=fail).start()

    def driver(self):
        self._driver.process_message = lambda message: fail()

    def markup(self):
        self.screen.query("Static").first().update("[/Dana Ortiz]")

    def twice(self):
        self.keep_typed = fail
        fail()

    def nobody_waits(self):
        async def failing():
            fail()

        import asyncio, gc

        asyncio.create_task(failing())
        Silent()
        self.set_timer(0.01, gc.collect)


demo = "demo" in sys.argv
with Store.open(Path(sys.argv[1]) / "thanks.json") as store:
    app = Faulty(store, debug="debug" in sys.argv, demo=demo)
    app.run()
sys.exit(app.return_code)
"""
CANARIES = ("Dana", "Ortiz", "Quentin", "Marchetti", "told_in_confidence")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "thanks.json") as store:
        application = Application(company="Northwind", rejected_on=date(2026, 11, 12))
        contact = Contact(application_id=application.id, name="Lee Park")
        store.put(Profile(name="Sam"), application, contact)
    return tmp_path


def start(folder: Path, *words: str) -> Terminal:
    program = folder.with_name("faulty.py")
    program.write_text(FAULTY)
    argv = [sys.executable, str(program), str(folder), *words]
    return Terminal(argv, 120, 40, env={"HOME": str(folder), "TEXTUAL_ANIMATIONS": "none"})


def fall_over(folder: Path, *words: str) -> str:
    """Run the program that is at fault, see that it ends with 1, and return what it said at the end."""
    with start(folder, *words) as terminal:
        terminal.wait_for("Northwind")
        terminal.press("z")
        if words[0] == "driver":
            terminal.send("x")
        assert terminal.wait() == 1
        assert terminal.is_cooked
        return terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()


@pytest.mark.parametrize(
    "where",
    ["handler", "message_pump", "timer", "worker", "thread_worker", "thread", "driver", "markup", "twice"],
)
def test_a_fault_anywhere_is_one_sentence_and_a_log_without_anybodys_words(folder: Path, where: str):
    said = " ".join(re.sub(r"\x1b\[[0-9;?<>]*[a-zA-Z]", "", fall_over(folder, where)).split())
    logs = folder / "logs"
    log = min(logs.iterdir(), key=lambda each: each.stat().st_mtime_ns)
    kept = "what you typed last may be lost" if where == "twice" else "what you wrote is kept"
    assert said == (
        f"thanks-tui had to close because of a fault of its own; {kept}. "
        f"Where it was stands in {log}, which holds nothing of what you wrote."
    )
    assert (logs.stat().st_mode & 0o777, log.stat().st_mode & 0o777) == (0o700, 0o600)
    written = "".join(each.read_text() for each in logs.iterdir())
    assert ("builtins.KeyError" in written) is (where != "markup")
    assert " __main__:" in written
    for secret in (*CANARIES, str(folder), "Northwind", "Park", "Sam"):
        assert secret not in written


def test_to_debug_the_fault_is_shown_without_the_values_of_variables(folder: Path):
    said = fall_over(folder, "handler", "debug")
    assert "Traceback" in said
    assert "KeyError" in said
    assert "what you wrote is kept" not in said
    assert not re.search(r"told_in_confidence = 'Dana", said)


def test_without_a_place_for_it_there_is_no_log(folder: Path):
    (folder / "logs").write_text("in the way")
    assert "--debug" in fall_over(folder, "handler")
    assert "--debug" in fall_over(folder, "handler", "demo")
    assert (folder / "logs").read_text() == "in the way"


def test_what_nobody_waits_for_may_fail_without_an_end(folder: Path):
    with start(folder, "nobody_waits") as terminal:
        terminal.wait_for("Northwind")
        terminal.press("z")
        logs = folder / "logs"
        terminal.wait_until(lambda: logs.exists() and any(logs.iterdir()), "a log")
        terminal.press("q")
        assert terminal.wait() == 0
        assert not any(secret.encode() in terminal.raw for secret in CANARIES)
