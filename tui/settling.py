"""What is left to the time when the first screen is there: it costs nobody a wait then."""

from __future__ import annotations

import gc
import threading
from importlib import import_module

_SCREENS = (
    "contacts",
    "points",
    "preview",
    "agenda",
    "ledger",
    "dialogs.application_form",
    "dialogs.confirm",
    "dialogs.detail",
    "dialogs.help",
)
"""Where the keys of the first screen lead to."""


def settle() -> None:
    """Begin to collect garbage, and import beforehand what the next keys will ask for."""
    # What is there by now stays: to look through all of it again and again would hold up some key.
    gc.freeze()
    gc.enable()
    threading.Thread(target=_import_screens, name="settling", daemon=True).start()


def _import_screens() -> None:
    for name in _SCREENS:
        import_module(f".screens.{name}", __package__)
