"""What the command line understands, and how it says so.

Nothing heavy is imported here: every command pays for this module before it does anything.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from ..data.errors import UsageError
from .command_list import COMMANDS
from .commands import output

PROGRAM = "thanks-tui"
WIDTH = 80
"""Columns that the help fits in."""

_HELP = """\
usage: {program} [OPTIONS] [COMMAND ...]

Thank everyone you met, after the job went to someone else: gracious notes in
minutes. Without a command it opens in the terminal.

Commands:
{commands}

Options:
{options}

Examples:
  {program} import ~/Downloads/*.eml    take the rejection mails that lie there
  {program} note Ortiz | pbcopy         Dana Ortiz's note, to paste somewhere
  {program} due --within 7              whom to write to again this week
  {program} export thanks.json          everything, to keep or to move
  {program} export due.ics              the follow-ups, for your calendar

Your data lies in the folder that --data-dir or $THANKS_TUI_DATA_DIR names, else
where your system keeps such things; check tells where that is.

{program} COMMAND --help says more about one of them.
Exit codes: 0 done, 1 something could not be done, 2 called the wrong way.
"""

_UNKNOWN_COMMAND = re.compile(r"argument COMMAND: invalid choice: '(.*)' \(choose from", re.DOTALL)


class Help(argparse.RawDescriptionHelpFormatter):
    """Help of one width everywhere, so that it reads the same in every terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=22, width=WIDTH - 2)


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence with a hint, raised as a UsageError."""

    def __init__(self, prog: str, description: str = "", epilog: str | None = None) -> None:
        super().__init__(
            prog,
            description=description,
            epilog=epilog,
            formatter_class=Help,
            allow_abbrev=False,
            add_help=False,
        )
        self.add_argument("-h", "--help", action="help", help="show this help and leave")

    def print_help(self, file: object = None) -> None:
        """Write the help to stdout; raises as `output.write` does, where argparse would keep silent."""
        del file
        output.write(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Raise UsageError instead of printing the whole usage and leaving."""
        unknown = _UNKNOWN_COMMAND.search(message)
        if unknown is not None:
            sentence = _no_such_command(unknown[1])
        else:
            sentence = f"{message[:1].upper()}{message[1:]}."
        raise UsageError(f"{sentence} See {self.prog} --help.")


class MainParser(Parser):
    """The parser of the whole command line."""

    def format_help(self) -> str:
        """Return the help that is laid out above, filled from the commands and options themselves."""
        listed = [(f"{command.name} {command.takes}".rstrip(), command.help) for command in COMMANDS]
        options = [
            (", ".join(action.option_strings) + (f" {action.metavar}" if action.metavar else ""), action.help)
            for action in self._actions
            if action.option_strings
        ]
        return _HELP.format(program=PROGRAM, commands=_lines(listed), options=_lines(options))


def _lines(pairs: Sequence[tuple[str, str | None]]) -> str:
    return "\n".join(f"  {left:<25} {right}" for left, right in pairs)


def _no_such_command(word: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, [command.name for command in COMMANDS], n=1)
    hint = f"; did you mean {close[0]}?" if close else "."
    if not close and os.path.isfile(word):  # noqa: PTH113 - Path raises where the name is too long
        hint = f"; to take a file there is: {PROGRAM} import {word}."
    return f"There is no command {word!r}{hint}"


def build_parser(words: Sequence[str] | None = None) -> MainParser:
    """Return the parser of the whole command line, or of no more than `words` can be about.

    A command that is not among the words is not asked for, and to make the parsers of all takes a while.
    """
    parser = MainParser(PROGRAM)
    parser.add_argument("--demo", action="store_true", help="open on made-up data; yours is not touched")
    _add_common(parser, top=True)
    parser.add_argument("--version", action="store_true", help="print the version and leave")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser, prog=PROGRAM)
    for command in COMMANDS:
        if words is not None and command.name not in words:
            continue
        described = f"{command.help[:1].upper()}{command.help[1:]}.\n\n{command.more}"
        each = commands.add_parser(command.name, help=command.help, description=described)
        command.add_arguments(each)
        _add_common(each, top=False)
    return parser


def _add_common(parser: argparse.ArgumentParser, *, top: bool) -> None:
    # A command's own default would overwrite what was said before the command.
    parser.add_argument(
        "--data-dir",
        metavar="DIR",
        type=_folder,
        default=None if top else argparse.SUPPRESS,
        help="use the store in DIR, not the usual one",
    )
    parser.add_argument(
        "--debug",
        action="store_true",
        default=False if top else argparse.SUPPRESS,
        help="show where an error came from",
    )


def _folder(word: str) -> Path:
    if not word:
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(word)
