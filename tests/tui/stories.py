"""Applications whose people were thanked weeks ago, put into a store by the walk itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace
from thanks_tui.data.models import Application, Channel, Contact, Kind
from thanks_tui.data.store.store import Store
from thanks_tui.data.walk import begin_notes, keep_application, mark_sent

NORTHWIND = "a" * 32
CONTOSO = "b" * 32
FABRIKAM = "c" * 32

MOMENT = "our talk about the night shifts"


def thanked(
    store: Store, id_: str, company: str, told: date, wrote: date, *names: str, **fields: Any
) -> list[Contact]:
    """Put an application into `store` whose people were all thanked by mail on the day `wrote`."""
    keep_application(store, Application(id=id_, company=company, rejected_on=told, **fields))
    kinds = (Kind.RECRUITER, Kind.HIRING_MANAGER, Kind.INTERVIEWER)
    people = [
        Contact(
            id=f"{id_[0]}{index}" * 16,
            application_id=id_,
            name=name,
            kind=kind,
            email=f"{name.split()[0].lower()}@{company.split(maxsplit=1)[0].lower()}.example",
        )
        for index, (name, kind) in enumerate(zip(names, kinds, strict=False))
    ]
    store.put(*people)
    for note in begin_notes(store, id_):
        mark_sent(store, note, Channel.EMAIL, wrote)
    return people


def one_due(store: Store) -> None:
    """One follow-up, ten days late on the day on which the driver's clock stands."""
    northwind = thanked(
        store,
        NORTHWIND,
        "Northwind Robotics",
        date(2026, 10, 12),
        date(2026, 10, 13),
        "Dana Ortiz",
        "Lee Park",
        role="Staff Engineer",
    )

    store.put(replace(northwind[0], moment=MOMENT))


def three_due(store: Store) -> None:
    """Three follow-ups: one ten days late, one in three days, one next month."""
    one_due(store)
    thanked(
        store,
        CONTOSO,
        "Contoso",
        date(2026, 10, 25),
        date(2026, 10, 26),
        "Eve Moreau",
        role="Data Engineer",
    )
    thanked(store, FABRIKAM, "Fabrikam", date(2026, 11, 19), date(2026, 11, 20), "Kim Larsen", role="Analyst")
