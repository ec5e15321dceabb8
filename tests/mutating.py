"""Changes the store's code in small ways and looks whether a test notices: `make mutants`.

mutmut wants a package to lie in a folder of its own name. So the house is laid out anew in `.mutants/`, under
`src/thanks_tui/`, with settings for mutmut beside it; what it found is printed, survivor by survivor.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
STAGE = ROOT / ".mutants"
MEMORY = Path("/dev/shm")
"""Where that is, the tests keep their files there: half of their time they wait for the disk."""
MODULES = (
    "data/text.py",
    "data/store/safe_write.py",
    "data/store/layout.py",
    "data/store/migrations.py",
    "data/store/journal.py",
    "data/store/holding.py",
    "data/store/storage.py",
    "data/store/reading.py",
    "data/store/opening.py",
    "data/store/recovery.py",
)
"""What is changed: all on which it depends that nothing is lost, and that nothing gets in."""
TESTS = (
    "tests/data/store",
    "tests/data/backups",
    "tests/data/drafts/test_draft_folder.py",
    "tests/data/forgetting/test_forget.py",
    "tests/data/test_text.py",
)
LEFT_OUT = (
    # Another user runs the program there, who may not read where mutmut lies.
    "TestPermission",
    # Properties of classes, which hypothesis does not run twice in one process.
    "test_a_file_cut_off_anywhere_is_damaged",
    # They take long and find what the others find.
    "test_life",
    "TestWalk",
    "test_what_goes_in_comes_out",
    "megabytes",
)
"""Tests that mutants are not shown."""
SETTINGS = """\
[tool.pytest.ini_options]
addopts = [
    "--strict-markers", "--import-mode=importlib", "-m", "not faults", "-k", "{chosen}",
    "-p", "no:xdist", "-p", "no:cacheprovider",
]
markers = ["faults: not for mutants"]
pythonpath = ["."]
asyncio_mode = "auto"
asyncio_default_fixture_loop_scope = "function"
filterwarnings = ["error"]

[tool.mutmut]
source_paths = ["src"]
timeout_multiplier = 2.0
timeout_constant = 5.0
only_mutate = {modules}
pytest_add_cli_args_test_selection = {tests}
also_copy = ["tests", "pyproject.toml"]
"""


def stage(modules: list[str]) -> None:
    """Lay the house out anew."""
    shutil.rmtree(STAGE, ignore_errors=True)
    for room in ("tui", "widgets", "data"):
        shutil.copytree(ROOT / room, STAGE / "src" / "thanks_tui" / room)
    shutil.copytree(ROOT / "tests", STAGE / "tests")
    settings = SETTINGS.format(
        chosen=f"not ({' or '.join(LEFT_OUT)})",
        modules=[f"src/thanks_tui/{module}" for module in modules],
        tests=list(TESTS),
    )
    (STAGE / "pyproject.toml").write_text(settings, encoding="utf-8")


def mutmut(*words: str) -> str:
    """Run mutmut and return what it printed."""
    where = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="thanks-mutants-", dir=where) as folder:
        env = {**os.environ, "PYTHONPATH": "src", "TMPDIR": folder}
        command = [sys.executable, "-m", "mutmut", *words]
        done = subprocess.run(command, cwd=STAGE, env=env, stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout


def main(modules: list[str]) -> int:
    """Make the mutants of some modules, or of all; print how many were killed, and how the others differ."""
    stage(modules or list(MODULES))
    children = str(os.environ.get("CHILDREN", os.cpu_count() or 1))
    progress = mutmut("run", "--max-children", children)
    results = re.findall(r"^ +(\S+): (.+)$", mutmut("results", "--all", "true"), re.MULTILINE)
    if not results or any(result == "not checked" for _, result in results):
        sys.stdout.write(progress[-4000:])
        return 1
    for name, result in results:
        if result not in {"killed", "timeout"}:
            sys.stdout.write(f"\n# {name}: {result}\n{mutmut('show', name)}")
    counts = Counter(
        (name.rpartition(".")[0].removeprefix("thanks_tui."), result) for name, result in results
    )
    sys.stdout.write("\n")
    for (module, result), count in sorted(counts.items()):
        sys.stdout.write(f"{module:<32} {result:<12} {count:>5}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
