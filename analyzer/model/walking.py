"""Going through facts: what a piece of them consists of, at any depth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# What holds no further facts, by its annotation.
_ATOMS = frozenset(
    {"bool", "int", "int | None", "str", "str | None", "tuple[str, ...]"}
    | {"str | int | float | bool | None"}
)
# The fields of each kind of facts that hold others; looked up millions of times.
_PARTS: dict[type, tuple[str, ...]] = {}


def children(node: object) -> Sequence[object]:
    """Return the facts that a piece of facts consists of, in the order of its fields."""
    kind = type(node)
    if isinstance(node, tuple):
        return node
    parts = _PARTS.get(kind)
    if parts is None:
        parts = _PARTS[kind] = _parts(kind)
    return [getattr(node, name) for name in parts]


def _parts(kind: type) -> tuple[str, ...]:
    annotations: dict[str, object] = {}
    for base in reversed(kind.__mro__):
        annotations.update(getattr(base, "__annotations__", {}))
    names = getattr(kind, "__struct_fields__", ())
    return tuple(name for name in names if annotations[name] not in _ATOMS)


def walk(node: object) -> Iterator[object]:
    """Yield a piece of facts and all that it consists of, in order."""
    todo = [node]
    while todo:
        part = todo.pop()
        if not isinstance(part, tuple) and part is not None:
            yield part
        todo.extend(reversed(children(part)))
