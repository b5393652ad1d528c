"""Change one thing in the sources by its name: what a symbol holds, a row, a cell, or one operation in a function.

A name is written as one would in Python, from the module on::

    _policy.Policy.thank_you.default                    the keyword "default" of what is assigned there
    _touches.TOUCHES[Touch.ESCALATION].order            the same in a row of a table
    _touches.FIRST_FOLLOW_UP_ORDER["recruiter"]         the row that begins with it
    _stages._TABLE["escalated", "reply"]                a cell of a table in a text
    drafts.en.English.escalation["apology"]             what a function gives under a key
    _progress._keep_irregular                           what a function does; a new body returns what it becomes

A part is an operation inside of that, as a pattern: a single capital letter stands for any expression, the same letter
for the same one, so that no local name is in it. In what it becomes, these letters stand for what they stood for, and
``IT`` for all that was there.
"""

from __future__ import annotations

import ast
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IT = "IT"


class UnknownSymbolError(LookupError):
    """A symbol, or a part of it, is not there, or there more than once."""


class Changed(NamedTuple):
    """A file of the sources, and its new text."""

    file: str
    text: str


class _Step(NamedTuple):
    """A step from one node to another: by a name, or by a key."""

    name: str
    key: ast.expr | None = None

    def __str__(self) -> str:
        return f"[{ast.unparse(self.key)}]" if self.key is not None else f".{self.name}"


class _Cell(NamedTuple):
    """A cell of a table in a text."""

    table: ast.Constant
    row: str
    column: str


_Place = ast.AST | _Cell


def changed(sources: Path, symbol: str, part: str | None, becomes: str) -> Changed:
    """Return the file of a symbol with the symbol, or a part of it, changed; an error names what is gone."""
    steps = _steps(symbol)
    file, inner = _file(sources, symbol, steps)
    tree = ast.parse((sources / file).read_text("utf-8"))
    place: _Place = tree
    for step in inner:
        place = _go(place, step, symbol)
    if isinstance(place, _Cell):
        _write_cell(place, ast.literal_eval(becomes), symbol)
    elif part is None:
        _put(tree, place, becomes, {IT: place})
    else:
        old, bound = _find(place, part, symbol)
        _put(tree, old, becomes, bound | {IT: old})
    return Changed(file, ast.unparse(ast.fix_missing_locations(tree)))


def _steps(symbol: str) -> list[_Step]:
    """Return the steps of a symbol, the first one first."""
    steps: list[_Step] = []
    node = ast.parse(symbol, mode="eval").body
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Attribute):
            steps.append(_Step(node.attr))
        elif isinstance(node, ast.Subscript):
            steps.append(_Step("", node.slice))
        else:
            msg = f"{symbol} is not a symbol"
            raise UnknownSymbolError(msg)
        node = node.value
    return [_Step(node.id), *reversed(steps)]


def _file(sources: Path, symbol: str, steps: list[_Step]) -> tuple[str, list[_Step]]:
    """Return the file of a symbol, and the steps within it."""
    for count in range(1, len(steps)):
        file = "/".join(step.name for step in steps[:count])
        for found in (f"{file}.py", f"{file}/__init__.py"):
            if (sources / found).is_file() and not (sources / file / f"{steps[count].name}.py").is_file():
                return found, steps[count:]
    msg = f"{symbol}: there is no such module"
    raise UnknownSymbolError(msg)


def _go(place: _Place, step: _Step, symbol: str) -> _Place:
    """Return where a step leads."""
    if isinstance(place, _Cell):
        found: list[_Place] = []
    elif step.key is None:
        found = [*_named(place, step.name)]
    elif isinstance(place, ast.Constant):
        row, column = ast.literal_eval(step.key)
        found = [_Cell(place, row, column)]
    else:
        found = [*_keyed(place, step.key)]
    if len(found) != 1:
        msg = f"{symbol}: {str(step).lstrip('.')} is there {len(found)} times"
        raise UnknownSymbolError(msg)
    return found[0]


