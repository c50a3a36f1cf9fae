"""seamline's own source, read once for the tests about its shape."""

from __future__ import annotations

import ast
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("analyzer", "cli", "reports", "seamline")


@dataclass(frozen=True)
class Use:
    """A call or an import of something, and where it stands, as an editor opens it."""

    name: str
    place: str


@dataclass(frozen=True)
class Module:
    """One module of ours.

    `calls` are named as they are written: `open` for `open()`, `.open` for `x.open()`; `imports`
    are the modules that absolute imports name.
    """

    name: str
    path: str
    lines: int
    tree: ast.Module
    calls: tuple[Use, ...]
    imports: tuple[Use, ...]

    def within(self, rooms: tuple[str, ...]) -> bool:
        """Whether the module is one of the rooms or lies in one."""
        return any(self.name == room or self.name.startswith(f"{room}.") for room in rooms)


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """The modules below the folders, or all of ours, sorted by path."""
    if not folders:
        return tuple(_module(path) for package in PACKAGES for path in _files(ROOT / package))
    return tuple(module for module in modules() if module.path.startswith(folders))


def _files(package: Path) -> list[Path]:
    found = []
    for folder, folders, files in os.walk(package):
        # The front end's folder holds thousands of files that npm brought.
        folders[:] = [name for name in folders if name not in ("node_modules", "__pycache__")]
        found += [Path(folder, file) for file in files if file.endswith(".py")]
    return sorted(found)


def _module(file: Path) -> Module:
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    path = file.relative_to(ROOT)
    parts = path.with_suffix("").parts
    calls: list[Use] = []
    imports: list[Use] = []
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Name(name)):
                calls.append(Use(name, f"{path}:{node.lineno}"))
            case ast.Call(ast.Attribute(attr=name)):
                calls.append(Use(f".{name}", f"{path}:{node.lineno}"))
            case ast.Import(aliases):
                imports += [Use(alias.name, f"{path}:{node.lineno}") for alias in aliases]
            case ast.ImportFrom(module=str(name)):
                imports.append(Use(name, f"{path}:{node.lineno}"))
    return Module(
        name=".".join(parts[:-1] if parts[-1] == "__init__" else parts),
        path=path.as_posix(),
        lines=text.count("\n"),
        tree=tree,
        calls=tuple(calls),
        imports=tuple(imports),
    )
