"""msgspec without what it would load and not use, for the commands that are done before one looks."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import cast

_BACKPORTS = "typing_extensions"


def load_msgspec() -> None:
    """Import msgspec as where `typing_extensions` is not installed: it then takes the same from `typing`.

    To load that module takes as long as msgspec itself. Where either is loaded already nothing is done.
    """
    if "msgspec" in sys.modules or _BACKPORTS in sys.modules:
        return
    modules = cast("dict[str, object]", sys.modules)
    # That is how Python itself notes what cannot be imported.
    modules[_BACKPORTS] = None
    try:
        import_module("msgspec")
    finally:
        del modules[_BACKPORTS]
