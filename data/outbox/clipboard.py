"""The system's clipboard, beside the terminal's own way of copying.

pyperclip starts a program of the desktop (`xclip`, `wl-copy`, `pbcopy`), waits for it without end, lets it
write on the screen, and does not ask whether it worked. So it runs in a process of its own, which is silent,
looks after itself whether the text has arrived, and can be given up.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping

from ..text import clean_text

PATIENCE = 3.0
"""Seconds after which the clipboard is given up; a live one answers in a tenth of a second."""

_LINUX_SIGNS = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
_COPY_AND_LOOK = """\
import sys
import pyperclip

text = sys.stdin.buffer.read().decode()
try:
    pyperclip.copy(text)
    arrived = pyperclip.paste().split() == text.split()
except pyperclip.PyperclipException:
    arrived = False
sys.exit(0 if arrived else 1)
"""


def copy_to_system(text: str, *, patience: float = PATIENCE) -> bool:
    """Put `text` on the system's clipboard and return whether it is there.

    False, too, where there is no clipboard: over a plain SSH connection, say, or on a machine without a
    desktop. Takes about a fifth of a second, and `patience` seconds when the desktop hangs; a screen calls it
    from a thread.
    """
    if not text or not _has_desktop(os.environ):
        return False
    # -P: nothing in the present folder can pass itself off as pyperclip.
    command = [sys.executable, "-P", "-c", _COPY_AND_LOOK]
    silent = subprocess.DEVNULL
    try:
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=silent, stderr=silent, start_new_session=True
        )
    except OSError:
        return False
    try:
        child.communicate(clean_text(text).encode(), timeout=patience)
    except subprocess.TimeoutExpired:
        # The whole group: what pyperclip has started hangs too.
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
    return child.returncode == 0


def _has_desktop(environment: Mapping[str, str]) -> bool:
    """Return whether there can be a clipboard at all; asked first, for asking costs nothing."""
    return sys.platform != "linux" or any(environment.get(sign) for sign in _LINUX_SIGNS)
