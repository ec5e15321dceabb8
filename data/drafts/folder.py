"""The folder of the drafts: a file for each open form, closed to others, written whole or not at all."""

from __future__ import annotations

import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from ..errors import NotSavedError, StoreError
from ..file_names import DRAFTS, is_handed_out
from ..store.folder import FOLDER_MODE, make_room, prepare, resolve
from ..store.safe_write import put_in_place, sync_folder
from ..store.sentences import reason
from .draft import Draft, DraftKind, cleaned
from .leftovers import left_by_editors, text_in
from .reading import read_draft
from .session import Session, is_open, remove_ended

NO_DRAFT = (
    "What you type is not on the disk yet ({why}). Go on writing; it is kept in case of a power cut as soon "
    "as that can be done."
)
NO_ROOM = "There can be no file for the editor ({why}). Press e to write here."
_SUFFIX = ".json"


@contextmanager
def _refusals(sentence: str) -> Generator[None]:
    """Say `sentence`, with the reason, when the disk refuses."""
    try:
        yield
    except OSError as problem:
        raise NotSavedError(sentence.format(why=reason(problem))) from problem
    except StoreError as problem:
        raise NotSavedError(sentence.format(why=str(problem).rstrip("."))) from problem


class DraftFolder:
    """The drafts beside the store at a path. Nothing is made on the disk before something is written."""

    def __init__(self, store: Path) -> None:
        self._store = resolve(store)
        self.path = self._store.with_name(DRAFTS)
        """Where the drafts lie."""
        self.session = Session(self.path)
        """This window."""

    # Writing.

    def write(self, draft: Draft) -> None:
        """Put `draft` on the disk in place of what it was before, as one of this window.

        NotSavedError when that cannot be; what it was before is there still.
        """
        mine = cleaned(replace(draft, session=self.session.id))
        with _refusals(NO_DRAFT):
            self.make()
            self.session.begin()
            put_in_place(self._file_of(draft.id), [msgspec.json.encode(mine)])

    def remove(self, id_: str) -> None:
        """Remove a draft that is kept in the store, or thrown away, with the editor's file that it had.

        NotSavedError when it is there and cannot be removed.
        """
        file = self._file_of(id_)
        try:
            for each in (*self._editors_files(id_, read_draft(file)), file):
                each.unlink(missing_ok=True)
            if self.path.is_dir():
                sync_folder(self.path)
        except OSError as problem:
            raise NotSavedError(f"{file} could not be removed ({reason(problem)}).") from problem

    def room(self) -> Path:
        """Return the folder, which is there then; NotSavedError when it cannot be."""
        with _refusals(NO_ROOM):
            self.make()
        return self.path

    def make(self) -> None:
        """Make the folder, and close it to others; OSError when it is not to be had, a link, or another's."""
        prepare(self._store)
        make_room(self._store, DRAFTS)
        if stat.S_IMODE(self.path.stat().st_mode) != FOLDER_MODE:
            self.path.chmod(FOLDER_MODE)

    def close(self) -> None:
        """Let go of the drafts of this window, so that the next one offers what is left of them."""
        self.session.end()

    # Reading.

    def drafts(self) -> list[Draft]:
        """Return every draft that no open window is writing on, the newest first, and what editors left.

        A draft in which nothing was typed, or what was typed is gone, is not among them.
        """
        every = self._read()
        named = {draft.origin.file for draft in every}
        every += left_by_editors((self.path, self._store.parent), named)
        found = [self._with_editors_text(draft) for draft in every if not self._is_written_on(draft)]
        return sorted(filter(_says_something, found), key=lambda each: (each.when, each.id), reverse=True)

    def tidy(self) -> None:
        """Remove what killed windows left that is no draft; only for who holds the writer's lock."""
        remove_ended(self.path)
        # Only tidying: what cannot be removed now is removed at the next start.
        with suppress(OSError):
            for file in self.path.iterdir():
                if file.name.startswith(".") and file.name.endswith(".tmp"):
                    file.unlink()

    def _read(self) -> list[Draft]:
        with suppress(OSError):
            # A link in its place would lead to what is not ours.
            if stat.S_ISDIR(self.path.lstat().st_mode):
                files = [file for file in self.path.iterdir() if _is_drafts(file)]
                return [draft for file in files if (draft := read_draft(file)) is not None]
        return []

    def _file_of(self, id_: str) -> Path:
        return self.path / f"{id_}{_SUFFIX}"

    def _editors_files(self, id_: str, draft: Draft | None) -> list[Path]:
        if is_handed_out(id_):
            return [folder / id_ for folder in (self.path, self._store.parent)]
        named = draft is not None and is_handed_out(draft.origin.file)
        return [self.path / draft.origin.file] if draft is not None and named else []

    def _is_written_on(self, draft: Draft) -> bool:
        return draft.session != self.session.id and is_open(self.path, draft.session)

    def _with_editors_text(self, draft: Draft) -> Draft:
        """Return `draft` with what was written in the editor, unless it was gone on with since."""
        name = draft.origin.file
        if draft.changed or not is_handed_out(name):
            return draft
        written = text_in(self.path / name)
        if not written:
            return draft
        return replace(draft, fields=tuple(replace(field, text=written) for field in draft.fields[:1]))


def _is_drafts(file: Path) -> bool:
    return file.suffix == _SUFFIX and not file.name.startswith(".")


def _says_something(draft: Draft) -> bool:
    return draft.origin.kind is DraftKind.UNKNOWN or draft.changed
