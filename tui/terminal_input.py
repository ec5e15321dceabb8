"""What comes from the terminal, made into text: no byte that it may send is too strange to be read."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder

# A report of the mouse in the oldest way: three bytes for button, column and row, each as it is plus 32.
_REPORT = b"\x1b[M"
_OLD_MOUSE = re.compile(rb"\x1b\[M...", re.DOTALL)
_BEGUN = re.compile(rb"\x1b\[(?:M.{0,2})?\Z", re.DOTALL)


class Decoder:
    """Makes text of bytes as they come, piece by piece; what is no UTF-8 becomes U+FFFD.

    Reports of the mouse in the oldest way are taken out: their bytes are no text in any encoding. A terminal
    that was built anew under the program (a tmux attached again, a window reloaded) sends them.
    """

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._held = b""
        self.saw_old_mouse = False
        """Whether such a report was among the bytes of the last call."""

    def feed(self, data: bytes) -> str:
        """Return the text of `data`; of a character or a report that is not whole, the rest is waited for."""
        data, reports = _OLD_MOUSE.subn(b"", self._held + data)
        self.saw_old_mouse = reports > 0
        begun = _BEGUN.search(data)
        at = len(data) if begun is None else begun.start()
        self._held = data[at:]
        return self._decode(data[:at])

    def rest(self) -> str:
        """Return what was waited for in vain; to be called when nothing more has come for a while.

        A report of the mouse without its end is none: Textual would take the next keys for it.
        """
        self.saw_old_mouse = False
        held, self._held = self._held, b""
        return "" if held.startswith(_REPORT) else self._decode(held)
