"""Whom to ask: of each hook of `Semantics`, those frameworks that have an answer for it.

Most frameworks override few hooks, and a hook is asked millions of times. What depends on a value
alone is asked once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from analyzer.resolution.semantics import Semantics
from analyzer.resolution.values import Value, Values

if TYPE_CHECKING:
    from analyzer.model.facts import Expr
    from analyzer.resolution.frame import Frame
    from analyzer.resolution.program import ClassInfo, FunctionInfo
    from analyzer.resolution.values import BoundMethod, CallSite, FunctionValue, Instance, Text

# A framework's method, if it is not the one that does nothing.
_Hook = Callable[..., object]


class Hooks:
    """The frameworks' overriding methods, hook by hook, in the frameworks' order."""

    exports: tuple[Callable[[str], Iterable[str]], ...]
    imported: tuple[Callable[[Frame, str], Values | None], ...]
    attribute: tuple[Callable[[Frame, Value, str, int], Values | None], ...]
    descriptor: tuple[Callable[[Frame, Value, Value, str, int], Values | None], ...]
    call: tuple[Callable[[Frame, Value, CallSite], Values | None], ...]
    suits: tuple[Callable[[Value, CallSite], bool | None], ...]
    called: tuple[Callable[[Frame, BoundMethod | FunctionValue, CallSite], None], ...]
    returned: tuple[Callable[[Frame, BoundMethod | FunctionValue, CallSite, Values], Values], ...]
    compose: tuple[Callable[[Frame, Text], None], ...]
    construct: tuple[Callable[[Frame, ClassInfo, CallSite], Values | None], ...]
    iterate: tuple[Callable[[Frame, Value, int], Values | None], ...]
    ask: tuple[Callable[[Frame, Value, int], None], ...]
    ask_again: tuple[Callable[[Frame, Value, str, int], bool], ...]
    item: tuple[Callable[[Frame, Value, Expr, int], Values | None], ...]
    enter: tuple[Callable[[Frame, Value, int], Values | None], ...]
    decorate: tuple[Callable[[Frame, Value, Value], None], ...]
    serve: tuple[Callable[[Frame, Instance], None], ...]
    is_transactional: tuple[Callable[[FunctionInfo], bool], ...]
    store: tuple[Callable[[Frame, Value, str, Values, int], bool], ...]
    combine: tuple[Callable[[Frame, str, tuple[Values, ...]], Values | None], ...]
    unknown_call: tuple[Callable[[Frame, Expr, str, CallSite], Values | None], ...]
    unknown_attribute: tuple[Callable[[Frame, Expr, str, int], Values | None], ...]
    parameter: tuple[Callable[[Frame, str], Values | None], ...]

    def __init__(self, semantics: Sequence[Semantics] = ()) -> None:
        self._semantics = semantics
        for name in Hooks.__annotations__:
            setattr(self, name, self._overriding(name))
        self.tracks = _Once(self._overriding("tracks"))
        self.is_shaped_by_text = _Once(self._overriding("is_shaped_by_text"))
        self.is_transaction = _Once(self._overriding("is_transaction"))
        self.closes = _Once(self._overriding("closes"))
        self.defers = _Once(self._overriding("defers"))
        self.distinguishes = _Once(self._overriding("distinguishes"))

    def _overriding(self, name: str) -> tuple[_Hook, ...]:
        return tuple(
            getattr(item, name)
            for item in self._semantics
            if getattr(type(item), name) is not getattr(Semantics, name)
        )


class _Once:
    """Whether any framework says yes to something; each thing is asked about once."""

    __slots__ = ("_hooks", "_known")

    def __init__(self, hooks: Sequence[_Hook]) -> None:
        self._hooks = hooks
        self._known: dict[Value | str, bool] = {}

    def __call__(self, subject: Value | str) -> bool:
        known = self._known.get(subject)
        if known is None:
            known = self._known[subject] = any(hook(subject) for hook in self._hooks)
        return known
