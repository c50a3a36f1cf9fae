"""Files of SQL that the code loads: from the path that it names to the text in it."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.model.source import Script
from analyzer.resolution.values import (
    UNKNOWN_PART,
    CallSite,
    External,
    ExternalMethod,
    Text,
    Value,
    Values,
    text_of,
)

_OPENERS = frozenset({"builtins.open", "io.open", "codecs.open"})
_READERS = frozenset(
    {"pkgutil.get_data", "importlib.resources.read_text", "pkg_resources.resource_string"}
)
# What paths are put together, opened and read with.
METHODS = frozenset(
    {"join", "Path", "PurePath", "read", "read_text", "read_bytes", "open", "joinpath", "with_name"}
    | {name.rpartition(".")[2] for name in _OPENERS | _READERS}
)


class Loaded(Value, frozen=True, cache_hash=True):
    """An open file of SQL, by its place among the project's."""

    script: Script


class Files:
    """The project's files of SQL, found by the end of a path."""

    def __init__(self, scripts: Sequence[Script]) -> None:
        self._scripts = scripts

    def find(self, path: Text) -> list[Script]:
        """Return the files that a path may lead to: those of the longest end that is known."""
        known = path.value.rpartition(UNKNOWN_PART)[2].replace("\\", "/")
        parts = [part for part in known.split("/") if part not in ("", ".", "..")]
        if not known.endswith(".sql") or not parts:
            return []
        if UNKNOWN_PART in path.value and not known.startswith("/"):
            # A name of which only the end is known may be that of any file in its folder.
            return []
        wanted = "/" + "/".join(parts)
        found = [s for s in self._scripts if f"/{s.path}".endswith(wanted)]
        return found if len(found) == 1 else []

    def call(self, callee: Value, site: CallSite) -> Values | None:
        """Return paths that are put together, files that are opened, and what is read."""
        match callee:
            case External(name="os.path.join" | "posixpath.join"):
                return (_joined(site.args),)
            case External(name=name) if name in _OPENERS:
                return self._open(site.argument(0, "file"))
            case External(name=name) if name in _READERS:
                return self._read(site.argument(1, "resource"))
            case External(name="pathlib.Path" | "pathlib.PurePath") if text_of(
                site.argument(0, "")
            ):
                return (_joined(site.args),)
            case ExternalMethod(receiver=Loaded(script=script), name="read"):
                return (Text(script.text),)
            case ExternalMethod(receiver=Text() as path, name="read_text" | "read_bytes"):
                return self._read((path,))
            case ExternalMethod(receiver=Text() as path, name="open"):
                return self._open((path,))
            case ExternalMethod(name="joinpath" | "with_name") if site.args:
                last = text_of(site.args[-1])
                if last is not None and last.value.endswith(".sql"):
                    return (Text(f"{UNKNOWN_PART}/{last.value}", False),)
        return None

    def divide(self, operands: Sequence[Values]) -> Values | None:
        """Return the path that `folder / "name.sql"` is."""
        last = text_of(operands[-1])
        if last is None or len(operands) != 2:
            return None
        first = text_of(operands[0])
        folder = first.value if first is not None else UNKNOWN_PART
        return (Text(f"{folder}/{last.value}", False),)

    def _open(self, values: Values) -> Values | None:
        path = text_of(values)
        return tuple(map(Loaded, self.find(path))) or None if path is not None else None

    def _read(self, values: Values) -> Values | None:
        path = text_of(values)
        return tuple(Text(s.text) for s in self.find(path)) or None if path is not None else None


def _joined(parts: Sequence[Values]) -> Text:
    texts = [text_of(values) for values in parts]
    return Text("/".join(t.value if t is not None else UNKNOWN_PART for t in texts), False)
