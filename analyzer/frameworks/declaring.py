"""The first run of inference: what bodies declare, before any framework makes tables of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyzer.frameworks.base import Framework
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, FunctionInfo
from analyzer.resolution.semantics import Semantics
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    ExternalInstance,
    FunctionValue,
    Instance,
    Text,
    Value,
    Values,
)


class Declarations(Semantics):
    """The first run: call sites are kept for the frameworks, but nothing is made of them yet."""

    def __init__(self, frameworks: Sequence[Framework]) -> None:
        self._frameworks = frameworks
        self._naming: set[FunctionInfo] = set()

    def tracks(self, dotted: str) -> bool:
        """Tell whether any framework wants the arguments of this external call."""
        return any(framework.tracks(dotted) for framework in self._frameworks)

    def is_shaped_by_text(self, dotted: str) -> bool:
        """Tell whether any framework has this external name make another thing for each string."""
        return any(framework.is_shaped_by_text(dotted) for framework in self._frameworks)

    def exports(self, module: str) -> Iterable[str]:
        """Return all names that any framework knows a module outside to export."""
        return tuple(name for framework in self._frameworks for name in framework.exports(module))

    def imported(self, frame: Frame, dotted: str) -> Values | None:
        """Ask the frameworks what an imported name of another package is."""
        for framework in self._frameworks:
            answer = framework.imported(frame, dotted)
            if answer is not None:
                return answer
        return None

    def distinguishes(self, value: Value) -> bool:
        """Tell classes apart: any may turn out to be a table's."""
        return isinstance(value, ClassValue)

    def attribute(self, frame: Frame, value: Value, name: str, line: int) -> Values | None:
        """Ask the frameworks for the attributes that declarations are made with."""
        for framework in self._frameworks:
            answer = framework.declare_attribute(value, name)
            if answer is not None:
                return answer
        return None

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Ask the frameworks what a declaring call gives."""
        for framework in self._frameworks:
            answer = framework.declare_call(callee, site)
            if answer is not None:
                return answer
        return None

    def descriptor(
        self, frame: Frame, found: Value, receiver: Value, name: str, line: int
    ) -> Values | None:
        """Ask the frameworks what an attribute is that a class body declares."""
        for framework in self._frameworks:
            answer = framework.declare_descriptor(found, receiver)
            if answer is not None:
                return answer
        return None

    def construct(self, frame: Frame, cls: ClassInfo, site: CallSite) -> Values | None:
        """Ask the frameworks what a class of the program makes that derives from one of theirs."""
        for framework in self._frameworks:
            answer = framework.declare_call(ClassValue(cls), site)
            if answer is not None:
                return answer
        return None

    def called(self, frame: Frame, callee: BoundMethod | FunctionValue, site: CallSite) -> None:
        """Understand what makes names of strings for each string alone.

        That is what a class hands its own name to (`declared_attr`, `__init_subclass__`), and what
        gives a longer string in a body: `__tablename__ = prefixed("orders")`.
        """
        given = [value for values in (*site.args, *site.keywords.values()) for value in values]
        texts = [value for value in given if isinstance(value, Text) and value.exact]
        if not texts or callee.function in frame.engine.by_text:
            return
        if self._is_naming(frame.unit.function) or _lengthens(frame, callee, texts):
            self._naming.add(callee.function)
            frame.engine.tell_texts_apart(callee.function)

    def _is_naming(self, function: FunctionInfo | None) -> bool:
        if function is None:
            return False
        by_itself = function.kind == "classproperty" or function.name == "__init_subclass__"
        return by_itself or function in self._naming

    def store(self, frame: Frame, receiver: Value, name: str, values: Values, line: int) -> bool:
        """Keep what a body declares out of instances' attributes: `self.old = self.field`."""
        return isinstance(receiver, Instance) and any(map(_is_declared, values))


def _is_declared(value: Value) -> bool:
    site = value.site if isinstance(value, ExternalInstance | Instance) else None
    return site is not None and site.unit.function is None


def _lengthens(frame: Frame, callee: BoundMethod | FunctionValue, texts: Sequence[Text]) -> bool:
    """Tell whether a function that a body calls gives more than the string that it was given."""
    if frame.unit.function is not None:
        return False
    receiver = callee.receiver if isinstance(callee, BoundMethod) else None
    result = frame.engine.function_unit(callee.function, receiver, callee.outer).result
    given = [text.value for text in texts if text.value]
    return any(
        isinstance(value, Text)
        and any(text in value.value and text != value.value for text in given)
        for value in result
    )
