"""What one file says: a small intermediate language, so that no later stage needs the source.

Facts cross the parser's boundary, never trees. They hold no module name and no absolute path:
the same bytes give the same facts wherever the file lies, so facts can be cached by content and
shipped between processes. Blocks keep their nesting and source order; expressions keep what
inference needs and drop the rest (`Opaque`).
"""

from __future__ import annotations

import msgspec

# --- expressions -------------------------------------------------------------------------------


class Expression(msgspec.Struct, frozen=True, array_like=True, gc=False, tag=True):
    """Any expression; the subclasses are the whole set."""


class Name(Expression, frozen=True, array_like=True, gc=False, tag="n"):
    """A bare name that is read or bound."""

    id: str


class Attribute(Expression, frozen=True, array_like=True, gc=False, tag="a"):
    """`value.attr`; `line` is where the attribute's name stands."""

    value: Expr
    attr: str
    line: int


class Keyword(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """`name=value` of a call or class; `name` is None for `**value`."""

    name: str | None
    value: Expr


class Call(Expression, frozen=True, array_like=True, gc=False, tag="c"):
    """`func(args, keywords)`; `line` is where the opening parenthesis stands."""

    func: Expr
    args: tuple[Expr, ...]
    keywords: tuple[Keyword, ...]
    line: int


class Constant(Expression, frozen=True, array_like=True, gc=False, tag="k"):
    """A literal; adjacent strings are one, bytes and huge numbers are `Opaque`."""

    value: str | int | float | bool | None


class Format(Expression, frozen=True, array_like=True, gc=False, tag="f"):
    """An f-string: its constant and computed parts in order."""

    parts: tuple[Expr, ...]


class Subscript(Expression, frozen=True, array_like=True, gc=False, tag="s"):
    """`value[index]`; a slice is an `Operation` with the operator `:`."""

    value: Expr
    index: Expr


class Collection(Expression, frozen=True, array_like=True, gc=False, tag="l"):
    """A list, tuple or set display; `kind` is one of these three words."""

    kind: str
    items: tuple[Expr, ...]


class Mapping(Expression, frozen=True, array_like=True, gc=False, tag="m"):
    """A dict display; the key is None for `**value`."""

    items: tuple[tuple[Expr | None, Expr], ...]


class Operation(Expression, frozen=True, array_like=True, gc=False, tag="o"):
    """A unary, binary or comparing operation: its operator's text and operands in order."""

    operator: str
    operands: tuple[Expr, ...]


class Choice(Expression, frozen=True, array_like=True, gc=False, tag="h"):
    """One of several values: `a if t else b`, or `a or b`, `a and b` (no `test`).

    `operator` is "if", "or" or "and".
    """

    options: tuple[Expr, ...]
    test: Expr | None
    operator: str


class Lambda(Expression, frozen=True, array_like=True, gc=False, tag="d"):
    """A lambda."""

    parameters: Parameters
    body: Expr


class Clause(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One `for target in iterable if condition...` of a comprehension."""

    target: Expr
    iterable: Expr
    conditions: tuple[Expr, ...]


class Comprehension(Expression, frozen=True, array_like=True, gc=False, tag="g"):
    """A comprehension; `kind` is list, set, dict or generator; `key` is None but for dict."""

    kind: str
    key: Expr | None
    element: Expr
    clauses: tuple[Clause, ...]


class Starred(Expression, frozen=True, array_like=True, gc=False, tag="r"):
    """`*value`."""

    value: Expr


class Walrus(Expression, frozen=True, array_like=True, gc=False, tag="w"):
    """`target := value`."""

    target: Expr
    value: Expr


class Await(Expression, frozen=True, array_like=True, gc=False, tag="t"):
    """`await value`."""

    value: Expr


class Yield(Expression, frozen=True, array_like=True, gc=False, tag="y"):
    """`yield value` or, with `delegated`, `yield from value`."""

    value: Expr | None
    delegated: bool


class Opaque(Expression, frozen=True, array_like=True, gc=False, tag="x"):
    """What inference has no use for (bytes, an ellipsis, a template string)."""


Expr = (
    Name
    | Attribute
    | Call
    | Constant
    | Format
    | Subscript
    | Collection
    | Mapping
    | Operation
    | Choice
    | Lambda
    | Comprehension
    | Starred
    | Walrus
    | Await
    | Yield
    | Opaque
)

# --- parameters --------------------------------------------------------------------------------


class Parameter(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One parameter; `kind` is positional_only, positional, keyword_only, args or kwargs."""

    name: str
    kind: str
    annotation: Expr | None
    default: Expr | None


Parameters = tuple[Parameter, ...]

# --- statements --------------------------------------------------------------------------------


class Statement(msgspec.Struct, frozen=True, array_like=True, gc=False, tag=True):
    """Any statement; the subclasses are the whole set. `line` is where it begins."""


class Import(Statement, frozen=True, array_like=True, gc=False, tag="import"):
    """One binding of an import statement.

    `import a.b as c` is (module="a.b", name=None, alias="c", level=0); `from ..a import b` is
    (module="a", name="b", alias=None, level=2); `name` is "*" for a star import.
    """

    line: int
    module: str
    name: str | None
    alias: str | None
    level: int


class Assign(Statement, frozen=True, array_like=True, gc=False, tag="assign"):
    """`targets = value`, `target: annotation = value` or, with an `operator`, `target += value`."""

    line: int
    targets: tuple[Expr, ...]
    value: Expr | None
    annotation: Expr | None
    operator: str | None


class Evaluate(Statement, frozen=True, array_like=True, gc=False, tag="expr"):
    """An expression for its effect (also `assert` and `raise`)."""

    line: int
    value: Expr


class Return(Statement, frozen=True, array_like=True, gc=False, tag="return"):
    """`return value`."""

    line: int
    value: Expr | None


class Raise(Statement, frozen=True, array_like=True, gc=False, tag="raise"):
    """The end of what a `raise` is in; what it raises is evaluated before."""

    line: int


class Delete(Statement, frozen=True, array_like=True, gc=False, tag="del"):
    """`del targets`."""

    line: int
    targets: tuple[Expr, ...]


class Declare(Statement, frozen=True, array_like=True, gc=False, tag="declare"):
    """`global names` or `nonlocal names`; `scope` is one of these two words."""

    line: int
    scope: str
    names: tuple[str, ...]


class If(Statement, frozen=True, array_like=True, gc=False, tag="if"):
    """`if test: body else: orelse`; an `elif` is an `If` alone in `orelse`."""

    line: int
    test: Expr
    body: Block
    orelse: Block


class Loop(Statement, frozen=True, array_like=True, gc=False, tag="loop"):
    """A `for` loop, or a `while` loop (its test is `iterable`, its `target` None)."""

    line: int
    target: Expr | None
    iterable: Expr
    body: Block
    orelse: Block


class ContextItem(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One `context as target` of a `with` statement."""

    context: Expr
    target: Expr | None


class With(Statement, frozen=True, array_like=True, gc=False, tag="with"):
    """`with items: body`."""

    line: int
    items: tuple[ContextItem, ...]
    body: Block


class Handler(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One `except exception as name: body`."""

    exception: Expr | None
    name: str | None
    body: Block


class Try(Statement, frozen=True, array_like=True, gc=False, tag="try"):
    """`try: body except ...: handlers else: orelse finally: final`."""

    line: int
    body: Block
    handlers: tuple[Handler, ...]
    orelse: Block
    final: Block


class Case(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One `case pattern if guard: body`: names the pattern binds and classes that it tests."""

    captures: tuple[str, ...]
    classes: tuple[Expr, ...]
    guard: Expr | None
    body: Block


class Match(Statement, frozen=True, array_like=True, gc=False, tag="match"):
    """`match subject: cases`."""

    line: int
    subject: Expr
    cases: tuple[Case, ...]


class FunctionDef(Statement, frozen=True, array_like=True, gc=False, tag="def"):
    """A function or method with its body."""

    line: int
    end_line: int
    name: str
    parameters: Parameters
    decorators: tuple[Expr, ...]
    returns: Expr | None
    is_async: bool
    docstring: str | None
    body: Block


class ClassDef(Statement, frozen=True, array_like=True, gc=False, tag="class"):
    """A class with its body; `keywords` holds `metaclass=` and kin."""

    line: int
    end_line: int
    name: str
    bases: tuple[Expr, ...]
    keywords: tuple[Keyword, ...]
    decorators: tuple[Expr, ...]
    docstring: str | None
    body: Block


AnyStatement = (
    Import
    | Assign
    | Evaluate
    | Return
    | Raise
    | Delete
    | Declare
    | If
    | Loop
    | With
    | Try
    | Match
    | FunctionDef
    | ClassDef
)
Block = tuple[AnyStatement, ...]

# --- the file ----------------------------------------------------------------------------------


class Problem(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A part of a file that could not be read, without the file's path."""

    line: int
    code: str
    message: str


class FileFacts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """All that later stages know of one file.

    `lines` counts the file's lines; `words` holds each identifier with the number of times it
    occurs, sorted; `problems` says what was left out, and is empty for a file read whole.
    """

    lines: int
    docstring: str | None
    body: Block
    words: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
