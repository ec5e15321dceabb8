"""Where things lie on this machine."""

from __future__ import annotations

import os
from pathlib import Path

APP_NAME = "thanks-tui"
DATA_DIR_VARIABLE = "THANKS_TUI_DATA_DIR"
STORE_NAME = "thanks.json"


def data_dir(chosen: Path | None = None) -> Path:
    """Return the folder of the store: `chosen`, else `$THANKS_TUI_DATA_DIR`, else the platform's."""
    if chosen is not None:
        return chosen.expanduser().absolute()
    named = os.environ.get(DATA_DIR_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    return platformdirs.user_data_path(APP_NAME, appauthor=False)


def store_path(chosen: Path | None = None) -> Path:
    """Return the path of the store's file in `data_dir(chosen)`."""
    return data_dir(chosen) / STORE_NAME
