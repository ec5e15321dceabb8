"""A line across the screen for what the user has to know until it is put right."""

from __future__ import annotations

from textual.widgets import Static

from .text import lit


class Banner(Static):
    """Trouble that lasts: not saved, read only. Gone when there is none."""

    DEFAULT_CSS = """
    Banner {
        display: none;
        height: auto;
        max-height: 3;
        padding: 0 2;
        background: $warning-muted;
        color: $text-warning;
        text-style: bold;
        &.-told { display: block; }
    }
    """

    def __init__(self, standing: str = "") -> None:
        super().__init__()
        self._standing = standing
        self._trouble = ""

    @property
    def told(self) -> str:
        """The trouble that is shown; empty when there is none."""
        return self._trouble

    def trouble(self, sentence: str) -> None:
        """Show `sentence` until `clear` is called."""
        self._trouble = sentence
        self._tell()

    def standing(self, sentence: str) -> None:
        """Show `sentence` whenever there is no trouble; an empty one takes it away."""
        if sentence != self._standing:
            self._standing = sentence
            self._tell()

    def clear(self) -> None:
        """Take the trouble away, for it is over."""
        if self._trouble:
            self._trouble = ""
            self._tell()

    def on_mount(self) -> None:
        """Show what holds from the beginning."""
        self._tell()

    def _tell(self) -> None:
        sentence = self._trouble or self._standing
        self.set_class(bool(sentence), "-told")
        self.update(lit(f"▲ {sentence}" if sentence else ""))
