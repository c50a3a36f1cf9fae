"""Which modules of installed packages declare what the program builds on: a search by name.

It begins with what the program imports and with the bases and fields of its classes, and goes on
with the bases and fields of the classes that it finds. So it reads the modules that hold these,
and those that hand them on, whatever else an environment holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from analyzer.model import facts
from analyzer.model.facts import AnyStatement, Block, ClassDef, Expr, FileFacts, Import
from analyzer.model.place import Diagnostic
from analyzer.model.source import SourceFile
from analyzer.resolution.guide import Guide
from analyzer.resolution.imports import import_statements
from analyzer.resolution.index import blocks, index_module
from analyzer.resolution.program import ModuleInfo, Program

# More modules than this are not read; a large project asks for a few hundred.
MAX_MODULES = 3_000
EVERYTHING = "*"
# Modules that are imported by themselves, for the classes in them.
_HOLDERS = ("models", "model")

Path = tuple[str, ...]


class Search:
    """The modules found so far, and those to be read next."""

    def __init__(
        self,
        program: Program,
        guides: Sequence[Guide],
        find: Callable[[str], SourceFile | None],
    ) -> None:
        self.packages = frozenset(name for guide in guides for name in guide.packages)
        self._program = program
        self._guides = guides
        self._find = find
        self._seen: set[str] = set()
        self._waiting: dict[SourceFile, dict[Path, None]] = {}
        self._bindings: dict[ModuleInfo, dict[str, list[AnyStatement]]] = {}
        self._followed: set[tuple[ModuleInfo, Path]] = set()
        self._unread: dict[SourceFile, None] = {}
        self.modules: dict[str, ModuleInfo] = {}
        for module in program.live_modules():
            self._start(module)
        for guide in guides:
            for dotted in guide.seeds(program):
                self._want(dotted)

    def pending(self) -> list[SourceFile]:
        """Return the files to be read next, sorted; none when the search is over."""
        waiting = sorted(self._waiting)
        room = MAX_MODULES - len(self.modules)
        self._unread.update(dict.fromkeys(waiting[room:]))
        return waiting[:room]

    def extended(self) -> Program:
        """Return the program with the modules that were found, and a word on those left unread."""
        tree = self._program.tree
        unread = sorted(file for file in self._unread if file.module not in self.modules)
        if unread:
            diagnostics = {*tree.diagnostics, _stopped(unread)}
            tree = msgspec.structs.replace(tree, diagnostics=tuple(sorted(diagnostics)))
        return replace(self._program, tree=tree, outside=dict(sorted(self.modules.items())))

    def learn(self, found: Mapping[str, FileFacts]) -> None:
        """Go on with the facts of files that were to be read, by path."""
        waiting, self._waiting = self._waiting, {}
        read: list[tuple[ModuleInfo, dict[Path, None]]] = []
        for file, paths in sorted(waiting.items()):
            if file.path in found:
                module = index_module(file, found[file.path])
                self.modules[module.name] = module
                read.append((module, paths))
        for module, paths in read:
            for guide in self._guides:
                for dotted in guide.companions(module.name):
                    self._want(dotted)
            for path in paths:
                self._follow(module, path)

    # --- where it begins ---------------------------------------------------------------------

    def _start(self, module: ModuleInfo) -> None:
        for statement in import_statements(module):
            target = self._program.resolve_relative(module, statement.module, statement.level)
            last = (statement.name or target).rpartition(".")[2]
            full = f"{target}.{statement.name}" if statement.name else target
            if last in _HOLDERS:
                self._want(f"{full}.{EVERYTHING}")
            elif last == EVERYTHING or last[:1].isupper():
                self._want(full)
        for cls in module.classes:
            self._class(module, cls.node)

    # --- names -------------------------------------------------------------------------------

    def _want(self, dotted: str) -> None:
        if dotted in self._seen or self._program.is_first_party(dotted):
            return
        self._seen.add(dotted)
        if any(guide.explains(dotted) for guide in self._guides):
            return
        file, rest = self._locate(dotted)
        if file is None:
            return
        module = self.modules.get(file.module)
        if module is not None:
            self._follow(module, rest)
        elif rest:
            self._waiting.setdefault(file, {})[rest] = None

    def _locate(self, dotted: str) -> tuple[SourceFile | None, Path]:
        parts = dotted.split(".")
        for end in range(len(parts), 0, -1):
            file = self._find(".".join(parts[:end]))
            if file is not None:
                return file, tuple(parts[end:])
        return None, ()

    def _follow(self, module: ModuleInfo, path: Path) -> None:
        """Find what a name in a module stands for, and what that needs in its turn."""
        if not path or (module, path) in self._followed:
            return
        self._followed.add((module, path))
        bindings = self._bound(module)
        if path[0] == EVERYTHING:
            for name in list(bindings):
                if name[:1].isupper():
                    self._follow(module, (name,))
        found = bindings.get(path[0], ())
        for statement in found:
            self._statement(module, statement, path)
        if not found or path[0] == EVERYTHING:
            for statement in bindings.get(EVERYTHING, ()):
                if isinstance(statement, Import):
                    base = self._target(module, statement)
                    self._want(".".join((base, *path)))

    def _statement(self, module: ModuleInfo, statement: AnyStatement, path: Path) -> None:
        match statement:
            case Import(name=None, alias=None):
                self._want(".".join(path))
            case Import(name=name) if name != EVERYTHING:
                base = self._target(module, statement)
                self._want(".".join((base, *([name] if name else []), *path[1:])))
            case ClassDef():
                self._class(module, statement)
            case facts.Assign(value=value) if value is not None:
                self._expression(module, value)

    def _target(self, module: ModuleInfo, statement: Import) -> str:
        return self._program.resolve_relative(module, statement.module, statement.level)

    def _bound(self, module: ModuleInfo) -> dict[str, list[AnyStatement]]:
        known = self._bindings.get(module)
        if known is None:
            known = self._bindings[module] = {}
            for statement in _flat(module.facts.body):
                for name in _names_of(statement):
                    known.setdefault(name, []).append(statement)
        return known

    # --- classes -----------------------------------------------------------------------------

    def _class(self, module: ModuleInfo, node: ClassDef) -> None:
        for base in node.bases:
            self._expression(module, base)
        for statement in _flat(node.body):
            match statement:
                case ClassDef():
                    self._class(module, statement)
                case facts.Assign(value=facts.Call() as call):
                    self._expression(module, call)

    def _expression(self, module: ModuleInfo, expression: Expr) -> None:
        match expression:
            case facts.Name() | facts.Attribute() | facts.Subscript():
                self._follow(module, _path_of(expression))
            case facts.Constant(value=str() as text):
                self._spelled(text)
            case facts.Call(func=func, args=args, keywords=keywords):
                for inner in (func, *args, *(keyword.value for keyword in keywords)):
                    self._expression(module, inner)
            case facts.Choice(options=options):
                for option in options:
                    self._expression(module, option)

    def _spelled(self, text: str) -> None:
        for guide in self._guides:
            for dotted in guide.spelled(text):
                self._want(dotted)


def _stopped(unread: Sequence[SourceFile]) -> Diagnostic:
    message = (
        f"{len(unread)} modules of installed packages that the program builds on were not read, "
        f"this one first: the search stops at {MAX_MODULES:,} modules"
    )
    _, _, path = unread[0].path.partition("/")  # the first part is the environment's number
    return Diagnostic(path, 1, "packages-unread", message)


def _path_of(expression: Expr) -> Path:
    match expression:
        case facts.Name(id=name):
            return (name,)
        case facts.Attribute(value=value, attr=attr):
            inner = _path_of(value)
            return (*inner, attr) if inner else ()
        case facts.Subscript(value=value):  # Generic[...]
            return _path_of(value)
        case facts.Call(func=func):  # Manager.from_queryset(QuerySet)()
            return _path_of(func)
    return ()


def _names_of(statement: AnyStatement) -> Iterator[str]:
    match statement:
        case Import(name=None, alias=None, module=dotted):
            yield dotted.partition(".")[0]
        case Import(name=name, alias=alias):
            yield alias or name or ""
        case ClassDef(name=name):
            yield name
        case facts.Assign(targets=targets):
            yield from (target.id for target in targets if isinstance(target, facts.Name))


def _flat(block: Block) -> Iterator[AnyStatement]:
    """Yield the statements of a body and of its branches, not those of what it defines."""
    for statement in block:
        inner = blocks(statement)
        if not inner:
            yield statement
        for branch in inner:
            yield from _flat(branch)
