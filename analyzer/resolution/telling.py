"""Telling what an unknown name holds by what it is called and what is asked of it.

A parameter that nobody in the program is seen to fill (a template tag's, a hook's, a callback's)
is still no riddle where it is called `order` and asked for `order.lines`. Only rows of tables are
told in this way, and only what they own tells them: fields, relations and methods of the program.
The idea is that of field-based call graphs (Feldthaus et al., "Efficient construction of
approximate call graphs for JavaScript IDE services", ICSE 2013), made stricter by the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from analyzer.model.words import split_words, stem
from analyzer.resolution.lookup import class_of
from analyzer.resolution.program import ClassInfo, FunctionInfo, Program, mro
from analyzer.resolution.values import ClassValue, DictOf, ModuleValue, Value, Values

# A name in a function, and the attributes that the function asks it for.
Clues = Mapping[tuple[FunctionInfo, str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row: its class's name, what the program gives it, and what every row has.

    `is_open` where it stands on a base outside, of which more may come. Modules that hold classes
    of rows are told in the same way; so are queries over rows: they go by the plural of the name,
    and `signs` of a query suffice beside it.
    """

    value: Value
    name: str
    own: frozenset[str]
    common: frozenset[str]
    is_open: bool = False
    signs: frozenset[str] = frozenset()


def modules_of(program: Program, kinds: Iterable[Kind]) -> Iterator[Kind]:
    """Yield the modules that hold the classes of these rows: `model = context["model"]`."""
    classes = {class_of(kind.value) for kind in kinds}
    for module in program.live_modules():
        if any(_holds(slot.values, classes) for slot in module.slots.values()):
            name = module.name.rpartition(".")[2]
            yield Kind(ModuleValue(module), name, frozenset(module.slots), frozenset())


def _holds(values: Values, classes: set[ClassInfo | None]) -> bool:
    return any(isinstance(value, ClassValue) and value.cls in classes for value in values)


def tell(
    program: Program, kinds: Iterable[Kind], clues: Clues
) -> dict[tuple[FunctionInfo, str], Values]:
    """Return what the unknown names hold, as far as one kind of row alone fits."""
    teller = _Teller(program, list(kinds))
    found: dict[tuple[FunctionInfo, str], Values] = {}
    for (function, name), asked in clues.items():
        kind = teller.tell(name, frozenset(asked))
        if kind is not None:
            found[function, name] = (kind.value,)
    return found


class _Teller:
    def __init__(self, program: Program, kinds: list[Kind]) -> None:
        self._rows = sum(not kind.signs for kind in kinds)
        self._by_name: dict[tuple[str, ...], list[Kind]] = {}
        self._by_plural: dict[tuple[str, ...], list[Kind]] = {}
        self._by_member: dict[str, list[Kind]] = {}
        for kind in kinds:
            by_name = self._by_plural if kind.signs else self._by_name
            by_name.setdefault(split_words(kind.name), []).append(kind)
            for member in kind.own:
                self._by_member.setdefault(member, []).append(kind)
        self._definers: dict[str, list[ClassInfo]] = {}
        self._namesakes: dict[str, list[ClassInfo]] = {}
        for cls in program.classes():
            self._namesakes.setdefault(cls.name, []).append(cls)
            for member in (*cls.slots, *cls.methods):
                if member in self._by_member:
                    self._definers.setdefault(member, []).append(cls)

    def tell(self, name: str, asked: frozenset[str]) -> Kind | None:
        """Return the kind of row that a name of these attributes holds."""
        called = [kind for kind in self._called(name) if _fits(kind, asked, kind.is_open)]
        if called:
            kind = _topmost(called)
            is_told = kind is not None and self._is_told(kind, asked)
            return kind if is_told and kind is not None and not self._rivals(kind, asked) else None
        if len(asked) < 2:
            return None
        able = [
            kind
            for member in sorted(asked)
            for kind in self._by_member.get(member, ())
            if _fits(kind, asked) and len(asked & kind.own) > 1
        ]
        kind = _topmost(list(dict.fromkeys(able)))
        return kind if kind is not None and self._alone(kind, asked) else None

    def _is_told(self, kind: Kind, asked: frozenset[str]) -> bool:
        return not asked.isdisjoint(kind.signs) or any(map(self._is_telling, asked))

    def _rivals(self, kind: Kind, asked: frozenset[str]) -> bool:
        """Tell whether another class of that name, no row, has all that is asked for as well.

        Beside a table's class there may be an object of the domain, filled from its rows.
        """
        cls = class_of(kind.value)
        return cls is not None and any(
            asked & kind.own <= _members(other)
            for other in self._namesakes.get(kind.name, ())
            if other not in mro(cls) and cls not in mro(other)
        )

    def _is_telling(self, member: str) -> bool:
        """Tell whether few kinds of rows have what is asked for; a `name`, most have."""
        return 0 < len(self._by_member.get(member, ())) <= max(3, self._rows // 4)

    def _called(self, name: str) -> list[Kind]:
        """Return the kinds after which a name is called: `order`, `new_order`, `orders_qs`."""
        words = split_words(name)
        is_query = words[-1:] and words[-1] in _SUFFIXES
        if is_query:
            words = words[:-1]
        for start in range(len(words)):
            last = stem(words[-1])
            several = (*words[start:-1], last)
            if (is_query or last != words[-1]) and several in self._by_plural:
                return self._by_plural[several]
            if not is_query and words[start:] in self._by_name:
                return self._by_name[words[start:]]
        return []

    def _alone(self, kind: Kind, asked: frozenset[str]) -> bool:
        """Tell whether something asked for is defined by no class but the kind's own family."""
        cls = class_of(kind.value)
        return cls is not None and any(
            all(other in mro(cls) or cls in mro(other) for other in self._definers[member])
            for member in asked & kind.own
            if member in self._definers
        )


def _members(cls: ClassInfo) -> frozenset[str]:
    """Return what a class has: attributes, methods, and the keys of its `fields = {...}`."""
    found: set[str] = set()
    for ancestor in mro(cls):
        if not isinstance(ancestor, str):
            slots = ancestor.slots
            found.update(slots, ancestor.methods)
            declared = slots["fields"].values if "fields" in slots else ()
            found.update(v.key for v in declared if isinstance(v, DictOf) and v.key is not None)
    return frozenset(found)


# What follows the rows' name in that of a query over them.
_SUFFIXES = ("qs", "query", "queryset")


def _fits(kind: Kind, asked: frozenset[str], is_open: bool = False) -> bool:
    return not asked.isdisjoint(kind.own) and (
        is_open
        or all(name in kind.own or name in kind.common or name[:2] == "__" for name in asked)
    )


def _topmost(kinds: list[Kind]) -> Kind | None:
    """Return the kind that all others are special cases of, if there is one."""
    for kind in kinds:
        cls = class_of(kind.value)
        if all(other is kind or _extends(class_of(other.value), cls) for other in kinds):
            return kind
    return None


def _extends(cls: ClassInfo | None, base: ClassInfo | None) -> bool:
    return cls is not None and base is not None and base in mro(cls)
