"""What is computed of each application, kept until its records change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from .models import Application

T = TypeVar("T")


class Derived(Generic[T]):
    """One value for each application; `derive` computes it from the records of that application alone."""

    def __init__(self, derive: Callable[[Application], T]) -> None:
        self._derive = derive
        self._kept: dict[str, T] = {}

    def of(self, applications: Sequence[Application]) -> list[T]:
        """Return the values of `applications`, in their order; those not known yet are computed."""
        kept = self._kept
        try:
            return [kept[application.id] for application in applications]
        except KeyError:
            for application in applications:
                if application.id not in kept:
                    kept[application.id] = self._derive(application)
        return [kept[application.id] for application in applications]

    def keep(self, applications: Sequence[Application], values: Iterable[T]) -> None:
        """Keep the values of `applications`, in their order, which somebody has computed all at once."""
        for application, value in zip(applications, values, strict=True):
            self._kept[application.id] = value

    def forget(self, application_ids: Iterable[str] | None = None) -> None:
        """Forget the values of some applications, by their ids, or of all."""
        if application_ids is None:
            self._kept.clear()
            return
        for id_ in application_ids:
            self._kept.pop(id_, None)
