"""The page of faults names only tests that there are, and leaves out no fault."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([ABCF]\d+) \|.*\| ([^|]*) \|$", PAGE, re.MULTILINE)


def names_in(file: Path) -> set[str]:
    """Return the tests and the classes of a file, those in classes as `Class::test`."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    found: set[str] = set()
    for node in (node for node in tree.body if isinstance(node, named)):
        found.add(node.name)
        found |= {f"{node.name}::{part.name}" for part in node.body if isinstance(part, named)}
    return found


def test_each_fault_stands_there_once_and_in_order():
    assert [fault for fault, _ in ROWS] == [
        *(f"A{number}" for number in range(1, 29)),
        *(f"B{number}" for number in range(29, 38)),
        *(f"C{number}" for number in range(38, 41)),
        *(f"F{number}" for number in (57, 59, 60)),
    ]


def test_every_test_that_is_named_is_there():
    for fault, held_by in ROWS:
        named = re.findall(r"`([\w/.]+)::([\w:]+)`", held_by)
        assert named, fault
        for file, test in named:
            assert test in names_in(ROOT / file), f"{fault}: {file}::{test}"
