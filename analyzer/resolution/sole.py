"""Methods of objects of which nothing is known, where only one family of classes has such a method.

`spec.apply_to(query)` is no riddle in a program in which one class alone defines `apply_to`. The
idea is that of field-based call graphs (Feldthaus et al., "Efficient construction of approximate
call graphs for JavaScript IDE services", ICSE 2013). It is kept to classes that the program makes
of its own alone, whose methods are nobody else's, and to names of several words: a `run` or a
`close`, any object from outside may have.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.model.words import split_words
from analyzer.resolution.program import ClassInfo, FunctionInfo, Program, mro
from analyzer.resolution.values import FunctionValue, Instance

# A method that more classes of a family define than this is not followed.
_MOST_DEFINERS = 4
# Bases outside that give a class no methods to speak of.
_BARE = ("builtins.object", "abc.ABC", "typing.", "zope.interface.", "enum.")

# A method, and the instance that it is called for.
Sole = tuple[FunctionValue, Instance]


def methods(program: Program) -> dict[str, tuple[Sole, ...]]:
    """Return the methods that an object must have of one family of classes, by their names."""
    definers: dict[str, list[tuple[ClassInfo, FunctionInfo]]] = {}
    taken: set[str] = set()
    for cls in program.classes():
        for name, functions in cls.methods.items():
            if len(split_words(name)) > 1 and not name.startswith("__"):
                definers.setdefault(name, []).extend((cls, f) for f in functions[:1])
        taken.update(name for name in cls.slots if name not in cls.methods)
    return {
        name: tuple((FunctionValue(function), Instance(cls)) for cls, function in found)
        for name, found in definers.items()
        if name not in taken and _is_one_family([cls for cls, _ in found])
    }


def _is_one_family(classes: list[ClassInfo]) -> bool:
    if len(classes) > _MOST_DEFINERS or not all(map(_is_own, classes)):
        return False
    return any(all(top in mro(cls) for cls in classes) for top in classes)


def _is_own(cls: ClassInfo) -> bool:
    return not any(isinstance(base, str) and not base.startswith(_BARE) for base in mro(cls))


def fits(function: FunctionInfo, given: int, names: Iterable[str]) -> bool:
    """Tell whether a method takes so many arguments beside its receiver, and those by name."""
    signature = function.signature
    most = len(signature.positional) - 1
    return (signature.args is not None or given <= most) and (
        signature.kwargs is not None or signature.named.issuperset(names)
    )
