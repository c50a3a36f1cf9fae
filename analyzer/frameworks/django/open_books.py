"""Whether a model's class says all of its columns, or leaves some to what cannot be read."""

from __future__ import annotations

from analyzer.model import facts
from analyzer.resolution.program import ClassInfo, Program, mro, outside_bases
from analyzer.resolution.values import ExternalInstance, Instance, Value

ROOTS = ("django.db.models.Model", "django.db.models.base.Model")
_PLAIN = ("builtins.", "typing.", "abc.", "typing_extensions.")


def says_all(cls: ClassInfo) -> bool:
    """Tell whether all columns of a model stand in the bodies of the program's own classes."""
    for ancestor in mro(cls):
        if isinstance(ancestor, str):
            if ancestor not in ROOTS and not ancestor.startswith(_PLAIN):
                return False
        elif ancestor.module.is_outside or not _is_open_book(ancestor):
            return False
    return True


def adds_from_outside(program: Program) -> bool:
    """Tell whether anything in the program gives models fields that their classes do not show."""
    return any(
        word in ("add_to_class", "class_prepared")
        for module in program.live_modules()
        for word, _ in module.facts.words
    )


def _is_open_book(cls: ClassInfo) -> bool:
    """Tell whether a class body alone decides which fields it has."""
    if cls.node.decorators or cls.node.keywords or cls.enclosing is not None:
        return False
    simple = (facts.Assign, facts.Evaluate, facts.FunctionDef, facts.ClassDef)
    if not all(isinstance(node, simple) for node in cls.node.body):
        return False
    if len(cls.bases) != len(cls.node.bases) or not all(map(cls.slots.get, _called(cls))):
        return False
    values = [value for slot in cls.slots.values() for value in slot.values]
    return all(map(_is_plain_value, values))


def _called(cls: ClassInfo) -> list[str]:
    """Return the attributes that hold what some call gave."""
    return [
        target.id
        for node in cls.node.body
        if isinstance(node, facts.Assign) and isinstance(node.value, facts.Call)
        for target in node.targets
        if isinstance(target, facts.Name)
    ]


def _is_plain_value(value: Value) -> bool:
    """Tell whether a class attribute adds no columns but those that it says."""
    match value:
        case ExternalInstance(name=name):
            return name.startswith("django.") or not name.rpartition(".")[2][:1].isupper()
        case Instance(cls=cls):
            own = [base for base in mro(cls) if not isinstance(base, str)]
            foreign = outside_bases(cls)
            return all(base.startswith(("django.", *_PLAIN)) for base in foreign) and not any(
                "contribute_to_class" in base.methods for base in own
            )
    return True
