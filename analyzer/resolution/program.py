"""The whole program as an index: modules, classes and functions, without their meaning.

Identity is the object: two classes of one name (a conditional definition) are two objects. All
containers are filled once, by `index.build`, but for what inference finds out (`bases`, `slots`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analyzer.model.facts import Assign, ClassDef, FileFacts, FunctionDef, Parameters
from analyzer.model.source import SourceFile, SourceTree
from analyzer.resolution.slots import Lookup, Slot

# Roles whose code runs in production: only they are interpreted and can own or touch data.
LIVE_ROLES = frozenset({"app", "admin", "glue", "library", "data_access"})

# The role of modules of installed packages: they are read for what they declare.
OUTSIDE = "third_party"


@dataclass(eq=False, slots=True)
class ModuleInfo:
    """A module: its file, its facts, and a slot for each global name.

    `imported` are the top-level packages that it imports, once somebody has asked for them.
    """

    file: SourceFile
    facts: FileFacts
    slots: dict[str, Slot] = field(default_factory=dict)
    classes: list[ClassInfo] = field(default_factory=list)
    functions: list[FunctionInfo] = field(default_factory=list)
    imported: frozenset[str] | None = None

    @property
    def name(self) -> str:
        """The dotted name."""
        return self.file.module

    @property
    def path(self) -> str:
        """The file's path, relative to the scanned folder."""
        return self.file.path

    @property
    def is_live(self) -> bool:
        """Whether the module's code is interpreted."""
        return self.file.role in LIVE_ROLES or self.is_outside

    @property
    def is_outside(self) -> bool:
        """Whether the module is an installed package's: no code of it counts as the program's."""
        return self.file.role == OUTSIDE

    @property
    def package(self) -> str:
        """The package that relative imports start from."""
        return self.name if self.file.is_package else self.name.rpartition(".")[0]

    def __repr__(self) -> str:
        return f"<module {self.name}>"


@dataclass(eq=False, slots=True)
class ClassInfo:
    """A class statement; `bases` and `slots` are filled by inference.

    `base_places` says of each base which one of the statement's it is. `template` is what the
    statement makes in general, where this is the class that it makes of certain arguments;
    `is_made` says that no statement does, but a call inside of a function; `is_stub` that the
    statement is for type checkers alone, so that there is no such class when the program runs.
    `metaclasses` are those that the statement itself names, or the call that makes its base.
    """

    module: ModuleInfo
    qualname: str
    node: ClassDef
    enclosing: FunctionInfo | None
    bases: list[ClassInfo | str] = field(default_factory=list)
    base_places: list[int] = field(default_factory=list)
    subclasses: list[ClassInfo] = field(default_factory=list)
    metaclasses: list[ClassInfo] = field(default_factory=list)
    slots: dict[str, Slot] = field(default_factory=dict)
    methods: dict[str, list[FunctionInfo]] = field(default_factory=dict)
    annotations: dict[str, Assign] = field(default_factory=dict)
    # What `class Orders(Repository[Order])` says: the base's position, and what it is given.
    generic_bases: dict[ClassInfo, int] = field(default_factory=dict)
    arguments: dict[tuple[int, int], Slot] = field(default_factory=dict)
    lineage: tuple[ClassInfo | str, ...] | None = None
    outsiders: tuple[str, ...] = ()
    lookups: dict[str, Lookup] = field(default_factory=dict)
    template: ClassInfo | None = None
    is_made: bool = False
    is_stub: bool = False

    @property
    def name(self) -> str:
        """The class's own name."""
        return self.node.name

    @property
    def full_name(self) -> str:
        """The dotted name with the module's."""
        return f"{self.module.name}.{self.qualname}"

    def __repr__(self) -> str:
        return f"<class {self.full_name}>"


@dataclass(frozen=True, slots=True)
class Signature:
    """A function's parameters by how they take arguments: by place, by name, and the rest."""

    positional: tuple[str, ...]
    named: frozenset[str]
    args: str | None
    kwargs: str | None

    @property
    def names(self) -> frozenset[str]:
        """The names of all parameters."""
        rest = {name for name in (self.args, self.kwargs) if name is not None}
        return self.named.union(self.positional, rest)

    @classmethod
    def of(cls, parameters: Parameters) -> Signature:
        """Return the signature that parameters make."""
        rest = {p.kind: p.name for p in parameters if p.kind in ("args", "kwargs")}
        return cls(
            tuple(p.name for p in parameters if p.kind in ("positional", "positional_only")),
            frozenset(p.name for p in parameters if p.kind in ("positional", "keyword_only")),
            rest.get("args"),
            rest.get("kwargs"),
        )


@dataclass(eq=False, slots=True)
class FunctionInfo:
    """A function or method statement; `owner` is the class whose body holds it."""

    module: ModuleInfo
    qualname: str
    node: FunctionDef
    owner: ClassInfo | None
    enclosing: FunctionInfo | None
    kind: str = "function"
    uses_self: bool = False
    has_inner: bool = False
    _signature: Signature | None = None

    @property
    def signature(self) -> Signature:
        """How the function takes its arguments."""
        if self._signature is None:
            self._signature = Signature.of(self.node.parameters)
        return self._signature

    @property
    def name(self) -> str:
        """The function's own name."""
        return self.node.name

    @property
    def full_name(self) -> str:
        """The dotted name with the module's."""
        return f"{self.module.name}.{self.qualname}"

    def __repr__(self) -> str:
        return f"<function {self.full_name}>"


