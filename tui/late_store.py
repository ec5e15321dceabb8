"""A store that is opened after the first paint: in a thread, and what is left of it between the keys."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from typing import Any

from textual.app import App

from ..data.errors import StoreError
from ..data.overview import Overview
from ..data.store.store import Store

_BREATH = 0.001
"""Seconds between two slices of what is prepared; keys come first."""


class LateStore:
    """Opens a store for `app` and hands it to `take`; if that fails, the app ends."""

    def __init__(self, app: App[Any], opening: Callable[[], Store], take: Callable[[Store], None]) -> None:
        self._app = app
        self._opening = opening
        self._take = take
        self.problem: StoreError | None = None
        """Why it could not be opened, if it could not."""

    def open(self) -> None:
        """Begin to open it."""
        self._app.run_worker(self._open, thread=True, group="opening")

    def _open(self) -> None:
        try:
            store = self._opening()
        except StoreError as problem:
            self._app.call_from_thread(self._give_up, problem)
        else:
            self._app.call_from_thread(self._arrived, store)

    def _give_up(self, problem: StoreError) -> None:
        self.problem = problem
        self._app.exit()

    def _arrived(self, store: Store) -> None:
        self._take(store)
        self._app.run_worker(self._prepare(store), group="opening")

    async def _prepare(self, store: Store) -> None:
        for _ in Overview.of(store).preparing():
            await asyncio.sleep(_BREATH)
        # What was prepared stays; to look through it for garbage would hold up some key.
        gc.freeze()
