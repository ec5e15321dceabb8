"""The options of the command line that speak of the age format."""

from __future__ import annotations

import argparse
from pathlib import Path

OLDER = ("encrypt", "remove", "keep")
"""What can become of the backups that were made before they were encrypted."""


def add_identity(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the secret key for what is encrypted to a public one."""
    parser.add_argument(
        "--identity",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="the secret key that opens an .age file",
    )


def add_recipient(parser: argparse.ArgumentParser) -> None:
    """Add the option that names who can read an export."""
    parser.add_argument(
        "--recipient",
        metavar="KEY",
        action="append",
        default=[],
        help="who can read an .age file: a public key of age, or a file of them",
    )


def add_backup_keys(parser: argparse.ArgumentParser) -> None:
    """Add what says to whom backups are encrypted, and what becomes of those that are not."""
    parser.add_argument("keys", metavar="KEY", nargs="*", help="a public key of age, or a file of them")
    parser.add_argument("--off", action="store_true", help="make plain backups from now on")
    parser.add_argument(
        "--older",
        choices=OLDER,
        help="what to do with the backups that are not encrypted; else you are asked",
    )
