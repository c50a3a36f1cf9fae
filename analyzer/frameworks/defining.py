"""The definitions of modules that may hold several subjects, and which of them needs which.

What a name in a definition means is read off the module's imports and its other definitions; what
inference knows of calls and bases comes on top. Only modules of some size are looked into.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from analyzer.model import facts
from analyzer.model.codebase import Definition, Reference, Vocabulary
from analyzer.model.place import Location
from analyzer.model.walking import children, walk
from analyzer.resolution.engine import Engine
from analyzer.resolution.imports import Exports, find_member, handed_on, import_statements
from analyzer.resolution.index import definitions
from analyzer.resolution.program import ModuleInfo, Program
from analyzer.resolution.units import Unit

# Fewer definitions or lines than these are not worth taking apart, whatever they are about.
FEWEST_DEFINITIONS = 6
FEWEST_LINES = 60

# A longer string is a message or a document, not a name for something.
_LONGEST_SAID = 60

# A definition by the module that holds it; "" is what stands outside of any.
Place = tuple[str, str]
# Who needs whom, how, and at which line of the first's file.
Need = tuple[Place, Place, str, int]


def define(engine: Engine, units: Iterable[Unit]) -> tuple[tuple[Definition, ...], list[Reference]]:
    """Return the definitions of all modules that could be taken apart, and their references."""
    program = engine.program
    large = {module.name: _tops(module) for module in program.live_modules()}
    large = {
        name: tops
        for name, tops in large.items()
        if len(tops) >= FEWEST_DEFINITIONS and program.modules[name].facts.lines >= FEWEST_LINES
    }
    exports = handed_on(program)
    onward = frozenset(package for name in large for package in _up_from(name))
    found: list[Definition] = []
    needs: set[Need] = set()
    for module in program.live_modules():
        names = _Names(program, module, exports, large, onward)
        if module.name in large:
            for top, nodes in large[module.name].items():
                found.append(_definition(module, top, nodes))
                needs.update(names.needs(top, nodes))
        else:
            needs.update(names.imported())
    needs.update(_called(units))
    needs.update(_inherited(program))
    kept = (
        (source, target, kind, line)
        for source, target, kind, line in needs
        if source != target
        and (source[0] in large or target[0] in large)
        and source[0] in program.modules
        and target[0] in program.modules
    )
    return tuple(found), _references(kept, program)


Node = facts.ClassDef | facts.FunctionDef


def _tops(module: ModuleInfo) -> dict[str, list[Node]]:
    """Return what a module defines at its top, by name; branches may define one name twice."""
    tops: dict[str, list[Node]] = {}
    for node in definitions(module.facts.body):
        tops.setdefault(node.name, []).append(node)
    return tops


def _up_from(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.rpartition(".")[0]


def _definition(module: ModuleInfo, name: str, nodes: list[Node]) -> Definition:
    words: Counter[str] = Counter()
    names: list[str] = []
    texts: list[str] = []
    for node in nodes:
        words.update(_words(node))
        for inner in _with_inner(node):
            names.append(inner.name)
            if inner.docstring:
                texts.append(inner.docstring)
    return Definition(
        module=module.name,
        name=name,
        line=min(node.line for node in nodes),
        lines=sum(node.end_line - node.line + 1 for node in nodes),
        vocabulary=Vocabulary(
            f"{module.name}.{name}", tuple(sorted(words.items())), tuple(names), tuple(texts)
        ),
    )


def _with_inner(node: Node) -> Iterator[Node]:
    yield node
    for inner in definitions(node.body):
        yield from _with_inner(inner)


# --- what names mean ---------------------------------------------------------------------------


class _Names:
    """What the names of one module stand for: definitions of the program's modules."""

    def __init__(
        self,
        program: Program,
        module: ModuleInfo,
        exports: Exports,
        large: Mapping[str, Mapping[str, object]],
        onward: frozenset[str],
    ) -> None:
        self._program = program
        self._module = module
        self._exports = exports
        self._large = large
        self._onward = onward
        self._lines: dict[str, int] = {}
        self._places: dict[str, Place] = {}
        for statement in import_statements(module):
            self._bind(statement)
        for name in large.get(module.name, ()):
            self._places[name] = module.name, name

    def imported(self) -> Iterator[Need]:
        """Yield the definitions that the module as a whole takes from large modules."""
        here = self._module.name, ""
        for name, place in self._places.items():
            if place[1] and place[0] in self._large:
                yield here, place, "import", self._lines[name]
        if any(not name and module in self._onward for module, name in self._places.values()):
            for place, line in self._named(self._module.facts.body, 1):
                if place[1] and place[0] in self._large:
                    yield here, place, "import", line

    def needs(self, name: str, nodes: Iterable[Node]) -> Iterator[Need]:
        """Yield what a definition names of the program."""
        here = self._module.name, name
        for node in nodes:
            for place, line in self._named(node, node.line):
                yield here, place, "import", line

    def _bind(self, statement: facts.Import) -> None:
        base = self._program.resolve_relative(self._module, statement.module, statement.level)
        if not self._program.is_first_party(base):
            return
        if statement.name == "*":
            for name in self._large.get(base, ()):
                self._set(name, (base, name), statement.line)
        elif statement.name is not None:
            member = find_member(self._program, base, statement.name, self._exports)
            if member is not None:
                self._set(statement.alias or statement.name, self._known(member), statement.line)
        else:
            bound = base if statement.alias is not None else base.partition(".")[0]
            self._set(statement.alias or bound, (bound, ""), statement.line)

    def _set(self, name: str, place: Place, line: int) -> None:
        self._places[name] = place
        self._lines[name] = line

    def _known(self, place: Place) -> Place:
        """Drop a member that is no definition of a large module: the module itself is needed."""
        module, name = place
        return (module, name) if name in self._large.get(module, ()) else (module, "")

    def _named(self, node: object, line: int) -> Iterator[tuple[Place, int]]:
        """Yield each place that a stretch of code names, with the line of the name or before it."""
        todo = [(node, line)]
        while todo:
            part, above = todo.pop()
            if isinstance(part, facts.Name | facts.Attribute):
                place = self._place(part)
                if place is not None:
                    yield place, getattr(part, "line", above)
                if place is not None or isinstance(part, facts.Name):
                    continue
            here = above if isinstance(part, tuple) else getattr(part, "line", above)
            todo += [(inner, here) for inner in children(part)]

    def _place(self, node: facts.Expr) -> Place | None:
        match node:
            case facts.Name(id=name):
                return self._places.get(name)
            case facts.Attribute(value=value, attr=attr):
                base = self._place(value)
                if base is None or base[1]:
                    return base
                member = find_member(self._program, base[0], attr, self._exports)
                return self._known(member) if member is not None else base
        return None


