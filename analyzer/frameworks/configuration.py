"""Settings, environment variables and global state that code reads, by name.

What several services read has to be set for each of them; what one changes in memory for another
cannot be shared at all once they are two processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analyzer.model import facts
from analyzer.model.codebase import SettingUse
from analyzer.model.place import Location
from analyzer.model.walking import children
from analyzer.resolution.imports import import_statements
from analyzer.resolution.program import ModuleInfo, Program

SETTING = "setting"
ENVIRONMENT = "environment"
GLOBAL = "global"

# Objects that hold settings, by what they are imported as, with what their names are called.
_ATTRIBUTES = {"django.conf.settings": "settings"}
_ENVIRONMENTS = frozenset({"os.environ", "os.getenv", "os.environ.get"})
# No module reads settings in which none of these names stands.
_HINTS = frozenset({"config", "environ", "getenv", "settings"})
# The expressions that can name a setting.
_NAMING = (facts.Attribute, facts.Call, facts.Subscript)

# What is found: the definition at the top of the module, the kind, the name, and the line.
Found = tuple[str, str, str, int]


def setting_uses(program: Program) -> tuple[SettingUse, ...]:
    """Return one row for each definition and name, sorted."""
    state = {module.name: _state(module) for module in program.live_modules()}
    places: dict[tuple[str, str, str, str], set[Location]] = {}
    for module in program.live_modules():
        for function, kind, name, line in _found(program, module, state):
            key = (module.name, function, kind, name)
            places.setdefault(key, set()).add(Location(module.path, line))
    return tuple(SettingUse(*key, tuple(sorted(places[key]))) for key in sorted(places))


def _state(module: ModuleInfo) -> frozenset[str]:
    """Return the names at the top of a module that its functions change."""
    return frozenset(_globals(module.facts.body))


def _globals(node: object) -> Iterator[str]:
    todo = [node]
    while todo:
        part = todo.pop()
        if isinstance(part, facts.Declare) and part.scope == "global":
            yield from part.names
        if isinstance(part, tuple | facts.Statement):
            todo.extend(children(part))


def _found(
    program: Program, module: ModuleInfo, state: Mapping[str, frozenset[str]]
) -> Iterator[Found]:
    bound: dict[str, str] = {}
    for statement in import_statements(module):
        base = program.resolve_relative(module, statement.module, statement.level)
        if statement.name is None:
            bound[statement.alias or base.partition(".")[0]] = base.partition(".")[0]
        else:
            bound[statement.alias or statement.name] = f"{base}.{statement.name}"
            if statement.name in state.get(base, ()):
                yield "", GLOBAL, f"{base}.{statement.name}", statement.line
    hinted = not _HINTS.isdisjoint(word for word, _ in module.facts.words)
    for node in module.facts.body:
        name = node.name if isinstance(node, facts.FunctionDef | facts.ClassDef) else ""
        for kind, setting, line in _used(node, bound, node.line) if hinted else ():
            yield name, kind, setting, line
        for own in sorted(set(_globals(node)) & state[module.name]) if state[module.name] else ():
            yield name, GLOBAL, f"{module.name}.{own}", node.line


def _used(node: object, bound: Mapping[str, str], line: int) -> Iterator[tuple[str, str, int]]:
    todo = [(node, line)]
    while todo:
        part, above = todo.pop()
        here = above if isinstance(part, tuple) else getattr(part, "line", above)
        if isinstance(part, _NAMING):
            yield from _settings(part, bound, here)
        todo += [(inner, here) for inner in children(part)]


def _settings(node: object, bound: Mapping[str, str], line: int) -> Iterator[tuple[str, str, int]]:
    match node:
        case facts.Attribute(value=value, attr=attr) if attr.isupper():
            holder = _ATTRIBUTES.get(_dotted(value, bound))
            if holder is not None:
                yield SETTING, attr, line
        case facts.Call(
            func=facts.Name(id="getattr"), args=(holder, facts.Constant(value=str(name)), *_)
        ) if _dotted(holder, bound) in _ATTRIBUTES:
            yield SETTING, name, line
        case facts.Call(func=func, args=(facts.Constant(value=str(name)), *_)):
            yield from _named(_dotted(func, bound), name, line)
        case facts.Subscript(value=value, index=facts.Constant(value=str(name))):
            yield from _named(_dotted(value, bound), name, line)


def _named(holder: str, name: str, line: int) -> Iterator[tuple[str, str, int]]:
    """Yield what is asked for by a string: `os.environ["X"]`, `app.config["X"]`."""
    if holder in _ENVIRONMENTS:
        yield ENVIRONMENT, name, line
    elif name.isupper() and holder.removesuffix(".get").endswith(".config"):
        yield SETTING, name, line


def _dotted(expression: facts.Expr, bound: Mapping[str, str]) -> str:
    """Return the dotted name that an expression is, from what was imported on; "" if it is none."""
    match expression:
        case facts.Name(id=name):
            return bound.get(name, name)
        case facts.Attribute(value=value, attr=attr):
            base = _dotted(value, bound)
            return f"{base}.{attr}" if base else ""
    return ""
