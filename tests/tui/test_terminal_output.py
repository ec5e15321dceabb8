"""What is drawn goes to the terminal in UTF-8, and nowhere once that is gone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from threading import Thread

import pytest
from thanks_tui.tui.terminal_output import Outlet


class Pipe:
    """A pipe in the place of a terminal, and how often it was found lost."""

    def __init__(self) -> None:
        self.out, self.into = os.pipe()
        self.lost = 0
        self.outlet = Outlet(self.into, self._count)

    def _count(self) -> None:
        self.lost += 1


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    pipe = Pipe()
    yield pipe
    for handle in (pipe.out, pipe.into):
        try:
            os.close(handle)
        except OSError:
            continue


def test_it_writes_what_it_took_when_it_is_told_to(pipe: Pipe):
    assert pipe.outlet.fileno() == pipe.into
    assert pipe.outlet.write("Zoë ") == 4
    pipe.outlet.write("○ \ud800")
    pipe.outlet.flush()
    assert os.read(pipe.out, 100) == "Zoë ○ ?".encode()


def test_when_nobody_is_there_any_more_it_says_so_once_and_goes_on_taking(pipe: Pipe):
    os.close(pipe.out)
    for _ in range(3):
        pipe.outlet.write("to nobody")
        pipe.outlet.flush()
    assert pipe.lost == 1


def test_a_terminal_that_does_not_wait_is_waited_for(pipe: Pipe):
    os.set_blocking(pipe.into, False)
    much = "never lose a word " * 20_000
    taken: list[bytes] = []

    def take() -> None:
        while sum(map(len, taken)) < len(much):
            taken.append(os.read(pipe.out, 65536))

    reader = Thread(target=take)
    reader.start()
    pipe.outlet.write(much)
    pipe.outlet.flush()
    reader.join()
    assert b"".join(taken).decode() == much
