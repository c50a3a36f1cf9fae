"""`[tool.seamline]` of a project, or its `seamline.toml`, checked field by field."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

import msgspec
from pathspec import GitIgnoreSpec

from analyzer.model.errors import InvalidSettings
from analyzer.model.settings import UNIT_COSTS, WEIGHTS, Context, Settings
from analyzer.sources.reading import exists, read_bytes

_MAX_BYTES = 2_000_000
_HINT = "Every setting is optional: mend or remove what is named above."

# Far above any sensible weight, far below what would not fit the document's numbers.
_MOST = 1_000_000


def load_settings(folder: Path) -> Settings:
    """Read the settings that the project in `folder` carries, over the defaults.

    `seamline.toml` goes before `[tool.seamline]` of `pyproject.toml`; they are not merged.
    Weights and unit costs that are given replace the defaults of those names alone.

    Raises:
        InvalidSettings: all that is wrong at once, each with file and key. A `pyproject.toml`
            that is malformed and does not speak of seamline is the project's own affair.
    """
    own = folder / "seamline.toml"
    if exists(own):
        return _checked(_parsed(_content(own), own.name), own.name)
    shared = folder / "pyproject.toml"
    return _from_pyproject(_content(shared), shared.name) if exists(shared) else Settings()


def _from_pyproject(content: bytes, name: str) -> Settings:
    try:
        tool = _parsed(content, name).get("tool")
    except InvalidSettings:
        if b"tool.seamline" in content:
            raise
        return Settings()
    table = tool.get("seamline", {}) if isinstance(tool, dict) else {}
    where = f"{name} [tool.seamline]"
    if not isinstance(table, dict):
        raise InvalidSettings(f"{where}: expected a table, got {_kind(table)}", _HINT)
    return _checked(table, where)


def _content(path: Path) -> bytes:
    content = read_bytes(path, _MAX_BYTES)
    if isinstance(content, bytes):
        return content
    if path.name == "pyproject.toml":
        return b""
    raise InvalidSettings(f"{path.name}: {content.message}", _HINT)


def _parsed(content: bytes, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(content.decode())
    except RecursionError as error:
        raise InvalidSettings(f"{name}: not valid TOML: nested too deeply", _HINT) from error
    # Besides syntax: bytes that are not UTF-8, and integers of thousands of digits.
    except ValueError as error:
        raise InvalidSettings(f"{name}: not valid TOML: {error}", _HINT) from error


def _checked(table: Mapping[str, object], where: str) -> Settings:
    wrong = [
        f"{where}: {key}{problem.key}: {problem.reason}"
        for key, value in table.items()
        for problem in (_CHECKS[key](value) if key in _CHECKS else [_unknown("", key, _CHECKS)])
    ]
    if wrong:
        raise InvalidSettings("\n".join(wrong), _HINT)
    given = msgspec.convert(table, Settings)
    return msgspec.structs.replace(
        given,
        weights={**WEIGHTS, **given.weights},
        unit_costs={**UNIT_COSTS, **given.unit_costs},
    )


# --- checks: each yields all that is wrong with one setting ------------------------------------


class _Wrong(msgspec.Struct, frozen=True):
    """What is wrong below a setting; `key` is the rest of its name, from the dot or bracket on."""

    key: str
    reason: str


def _roots(value: object) -> Iterator[_Wrong]:
    return _strings(value, _outside)


def _globs(value: object) -> Iterator[_Wrong]:
    return _strings(value, _unusable_glob)


def _weights(value: object) -> Iterator[_Wrong]:
    return _amounts(value, WEIGHTS, "a number", (int, float))


def _unit_costs(value: object) -> Iterator[_Wrong]:
    return _amounts(value, UNIT_COSTS, "a whole number", (int,))


def _person_days(value: object) -> Iterator[_Wrong]:
    if not isinstance(value, dict):
        yield _Wrong("", f"expected a table, got {_kind(value)}")
        return
    for name, days in value.items():
        if name not in UNIT_COSTS:
            yield _unknown(".", name, UNIT_COSTS)
        elif not _is_range(days):
            reason = "expected the fewest and the most days, such as [0.5, 2]"
            yield _Wrong(f".{name}", f"{reason}, got {_kind(days)}")


def _is_range(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    if any(isinstance(days, bool) or not isinstance(days, int | float) for days in value):
        return False
    return bool(0 <= value[0] <= value[1] <= _MOST)


def _max_file_bytes(value: object) -> Iterator[_Wrong]:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 2**40:
        yield _Wrong("", f"expected a whole number of 1 or more, got {_kind(value)}")


def _algorithm(value: object) -> Iterator[_Wrong]:
    """Which names there are is known to the clustering alone."""
    if not isinstance(value, str):
        yield _Wrong("", f"expected a string, got {_kind(value)}")


def _context(value: object) -> Iterator[_Wrong]:
    if not isinstance(value, dict):
        yield _Wrong("", f"expected a table, got {_kind(value)}")
        return
    fields = {field.name: field for field in msgspec.structs.fields(Context)}
    for name, item in value.items():
        if name in fields:
            yield from _context_field(fields[name], item)
        else:
            yield _unknown(".", name, fields)


def _context_field(field: msgspec.structs.FieldInfo, value: object) -> Iterator[_Wrong]:
    try:
        msgspec.convert(value, field.type)
    except msgspec.ValidationError as error:
        yield _Wrong(f".{field.name}", str(error))
        return
    if isinstance(value, int) and not 1 <= value <= _MOST:
        yield _Wrong(f".{field.name}", f"expected 1 or more, got {value}")


def _strings(value: object, objection: Callable[[str], str | None]) -> Iterator[_Wrong]:
    if not isinstance(value, list):
        yield _Wrong("", f"expected a list of strings, got {_kind(value)}")
        return
    for index, item in enumerate(value):
        if not isinstance(item, str):
            yield _Wrong(f"[{index}]", f"expected a string, got {_kind(item)}")
        elif reason := objection(item):
            yield _Wrong(f"[{index}]", reason)


def _outside(path: str) -> str | None:
    windows = PureWindowsPath(path)
    if not path.strip() or "\0" in path:
        return "is empty or holds a null character"
    if PurePosixPath(path).is_absolute() or windows.drive or windows.root or path[0] == "~":
        return f"{path!r} is absolute; give it relative to the scanned folder"
    if ".." in windows.parts:
        return f"{path!r} leads out of the scanned folder"
    return None


def _unusable_glob(glob: str) -> str | None:
    """Object to globs that reach out; a leading slash only anchors, as it does in .gitignore."""
    if reason := _outside(glob.removeprefix("!").removeprefix("/")):
        return reason
    try:
        GitIgnoreSpec.from_lines([glob])
    # An impossible character range surfaces as re.error, which is no ValueError.
    except (ValueError, re.error) as error:
        return f"{glob!r} is not a glob: {error}"
    return None


def _amounts(
    value: object, known: Iterable[str], noun: str, types: tuple[type, ...]
) -> Iterator[_Wrong]:
    if not isinstance(value, dict):
        yield _Wrong("", f"expected a table, got {_kind(value)}")
        return
    for name, number in value.items():
        if name not in known:
            yield _unknown(".", name, known)
        # The comparison also refuses what is not a number.
        elif isinstance(number, bool) or type(number) not in types or not 0 <= number <= _MOST:
            yield _Wrong(f".{name}", f"expected {noun} from 0 to {_MOST:,}, got {_kind(number)}")


def _unknown(prefix: str, name: str, known: Iterable[str]) -> _Wrong:
    close = difflib.get_close_matches(name, list(known), n=1)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    return _Wrong(f"{prefix}{name}" if prefix else "", f"no such setting{hint}")


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:g}"
    names = {"str": "a string", "list": "a list", "dict": "a table"}
    noun = type(value).__name__
    return names.get(noun, f"a {noun}")


_CHECKS: Mapping[str, Callable[[object], Iterator[_Wrong]]] = {
    "roots": _roots,
    "exclude": _globs,
    "weights": _weights,
    "unit_costs": _unit_costs,
    "person_days": _person_days,
    "context": _context,
    "max_file_bytes": _max_file_bytes,
    "algorithm": _algorithm,
}
