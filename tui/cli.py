"""The command line: reads the arguments, calls the command, and turns what went wrong into one sentence.

What a command needs is imported when it is called, so that the small ones start at once.
"""

from __future__ import annotations

import atexit
import gc
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..data.errors import ThanksError, UsageError
from .arguments import PROGRAM, build_parser
from .commands import output
from .exit_codes import BY_SIGNAL, INTERRUPTED, READER_GONE
from .fault import keep_log, where_told
from .lean import load_msgspec

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from ..data.store.ahead import Ahead

_asked: list[Namespace] = []
"""What the command line asks for, once it is known."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv`, by default what the program was started with, and return its exit code."""
    words = sys.argv[1:] if argv is None else list(argv)
    debug = "--debug" in words
    if argv is None:
        _keep_all()
        _end_by_signals()
        if not debug:
            sys.excepthook = tell_unexpected
            sys.unraisablehook = _say_nothing
    try:
        code = _run(words)
        output.flush()
    except ThanksError as problem:
        return _tell(problem, debug=debug)
    except BrokenPipeError:
        output.let_go()
        return READER_GONE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _keep_all() -> None:
    # A small command ends before it has garbage that is worth looking for; nor is it worth it at the end.
    gc.disable()
    atexit.register(gc.freeze)


def _say_nothing(failed: object) -> None:
    # What fails while something is cleared away harms nobody, and Python would tell all it knows of it.
    del failed


def _end_by_signals() -> None:
    # So that what is open is closed; `nohup` and its like stay in force.
    for number in (signal.SIGHUP, signal.SIGTERM):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _leave)


def _leave(number: int, frame: object) -> None:
    del frame
    sys.exit(BY_SIGNAL + number)


def _run(words: list[str]) -> int:
    parser = build_parser(words)
    try:
        arguments = parser.parse_args(words)
    except SystemExit as done:  # argparse has printed a help
        return int(done.code or 0)
    if arguments.version:
        from importlib.metadata import version

        output.write(f"{PROGRAM} {version(PROGRAM)}\n")
        return 0
    if arguments.command in _LONG:
        gc.enable()
    if arguments.demo:
        return _demo(arguments)
    _asked[:] = [arguments]
    return _COMMANDS[arguments.command](arguments)


def _tell(problem: ThanksError, *, debug: bool) -> int:
    if debug and not isinstance(problem, UsageError):
        import traceback

        traceback.print_exception(problem)
    output.complain(f"{problem} {problem.advice}".rstrip())
    return problem.exit_code


def tell_unexpected(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """Say in one sentence that the program has a fault; this is `sys.excepthook` unless --debug is given."""
    del trace
    log = keep_log(_folder(), problem)
    output.complain(
        f"Something went wrong that should not have ({kind.__name__}); what was saved before is safe. "
        f"{where_told(log)}"
    )


def _folder() -> Path | None:
    """Return the folder of the store that the command works on, None if it is not known."""
    from ..data.paths import data_dir

    try:
        return data_dir(_asked[0].data_dir) if _asked else None
    except (OSError, RuntimeError):  # there is no home to look for it in
        return None


def _demo(arguments: Namespace) -> int:
    if arguments.command or arguments.data_dir:
        raise UsageError(
            "--demo opens the app on data of its own; it goes with no command and no --data-dir."
        )
    from .commands.starting import open_demo

    return open_demo(debug=arguments.debug)


def _open(arguments: Namespace) -> int:
    from .commands.starting import open_app

    return open_app(arguments.data_dir, debug=arguments.debug)


def _import(arguments: Namespace) -> int:
    from ..data.clock import today
    from .commands.importing import import_paths

    return import_paths(
        arguments.data_dir, arguments.paths, today(), yes=arguments.yes, identities=arguments.identity
    )


def _merge(arguments: Namespace) -> int:
    from ..data.clock import today
    from .commands.merging import merge

    return merge(
        arguments.data_dir, arguments.other, today(), yes=arguments.yes, identities=arguments.identity
    )


def _export(arguments: Namespace) -> int:
    from ..data.clock import today, utc_now
    from .commands.exporting import export

    return export(
        arguments.data_dir,
        arguments.path,
        today(),
        utc_now(),
        chosen=arguments.format,
        who=arguments.application,
        todo=arguments.todo,
        force=arguments.force,
        recipients=arguments.recipient,
    )


def _read_ahead(arguments: Namespace) -> Ahead:
    """Begin to read the store, for a command that only looks; what else it needs is imported meanwhile."""
    from ..data.paths import store_path
    from ..data.store.ahead import Ahead

    ahead = Ahead(store_path(arguments.data_dir))
    load_msgspec()
    return ahead


def _list(arguments: Namespace) -> int:
    ahead = _read_ahead(arguments)
    from ..data.clock import today
    from .commands.listing import list_rejections

    return list_rejections(ahead, today(), as_json=arguments.json)


def _due(arguments: Namespace) -> int:
    ahead = _read_ahead(arguments)
    from ..data.clock import today
    from .commands.due import list_due

    return list_due(ahead, today(), within=arguments.within, as_json=arguments.json, quiet=arguments.quiet)


def _note(arguments: Namespace) -> int:
    ahead = _read_ahead(arguments)
    from .commands.note import print_note

    return print_note(ahead, arguments.who, follow_up=arguments.follow_up)


def _check(arguments: Namespace) -> int:
    from .commands.checking import check

    return check(arguments.data_dir, repair=arguments.repair, identities=arguments.identity)


def _backup(arguments: Namespace) -> int:
    from ..data.clock import utc_now
    from .commands.backing_up import backup

    return backup(arguments.data_dir, utc_now())


def _restore(arguments: Namespace) -> int:
    from ..data.clock import utc_now
    from .commands.backing_up import restore

    return restore(arguments.data_dir, arguments.backup, utc_now(), arguments.identity)


def _encrypt_backups(arguments: Namespace) -> int:
    from .commands.encrypting import encrypt_backups

    return encrypt_backups(arguments.data_dir, arguments.keys, off=arguments.off, older=arguments.older)


def _forget(arguments: Namespace) -> int:
    from .commands.forgetting import forget

    return forget(
        arguments.data_dir,
        arguments.who,
        yes=arguments.yes,
        identities=arguments.identity,
        remove_encrypted=arguments.remove_encrypted,
    )


def _completion(arguments: Namespace) -> int:
    from .commands.completing import print_completion

    return print_completion(build_parser(), arguments.shell)


_LONG = frozenset({"import", "merge"})
"""The commands that may run for long, and make garbage meanwhile; so does the app, once it has started."""
_COMMANDS: dict[str | None, Callable[[Namespace], int]] = {
    None: _open,
    "import": _import,
    "merge": _merge,
    "export": _export,
    "list": _list,
    "due": _due,
    "note": _note,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "encrypt-backups": _encrypt_backups,
    "forget": _forget,
    "completion": _completion,
}
