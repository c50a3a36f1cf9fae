"""Families of one file each: whatever a folder's modules offer under a family's name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from typing import TypeVar

Member = TypeVar("Member")


def members(
    package: str, path: Iterable[str], attribute: str, kind: type[Member]
) -> tuple[Member, ...]:
    """The `attribute` of every module of the package that has one, in the modules' order.

    Raises:
        TypeError: a module offers something else under that name.
    """
    found = []
    for info in sorted(pkgutil.iter_modules(path), key=lambda info: info.name):
        module = importlib.import_module(f"{package}.{info.name}")
        member = getattr(module, attribute, None)
        if member is None:
            continue
        if not isinstance(member, kind):
            raise TypeError(f"{module.__name__}.{attribute} is not a {kind.__name__}.")
        found.append(member)
    return tuple(found)
