"""thanks-tui as people install it, in an environment of its own: a checkout starts later than that."""

from __future__ import annotations

import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLACE = ROOT / ".venv-bench" / "thanks-tui"
"""The environment; git does not see it."""
PYTHON = PLACE / "bin" / "python"
COMMAND = PLACE / "bin" / "thanks-tui"


def install() -> None:
    """Install the checkout as it stands now; subprocess.CalledProcessError if that cannot be done."""
    if not PYTHON.exists():
        venv.create(PLACE, with_pip=True)
    # The second time for what was changed since the version was installed first.
    for more in ((), ("--force-reinstall", "--no-deps")):
        words = [str(PYTHON), "-m", "pip", "install", "--quiet", *more, str(ROOT)]
        subprocess.run(words, check=True, stderr=subprocess.DEVNULL)