def _words(node: object) -> Iterator[str]:
    for part in walk(node):
        match part:
            case facts.Name(id=word) | facts.ClassDef(name=word) | facts.FunctionDef(name=word):
                yield word
            case facts.Attribute(attr=word):
                yield word
            case facts.Constant(value=str(text)) if len(text) <= _LONGEST_SAID:
                yield text  # the path of a route, a template's name, a status
            case facts.Keyword(name=str(word)) | facts.Parameter(name=str(word)):
                yield word


# --- what inference knows ----------------------------------------------------------------------


def _called(units: Iterable[Unit]) -> Iterator[Need]:
    for unit in units:
        here = _of_unit(unit)
        for callee, line in unit.effects.calls:
            yield here, _of_unit(callee), "call", line


def _of_unit(unit: Unit) -> Place:
    if unit.served is not None:
        return unit.module.name, _top(unit.served.cls.qualname)
    return unit.module.name, _top(unit.function.qualname) if unit.function is not None else ""


def _top(qualname: str) -> str:
    return qualname.partition(".")[0]


def _inherited(program: Program) -> Iterator[Need]:
    for cls in program.classes():
        here = cls.module.name, cls.qualname.partition(".")[0]
        for base in cls.bases:
            if not isinstance(base, str):
                there = base.module.name, base.qualname.partition(".")[0]
                yield here, there, "inherit", cls.node.line


def _references(needs: Iterable[Need], program: Program) -> list[Reference]:
    places: dict[tuple[Place, Place, str], set[int]] = {}
    for source, target, kind, line in needs:
        places.setdefault((source, target, kind), set()).add(line)
    return [
        Reference(
            *source,
            *target,
            kind,
            tuple(Location(program.modules[source[0]].path, line) for line in sorted(lines)),
        )
        for (source, target, kind), lines in sorted(places.items())
    ]
