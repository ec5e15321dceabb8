"""The commands there are, and what each of them takes.

Nothing heavy is imported here: every command pays for this module before it does anything.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from .encryption_options import add_backup_keys, add_identity, add_recipient

MOST_DAYS = 3660
"""How many days `due --within` looks ahead at most: ten years."""
SHELLS = ("bash", "zsh", "fish", "tcsh")


class Command(NamedTuple):
    """A command as the help lists it, and what adds its arguments."""

    name: str
    takes: str
    help: str
    """What it does, on one line of the help."""
    more: str
    """The rest of its own help."""
    add_arguments: Callable[[argparse.ArgumentParser], None]


def _file(word: str) -> Path:
    if not word:
        raise argparse.ArgumentTypeError("the name of the file is empty")
    return Path(word).expanduser()


def _days(word: str) -> int:
    if not (word.isascii() and word.isdigit() and int(word[:9]) <= MOST_DAYS):
        raise argparse.ArgumentTypeError(f"{word!r} is not a number of days from 0 to {MOST_DAYS}")
    return int(word)


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a mail, a .json export, or - for stdin")
    parser.add_argument("--yes", "-y", action="store_true", help="do not ask; take what is sure")
    add_identity(parser)


def _merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "other", metavar="OTHER", type=_file, help="thanks.json of another machine, or an export"
    )
    parser.add_argument(
        "--yes", "-y", action="store_true", help="do not ask; leave what clashes to choose later"
    )
    add_identity(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", metavar="PATH", nargs="?", help="a new .json, .md or .ics file, also .json.age; - is stdout"
    )
    parser.add_argument(
        "--format", choices=("json", "md", "ics"), help="which of them, where no suffix tells"
    )
    parser.add_argument(
        "--application", metavar="WHO", help="only this one (not JSON): company, or company, role"
    )
    parser.add_argument("--todo", action="store_true", help="to-dos in the calendar instead of events")
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")
    add_recipient(parser)


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def _due(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    parser.add_argument(
        "--within", metavar="DAYS", type=_days, default=0, help="look so many days ahead as well"
    )
    parser.add_argument("--quiet", "-q", action="store_true", help="say nothing when nothing is due")


def _note(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("who", metavar="WHO", help="a name or a part of it, a mail address, or name, company")
    parser.add_argument("--follow-up", action="store_true", help="the follow-up, if they are thanked")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--repair", action="store_true", help="put right what is wrong; what was there is kept as a backup"
    )
    add_identity(parser)


def _backup(parser: argparse.ArgumentParser) -> None:
    del parser  # it takes nothing of its own


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", metavar="BACKUP", help="a name that check lists, or a path")
    add_identity(parser)


def _forget(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("who", metavar="WHO", help="a whole name, a mail address, or name, company")
    parser.add_argument("--yes", "-y", action="store_true", help="do not ask; the copies are rewritten too")
    add_identity(parser)
    parser.add_argument(
        "--remove-encrypted", action="store_true", help="remove encrypted backups that no key given opens"
    )


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))


COMMANDS = (
    Command(
        "import",
        "PATH...",
        "take rejection mails, or a JSON export",
        "A mail is an .eml file, or any text that holds one. In a terminal you are shown\n"
        "what was made of each and asked before it is taken; elsewhere, and with --yes,\n"
        "only what is sure is taken, and you are told what was left out.\n\n"
        "What is encrypted in the age format is opened with the key that --identity\n"
        "names, or with a passphrase that you are asked for.",
        _import,
    ),
    Command(
        "merge",
        "OTHER",
        "bring another machine's thanks.json into yours",
        "OTHER is the thanks.json of another machine, a copy that a sync tool left beside\n"
        "yours, or a JSON export; it is not changed. Record by record and field by field\n"
        "what either has is kept, and yours is backed up first. In a terminal you are\n"
        "shown what would change, and asked about what both say differently; elsewhere,\n"
        "and with --yes, yours is kept there, and C in the app asks you later. So you are\n"
        "asked about an application that was written in on both machines; elsewhere both\n"
        "are kept, and you are told.\n\n"
        "An export or a backup that is encrypted in the age format is opened with the key\n"
        "that --identity names, or with a passphrase that you are asked for.",
        _merge,
    ),
    Command(
        "export",
        "[PATH]",
        "write everything out: .json, .md, or .ics",
        "JSON is complete and can be imported again; Markdown is to be read; .ics\n"
        "holds the follow-ups for your calendar, which may import it again and again.\n"
        "Without PATH it goes to stdout, as JSON unless --format says otherwise.\n\n"
        "A name that ends in .age is encrypted: you are asked for a passphrase, twice, or\n"
        "name the public keys of those who may read it with --recipient.",
        _export,
    ),
    Command(
        "list",
        "",
        "list the rejections, and who is thanked",
        "Newest first: company, role, when, stage, who is thanked, what comes next.",
        _list,
    ),
    Command(
        "due",
        "",
        "list the follow-ups that are due",
        "Earliest first. With --quiet it suits the file that your shell starts with.",
        _due,
    ),
    Command(
        "note",
        "WHO",
        "print the text of somebody's note",
        "It is the note that is being written: a follow-up that is not sent yet, else the\n"
        "thank-you. Case and accents do not matter. Somebody without a note gets a draft,\n"
        "which is not kept.",
        _note,
    ),
    Command(
        "check",
        "",
        "verify the store and all of its backups",
        "Reads every record and changes nothing; the exit code is 1 if anything is wrong.\n"
        "With --repair it does what opening the app does: a damaged store is recovered\n"
        "from its newest copy.",
        _check,
    ),
    Command(
        "backup",
        "",
        "make a backup now",
        "A copy of the store, verified, in the folder backups beside it. Such copies are\n"
        "made when you open the app, too, and before an import, a merge or a restore; old\n"
        "ones make room for new ones.",
        _backup,
    ),
    Command(
        "restore",
        "BACKUP",
        "go back to a backup",
        "The backup is verified first, and what it replaces becomes a backup itself.",
        _restore,
    ),
    Command(
        "encrypt-backups",
        "[KEY...]",
        "encrypt backups to a public key",
        "From then on nobody reads them without the secret key, which is not needed to\n"
        "make them. The store itself stays as it is. Without KEY you are told how it is.",
        add_backup_keys,
    ),
    Command(
        "forget",
        "WHO",
        "forget a person, in every file",
        "Takes somebody out of the store, the trash, the drafts and, when you say so, out\n"
        "of every backup, and reads every file afterwards to make sure. You are shown\n"
        "what will go, and asked. It cannot be undone.\n\n"
        "An encrypted backup is rewritten with the key that --identity names, and\n"
        "encrypted again to those who can read backups now. Without the key nobody can\n"
        "look into it: you are told that it stays, or it is removed with\n"
        "--remove-encrypted.",
        _forget,
    ),
    Command(
        "completion",
        "SHELL",
        f"print the completion for {', '.join(SHELLS[:-1])} or {SHELLS[-1]}",
        'bash: put  eval "$(thanks-tui completion bash)"  into ~/.bashrc\n'
        'zsh:  put  eval "$(thanks-tui completion zsh)"  into ~/.zshrc, after compinit\n'
        "fish: thanks-tui completion fish > ~/.config/fish/completions/thanks-tui.fish",
        _completion,
    ),
)
