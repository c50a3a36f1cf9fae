"""What the statements and bodies of classes say of how they are mapped."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.constants import bound_names, last_name_of
from analyzer.model import facts
from analyzer.model.facts import Block, Expr
from analyzer.model.walking import walk
from analyzer.resolution import metaclasses
from analyzer.resolution.index import blocks
from analyzer.resolution.program import ClassInfo, FunctionInfo, mro

_BASE_MAKERS = frozenset({"as_declarative", "as_declarative_base"})


def is_cascading(holder: ClassInfo, name: str) -> bool:
    """Tell whether a mixin gives a column to each of its heirs: `@declared_attr.cascading`."""
    return any(
        isinstance(decorator, facts.Attribute) and decorator.attr == "cascading"
        for function in holder.methods.get(name, ())
        for decorator in function.node.decorators
    )


def has_metaclass(cls: ClassInfo) -> bool:
    """Tell whether a class, or one that it derives from, names a metaclass."""
    return any(
        keyword.name == "metaclass"
        for ancestor in mro(cls)
        if not isinstance(ancestor, str)
        for keyword in ancestor.node.keywords
    )


def has_true_keyword(cls: ClassInfo, name: str) -> bool:
    """Tell whether a class statement says `name=True`."""
    return any(k.name == name and k.value == facts.Constant(True) for k in cls.node.keywords)


def is_made_base(cls: ClassInfo) -> bool:
    """Tell whether a decorator makes a class the base of models."""
    return any(last_name_of(each) in _BASE_MAKERS for each in cls.node.decorators)


def rebound(cls: ClassInfo) -> Iterator[str]:
    """Yield what a class body makes a property, a method or a constant.

    A column of that name in a mixin is not the class's.
    """
    for statement in cls.node.body:
        match statement:
            case facts.FunctionDef(name=name):
                kinds = {function.kind for function in cls.methods.get(name, ())}
                if "classproperty" not in kinds:
                    yield name
            case facts.Assign(targets=targets, value=facts.Constant()):
                yield from (target.id for target in targets if isinstance(target, facts.Name))


_NAME = "__tablename__"


def names_heirs(cls: ClassInfo) -> bool:
    """Tell whether the class's own statement leaves its table's name to a base or a metaclass."""
    return _NAME not in bound_names(cls.node.body)


def changes_names(cls: ClassInfo) -> bool:
    """Tell whether a base or a metaclass sets the table's name of its heirs anew.

    One that first asks whether there is a name, and makes it of something else, fills it in.
    """
    return any(
        _sets_name(statement) and not (is_asked and not _mentions_name(statement.value))
        for function in _initialisers(cls)
        for statement, is_asked in _assignments(function.node.body, False)
    )


def _initialisers(cls: ClassInfo) -> Iterator[FunctionInfo]:
    for ancestor in mro(cls)[1:]:
        if not isinstance(ancestor, str):
            yield from ancestor.methods.get("__init_subclass__", ())
    for metaclass in metaclasses.of(cls):
        for ancestor in mro(metaclass):
            if not isinstance(ancestor, str):
                yield from ancestor.methods.get("__new__", ())
                yield from ancestor.methods.get("__init__", ())


def _assignments(block: Block, is_asked: bool) -> Iterator[tuple[facts.Assign, bool]]:
    """Yield the assignments in a body, and whether they hang on what the table's name is."""
    for statement in block:
        if isinstance(statement, facts.Assign):
            yield statement, is_asked
        asked = isinstance(statement, facts.If) and _mentions_name(statement.test)
        for inner in blocks(statement):
            yield from _assignments(inner, is_asked or asked)


def _sets_name(statement: facts.Assign) -> bool:
    return any(
        isinstance(target, facts.Attribute | facts.Subscript) and _mentions_name(target)
        for target in statement.targets
    )


def _mentions_name(expression: Expr | None) -> bool:
    return expression is not None and any(
        node == facts.Constant(_NAME) or (isinstance(node, facts.Attribute) and node.attr == _NAME)
        for node in walk((expression,))
    )
