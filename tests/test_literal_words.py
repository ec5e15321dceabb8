"""No words of the user's go bare into a widget that would read them as markup.

This reads the code, not the screen: what is handed to a widget that parses has to be a plain literal, or the
`Content` that `lit` and its like make of any text.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(file for room in ("tui", "widgets") for file in (ROOT / room).rglob("*.py"))
MADE = {
    *("Label", "Static", "Button", "Checkbox", "RadioButton", "OptionList", "Option", "SelectionList"),
    *("Selection", "Select", "Tab", "TabPane", "Tabs", "Collapsible", "Tree"),
}
"""The widgets, and parts of widgets, that read markup in what they are made of."""
CALLED = {"update", "notify", "add_option", "add_options", "add_row", "add_column", "add_columns", "add_leaf"}
"""The methods that do."""
ASSIGNED = {"border_title", "border_subtitle", "tooltip", "prompt"}
"""The attributes that do."""
WORDLESS = {
    "id",
    "classes",
    "name",
    "variant",
    "action",
    "compact",
    "disabled",
    "severity",
    "timeout",
    "layout",
}
"""Arguments that are never shown."""
ALLOWED = {
    "tui/control_net.py": "the table of a library, which is no widget",
    "tui/sturdy.py": "what `notify` is given goes on to Textual's, with the same word on markup",
}


class Finder(ast.NodeVisitor):
    """Looks through a module for words that go bare where markup is read."""

    def __init__(self, makers: frozenset[str]) -> None:
        self.makers = makers
        self.found: list[tuple[int, str]] = []
        self._known: list[dict[str, ast.expr]] = [{}]
        self._contents: list[set[str]] = [set()]

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        contents = {each.arg for each in arguments if _is_content(each.annotation)}
        self._known.append({})
        self._contents.append(contents)
        self.generic_visit(node)
        self._known.pop()
        self._contents.pop()

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - the base class calls it so

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        for target in node.targets:
            if isinstance(target, ast.Name):
                self._known[-1][target.id] = node.value
            if isinstance(target, ast.Attribute) and target.attr in ASSIGNED:
                self._look_at(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        name = _name(node.func)
        made = isinstance(node.func, ast.Name | ast.Subscript) and name in MADE
        called = isinstance(node.func, ast.Attribute) and name in CALLED
        if not (made or called) or any(_is_literal(keyword) for keyword in node.keywords):
            return
        for argument in node.args:
            self._look_at(argument)
        for keyword in node.keywords:
            if keyword.arg not in WORDLESS:
                self._look_at(keyword.value)

    def _look_at(self, value: ast.expr) -> None:
        if not self.is_safe(value):
            self.found.append((value.lineno, ast.unparse(value)))

    def is_safe(self, value: ast.expr) -> bool:
        parts = _parts(value)
        if parts is not None:
            return all(self.is_safe(part) for part in parts)
        match value:
            case ast.Constant(value=words):
                return not isinstance(words, str) or "[" not in words
            case ast.Call(func=ast.Attribute(value=ast.Call(func=maker), attr="join")) | ast.Call(func=maker):
                return _name(maker) in self.makers
            case ast.Name(id=name):
                return name.isupper() or name in self._contents[-1] or self._was_safe(name)
            case ast.Attribute(attr=name):
                return name.isupper() or name in self.makers
            case _:
                return False

    def _was_safe(self, name: str) -> bool:
        value = self._known[-1].get(name)
        return value is not None and self.is_safe(value)


def _parts(value: ast.expr) -> list[ast.expr] | None:
    """Return what a value is made of, each of which has to be safe; None if it is one thing."""
    match value:
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
        case ast.BoolOp(values=parts) | ast.JoinedStr(values=parts):
            return parts
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return parts
        case ast.Starred(value=part) | ast.FormattedValue(value=part):
            return [part]
        case ast.GeneratorExp(elt=part) | ast.ListComp(elt=part):
            return [part]
        case _:
            return None


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=value):
            return _name(value)
        case _:
            return ""


def _is_content(annotation: ast.expr | None) -> bool:
    return (
        annotation is not None
        and "Content" in ast.unparse(annotation)
        and "str" not in ast.unparse(annotation)
    )


def _is_literal(keyword: ast.keyword) -> bool:
    return (
        keyword.arg == "markup" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False
    )


@cache
def makers_of_content() -> frozenset[str]:
    """Return the names of all functions of the house that give back `Content`, and of Textual's own."""
    names = {"Content", "assemble", "Text"}
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and _is_content(node.returns):
                names.add(node.name)
    return frozenset(names)


def bare_words(code: str, makers: frozenset[str]) -> Iterator[str]:
    finder = Finder(makers)
    finder.visit(ast.parse(code))
    for line, words in finder.found:
        yield f"{line}: {words}"


def test_no_words_go_bare_where_markup_is_read():
    makers = makers_of_content()
    found = {
        str(file.relative_to(ROOT)): words
        for file in FILES
        if (words := [*bare_words(file.read_text(encoding="utf-8"), makers)])
    }
    assert found.keys() - ALLOWED.keys() == set(), found


@pytest.mark.parametrize(
    "code",
    [
        "Label(contact.name)",
        "Static(f'To {contact.name}')",
        "line.update(name)",
        "def draw(name: str):\n    line.update(name)",
        "def draw(name: str):\n    words = 'To ' + name\n    line.update(words)",
        "self.notify(f'Sent to {name}')",
        "sheet.border_title = company",
        "Select[str]([(name, 1)])",
        "Button('Take [it]')",
        "table.add_row(str(contact))",
    ],
)
def test_bare_words_are_found(code: str):
    assert len([*bare_words(code, makers_of_content())]) == 1


@pytest.mark.parametrize(
    "code",
    [
        "Label('Nobody yet')",
        "Static(lit(contact.name), id='who')",
        "line.update(lit_lines(text) if text else '')",
        "def draw(name: Content):\n    line.update(name)",
        "self.notify(f'Sent to {name}', markup=False)",
        "Button(f'{self.SAVE}  ^s', action=action)",
        "Static(Content(', ').join(names))",
    ],
)
def test_what_is_shown_to_the_letter_is_let_be(code: str):
    assert not [*bare_words(code, makers_of_content())]
