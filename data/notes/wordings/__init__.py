"""The wordings of every point: what they are for, and which of them fit a note.

The texts lie in the `.toml` files beside this one, a file for each point, named for language and point.
"""

from __future__ import annotations

from .book import Book, Wording, find, load, options

__all__ = ["Book", "Wording", "find", "load", "options"]
