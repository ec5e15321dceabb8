"""Opening the app: on the user's own store, or on made-up data."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ...data.clock import today
from ...data.errors import UsageError
from ...data.paths import STORE_NAME, store_path
from .output import is_terminal

if TYPE_CHECKING:
    from ...data.store.store import Store


def open_app(data_dir: Path | None, *, debug: bool) -> int:
    """Open the app on the store in `data_dir`, or in the usual place, until the user quits."""
    _require_terminal()
    from ...data.store.store import Store

    with Store.open(store_path(data_dir)) as store:
        return _show(store, demo=False, debug=debug)


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


def _show(store: Store, *, demo: bool, debug: bool) -> int:
    from ..app import ThanksApp

    app = ThanksApp(store, demo=demo, debug=debug, backs_up=not demo)
    app.run()
    return app.return_code or 0
