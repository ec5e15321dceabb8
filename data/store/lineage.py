"""From which states of the store a file was made, so that two files can find what both once were.

Every opening that writes is a sitting with a name of its own; with the generation that it wrote, that names
one state of the store. `meta` lists the sittings that a file was made by, each with its last generation, its
own state the last. So a state that is in the list of another was its ancestor, on whichever machine.
"""

from __future__ import annotations

import os
from typing import TypeAlias, cast

from .documents import Fields

Lineage: TypeAlias = dict[str, int]
"""By sitting the last generation of it that a file was made from, oldest first, its own state the last."""

SITTINGS = "sittings"
"""What `meta` calls them."""
MOST_SITTINGS = 200
"""How many are remembered: 5 kB, two months of several openings a day."""


def new_sitting() -> str:
    """Return the name of a sitting that nobody has had."""
    return os.urandom(6).hex()


def lineage_of(meta: Fields) -> Lineage:
    """Return the states that a file with this `meta` was made from; empty when it does not say."""
    found: Lineage = {}
    sittings = meta.get(SITTINGS)
    for pair in cast("list[object]", sittings) if isinstance(sittings, list) else ():
        match pair:
            case [str(sitting), int(generation)] if sitting:
                found.pop(sitting, None)
                found[sitting] = generation
            case _:
                pass
    return found


def descends(meta: Fields, ancestor: Fields) -> bool:
    """Return whether a file with `meta` was made from what a file with `ancestor` holds, or is it."""
    state = next(reversed(lineage_of(ancestor).items()), None)
    return state is not None and lineage_of(meta).get(state[0], -1) >= state[1]


def continued(meta: Fields, sitting: str, generation: int) -> Fields:
    """Return what `meta` becomes when `sitting` makes that generation of it."""
    lineage = lineage_of(meta)
    lineage.pop(sitting, None)
    lineage[sitting] = generation
    return {**meta, "generation": generation, SITTINGS: _listed(lineage)}


def joined(ours: Fields, theirs: Fields) -> Fields:
    """Return the `meta` of what is made from both, before it is written."""
    lineage = lineage_of(theirs)
    for sitting, generation in lineage_of(ours).items():
        lineage[sitting] = max(generation, lineage.pop(sitting, generation))
    generation = max(_generation(ours), _generation(theirs))
    both = {**theirs, **ours, SITTINGS: _listed(lineage), "generation": generation}
    # What comes from elsewhere is not clean because ours was.
    both.pop("cleaned", None)
    return both


def _generation(meta: Fields) -> int:
    generation = meta.get("generation")
    return generation if isinstance(generation, int) else 0


def _listed(lineage: Lineage) -> list[list[object]]:
    return [[sitting, generation] for sitting, generation in list(lineage.items())[-MOST_SITTINGS:]]
