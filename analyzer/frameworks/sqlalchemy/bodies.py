"""What the statements and bodies of classes say of how they are mapped."""

from __future__ import annotations

from analyzer.frameworks.constants import last_name_of
from analyzer.model import facts
from analyzer.model.walking import walk
from analyzer.resolution.program import ClassInfo, mro

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


def changes_names(cls: ClassInfo) -> bool:
    """Tell whether a base sets the table's name of its heirs anew: in `__init_subclass__`."""
    return any(
        isinstance(target, facts.Attribute) and target.attr == "__tablename__"
        for ancestor in mro(cls)[1:]
        if not isinstance(ancestor, str)
        for function in ancestor.methods.get("__init_subclass__", ())
        for statement in walk(function.node.body)
        if isinstance(statement, facts.Assign)
        for target in statement.targets
    )
