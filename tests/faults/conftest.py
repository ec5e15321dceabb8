"""The process that acts, for all tests of a module; where there is no strace they are skipped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .strace import Laboratory, refusal


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    folder = tmp_path_factory.mktemp("strace")
    if reason := refusal(folder):
        pytest.skip(reason)
    with Laboratory(folder) as opened:
        yield opened
