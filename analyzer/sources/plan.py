"""A plan's file, checked entry by entry; every objection names its line."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from analyzer.model.errors import InvalidPlan, PathNotFound
from analyzer.model.plan import Count, Pattern, PatternList, Plan, PlannedService, parse_count
from analyzer.sources.reading import exists, read_bytes
from analyzer.sources.toml_lines import Key, lines_of

_MAX_BYTES = 4_000_000
_MOST_SHOWN = 20
_HINT = "The user guide shows what a plan can hold; `seamline plan init` writes one to edit."

_ID = re.compile(r"[A-Za-z0-9_-]{1,200}")
_SYNTAX_LINE = re.compile(r"\(at line (\d+), column \d+\)")

Objection = str | None


def load_plan(file: Path, folder: Path) -> Plan:
    """Read the plan in `file` for the project in `folder`.

    Raises:
        PathNotFound: there is no such file.
        InvalidPlan: all that is wrong with its form, each with its line.
    """
    if not exists(file):
        raise PathNotFound(f"{file} does not exist.", "Name the file of a plan with --plan.")
    content = read_bytes(file, _MAX_BYTES)
    if not isinstance(content, bytes):
        raise InvalidPlan(f"{file}: {content.message}", _HINT)
    return parse_plan(content, str(file), _document_path(file, folder))


def parse_plan(content: bytes, shown: str, path: str) -> Plan:
    """Read a plan; errors call it `shown`, the analysis calls it `path`.

    Raises:
        InvalidPlan: see `load_plan`.
    """
    try:
        text = content.decode("utf-8-sig")
        reader = _Reader(tomllib.loads(text), lines_of(text))
    except RecursionError as error:
        raise InvalidPlan(f"{shown}: not valid TOML: nested too deeply", _HINT) from error
    # Besides syntax: bytes that are not UTF-8, and integers of thousands of digits.
    except ValueError as error:
        raise InvalidPlan(f"{_place(shown, error)}: not valid TOML: {error}", _HINT) from error
    plan = reader.plan(path)
    if reader.wrong:
        found = sorted(reader.wrong)
        left = len(found) - _MOST_SHOWN
        shown_lines = [f"{shown}:{line}: {reason}" for line, reason in found[:_MOST_SHOWN]]
        more = [f"and {left} more"] if left > 0 else []
        raise InvalidPlan("\n".join(shown_lines + more), _HINT)
    return plan


def _document_path(file: Path, folder: Path) -> str:
    """Name the file without saying anything of the machine."""
    try:
        return file.resolve().relative_to(folder.resolve()).as_posix()
    except (OSError, ValueError):
        return file.name


def _place(shown: str, error: ValueError) -> str:
    match = _SYNTAX_LINE.search(str(error))
    return f"{shown}:{match[1]}" if match else shown


class _Reader:
    """Makes the nouns of a plan out of TOML's, and notes in `wrong` what they cannot be."""

    def __init__(self, document: Mapping[str, object], lines: Mapping[Key, int]) -> None:
        self.wrong: list[tuple[int, str]] = []
        self._document = document
        self._lines = lines

    def plan(self, path: str) -> Plan:
        self._only(("services", "plan"), self._document, ())
        services = self._table(("services",), self._document.get("services", {}))
        rules = self._table(("plan",), self._document.get("plan", {}))
        self._only(_RULES, rules, ("plan",))
        return Plan(
            path=path,
            services=tuple(self._service(id_, entry) for id_, entry in services.items()),
            count=self._count(rules.get("services")),
            library=self._modules("library", rules),
            glue=self._modules("glue", rules),
            ignore=self._modules("ignore", rules),
            together=self._lists("together", rules),
            apart=self._lists("apart", rules),
        )

    def _modules(self, role: str, rules: Mapping[str, object]) -> tuple[Pattern, ...]:
        return self._patterns(("plan", role), rules.get(role, []), _module)

    def _service(self, id_: str, entry: object) -> PlannedService:
        key: Key = ("services", id_)
        if not _ID.fullmatch(id_):
            self._object(key, "an id is made of letters A-Z, digits, - and _, 200 at most")
        table = self._table(key, entry)
        self._only(("name", "modules", "tables"), table, key)
        return PlannedService(
            id=id_,
            line=self._line(key),
            name=self._name((*key, "name"), table.get("name")),
            modules=self._patterns((*key, "modules"), table.get("modules", []), _module),
            tables=self._patterns((*key, "tables"), table.get("tables", []), _thing),
        )

    def _name(self, key: Key, value: object) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            self._object(key, f"expected a name, got {_kind(value)}")
            return None
        return value.strip()

    def _count(self, value: object) -> Count | None:
        if value is None:
            return None
        key = ("plan", "services")
        whole = isinstance(value, int) and not isinstance(value, bool)
        try:
            if not whole and not isinstance(value, str):
                raise ValueError(f'expected a number or a range such as "4-6", got {_kind(value)}')
            return parse_count(str(value), self._line(key))
        except ValueError as error:
            self._object(key, str(error))
            return None

    def _lists(self, relation: str, rules: Mapping[str, object]) -> tuple[PatternList, ...]:
        key, value = ("plan", relation), rules.get(relation, [])
        if not isinstance(value, list):
            self._object(key, f"expected a list of lists of names, got {_kind(value)}")
            return ()
        found = []
        for number, item in enumerate(value):
            place: Key = (*key, number)
            items = self._patterns(place, item, _thing)
            if isinstance(item, list) and len(item) < 2:
                self._object(place, "expected two names or more in each inner list")
            found.append(PatternList(self._line(place), items))
        return tuple(found)

    def _patterns(
        self, key: Key, value: object, objection: Callable[[str], Objection]
    ) -> tuple[Pattern, ...]:
        if not isinstance(value, list):
            self._object(key, f"expected a list of names, got {_kind(value)}")
            return ()
        found = []
        for number, item in enumerate(value):
            place: Key = (*key, number)
            if not isinstance(item, str):
                self._object(place, f"expected a name, got {_kind(item)}")
            elif reason := objection(item):
                self._object(place, reason)
            else:
                found.append(Pattern(item, self._line(place)))
        return tuple(found)

    def _table(self, key: Key, value: object) -> Mapping[str, object]:
        if isinstance(value, dict):
            return value
        self._object(key, f"expected a table, got {_kind(value)}")
        return {}

    def _only(self, known: Sequence[str], table: Iterable[str], key: Key) -> None:
        for name in table:
            if name not in known:
                close = difflib.get_close_matches(name, known, n=1)
                hint = f"; did you mean {close[0]!r}?" if close else f"; known are {_listed(known)}"
                self._object((*key, name), f"no such entry{hint}")

    def _object(self, key: Key, reason: str) -> None:
        self.wrong.append((self._line(key), f"{_dotted(key)}: {reason}"))

    def _line(self, key: Key) -> int:
        while key and key not in self._lines:
            key = key[:-1]
        return self._lines.get(key, 1)


_RULES = ("services", "library", "glue", "ignore", "together", "apart")


def _module(text: str) -> Objection:
    if "/" in text or text.endswith(".py"):
        return f"{text!r} is a path; give the module's dotted name"
    return _thing(text)


def _thing(text: str) -> Objection:
    return None if text.strip() else "is empty"


def _dotted(key: Key) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in key)
    return "".join(parts).removeprefix(".")


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + f" and {words[-1]}"


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:g}"
    names = {"str": "text", "list": "a list", "dict": "a table"}
    noun = type(value).__name__
    return names.get(noun, f"a {noun}")
