"""Facts in, the index of the program out: each class and function, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyzer.model.facts import (
    Attribute,
    Block,
    ClassDef,
    Expr,
    FileFacts,
    FunctionDef,
    If,
    Loop,
    Match,
    Name,
    Try,
    With,
)
from analyzer.model.source import SourceFile, SourceTree
from analyzer.resolution.program import ClassInfo, FunctionInfo, ModuleInfo, Program


def build(tree: SourceTree, facts: Mapping[str, FileFacts]) -> Program:
    """Return the index of all files; modules stand in order of their names."""
    modules = {
        file.module: index_module(file, facts[file.path])
        for file in sorted(tree.files)
        if file.path in facts
    }
    packages = frozenset(name.partition(".")[0] for name in modules)
    return Program(tree, modules, packages)


def index_module(file: SourceFile, facts: FileFacts) -> ModuleInfo:
    """Return the index of one file."""
    module = ModuleInfo(file, facts)
    _collect(module, facts.body, None, None, "")
    return module


def _collect(
    module: ModuleInfo,
    block: Block,
    owner: ClassInfo | None,
    enclosing: FunctionInfo | None,
    prefix: str,
) -> None:
    stubs = {id(statement) for statement in _stubs(block)}
    for statement in definitions(block):
        if isinstance(statement, ClassDef):
            cls = ClassInfo(module, prefix + statement.name, statement, enclosing)
            cls.is_stub = id(statement) in stubs or (owner is not None and owner.is_stub)
            module.classes.append(cls)
            _collect(module, statement.body, cls, enclosing, f"{prefix}{statement.name}.")
        else:
            function = FunctionInfo(module, prefix + statement.name, statement, owner, enclosing)
            _describe(function)
            module.functions.append(function)
            if owner is not None:
                owner.methods.setdefault(function.name, []).append(function)
            _collect(module, statement.body, None, function, f"{prefix}{statement.name}.")


def definitions(block: Block) -> Iterator[ClassDef | FunctionDef]:
    """Yield the classes and functions that a block defines, not what they hold themselves."""
    for statement in block:
        if isinstance(statement, ClassDef | FunctionDef):
            yield statement
        else:
            for inner in blocks(statement):
                yield from definitions(inner)


def _stubs(block: Block) -> Iterator[ClassDef | FunctionDef]:
    """Yield what a block defines for type checkers alone."""
    for statement in block:
        if isinstance(statement, If) and is_type_checking(statement.test):
            yield from definitions(statement.body)
        else:
            for inner in blocks(statement):
                yield from _stubs(inner)


def is_type_checking(test: Expr) -> bool:
    """Tell whether a test is `TYPE_CHECKING`, which never holds when a program runs."""
    match test:
        case Name(id="TYPE_CHECKING") | Attribute(attr="TYPE_CHECKING"):
            return True
    return False


def blocks(statement: object) -> Sequence[Block]:
    """Return the blocks that a compound statement holds; none for a simple one."""
    match statement:
        case If() | Loop():
            return (statement.body, statement.orelse)
        case With():
            return (statement.body,)
        case Try():
            handlers = [handler.body for handler in statement.handlers]
            return (statement.body, *handlers, statement.orelse, statement.final)
        case Match():
            return [case.body for case in statement.cases]
    return ()


# Decorators that change what calling or reading the attribute means.
_KINDS = {
    "staticmethod": "static",
    "property": "property",
    "cached_property": "property",
    "hybrid_property": "property",
    "abstractproperty": "property",
    "memoized_property": "property",
    "classproperty": "classproperty",
    "declared_attr": "classproperty",
    "directive": "classproperty",  # @declared_attr.directive, and .cascading
    "cascading": "classproperty",
    "abstractstaticmethod": "static",
}


def _describe(function: FunctionInfo) -> None:
    node = function.node
    function.has_inner = any(True for _ in definitions(node.body))
    names = list(map(_last_name, node.decorators))
    if any(name.endswith("classmethod") for name in names):  # a cached one is one, too
        function.kind = "class"  # one that stands outside is put into a class later
        return
    if function.owner is None:
        return
    function.kind = "method"
    if node.name in ("__new__", "__init_subclass__", "__class_getitem__"):
        function.kind = "class"
    for name in names:
        function.kind = _KINDS.get(name, function.kind)


def _last_name(expression: object) -> str:
    match expression:
        case Name(id=name):
            return name
        case Attribute(value=Name(id="declared_attr")):
            return "declared_attr"
        case Attribute(attr=attr):
            return attr
    return ""
