"""Give the dataclasses of a module constructors that mypyc can compile.

What ``@dataclass`` writes it writes when the program runs: to mypyc that is interpreted code which
sets each field through ``object.__setattr__``, 22 times slower than a native constructor (and 10
times for equality and hash). So the copy that is compiled, and only it, has them written out. A
frozen class is not held frozen in it: the type checker has seen to that, and the tests of the
sources do.
"""

from __future__ import annotations

import ast
from textwrap import indent

_DECORATOR = "dataclass"


def write_out(source: str) -> str:
    """The same module, its dataclasses with methods that are written out."""
    lines = source.splitlines()
    classes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    for node in sorted(classes, key=lambda node: -node.lineno):
        decorator = _decorator_of(node)
        if decorator is not None:
            settings, methods = _written_out(node, decorator)
            at = slice(decorator.lineno - 1, decorator.end_lineno)
            lines[node.end_lineno : node.end_lineno] = indent("\n".join(methods), "    ").split(
                "\n"
            )
            lines[at] = [f"@{_DECORATOR}({settings})"]
    return "\n".join(lines) + "\n"


def _decorator_of(node: ast.ClassDef) -> ast.Call | None:
    """The decorator that makes a class a dataclass."""
    calls = (made for made in node.decorator_list if isinstance(made, ast.Call))
    return next((call for call in calls if ast.unparse(call.func) == _DECORATOR), None)


def _written_out(node: ast.ClassDef, decorator: ast.Call) -> tuple[str, list[str]]:
    """The settings of a dataclass whose methods are written out, and these methods."""
    fields = [line for line in node.body if isinstance(line, ast.AnnAssign)]
    own = {line.name for line in node.body if isinstance(line, ast.FunctionDef)}
    given = {word.arg: ast.literal_eval(word.value) for word in decorator.keywords}
    methods = [_constructor(fields, "__post_init__" in own)]
    if not given.get("frozen"):
        return "init=False, slots=True", methods
    if given.get("eq", True):
        methods += [] if "__eq__" in own else [_equality(node.name, fields)]
        methods += [] if "__hash__" in own else [_hash(fields)]
    return "init=False, slots=True, eq=False", methods


def _constructor(fields: list[ast.AnnAssign], has_more: bool) -> str:
    parameters = [text for f in fields if (text := _parameter(f)) is not None]
    lines = [line for f in fields if (line := _assignment(f)) is not None]
    if has_more:
        lines.append("self.__post_init__()")
    head = f"def __init__({', '.join(['self', *parameters])}) -> None:"
    return "\n    ".join([head, *lines])


def _parameter(field: ast.AnnAssign) -> str | None:
    """How a field is given to the constructor; None for one that is not."""
    name, kind, options = _name_of(field), ast.unparse(field.annotation), _options_of(field)
    if options is None:
        return f"{name}: {kind}" + (f" = {ast.unparse(field.value)}" if field.value else "")
    if "init" in options:
        return None
    if "default_factory" in options:
        return f"{name}: {kind} | None = None"
    return f"{name}: {kind} = {options['default']}"


def _assignment(field: ast.AnnAssign) -> str | None:
    name, options = _name_of(field), _options_of(field) or {}
    if "init" in options:
        return None
    if "default_factory" in options:
        return f"self.{name} = ({options['default_factory']})() if {name} is None else {name}"
    return f"self.{name} = {name}"


def _options_of(field: ast.AnnAssign) -> dict[str, str] | None:
    """What ``field(...)`` says of a field; None for one that has none."""
    value = field.value
    if (
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Name)
        and value.func.id == "field"
    ):
        return {str(word.arg): ast.unparse(word.value) for word in value.keywords}
    return None


def _equality(of: str, fields: list[ast.AnnAssign]) -> str:
    same = " and ".join(f"self.{name} == other.{name}" for name in map(_name_of, fields))
    head = "def __eq__(self, other: object) -> bool:"
    check = f"if not isinstance(other, {of}):\n        return NotImplemented"
    return "\n    ".join([head, check, f"return {same}"])


def _hash(fields: list[ast.AnnAssign]) -> str:
    values = "".join(f"self.{name}, " for name in map(_name_of, fields))
    return f"def __hash__(self) -> int:\n    return hash(({values}))"


def _name_of(field: ast.AnnAssign) -> str:
    assert isinstance(field.target, ast.Name)
    return field.target.id
