"""How a flow asks: it shows a dialog, and goes on with what is answered there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.app import App
from textual.screen import Screen
from textual.worker import Worker, get_current_worker  # pyright: ignore[reportUnknownVariableType]
from textual.worker_manager import WorkerManager

if TYPE_CHECKING:
    from .screens.dialogs.dialog import Dialog

Answer = TypeVar("Answer")

FLOW = "flow"
"""The group of workers that lead from one question to the next; others go on beside what the user does."""


class Asked:
    """What a flow may wait for: a dialog that is answered, or a sheet that is written on."""

    asked_by: Worker[Any] | None = None
    """The flow that waits."""


async def ask(screen: Screen[Any], dialog: Dialog[Answer]) -> Answer | None:
    """Show `dialog` over `screen` and return its answer, None when it was left. For flows only."""
    wait_for(dialog)
    return await screen.app.push_screen_wait(dialog)


def wait_for(asked: Asked) -> None:
    """Say that the flow which calls this goes on only when `asked` has its answer, or is left."""
    asked.asked_by = cast("Worker[Any]", get_current_worker())


def flow_goes_on(app: App[Any]) -> bool:
    """Return whether a flow is on its way to its next question or to its end, and waits for nobody."""
    waiting = [screen.asked_by for screen in app.screen_stack if isinstance(screen, Asked)]
    return any(
        worker.group == FLOW and not worker.is_finished and worker not in waiting for worker in app.workers
    )


def in_a_flow(workers: WorkerManager) -> bool:
    """Return whether a flow is under way, with records in hand that must not change under it."""
    return any(worker.group == FLOW and not worker.is_finished for worker in workers)


def ends_a_flow(event: Worker.StateChanged) -> bool:
    """Return whether what has happened to a worker is that a flow is over."""
    return event.worker.group == FLOW and event.worker.is_finished
