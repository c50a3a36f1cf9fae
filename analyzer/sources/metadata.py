"""What a project says of itself: its name, and where it keeps its packages. Nothing is run."""

from __future__ import annotations

import configparser
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from analyzer.model.place import Diagnostic
from analyzer.sources.reading import read_bytes
from analyzer.sources.walking import Folder, Listing

_MAX_BYTES = 2_000_000
_LONGEST_NAME = 200
_NAME_HEADER = re.compile(r"^Name:[ \t]*(\S.*)$", re.MULTILINE)
_SETUP_NAME = re.compile(r"""\bname\s*=\s*['"]([^'"\n]+)['"]""")
_SETUP_ROOTS = (
    re.compile(r"""package_dir\s*=\s*\{\s*['"]{2}\s*:\s*['"]([^'"\n]+)"""),
    re.compile(r"""find(?:_namespace)?_packages\(\s*(?:where\s*=\s*)?['"]([^'"\n]+)['"]"""),
)
# Where a wheel keeps files that are installed elsewhere than the rest.
_WHEEL_DATA = frozenset({"data", "platlib", "purelib", "scripts"})


@dataclass(slots=True)
class Metadata:
    """What the files of one listing say.

    `names` are pairs of the folder that says so and the distribution's name; `roots` are paths of
    folders said to hold top-level packages.
    """

    names: list[tuple[str, str]] = field(default_factory=list)
    roots: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def metadata(listing: Listing) -> Metadata:
    """Read METADATA, PKG-INFO, pyproject.toml, setup.cfg and setup.py, as text, wherever found."""
    found = Metadata()
    for path in listing.distributions:
        holder = path.rpartition("/")[0]
        names = _header_names(_text(listing, f"{path}/METADATA"))
        found.names.extend((holder, name) for name in names)
    for folder in listing.folders.values():
        if folder.markers:
            _read_folder(listing, folder, found)
        parent, _, name = folder.path.rpartition("/")
        if parent.endswith(".data") and name in _WHEEL_DATA:
            found.roots.add(folder.path)
    return found


def project_name(listing: Listing, found: Metadata, fallback: str) -> str:
    """Choose the project's name: that of the one distribution in the scanned folder.

    If it holds none, that of the only one anywhere below; where several lie side by side, none of
    them names the whole, and the folder does.
    """
    here = {name for holder, name in found.names if holder == listing.label}
    anywhere = {name for _holder, name in found.names}
    names = here or anywhere
    return names.pop() if len(names) == 1 else fallback


def _read_folder(listing: Listing, folder: Folder, found: Metadata) -> None:
    names: list[str] = []
    for marker in ("METADATA", "PKG-INFO"):
        if marker in folder.markers:
            names.extend(_header_names(_text(listing, folder.below(marker))))
    roots: list[str] = []
    for marker, reader in (
        ("pyproject.toml", _pyproject),
        ("setup.cfg", _setup_cfg),
        ("setup.py", _setup_py),
    ):
        if marker in folder.markers:
            try:
                said = reader(_text(listing, folder.below(marker)))
            except (ValueError, RecursionError, configparser.Error) as error:
                found.diagnostics.append(_malformed(folder.below(marker), error))
                continue
            names.extend(said.names)
            roots.extend(said.roots)
    if name := next((clean for name in names if (clean := _clean(name))), None):
        found.names.append((folder.path, name))
    found.roots.update(path for root in roots if (path := _inside(folder, root)) is not None)


@dataclass(frozen=True, slots=True)
class _Said:
    names: list[str]
    roots: list[str]


def _pyproject(text: str) -> _Said:
    document = tomllib.loads(text)
    project, tool = _table(document, "project"), _table(document, "tool")
    poetry, setuptools = _table(tool, "poetry"), _table(tool, "setuptools")
    wheel = _table(tool, "hatch", "build", "targets", "wheel")
    roots = [
        *_parents(_table(setuptools, "package-dir")),
        *_strings(_table(setuptools, "packages", "find").get("where")),
        *_strings(wheel.get("sources")),
        *(str(PurePosixPath(path).parent) for path in _strings(wheel.get("packages"))),
        *_strings(_table(tool, "uv", "build-backend").get("module-root")),
        *_strings(_table(tool, "pdm", "build").get("package-dir")),
        *_strings(_table(tool, "maturin").get("python-source")),
    ]
    packages = poetry.get("packages")
    for package in packages if isinstance(packages, list) else []:
        roots.extend(_strings(package.get("from") if isinstance(package, dict) else None))
    return _Said([*_strings(project.get("name")), *_strings(poetry.get("name"))], roots)


def _setup_cfg(text: str) -> _Said:
    parser = configparser.RawConfigParser(strict=False)
    parser.read_string(text)
    lines = parser.get("options", "package_dir", fallback="").splitlines()
    pairs = dict(line.split("=", 1) for line in lines if "=" in line)
    where = parser.get("options.packages.find", "where", fallback="").split()
    name = parser.get("metadata", "name", fallback="")
    return _Said([name], [*_parents({k.strip(): v.strip() for k, v in pairs.items()}), *where])


def _setup_py(text: str) -> _Said:
    roots = [root for pattern in _SETUP_ROOTS for root in pattern.findall(text)]
    return _Said(_SETUP_NAME.findall(text)[:1], roots)


def _parents(package_dir: dict[str, object]) -> Iterator[str]:
    """Give the source roots of a `package_dir` table: {"": "src"} or {"shop": "lib/shop"}."""
    for package, folder in package_dir.items():
        if not isinstance(folder, str):
            continue
        path, wanted = PurePosixPath(folder), tuple(package.split(".")) if package else ()
        if path.parts[len(path.parts) - len(wanted) :] == wanted:
            yield str(PurePosixPath(*path.parts[: len(path.parts) - len(wanted)]))


def _table(document: dict[str, object], *keys: str) -> dict[str, object]:
    for key in keys:
        value = document.get(key)
        document = value if isinstance(value, dict) else {}
    return document


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]


def _inside(folder: Folder, root: str) -> str | None:
    path = PurePosixPath(root)
    if path.is_absolute() or ".." in path.parts:
        return None
    return folder.below(path.as_posix()) if path.parts else folder.path


def _text(listing: Listing, path: str) -> str:
    content = read_bytes(Path(listing.locate(path)), _MAX_BYTES)
    return content.decode("utf-8", errors="replace") if isinstance(content, bytes) else ""


def _header_names(text: str) -> list[str]:
    return [name for match in _NAME_HEADER.findall(text)[:1] if (name := _clean(match))]


def _clean(name: str) -> str:
    """Keep what a person can read of a name that anybody may have written."""
    return "".join(char for char in name if char.isprintable()).strip()[:_LONGEST_NAME]


def _malformed(path: str, error: Exception) -> Diagnostic:
    reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
    line = re.search(r"line:? (\d+)", reason)
    message = f"not read, for it is malformed: {_clean(reason)}"
    return Diagnostic(path, int(line.group(1)) if line else 1, "malformed-project-file", message)
