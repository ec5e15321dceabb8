"""The desk: drafts are put on it as they are typed, and are on the disk a moment later.

Writing and removing wait for the disk, so they happen in a thread of their own; what is asked for last is
what stands on the disk in the end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from ..errors import NotSavedError
from ..store.sentences import reason
from .draft import Draft
from .folder import DraftFolder


class DraftDesk:
    """Carries drafts to a folder, one after the other."""

    def __init__(self, folder: DraftFolder, trouble: Callable[[str], None]) -> None:
        """Write to `folder`; `trouble` is told, in any thread, why it fails; once until it succeeds."""
        self.folder = folder
        self._trouble = trouble
        self._told = False
        self._why = ""
        self._wanted: dict[str, Draft | None] = {}
        self._at_the_disk = threading.Lock()
        self._thread: ThreadPoolExecutor | None = ThreadPoolExecutor(1, "drafts")

    @property
    def why_not_kept(self) -> str:
        """Why a draft that was to be kept is not on the disk, in a few words; empty when they all are."""
        return self._why if any(draft is not None for draft in self._wanted.values()) else ""

    def keep(self, draft: Draft) -> None:
        """Have `draft` written, in place of what it was before; returns at once."""
        self._want(draft.id, draft)

    def clear(self, id_: str) -> None:
        """Have a draft removed, for it is kept in the store, or thrown away; returns at once."""
        self._want(id_, None)

    def flush(self) -> None:
        """Carry out here and now what was asked for and is not done yet."""
        for id_ in list(self._wanted):
            self._carry_out(id_)
        # What the thread had taken already is done once the way to the disk is free.
        with self._at_the_disk:
            pass

    def close(self) -> None:
        """Finish, and let go of the folder."""
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None
        self.flush()
        self.folder.close()

    def _want(self, id_: str, draft: Draft | None) -> None:
        self._wanted[id_] = draft
        if self._thread is not None:
            self._thread.submit(self._carry_out, id_)

    def _carry_out(self, id_: str) -> None:
        with self._at_the_disk:
            # Taken only now, so that whoever comes to the disk first brings the newest.
            if id_ not in self._wanted:
                return
            draft = self._wanted.pop(id_)
            try:
                if draft is None:
                    self.folder.remove(id_)
                else:
                    self.folder.write(draft)
            except NotSavedError as problem:
                # It stays wanted, and is tried again by the next flush, unless something newer is by then.
                self._wanted.setdefault(id_, draft)
                cause = problem.__cause__
                self._why = reason(cause) if isinstance(cause, OSError) else str(cause)
                self._tell(str(problem))
            else:
                self._told = False

    def _tell(self, sentence: str) -> None:
        if not self._told:
            self._told = True
            self._trouble(sentence)
