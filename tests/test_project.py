"""What the project says of itself: the wheel, the pages, and that no file tells where it was made."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from thanks_tui.data.followup.figures import SOURCES
from thanks_tui.data.models import Application, FollowUp
from thanks_tui.data.paths import store_path
from thanks_tui.data.store.store import Store
from thanks_tui.tui.app import ThanksApp
from thanks_tui.tui.command_list import COMMANDS
from thanks_tui.tui.screens.agenda import AgendaScreen
from thanks_tui.tui.screens.backups import BackupsScreen
from thanks_tui.tui.screens.clashes import ClashesScreen
from thanks_tui.tui.screens.contacts import ContactsScreen
from thanks_tui.tui.screens.dialogs.form import Form
from thanks_tui.tui.screens.ledger import LedgerScreen
from thanks_tui.tui.screens.note_step import NoteStep
from thanks_tui.tui.screens.points import PointsScreen
from thanks_tui.tui.screens.preview import PreviewScreen
from thanks_tui.tui.screens.rejections import RejectionsScreen
from thanks_tui.tui.screens.step import StepScreen
from thanks_tui.tui.screens.trash import TrashScreen
from thanks_tui.widgets.clash_list import FieldList
from thanks_tui.widgets.key_bar import key_name
from thanks_tui.widgets.point_checklist import PointChecklist

from tests.terminal import installed_command

ROOT = Path(__file__).parent.parent
HOUSE = ("tui", "widgets", "data")
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *(f"docs/{page.name}" for page in sorted(ROOT.glob("docs/*.md"))),
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

KEYS: dict[str, tuple[type[DOMNode], ...]] = {
    "On every screen": (ThanksApp, StepScreen),
    "The rejections": (RejectionsScreen,),
    "The people": (ContactsScreen,),
    "The points": (PointChecklist, PointsScreen, NoteStep),
    "The preview": (PreviewScreen, NoteStep),
    "The follow-ups": (AgendaScreen,),
    "The doors": (LedgerScreen,),
    "The deleted": (TrashScreen,),
    "The backups": (BackupsScreen,),
    "Ours or theirs": (ClashesScreen, FieldList),
    "A form": (Form,),
}
"""The tables of keys in the README, and whose keys each of them lists."""

_WORDY = {
    "ctrl+s": "ctrl+s",
    "ctrl+q": "ctrl+q",
    "escape": "escape",
    "shift+up": "shift+↑",
    "shift+down": "shift+↓",
}
_ROOMS = (*HOUSE, "tests", "screenshots", "bench", "docs", ".ci")
_NOT_OURS = {"__pycache__", ".hypothesis"}
# Homes and other places of one machine, and what nobody should find in a finished file.
_TELLTALE = re.compile(
    r"(?<![\w.])/(?:root|work|home/\w|Users/\w|private/var|var/folders)(?:/|\b(?![\w-]))"
    r"|[A-Z]:\\Users\\|\b(?:TO" r"DO|FIX" r"ME)\b|^(?:<{7}|>{7}) ",
    re.MULTILINE,
)  # fmt: skip


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def files_of_the_project() -> list[Path]:
    rooms = [path for room in _ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    loose = [path for path in ROOT.iterdir() if path.is_file() and not path.name.startswith(".cov")]
    return [path for path in (*rooms, *loose) if not _NOT_OURS & set(path.parts) and path.suffix != ".pyc"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """The wheel, built from nothing but what it should need."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in HOUSE:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target, source]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = target.glob("*.whl")
    return ZipFile(built)


def test_the_wheel_holds_the_house_and_nothing_else(wheel: ZipFile):
    about = f"thanks_tui-{PROJECT['version']}.dist-info/"
    held = {name for name in wheel.namelist() if not name.startswith(about)}
    # What Python compiles comes and goes while the tests run.
    there = (path for room in HOUSE for path in (ROOT / room).rglob("*") if path.is_file())
    ours = (path for path in there if path.parent.name != "__pycache__")
    wanted = {f"thanks_tui/{path.relative_to(ROOT).as_posix()}" for path in ours}
    assert sorted(held ^ wanted) == []


def test_the_wheel_has_the_command_and_the_licence(wheel: ZipFile):
    about = f"thanks_tui-{PROJECT['version']}.dist-info"
    assert "thanks-tui = thanks_tui.tui.cli:main" in wheel.read(f"{about}/entry_points.txt").decode()
    assert f"{about}/licenses/LICENSE" in wheel.namelist()