@dataclass(eq=False, slots=True)
class Program:
    """Everything that was read, by name.

    `outside` are modules of installed packages, no part of the program; of their classes those in
    `adopted` are what the program's own can stand on, and all else in them is but a name.
    """

    tree: SourceTree
    modules: Mapping[str, ModuleInfo]
    packages: frozenset[str]
    outside: Mapping[str, ModuleInfo] = field(default_factory=dict)
    adopted: frozenset[ClassInfo] = frozenset()
    _by_path: dict[str, ModuleInfo] | None = field(default=None, init=False)

    def live_modules(self) -> Iterator[ModuleInfo]:
        """Yield the modules whose code is interpreted, in order of name."""
        return (module for module in self.modules.values() if module.is_live)

    def classes(self) -> Iterator[ClassInfo]:
        """Yield the classes of live modules, in order of module and line; no stubs."""
        for module in self.live_modules():
            yield from (cls for cls in module.classes if not cls.is_stub)

    def functions(self) -> Iterator[FunctionInfo]:
        """Yield the functions of live modules, in order of module and line."""
        for module in self.live_modules():
            yield from module.functions

    def adopted_classes(self) -> Iterator[ClassInfo]:
        """Yield the adopted classes, in order of module and line."""
        for _, module in sorted(self.outside.items()):
            yield from (cls for cls in module.classes if cls in self.adopted)

    def is_first_party(self, dotted: str) -> bool:
        """Tell whether a dotted name stands inside the program, be it a module's or deeper."""
        return dotted.partition(".")[0] in self.packages

    def find_module(self, dotted: str) -> ModuleInfo | None:
        """Return the module of that name, be it only the one that its path says.

        A folder whose packages are imported by their own names may be a package itself, so that
        there are two names for each of its modules.
        """
        found = self.modules.get(dotted)
        if found is not None:
            return found
        if self._by_path is None:
            self._by_path = dict(_by_path(self.modules.values()))
        return self._by_path.get(dotted)

    def resolve_relative(self, module: ModuleInfo, target: str, level: int) -> str:
        """Return the absolute dotted name that an import statement of `module` names."""
        if level == 0:
            return renamed(target)
        parts = module.package.split(".") if module.package else []
        kept = parts[: len(parts) - (level - 1)] if level > 1 else parts
        return ".".join([*kept, *([target] if target else [])])


def _by_path(modules: Iterable[ModuleInfo]) -> Iterator[tuple[str, ModuleInfo]]:
    """Yield the modules that are called otherwise than their paths say, by what those say."""
    for module in modules:
        dotted = module.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        if dotted != module.name:
            yield dotted, module


_OLD_EXTENSIONS = "flask.ext."


def renamed(dotted: str) -> str:
    """Return what `flask.ext.name` stood for before Flask 1.0: the extension `flask_name`."""
    is_old = dotted.startswith(_OLD_EXTENSIONS)
    return f"flask_{dotted[len(_OLD_EXTENSIONS) :]}" if is_old else dotted


def outside_names(cls: ClassInfo) -> list[str]:
    """Return the dotted names of the ancestors that are not the program's own, adopted or not."""
    return [
        base if isinstance(base, str) else base.full_name
        for base in mro(cls)
        if isinstance(base, str) or (base.module.is_outside and base is not cls)
    ]


def mro(cls: ClassInfo) -> tuple[ClassInfo | str, ...]:
    """Return the class and its ancestors in method resolution order.

    C3 linearisation (Barrett et al., OOPSLA 1996) where the hierarchy allows it; where inference
    found bases that contradict each other, depth first without repetition. Bases outside of the
    program are dotted names.
    """
    if cls.lineage is None:
        cls.lineage = (cls,)  # what a class that is its own ancestor sees
        cls.lineage = _linearise(cls)
        cls.outsiders = tuple(base for base in cls.lineage if isinstance(base, str))
    return cls.lineage


def outside_bases(cls: ClassInfo) -> tuple[str, ...]:
    """Return the dotted names of the bases outside of the program, in resolution order."""
    mro(cls)
    return cls.outsiders


def _linearise(cls: ClassInfo) -> tuple[ClassInfo | str, ...]:
    sequences: list[list[ClassInfo | str]] = [
        list(mro(base)) if isinstance(base, ClassInfo) else [base] for base in cls.bases
    ]
    sequences.append(list(cls.bases))
    result: list[ClassInfo | str] = [cls]
    while sequences := [sequence for sequence in sequences if sequence]:
        head = _next_head(sequences)
        if head not in result:
            result.append(head)
        sequences = [[item for item in sequence if item != head] for sequence in sequences]
    return tuple(result)


def _next_head(sequences: Sequence[Sequence[ClassInfo | str]]) -> ClassInfo | str:
    for sequence in sequences:
        if not any(sequence[0] in other[1:] for other in sequences):
            return sequence[0]
    return sequences[0][0]