def _named(place: ast.AST, name: str) -> Iterator[ast.AST]:
    """Yield what has a name in a module or a class, or the keyword of a call."""
    if not isinstance(place, ast.Module | ast.ClassDef):
        yield from [each.value for each in ast.walk(place) if isinstance(each, ast.keyword) and each.arg == name]
        return
    if isinstance(place, ast.ClassDef):
        yield from [each.value for each in place.keywords if each.arg == name]
    functions = [each for each in place.body if isinstance(each, ast.FunctionDef) and each.name == name]
    yield from functions[-1:]  # those before it are its overloads
    for each in place.body:
        if isinstance(each, ast.ClassDef) and each.name == name:
            yield each
        elif isinstance(each, ast.AnnAssign) and _is_name(each.target, name) and each.value is not None:
            yield each.value
        elif isinstance(each, ast.Assign):
            for target in each.targets:
                yield from _assigned(target, each.value, name)


def _assigned(target: ast.expr, value: ast.expr, name: str) -> Iterator[ast.expr]:
    if _is_name(target, name):
        yield value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, its in zip(target.elts, value.elts, strict=True):
            yield from _assigned(one, its, name)


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _keyed(place: ast.AST, key: ast.expr) -> Iterator[ast.AST]:
    """Yield what a table or the tables of a function have under a key; or the rows of a tuple that begin with it."""
    if isinstance(place, ast.Tuple | ast.List):
        yield from [row for row in place.elts if isinstance(row, ast.Tuple) and _same(row.elts[0], key)]
        return
    for table in ast.walk(place):
        if isinstance(table, ast.Dict):
            for name, value in zip(table.keys, table.values, strict=True):
                if name is not None and _same(name, key):
                    yield value


def _same(one: ast.AST, other: ast.AST) -> bool:
    return ast.dump(one) == ast.dump(other)


def _write_cell(cell: _Cell, becomes: str, symbol: str) -> None:
    """Write a cell of a table in a text, whose first line has the heads, and whose first column the names of rows."""
    lines = [[each.strip() for each in line.split("|")] for line in str(cell.table.value).strip().splitlines()]
    rows = [row for row in lines if row[0] == cell.row]
    if len(rows) != 1 or lines[0].count(cell.column) != 1:
        msg = f"{symbol}: the table has no such cell"
        raise UnknownSymbolError(msg)
    rows[0][lines[0].index(cell.column)] = becomes
    cell.table.value = "\n".join(" | ".join(row) for row in lines)


def _find(place: ast.AST, part: str, symbol: str) -> tuple[ast.AST, dict[str, ast.AST]]:
    """Return the one node inside of a place that fits a pattern, and what its letters stand for."""
    pattern = _parsed(part)
    found = []
    for node in ast.walk(place):
        bound: dict[str, ast.AST] = {}
        if _fits(pattern, node, bound):
            found.append((node, bound))
    if len(found) != 1:
        msg = f"{symbol}: {part} is there {len(found)} times"
        raise UnknownSymbolError(msg)
    return found[0]


def _parsed(text: str) -> ast.stmt | ast.expr:
    """Return an expression, or a statement that is none."""
    statement = ast.parse(text).body[0]
    return statement.value if isinstance(statement, ast.Expr) else statement


def _is_letter(name: str) -> bool:
    return len(name) == 1 and name.isupper()


def _fits(pattern: object, node: object, bound: dict[str, ast.AST]) -> bool:
    """Tell whether a node fits a pattern, and note what its letters stand for."""
    if isinstance(pattern, ast.Name) and _is_letter(pattern.id):
        return isinstance(node, ast.expr) and _same(bound.setdefault(pattern.id, node), node)
    if isinstance(pattern, ast.AST):
        return type(pattern) is type(node) and all(
            _fits(value, getattr(node, name), bound) for name, value in ast.iter_fields(pattern) if name != "ctx"
        )
    if isinstance(pattern, list):
        return (
            isinstance(node, list)
            and len(pattern) == len(node)
            and all(_fits(one, other, bound) for one, other in zip(pattern, node, strict=True))
        )
    return bool(pattern == node)


class _Put(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else super().generic_visit(node)


class _Fill(ast.NodeTransformer):
    """Puts what letters stand for in their places."""

    def __init__(self, bound: dict[str, ast.AST]) -> None:
        self._bound = bound

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return deepcopy(self._bound.get(node.id, node))


def _put(tree: ast.Module, old: ast.AST, becomes: str, bound: dict[str, ast.AST]) -> None:
    """Put what *becomes* says in the place of a node; of a function, it is what that returns."""
    new = _Fill(bound).visit(_parsed(becomes))
    if isinstance(old, ast.FunctionDef):
        old.body = [ast.Return(new)]
        return
    if isinstance(old, ast.stmt) and isinstance(new, ast.expr):
        new = ast.Expr(new)
    _Put(old, new).visit(tree)
