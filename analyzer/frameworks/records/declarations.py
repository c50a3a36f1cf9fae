"""Fields that stand in class bodies as calls: their names, classes and arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from analyzer.frameworks.constants import assignments, class_constant, inner_class, removed
from analyzer.model import facts
from analyzer.model.place import Location
from analyzer.resolution.engine import Engine
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.units import Unit
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    Instance,
    Text,
    Value,
    Values,
)

Constant = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Declared:
    """A field of a class; `class_name` is the library's, or the nearest that tells its kind.

    `handed_up` is what a field class of the program hands to the library's `__init__`.
    """

    name: str
    class_name: str
    site: CallSite
    handed_up: CallSite | None = None

    def argument(self, position: int, keyword: str) -> Values:
        """Return what is passed here, or else what the field's class passes by itself."""
        given = self.site.argument(position, keyword)
        if given or self.handed_up is None:
            return given
        return self.handed_up.argument(position, keyword)

    def text(self, position: int, *keywords: str) -> str | None:
        """Return a string argument, if it is known."""
        for keyword in keywords:
            for value in self.site.argument(position, keyword):
                if isinstance(value, Text) and value.exact:
                    return value.value
        return None

    def option(self, keyword: str) -> Constant:
        """Return a constant keyword argument."""
        expression = self.expression(keyword)
        return expression.value if isinstance(expression, facts.Constant) else None

    def expression(self, keyword: str) -> facts.Expr | None:
        """Return what is written for a keyword argument."""
        for argument in self.site.call.keywords:
            if argument.name == keyword:
                return argument.value
        return None

    def has(self, keyword: str) -> bool:
        """Tell whether a keyword argument is passed at all."""
        return keyword in self.site.keywords

    @property
    def type(self) -> str:
        """The class's own name, which says what the column holds."""
        return self.class_name.rpartition(".")[2]

    @property
    def place(self) -> Location:
        """Where the field is declared."""
        return Location(self.site.module.path, self.site.line)


def last_name(expression: facts.Expr | None) -> str | None:
    """Return the last name of `a.b.NAME`, `NAME` or `NAME(...)`."""
    match expression:
        case facts.Attribute(attr=name) | facts.Name(id=name):
            return name
        case facts.Call(func=func):
            return last_name(func)
    return None


def class_names(value: Value) -> list[str]:
    """Return the dotted names of the classes that a value is an instance of, nearest first."""
    match value:
        case ExternalInstance(name=name):
            return [name]
        case Instance(cls=cls):
            return [base if isinstance(base, str) else base.name for base in mro(cls)]
    return []


def declared(
    engine: Engine, name: str, value: Value, is_field: Callable[[str], bool]
) -> Declared | None:
    """Return the field that a class attribute's value is, None if it is none."""
    site = getattr(value, "site", None)
    if not isinstance(site, CallSite):
        return None
    known = [class_name for class_name in class_names(value) if is_field(class_name)]
    libraries = [class_name for class_name in known if "." in class_name]
    for class_name in (libraries or known)[:1]:
        return Declared(name, class_name, site, _handed_up(engine, value))
    return None


def _handed_up(engine: Engine, value: Value) -> CallSite | None:
    """Return the call of `super().__init__` in the class of a field, once it was interpreted."""
    if not isinstance(value, Instance):
        return None
    for ancestor in program_classes(value.cls):
        for function in ancestor.methods.get("__init__", ()):
            unit = engine.units.get((function, Instance(value.cls), None, ()))
            for call, site in unit.sites.values() if unit is not None else ():
                match call:
                    case facts.Call(func=facts.Attribute(attr="__init__")):
                        return site
    return None


def fields(
    engine: Engine, lineage: Iterable[ClassInfo], is_field: Callable[[str], bool]
) -> dict[str, Declared]:
    """Return the fields of a class and its ancestors by name, the nearest of a name winning.

    A name that a nearer class binds to something else is no field.
    """
    result: dict[str, Declared] = {}
    hidden: set[str] = set()
    for cls in lineage:
        for name, slot in cls.slots.items():
            if name in result or name in hidden:
                continue
            found = [spec for v in slot.values if (spec := declared(engine, name, v, is_field))]
            written = _written(engine, cls, name, found, is_field)
            if written is not None:
                result[name] = written
            elif slot.values:
                hidden.add(name)
        hidden.update(name for name in removed(cls) if name not in result)
    return result


def _written(
    engine: Engine,
    cls: ClassInfo,
    name: str,
    found: list[Declared],
    is_field: Callable[[str], bool],
) -> Declared | None:
    """Return the field of a name that is written down in the class body itself, if one is."""
    calls = [call for value in assignments(cls.node.body, name) for call in _calls(value)]
    return meant(engine, engine.module_unit(cls.module), name, calls, found, is_field)


def meant(
    engine: Engine,
    unit: Unit,
    name: str,
    calls: list[facts.Call],
    found: list[Declared],
    is_field: Callable[[str], bool],
) -> Declared | None:
    """Return the field that one of the calls makes, of those that were found to come out of them.

    A helper that is handed a field and hands it on, as in `title = shown(TextField())`, gives back
    what any class hands it: of all that, the call that is written here is meant.
    """
    for call in calls:
        for spec in found:
            if spec.site.call is call:
                return spec
    for call in calls:
        known = unit.sites.get(id(call))
        for value in evaluate(Frame(engine, unit), call.func) if known is not None else ():
            made = _made(engine, name, value, is_field, known[1]) if known is not None else None
            if made is not None:
                return made
    return found[0] if found else None


def calls_in(site: CallSite) -> list[facts.Call]:
    """Return the calls among the arguments of a call, and among theirs."""
    return [call for argument in site.call.args for call in _calls(argument)]


def _calls(expression: facts.Expr) -> Iterator[facts.Call]:
    if isinstance(expression, facts.Call):
        yield expression
        for argument in expression.args:
            yield from _calls(argument)


def _made(
    engine: Engine, name: str, callee: Value, is_field: Callable[[str], bool], site: CallSite
) -> Declared | None:
    match callee:
        case External(name=dotted):
            return declared(engine, name, ExternalInstance(dotted, site), is_field)
        case ClassValue(cls=cls):
            return declared(engine, name, Instance(cls, site), is_field)
    return None


def own_option(cls: ClassInfo, name: str, inner: str = "Meta") -> Values:
    """Return what the class's own inner class (`Meta`) holds under a name, its bases included."""
    meta = inner_class(cls, inner)
    for holder in mro(meta) if meta is not None else ():
        if not isinstance(holder, str):
            slot = holder.slots.get(name)
            if slot is not None and slot.values:
                return slot.values
    return ()


def own_constant(cls: ClassInfo, name: str, inner: str = "Meta") -> Constant:
    """Return the number or truth value that such an inner class gives a name."""
    meta = inner_class(cls, inner)
    for holder in mro(meta) if meta is not None else ():
        found = class_constant(holder, name) if not isinstance(holder, str) else None
        if found is not None:
            return found
    return None


def one_text(values: Values) -> str | None:
    """Return the first string that is known in full."""
    for value in values:
        if isinstance(value, Text) and value.exact:
            return value.value
    return None


def program_classes(cls: ClassInfo) -> list[ClassInfo]:
    """Return the class and those of its ancestors that the program defines, nearest first."""
    return [ancestor for ancestor in mro(cls) if not isinstance(ancestor, str)]