def test_the_changelog_has_the_version():
    versions = re.findall(r"^## (\d+\.\d+\.\d+) - \d{4}-\d{2}-\d{2}$", read("CHANGELOG.md"), re.MULTILINE)
    assert PROJECT["version"] == versions[0]
    assert len(versions) == len(set(versions))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_only_targets_that_there_are(page: str):
    named = set(re.findall(r"(?:^|`)make ([a-z][a-z-]*)", read(page), re.MULTILINE))
    assert named <= set(re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE))


def test_the_readme_begins_with_a_picture_and_has_the_two_commands():
    text = read("README.md")
    assert re.match(r"# thanks-tui\n\n<picture>", text)
    assert "\nmake run " in text
    assert "\nmake test " in text


def test_the_readme_shows_every_command():
    named = set(
        re.findall(
            r"\bthanks-tui ([a-z-]+)", "\n".join(re.findall(r"```sh\n(.*?)```", read("README.md"), re.DOTALL))
        )
    )
    assert named == {command.name for command in COMMANDS}


def keys_of(*nodes: type[DOMNode]) -> str:
    """Return the keys of screens and widgets as a table, with what each is said to do on the screen."""
    rows: dict[str, tuple[list[str], list[str]]] = {}
    for binding in Binding.make_bindings(binding for node in nodes for binding in vars(node)["BINDINGS"]):
        keys, told = rows.setdefault(binding.action.partition("(")[0], ([], []))
        keys.append(f"`{shown(binding)}`")
        if binding.tooltip and binding.tooltip not in told:
            told.append(binding.tooltip)
    lines = [f"| {' '.join(keys)} | {'; '.join(told)} |" for keys, told in rows.values() if told]
    return "\n".join(["| key | |", "| --- | --- |", *lines])


def shown(binding: Binding) -> str:
    """Return a key as a reader knows it, who has not seen the foot of the screen yet."""
    one = binding.key_display and " " not in binding.key_display and "ctrl+" not in binding.key
    return (
        binding.key_display if one and binding.key_display else _WORDY.get(binding.key, key_name(binding.key))
    )


@pytest.mark.parametrize("screen", KEYS)
def test_the_readme_lists_the_keys_of(screen: str):
    _, found, after = read("README.md").partition(f"\n**{screen}**\n\n")
    assert found
    assert after.partition("\n\n")[0] == keys_of(*KEYS[screen])


def test_the_readme_says_where_its_figures_come_from():
    text = read("README.md")
    assert [source.url for source in SOURCES if source.url not in text] == []


def test_the_reminder_of_the_readme_names_what_is_due_and_else_keeps_quiet(home: Path, tmp_path: Path):
    (script,) = re.findall(r"```sh\n(#!/bin/sh\n.*?)```", read("README.md"), re.DOTALL)
    commands = home / ".local" / "bin"
    commands.mkdir(parents=True)
    (commands / "thanks-tui").symlink_to(installed_command())
    (tmp_path / "notify-send").write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", encoding="utf-8")
    (tmp_path / "notify-send").chmod(0o700)
    env = {"HOME": str(home), "PATH": f"{tmp_path}{os.pathsep}{os.defpath}", "LANG": "C.UTF-8"}

    def reminded() -> str:
        return subprocess.run(
            ["sh", "-c", script], env={**os.environ, **env}, capture_output=True, text=True, check=True
        ).stdout

    assert reminded() == ""
    application = Application(company="Juniper & Vellum")
    with Store.open(store_path()) as store:
        store.put(application, FollowUp(application_id=application.id, due_on=date(2026, 11, 1)))
    heading, line = reminded().splitlines()
    assert heading == "Write again"
    assert "Juniper &amp; Vellum" in line


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str):
    linked = re.findall(r"\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"", read(page))
    for target in filter(None, (part for link in linked for part in link)):
        assert target.startswith("https://") or (ROOT / page).parent.joinpath(target).is_file(), target


@pytest.mark.parametrize("page", PAGES)
def test_files_that_a_page_names_are_there(page: str):
    for name in re.findall(
        r"`((?:tui|widgets|data|tests|screenshots|bench|docs|\.ci)/[\w./-]*)`", read(page)
    ):
        assert (ROOT / name).exists(), name


def test_no_file_tells_where_it_was_made():
    told = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in files_of_the_project()
        if (found := _TELLTALE.search(path.read_bytes().decode("utf-8", "replace")))
    ]
    assert not told
