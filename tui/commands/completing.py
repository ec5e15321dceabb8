"""`completion`: what makes a shell complete the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import cast

from .output import write

_FILES = {"paths", "path", "backup"}
_FOLDERS = {"data_dir"}


def print_completion(parser: ArgumentParser, shell: str) -> int:
    """Print the completion of `parser` for `shell`, as a script that the shell reads."""
    import shtab

    _mark(parser, shtab.FILE, shtab.DIRECTORY)
    write(f"{shtab.complete(parser, shell).rstrip()}\n")
    return 0


def _mark(parser: ArgumentParser, files: object, folders: object) -> None:
    """Say of each argument that names a file or a folder that it does; shtab looks for that."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no other list of them, and shtab uses it too
        if isinstance(action.choices, dict):
            for each in cast("dict[str, ArgumentParser]", action.choices).values():
                _mark(each, files, folders)
        elif action.dest in _FILES:
            action.complete = files  # pyright: ignore[reportAttributeAccessIssue]
        elif action.dest in _FOLDERS:
            action.complete = folders  # pyright: ignore[reportAttributeAccessIssue]
