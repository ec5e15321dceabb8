"""A fault of the program itself: one sentence, an honest exit code, nobody's words on the screen."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal

FAULTY = """
import sys
from pathlib import Path

import thanks_tui.tui.app
from thanks_tui.data.models import Application, Profile
from thanks_tui.data.store.store import Store
from thanks_tui.tui.app import ThanksApp

class Faulty(ThanksApp):
    CSS_PATH = Path(thanks_tui.tui.app.__file__).with_name("app.tcss")

    def key_z(self):
        told_in_confidence = " ".join(["Dana", "Ortiz"])
        raise RuntimeError("it fell over")

with Store.open(Path(sys.argv[1]) / "thanks.json") as store:
    store.put(Profile(name="Sam"), Application(company="Northwind"))
    app = Faulty(store, debug=sys.argv[2] == "debug")
    app.run()
sys.exit(app.return_code)
"""


@pytest.mark.parametrize("debug", [False, True], ids=["usual", "debug"])
def test_a_fault_says_one_sentence_and_shows_nobodys_words(tmp_path: Path, debug: bool):
    program = tmp_path / "faulty.py"
    program.write_text(FAULTY)
    argv = [sys.executable, str(program), str(tmp_path), "debug" if debug else "usual"]
    with Terminal(argv, 100, 60, env={"HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("Northwind")
        terminal.send("z")
        assert terminal.wait() == 1
        said = " ".join(terminal.text.split())
        assert ("thanks-tui had to close because of a fault of its own." in said) is not debug
        assert ("it fell over" in said) is debug
        assert "the words of Dana Ortiz" not in said.replace(
            'told_in_confidence = "the words of Dana Ortiz"', ""
        )
        assert ("Traceback" in said) is debug
