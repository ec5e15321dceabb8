"""The wordings of every point: what they are for, and which of them fit a note.

The texts lie in the `.toml` files beside this one, a file for each point, named for language and point.
"""

from __future__ import annotations

from .book import Wording, find, options, wordings_of

__all__ = ["Wording", "find", "options", "wordings_of"]
