"""Every small change of a source file that a test should notice, each with a name by which it can be made again.

A mutant is named by its file, the symbol in which it is, its kind, and its number among those of that kind there, such
as ``_timing.py:_held:boundary:1``. What is not mutated: types, docstrings, imports, ``__all__``, ``__slots__``, and
whether something is remembered (``cache``).
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

REVERSED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
AT_THE_EDGE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
ANOTHER_OPERATOR: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
ANOTHER_NAME = {"max": "min", "min": "max", "any": "all", "all": "any", "sorted": "list"}
CLEANS = ("strip", "lstrip", "rstrip", "lower", "upper", "casefold")  # a method that may be left out
REMEMBERS = ("cache", "lru_cache", "overload")
ONLY_TYPES = ("TypeVar", "ParamSpec", "cast")
TYPES = ("Callable", "Literal", "TypeAdapter", "defaultdict", "dict", "frozenset", "list", "set", "tuple", "type")
UNCHANGED = ("__all__", "__slots__")

_COMMENT = re.compile(rb"#[^\n]*")
_DEF = ast.FunctionDef | ast.ClassDef
_DISPLAY = ast.Tuple | ast.List | ast.Set


class Mutant(NamedTuple):
    """One change: the bytes of the file from *start* to *end* become *new*."""

    file: str
    symbol: str
    kind: str
    number: int
    start: int
    end: int
    new: str
    lines: tuple[int, ...]  # of the statement, or of its head
    in_function: bool  # so that it changes nothing when the file is imported, unless the function runs then

    @property
    def name(self) -> str:
        """The name by which the mutant can be made again."""
        return f"{self.file}:{self.symbol}:{self.kind}:{self.number}"

    def apply(self, source: str) -> str:
        """Return the source with the change."""
        data = source.encode()
        return (data[: self.start] + self.new.encode() + data[self.end :]).decode()

    def is_the(self, diff: str, sources: Mapping[str, str]) -> bool:
        """Tell whether it is still the change that looked so, wherever that was."""
        return self.diff(sources[self.file]).partition("\n")[2] == diff.partition("\n")[2]

    def diff(self, source: str) -> str:
        """Return what the change looks like, on a line for each side."""
        data, new = source.encode(), self.new.encode()
        start = data.rfind(b"\n", 0, self.start) + 1
        end = data.find(b"\n", self.end)
        end = len(data) if end < 0 else end
        changed = data[start : self.start] + new + data[self.end : end]
        line = source.encode()[: self.start].count(b"\n") + 1
        old, becomes = (" ".join(text.decode().split()) for text in (data[start:end], changed))
        return f"{self.file}:{line}\n- {old}\n+ {becomes}"


def mutants(file: str, source: str) -> list[Mutant]:
    """Return all mutants of a file, in the order of the file."""
    return _Mutator(file, source).found


class _Mutator:
    """A walk through a file."""

    def __init__(self, file: str, source: str) -> None:
        self.found: list[Mutant] = []
        self._file, self._data = file, source.encode()
        self._starts = [0]
        for line in self._data.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._numbers: Counter[tuple[str, str]] = Counter()
        self._symbol = ["module"]
        self._depth = 0  # how many functions are around
        self._unordered: list[ast.expr] = []  # tuples of which it is only asked what is in them
        self._lines: tuple[int, ...] = ()
        self._text: ast.JoinedStr | None = None  # the f-string around, whose parts have no places of their own
        self._block(ast.parse(source).body)

    # Places

    def _start(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        return self._starts[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._starts[node.end_lineno - 1] + node.end_col_offset

    def _put(self, kind: str, start: int, end: int, new: str) -> None:
        symbol = ".".join(self._symbol[1:]) or self._symbol[0]
        self._numbers[symbol, kind] += 1
        number = self._numbers[symbol, kind]
        self.found.append(Mutant(self._file, symbol, kind, number, start, end, new, self._lines, self._depth > 0))

    def _replace(self, kind: str, old: ast.expr, new: ast.expr) -> None:
        """Put one expression in the place of another."""
        if self._text is None:
            text = ast.unparse(new)
            plain = isinstance(new, ast.Constant | ast.Name | ast.Call | ast.Attribute | ast.JoinedStr | _DISPLAY)
            self._put(kind, self._start(old), self._end(old), text if plain else f"({text})")
            return
        whole = self._text
        swapped = new if old is whole else _Swap(old, new).visit(whole)
        try:
            text = ast.unparse(swapped)
        except ValueError:  # an f-string of Python 3.11 can hold no backslash
            text = ""
        finally:
            if old is not whole:
                _Swap(new, old).visit(whole)
        if text:
            self._put(kind, self._start(whole), self._end(whole), text)

    def _span(self, first: ast.expr | ast.keyword, last: ast.expr | ast.keyword | None = None) -> tuple[int, int]:
        return self._start(first), self._end(last or first)

    def _take_out(self, kind: str, rows: Sequence[tuple[int, int]], place: int) -> None:
        """Take one of two rows or more out, with its comma; there is no such mutant where parentheses are around it."""
        if self._text is not None:
            return
        start, end = rows[place]
        is_last = place + 1 == len(rows)
        gap = (rows[place - 1][1], start) if is_last else (end, rows[place + 1][0])
        between = _COMMENT.sub(lambda found: b" " * len(found[0]), self._data[slice(*gap)])
        if between.strip() == b",":
            self._put(kind, gap[0] if is_last else start, end if is_last else gap[1], "")

    def _exchange(self, one: tuple[int, int], two: tuple[int, int]) -> None:
        """Have two rows change places."""
        if self._text is None:
            swapped = self._data[slice(*two)] + self._data[one[1] : two[0]] + self._data[slice(*one)]
            self._put("order", one[0], two[1], swapped.decode())

    # Statements

    def _block(self, body: list[ast.stmt]) -> None:
        for statement in body:
            self._statement(statement)

    def _statement(self, node: ast.stmt) -> None:
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Global | ast.Nonlocal):
            return
        self._lines = _lines_of(node)
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            self._definition(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            self._assignment(node)
        elif isinstance(node, ast.Match):
            self._match(node)
        elif isinstance(node, ast.If | ast.While | ast.For | ast.With | ast.Try):
            self._compound(node)
        else:
            self._simple(node)

    def _definition(self, node: _DEF) -> None:
        names = [_name(decorator) for decorator in node.decorator_list]
        if "overload" in names:
            return
        self._symbol.append(node.name)
        for decorator, name in zip(node.decorator_list, names, strict=True):
            if name not in REMEMBERS:
                start = self._data.rindex(b"@", 0, self._start(decorator))
                self._put("decorator", start, self._end(decorator), "")
                self._expression(decorator)
        if isinstance(node, ast.ClassDef):
            for keyword in node.keywords:
                self._expression(keyword.value)
        else:
            for default in (*node.args.defaults, *node.args.kw_defaults):
                if default is not None:
                    self._expression(default)
        self._depth += isinstance(node, ast.FunctionDef)
        self._block(node.body)
        self._depth -= isinstance(node, ast.FunctionDef)
        self._symbol.pop()

    def _assignment(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> None:
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        at_top = isinstance(target, ast.Name | ast.Tuple) and self._depth == 0
        name = ast.unparse(target)
        if name in UNCHANGED:
            return
        if at_top:
            self._symbol.append(name)
        if isinstance(node, ast.AugAssign):
            self._put("statement", self._start(node), self._end(node), "pass")
            if type(node.op) in ANOTHER_OPERATOR:
                new = ast.AugAssign(node.target, ANOTHER_OPERATOR[type(node.op)](), node.value)
                self._put("arithmetic", self._start(node), self._end(node), ast.unparse(new))
        elif isinstance(target, ast.Attribute | ast.Subscript):
            self._put("statement", self._start(node), self._end(node), "pass")
        if isinstance(node, ast.AnnAssign) and self._depth == 0:
            self._bounds(node.annotation)
        if node.value is not None:
            self._expression(node.value)
        if at_top:
            self._symbol.pop()

    def _bounds(self, annotation: ast.AST) -> None:
        """Go through what a type holds besides types: the bounds of a field."""
        if isinstance(annotation, ast.Call):
            self._expression(annotation)
            return
        for child in ast.iter_child_nodes(annotation):
            self._bounds(child)

    def _match(self, node: ast.Match) -> None:
        self._expression(node.subject)
        for case in node.cases:
            if "assert_never" not in ast.unparse(case):
                if isinstance(case.pattern, ast.MatchValue):
                    self._lines = (case.pattern.lineno,)
                    self._expression(case.pattern.value)
                self._block(case.body)

    def _compound(self, node: ast.If | ast.While | ast.For | ast.With | ast.Try) -> None:
        if isinstance(node, ast.If | ast.While):
            if ast.unparse(node.test) == "TYPE_CHECKING":
                return
            self._condition(node.test)
        elif isinstance(node, ast.For):
            self._expression(node.iter)
        elif isinstance(node, ast.With):
            for item in node.items:
                self._expression(item.context_expr)
        self._block(node.body)
        if isinstance(node, ast.Try):
            for handler in node.handlers:
                self._block(handler.body)
            self._block(node.finalbody)
        if not isinstance(node, ast.With):
            self._block(node.orelse)

    def _simple(self, node: ast.stmt) -> None:
        """Leave a statement out, and go through its expressions."""
        if isinstance(node, ast.Return):
            if node.value is None:
                self._put("statement", self._start(node), self._end(node), "pass")
                return
            if not isinstance(node.value, ast.Constant) or node.value.value is not None:
                self._put("return", self._start(node), self._end(node), "return None")
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return  # a docstring
        elif not isinstance(node, ast.Pass | ast.Assert):
            self._put("statement", self._start(node), self._end(node), "pass")
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self._expression(child)

    # Expressions

    def _condition(self, test: ast.expr) -> None:
        """Say the opposite of a condition, and go through it; a comparison and ``not`` have that of their own."""
        if not isinstance(test, ast.Compare) and not (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)):
            self._replace("not", test, ast.UnaryOp(ast.Not(), test))
        self._expression(test)

    def _expression(self, node: ast.expr) -> None:
        outer = self._text
        if isinstance(node, ast.JoinedStr) and outer is None:
            self._text = node
        for change in (
            self._compare,
            self._boolean,
            self._arithmetic,
            self._constant,
            self._call,
            self._rows,
            self._comprehension,
        ):
            change(node)
        if isinstance(node, ast.IfExp):
            self._condition(node.test)
        if isinstance(node, ast.Lambda):
            for default in (*node.args.defaults, *node.args.kw_defaults):
                if default is not None:
                    self._expression(default)
        for child in _parts(node):
            self._expression(child)
        self._text = outer

    def _compare(self, node: ast.expr) -> None:
        if not isinstance(node, ast.Compare):
            return
        for place, (op, other) in enumerate(zip(node.ops, node.comparators, strict=True)):
            if isinstance(op, ast.In | ast.NotIn):
                self._unordered.append(other)
            for kind, table in (("comparison", REVERSED), ("boundary", AT_THE_EDGE)):
                if type(op) in table:
                    ops = [*node.ops[:place], table[type(op)](), *node.ops[place + 1 :]]
                    self._replace(kind, node, ast.Compare(node.left, ops, node.comparators))

    def _boolean(self, node: ast.expr) -> None:
        if isinstance(node, ast.BoolOp):
            self._replace(
                "boolean", node, ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
            )
            for place in range(len(node.values)):
                left = [*node.values[:place], *node.values[place + 1 :]]
                self._replace("operand", node, left[0] if len(left) == 1 else ast.BoolOp(node.op, left))
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self._replace("not", node, node.operand)

    def _arithmetic(self, node: ast.expr) -> None:
        if isinstance(node, ast.BinOp) and type(node.op) in ANOTHER_OPERATOR:
            self._replace("arithmetic", node, ast.BinOp(node.left, ANOTHER_OPERATOR[type(node.op)](), node.right))
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            self._replace("arithmetic", node, node.operand)

    def _constant(self, node: ast.expr) -> None:
        if not isinstance(node, ast.Constant):
            return
        value = node.value
        if isinstance(value, bool):
            self._replace("constant", node, ast.Constant(not value))
        elif isinstance(value, int | float):
            self._replace("number", node, ast.Constant(value + 1))
            if value:
                self._replace("number", node, ast.Constant(value - 1))
        elif isinstance(value, str) and " | " in value and "\n" in value:
            self._cells(node, value)
        elif isinstance(value, str) and value:
            self._replace("string", node, ast.Constant(f"{value}x"))
        elif isinstance(value, bytes) and value:
            self._replace("string", node, ast.Constant(value + b"x"))

    def _cells(self, node: ast.Constant, table: str) -> None:
        """Change each cell of a table in a text."""
        heads, *rows = table.splitlines()[1:]
        position = self._data.index(rows[0].encode(), self._start(node))
        names = [head.strip() for head in heads.split("|")]
        for row in rows:
            for place, cell in enumerate(row.split("|")):
                start = position + len("|".join(row.split("|")[:place]).encode()) + (place > 0)
                if place:
                    new = "·" if cell.strip() == "=" else "="
                    self._symbol.append(f"{row.split('|')[0].strip()}.{names[place]}")
                    self._put("cell", start, start + len(cell.encode()), f" {new} ")
                    self._symbol.pop()
            position += len(row.encode()) + 1

    def _call(self, node: ast.expr) -> None:
        if not isinstance(node, ast.Call):
            return
        if isinstance(node.func, ast.Name) and node.func.id in ANOTHER_NAME:
            new = ast.Name(ANOTHER_NAME[node.func.id])
            self._replace("name", node, ast.Call(new, node.args, [] if new.id == "list" else node.keywords))
        if isinstance(node.func, ast.Attribute) and node.func.attr in CLEANS:
            self._replace("method", node, node.func.value)
        rows: list[ast.expr | ast.keyword] = [*node.args, *node.keywords]
        for place, row in enumerate(rows):
            if isinstance(row, ast.keyword) and row.arg != "description":
                if len(rows) == 1:
                    self._replace("keyword", node, ast.Call(node.func, [], []))
                else:
                    self._take_out("keyword", [self._span(each) for each in rows], place)

    def _rows(self, node: ast.expr) -> None:
        """Take a row out, and have two rows change places."""
        if isinstance(node, ast.Dict):
            rows = [
                self._span(key, value) for key, value in zip(node.keys, node.values, strict=True) if key is not None
            ]
            is_table = self._depth == 0 and len(rows) == len(node.keys)
            for place in range(len(rows)):
                if len(rows) > 1 and len(rows) == len(node.keys):
                    self._take_out("row", rows, place)
        elif isinstance(node, _DISPLAY) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            rows = [self._span(each) for each in node.elts]
            is_table = not isinstance(node, ast.Set) and node not in self._unordered
            self._elements(node, rows)
        else:
            return
        if is_table:
            for one, two in pairwise(rows):
                self._exchange(one, two)

    def _elements(self, node: _DISPLAY, rows: list[tuple[int, int]]) -> None:
        for place in range(len(rows)):
            left = [*node.elts[:place], *node.elts[place + 1 :]]
            if len(left) > 1:
                self._take_out("row", rows, place)
            elif isinstance(node, ast.Set):
                self._replace("row", node, ast.Set(left) if left else ast.Call(ast.Name("set"), [], []))
            else:
                self._replace("row", node, type(node)(left, ast.Load()))

    def _comprehension(self, node: ast.expr) -> None:
        for each in getattr(node, "generators", ()):
            self._expression(each.iter)
            for test in each.ifs:
                self._condition(test)
        if isinstance(node, ast.DictComp):
            self._expression(node.key)
            self._expression(node.value)


class _Swap(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else super().generic_visit(node)


def _name(decorator: ast.expr) -> str:
    """Return the name of a decorator, without its arguments."""
    return ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator).rpartition(".")[2]


def _lines_of(node: ast.stmt) -> tuple[int, ...]:
    """Return the lines of a statement; of one with a block, those of its head."""
    end = node.end_lineno or node.lineno
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.If | ast.While | ast.For | ast.With | ast.Try | ast.Match):
        body = node.cases[0].pattern if isinstance(node, ast.Match) else node.body[0]
        end = max(node.lineno, body.lineno - 1)
    return tuple(range(node.lineno, end + 1))


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the expressions in an expression that are no types and were not gone through yet."""
    if isinstance(node, ast.Call):
        if _name(node) in ONLY_TYPES:
            return
        called = node.func
        if isinstance(called, ast.Attribute):
            yield called.value
        known = _name(node) in ("isinstance", "issubclass")
        yield from node.args[:1] if known else node.args
        yield from [keyword.value for keyword in node.keywords]
    elif isinstance(node, ast.Subscript):
        yield node.value
        kind = _name(node.value)
        if kind == "Annotated" and isinstance(node.slice, ast.Tuple):
            yield from node.slice.elts[1:]
        elif kind not in TYPES:
            yield node.slice
    elif not isinstance(node, ast.DictComp):
        tests = [node.test] if isinstance(node, ast.IfExp) else []
        yield from [each for each in ast.iter_child_nodes(node) if isinstance(each, ast.expr) and each not in tests]
