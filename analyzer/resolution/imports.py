"""Import statements in, module dependencies out, each at its line.

A name that is re-exported through a package's `__init__` counts for the module that defines it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.model import facts
from analyzer.model.analysis import Dependency
from analyzer.model.facts import Block, Import
from analyzer.model.place import Location
from analyzer.resolution.index import blocks, is_type_checking
from analyzer.resolution.program import ModuleInfo, Program, renamed

_MAX_HOPS = 10
_DYNAMIC = frozenset({"import_module", "__import__", "import_string"})


# What each package only hands on: name -> (module, name there), "" for a whole module.
Exports = dict[str, dict[str, tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class _Found:
    target: str
    kind: str
    line: int
    named: str


def import_dependencies(program: Program) -> list[Dependency]:
    """Return what each module imports of the program, sorted; `weight` counts the places."""
    exports = handed_on(program)
    result: list[Dependency] = []
    for module in program.modules.values():
        places: dict[tuple[str, str], set[_Found]] = {}
        for found in _find(program, module, exports):
            if found.target != module.name:
                places.setdefault((found.target, found.kind), set()).add(found)
        for (target, kind), every in sorted(places.items()):
            lines = sorted({found.line for found in every})
            evidence = tuple(Location(module.path, line) for line in lines)
            named = tuple(sorted({found.named for found in every}))
            weight = float(len(evidence))
            result.append(
                Dependency(
                    module.name, target, kind, weight, evidence, () if named == (target,) else named
                )
            )
    return sorted(result)


def handed_on(program: Program) -> Exports:
    """Return for each package the names that it takes from others: name -> (module, name there)."""
    return {module.name: _exports(program, module) for module in program.modules.values()}


def _find(program: Program, module: ModuleInfo, exports: Exports) -> Iterator[_Found]:
    for statement, kind in _statements(module.facts.body, "import"):
        if isinstance(statement, Import):
            yield from _targets(program, module, statement, kind, exports)
    for call in _dynamic_calls(module):
        name = call.args[0]
        dotted = str(name.value) if isinstance(name, facts.Constant) else ""
        level = len(dotted) - len(dotted.lstrip("."))
        full = program.resolve_relative(module, dotted.lstrip("."), level)
        found = _longest_module(program, full)
        if found is not None:
            yield _Found(found, "dynamic_import", call.line, found)


def _targets(
    program: Program, module: ModuleInfo, node: Import, kind: str, exports: Exports
) -> Iterator[_Found]:
    base = program.resolve_relative(module, node.module, node.level)
    if node.name is None or node.name == "*":
        found = _longest_module(program, base)
        if found is not None:
            yield _Found(found, kind, node.line, found)
        return
    member = find_member(program, base, node.name, exports)
    if member is not None:
        named = _longest_module(program, f"{base}.{node.name}") or member[0]
        yield _Found(member[0], kind, node.line, named)


def find_member(program: Program, base: str, name: str, exports: Exports) -> tuple[str, str] | None:
    """Follow one name through the packages that hand it on, to the module that defines it.

    Returns that module and the name in it, "" where the name is the module itself.
    """
    for _ in range(_MAX_HOPS):
        module = program.find_module(base)
        onward = exports.get(base, {}).get(name)
        if module is None or onward is None:
            break
        base, name = onward
        if not name:  # the name is a whole module, imported there
            break
    inner = f"{base}.{name}" if name else base
    if program.find_module(inner) is not None:
        return inner, ""
    found = _longest_module(program, base)
    return (found, name if found == base else "") if found is not None else None


def _longest_module(program: Program, dotted: str) -> str | None:
    while dotted:
        if program.find_module(dotted) is not None:
            return dotted
        dotted = dotted.rpartition(".")[0]
    return None


def _exports(program: Program, module: ModuleInfo) -> dict[str, tuple[str, str]]:
    """Return the names that a package's module only hands on: name -> (module, name there)."""
    result: dict[str, tuple[str, str]] = {}
    if not module.file.is_package:
        return result
    stars: list[str] = []
    for statement, _ in _statements(module.facts.body, "import"):
        if not isinstance(statement, Import):
            continue
        base = program.resolve_relative(module, statement.module, statement.level)
        if statement.name == "*":
            stars.append(base)
        elif statement.name is not None and program.is_first_party(base):
            result[statement.alias or statement.name] = (base, statement.name)
        elif statement.alias is not None and program.find_module(base) is not None:
            result[statement.alias] = (base, "")
    for base in stars:
        source = program.find_module(base)
        for name in _defined(source) if source is not None else ():
            result.setdefault(name, (base, name))
    return result


def _defined(module: ModuleInfo) -> Iterator[str]:
    for statement in module.facts.body:
        match statement:
            case facts.ClassDef(name=name) | facts.FunctionDef(name=name):
                yield name
            case facts.Assign(targets=targets):
                yield from (target.id for target in targets if isinstance(target, facts.Name))


# --- walking -----------------------------------------------------------------------------------


def _statements(block: Block, kind: str) -> Iterator[tuple[facts.AnyStatement, str]]:
    """Yield simple statements with the kind that an import at that place has."""
    for statement in block:
        if isinstance(statement, facts.FunctionDef):
            inner = "lazy_import" if kind == "import" else kind
            yield from _statements(statement.body, inner)
        elif isinstance(statement, facts.ClassDef):
            yield from _statements(statement.body, kind)
        elif isinstance(statement, facts.If) and is_type_checking(statement.test):
            yield from _statements(statement.body, "type_import")
            yield from _statements(statement.orelse, kind)
        elif inner_blocks := blocks(statement):
            for inner_block in inner_blocks:
                yield from _statements(inner_block, kind)
        else:
            yield statement, kind


def import_statements(module: ModuleInfo) -> Iterator[Import]:
    """Yield the import statements of a module, those in functions and branches included."""
    for statement, _ in _statements(module.facts.body, "import"):
        if isinstance(statement, Import):
            yield statement


def _dynamic_calls(module: ModuleInfo) -> Iterator[facts.Call]:
    if not any(word in _DYNAMIC for word, _ in module.facts.words):
        return
    for call in _calls(module.facts.body):
        name = call.func.attr if isinstance(call.func, facts.Attribute) else ""
        name = call.func.id if isinstance(call.func, facts.Name) else name
        first = call.args[0] if call.args else None
        if name in _DYNAMIC and isinstance(first, facts.Constant) and isinstance(first.value, str):
            yield call


def _calls(node: object) -> Iterator[facts.Call]:
    if isinstance(node, facts.Call):
        yield node
    if isinstance(node, tuple):
        for item in node:
            yield from _calls(item)
    elif hasattr(node, "__struct_fields__"):
        for name in node.__struct_fields__:
            value = getattr(node, name)
            if isinstance(value, tuple) or hasattr(value, "__struct_fields__"):
                yield from _calls(value)


def imported_packages(module: ModuleInfo) -> frozenset[str]:
    """Return the top-level packages that a module imports absolutely, anywhere in it."""
    if module.imported is None:  # every framework asks
        module.imported = frozenset(
            renamed(f"{statement.module}.{statement.name}").partition(".")[0]
            for statement, _ in _statements(module.facts.body, "import")
            if isinstance(statement, Import) and statement.level == 0
        )
    return module.imported


def outsiders(program: Program, module: ModuleInfo) -> tuple[str, ...]:
    """Return the packages that a module imports and that neither the program nor Python brings."""
    return tuple(
        sorted(
            package
            for package in imported_packages(module) - sys.stdlib_module_names
            if package and not program.is_first_party(package)
        )
    )
