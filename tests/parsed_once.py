"""Style sheets parsed once in a run and not once in each test: each app comes with the same ones."""

from __future__ import annotations

from typing import TypeAlias

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

_Variables: TypeAlias = frozenset[tuple[str, str]]

_parse = Stylesheet._parse_rules
_parsed: dict[tuple[str, CSSLocation, bool, int, str, _Variables], list[RuleSet]] = {}


def parse_rules(
    sheet: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    """Return the rules of `css`, as `Stylesheet._parse_rules` does, which never changes them afterwards."""
    variables = frozenset(sheet._variables.items())
    key = (css, read_from, is_default_rules, tie_breaker, scope, variables)
    if key not in _parsed:
        _parsed[key] = _parse(sheet, css, read_from, is_default_rules, tie_breaker, scope)
    return _parsed[key]
