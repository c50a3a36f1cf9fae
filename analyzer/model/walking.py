"""Going through facts: what a piece of them consists of, at any depth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

# What holds no further facts, by its annotation.
_ATOMS = frozenset(
    {"bool", "int", "int | None", "str", "str | None", "tuple[str, ...]"}
    | {"str | int | float | bool | None"}
)

_Parts = Callable[[object], Sequence[object]]


class _Readers(dict[type, _Parts]):
    """What reads the parts of each kind of facts, made when the first of a kind is met.

    All facts are gone through several times, piece by piece.
    """

    def __missing__(self, kind: type) -> _Parts:
        reader = self[kind] = _reader(_parts(kind))
        return reader


def children(node: object) -> Sequence[object]:
    """Return the facts that a piece of facts consists of, in the order of its fields."""
    return _READERS[type(node)](node)


def _reader(names: tuple[str, ...]) -> _Parts:
    if not names:
        return lambda node: ()
    read = attrgetter(*names)
    return read if len(names) > 1 else lambda node: (read(node),)


def _parts(kind: type) -> tuple[str, ...]:
    annotations: dict[str, object] = {}
    for base in reversed(kind.__mro__):
        annotations.update(getattr(base, "__annotations__", {}))
    names = getattr(kind, "__struct_fields__", ())
    return tuple(name for name in names if annotations[name] not in _ATOMS)


def _itself(node: object) -> Sequence[object]:
    assert isinstance(node, tuple)
    return node


_READERS = _Readers({tuple: _itself})


def walk(node: object) -> Iterator[object]:
    """Yield a piece of facts and all that it consists of, in order."""
    todo = [node]
    while todo:
        part = todo.pop()
        if not isinstance(part, tuple) and part is not None:
            yield part
        todo.extend(reversed(children(part)))
