"""Starting the app: on the user's own store, or on made-up data."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ...data.clock import today
from ...data.errors import UsageError
from ...data.paths import STORE_NAME, store_path
from ...data.store.ahead import Ahead
from .output import is_terminal

if TYPE_CHECKING:
    from ...data.store.store import Store


READ_AT_ONCE = 2_000_000
"""The bytes of a store up to which it is read before anything is drawn."""
_ESCAPE = "50"
"""Milliseconds after which an escape that nothing follows is the key of that name; Textual's own are 100."""


def open_app(data_dir: Path | None, *, debug: bool) -> int:
    """Open the app on the store in `data_dir`, or in the usual place, until the user quits."""
    _require_terminal()
    path = store_path(data_dir)
    ahead = Ahead(path) if _is_large(path) else None
    from ...data.store.store import Store

    if ahead is not None:
        return _show(Store(path), opening=partial(_open_prepared, ahead), debug=debug)
    with Store.open(path) as store:
        return _show(store, debug=debug)


def open_demo(*, debug: bool) -> int:
    """Open the app on made-up data in a folder of its own, which goes when the user quits."""
    _require_terminal()
    from ...data.demo import fill_demo
    from ...data.store.store import Store

    with (
        TemporaryDirectory(prefix="thanks-tui-demo-") as folder,
        Store.open(Path(folder, STORE_NAME)) as store,
    ):
        fill_demo(store, today())
        return _show(store, demo=True, debug=debug)


def _require_terminal() -> None:
    # Textual draws on stderr and reads from stdin; what is asked of stdout is only that nobody pipes it.
    if not all(is_terminal(stream) for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError("There is no terminal to open in; for scripts and pipes see thanks-tui --help.")


def _is_large(path: Path) -> bool:
    """Return whether reading the store at `path` takes so long that something is to be seen before."""
    try:
        return path.stat().st_size > READ_AT_ONCE
    except OSError:
        # Opening it says what is the matter.
        return False


def _open_prepared(ahead: Ahead) -> Store:
    """Open a store, in a thread, with everything computed that its lists show."""
    from ...data.overview import Overview
    from ...data.store.store import Store

    store = Store.open(ahead.path, ahead=ahead)
    Overview.of(store).prepare(today())
    return store


def _show(
    store: Store, *, opening: Callable[[], Store] | None = None, demo: bool = False, debug: bool
) -> int:
    # Textual reads it as it is loaded; who has set it knows how slow their line is.
    os.environ.setdefault("ESCDELAY", _ESCAPE)
    from ..app import ThanksApp
    from ..settling import settle

    app = ThanksApp(store, opening=opening, painted=settle, demo=demo, debug=debug, backs_up=not demo)
    try:
        app.run()
    finally:
        app.store.close()
    if app.not_opened is not None:
        raise app.not_opened
    return app.return_code or 0
