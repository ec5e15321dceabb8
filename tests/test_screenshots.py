"""The pictures show every screen, in both themes, as it is."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from textual.screen import Screen
from thanks_tui.tui import screens
from thanks_tui.tui.screens.dialogs.working import Working

from screenshots.draw import DRAWN_WITH, FOLDER, PICTURES, THEMES, Picture, file_of, take

BOTH = [(picture, theme) for picture in PICTURES for theme in THEMES]


def every_screen() -> Iterator[str]:
    """Yield the name of each class of ours that can come in front."""
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        for thing in vars(importlib.import_module(module.name)).values():
            # What others derive from is a frame without a picture of its own.
            ours = isinstance(thing, type) and issubclass(thing, Screen) and thing.__module__ == module.name
            # What is seen in passing looks another way each time.
            if ours and not thing.__subclasses__() and thing is not Working:
                yield thing.__name__


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_picture_is_up_to_date_in_both_themes(picture: Picture):
    kept = {theme: file_of(picture, theme).read_text(encoding="utf-8") for theme in THEMES}
    if not all(f"<!-- {DRAWN_WITH} -->" in svg for svg in kept.values()):
        pytest.skip(f"the pictures were not drawn with {DRAWN_WITH}; make screenshots draws them anew")
    assert await take(picture) == kept, "out of date: run make screenshots"


def test_each_screen_has_its_picture():
    assert set(every_screen()) == {picture.shows for picture in PICTURES} - {"Palette"}


def test_there_are_no_other_pictures():
    assert set(FOLDER.glob("*.svg")) == {file_of(picture, theme) for picture, theme in BOTH}


@pytest.mark.parametrize(("picture", "theme"), BOTH, ids=lambda value: getattr(value, "name", value))
def test_a_picture_loads_nothing(picture: Picture, theme: str):
    svg = file_of(picture, theme).read_text(encoding="utf-8")
    assert not re.search(r"@import|@font-face|\bsrc|href|url\(|<(?:image|script|use|foreignObject)\b", svg)
