"""The installed program from outside: exit codes, pipes, what is imported, and no traceback ever."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import thanks_tui.tui.cli as cli
from thanks_tui.data.errors import StoreError
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store
from thanks_tui.tui.commands import output

from tests.terminal import installed_command


def test_without_a_terminal_the_app_says_so(start):
    result = start()
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "thanks-tui: There is no terminal to open in; for scripts and pipes see thanks-tui --help.\n"
    )
    assert start("--demo") == result


@pytest.mark.parametrize(
    "words", [["list"], ["due"], ["note", "dana"], ["export"], ["export", "--format", "md"], ["check"]]
)
def test_commands_import_neither_textual_nor_rich(filled: Path, words: list[str]):
    program = (
        "import sys\n"
        "from thanks_tui.tui.cli import main\n"
        "code = main(sys.argv[1:])\n"
        "heavy = {'textual', 'rich', 'asyncio', 'filelock', 'dateparser', 'bs4', 'shtab'}\n"
        "heavy &= set(sys.modules)\n"
        "sys.exit(f'{code} {heavy}' if code or heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("words", "collects"), [(["list"], 0), (["import", "nothing.eml"], 1)])
def test_only_what_may_run_for_long_collects_garbage(filled: Path, words: list[str], collects: int):
    program = "import gc, sys; from thanks_tui.tui.cli import main; main(); sys.exit(gc.isenabled())"
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, check=False)
    assert done.returncode == collects


def test_exit_codes_reach_the_shell(start, filled: Path):
    assert start("list").code == 0
    assert start("note", "Quentin").code == 1
    assert start("frobnicate").code == 2


def test_mail_from_a_pipe(start, path: Path):
    mail = b"From: Dana <dana@contoso.example>\nSubject: News\n\nunfortunately not. Another candidate.\n"
    result = start("import", "-", stdin=mail)
    assert "Traceback" not in result.err
    assert result.code in {0, 1}


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves_early_is_no_error(path: Path, unbuffered: str):
    with Store.open(path) as store:
        store.put(*(Application(company=f"Company {number}", role="x" * 200) for number in range(2000)))
    process = subprocess.Popen(
        [installed_command(), "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), complaint) == (141, b"")


def test_a_reader_that_was_never_there_is_no_error(filled: Path):
    reader, writer = os.pipe()
    os.close(reader)
    environment = {**os.environ, "PYTHONUNBUFFERED": ""}
    done = subprocess.run(
        [installed_command(), "list"], stdout=writer, stderr=subprocess.PIPE, env=environment, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["list"], ["export"], ["--version"], ["--help"], ["list", "--help"]])
def test_a_full_disk_behind_stdout_is_one_sentence(filled: Path, words: list[str], unbuffered: str):
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [installed_command(), *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "thanks-tui: The output could not be written (No space left on device).\n"


def test_an_encoding_without_the_letters_is_no_error(filled: Path):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([installed_command(), "list"], capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.splitlines()[1].startswith(b"??????")


def test_a_closed_stdout_is_no_traceback(filled: Path):
    done = subprocess.run(
        ["sh", "-c", f"{installed_command()} list >&-"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == "thanks-tui: The output could not be written, for it is closed.\n"


@pytest.mark.parametrize(("words", "code"), [("due --quiet", 0), ("note Quentin", 1)])
def test_a_closed_stderr_keeps_the_exit_code(words: str, code: int):
    for closed in ("2>&-", ">&- 2>&-"):
        script = f"{installed_command()} {words} {closed}"
        assert subprocess.run(["sh", "-c", script], check=False).returncode == code


def test_ctrl_c_is_130(path: Path, monkeypatch: pytest.MonkeyPatch):
    process = subprocess.Popen(
        [installed_command(), "import", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    lock = path.with_name(".thanks.json.lock")
    while not lock.exists():
        # The lock is the sign that it has come as far as reading; it ends by itself if it never does.
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_debug_shows_where_an_error_came_from_and_keeps_the_exit_code(run, path: Path):
    path.parent.mkdir()
    path.write_bytes(b"{")
    for words in (["--debug", "list"], ["list", "--debug"]):
        result = run(*words)
        assert result.code == 1
        assert re.search(r"Traceback.*DamagedStoreError", result.err, re.DOTALL)
        assert result.err.splitlines()[-1].startswith("thanks-tui: thanks.json is damaged")
    assert "Traceback" not in run("list").err
    assert "Traceback" not in run("--debug", "lst").err


def test_a_fault_of_the_program_is_one_sentence_without_private_words(capsys: pytest.CaptureFixture[str]):
    cli.tell_unexpected(KeyError, KeyError("Dana Ortiz"), None)
    err = capsys.readouterr().err
    assert err.startswith(
        "thanks-tui: Something went wrong that should not have (KeyError); what was saved before is safe. "
    )
    assert "Dana" not in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(("words", "shown"), [([], False), (["--debug"], True)])
def test_faults_are_caught_at_the_outermost_boundary_only(filled: Path, words: list[str], *, shown: bool):
    # A program that is started whole, with a clock that is out of order.
    program = (
        "import sys\n"
        "from thanks_tui.data import clock\n"
        "from thanks_tui.tui.cli import main\n"
        "clock.today = lambda: 1 / 0\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "list", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert ("Traceback" in done.stderr) is shown
    assert ("Something went wrong" in done.stderr) is not shown
    logs = [*filled.parent.glob("logs/crash-*.log")]
    assert len(logs) == (0 if shown else 1)
    for log in logs:
        assert str(log) in done.stderr
        assert "builtins.ZeroDivisionError" in log.read_text()


def test_what_was_written_before_a_complaint_stays_before_it(capfd: pytest.CaptureFixture[str]):
    output.write("first\n")
    assert cli._tell(StoreError("then"), debug=False) == 1
    assert capfd.readouterr() == ("first\n", "thanks-tui: then\n")


def test_a_closed_stdin_is_a_sentence(filled: Path):
    command = f'"{installed_command()}" import - <&-'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "thanks-tui: stdin: There is nothing to read, for it is closed.\n"
