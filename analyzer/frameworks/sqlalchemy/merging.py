"""`session.merge(row)`: a copy that reads the row by its key, and writes what then differs.

A row that came from another session, and that nobody changed, is only attached by it. That is what
a function is after that goes on with the copy: `row = session.merge(row)`. Where the copy is
dropped or handed on, what differs is to be saved. Source: "Merging" in "State Management" of
SQLAlchemy's documentation.
"""

from __future__ import annotations

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.model.walking import walk
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import CallSite, ClassValue


def only_attaches(frame: Frame, site: CallSite) -> bool:
    """Tell whether a merge is of a row that its function keeps as a copy and had not changed.

    Whatever else the row was handed to before may have changed it.
    """
    row = _path(site.call.args[0]) if site.call.args else None
    if row is None or frame.unit.function is None:
        return False
    is_kept = False
    for part in walk(frame.unit.function.node.body):
        if part is site.call:
            return is_kept
        is_kept = is_kept or _keeps(part, site.call)
        if _changes(frame, part, row):
            return False
    return False


def _keeps(part: object, call: facts.Call) -> bool:
    """Tell whether a statement binds what the call gives."""
    match part:
        case facts.Assign(value=facts.Await(value=value)) | facts.Assign(value=value):
            return value is call
    return False


def _changes(frame: Frame, part: object, row: str) -> bool:
    """Tell whether a piece of the function makes the row, sets something of it or hands it on."""
    match part:
        case facts.Assign(targets=targets, value=value):
            of_it = any(_holder(target) == row for target in targets)
            return of_it or (row in map(_path, targets) and _makes(frame, value))
        case facts.Call(func=func, args=args, keywords=keywords):
            given = (*args, *(keyword.value for keyword in keywords))
            return _holder(func) == row or row in map(_path, given)
    return False


def _makes(frame: Frame, value: Expr | None) -> bool:
    """Tell whether an expression calls a class of the program."""
    match value:
        case facts.Call(func=func):
            return any(isinstance(found, ClassValue) for found in evaluate(frame, func))
    return False


def _holder(expression: Expr) -> str | None:
    match expression:
        case facts.Attribute(value=value) | facts.Subscript(value=value):
            return _path(value)
    return None


def _path(expression: Expr) -> str | None:
    """Return a dotted name as it is written, None for anything else."""
    match expression:
        case facts.Name(id=name):
            return name
        case facts.Attribute(value=value, attr=name):
            base = _path(value)
            return f"{base}.{name}" if base is not None else None
    return None
