"""What a framework tells inference: the meaning of values that Python alone does not give them.

`None` from a hook says "not mine"; the next framework is asked. An empty tuple says "mine, and
nothing is known of the result".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analyzer.model.facts import Expr
    from analyzer.resolution.frame import Frame
    from analyzer.resolution.program import ClassInfo, FunctionInfo
    from analyzer.resolution.values import (
        BoundMethod,
        CallSite,
        FunctionValue,
        Instance,
        Text,
        Value,
        Values,
    )


class Semantics:
    """The hooks, each doing nothing; a framework overrides those that it has an answer for."""

    def tracks(self, dotted: str) -> bool:
        """Tell whether calls of this external name matter, so that their arguments are kept."""
        return False

    def is_shaped_by_text(self, dotted: str) -> bool:
        """Tell whether what this external name makes is another for each string that it is given.

        A function that makes one is then understood for each of its own strings alone.
        """
        return False

    def exports(self, module: str) -> Iterable[str]:
        """Return the names that `from module import *` binds, for a module outside of the program.

        Those that matter are enough.
        """
        return ()

    def imported(self, frame: Frame, dotted: str) -> Values | None:
        """Return what `from module import name` binds, where the program knows no such module."""
        return None

    def attribute(self, frame: Frame, value: Value, name: str, line: int) -> Values | None:
        """Return what `value.name` is where the program does not define it."""
        return None

    def descriptor(
        self, frame: Frame, found: Value, receiver: Value, name: str, line: int
    ) -> Values | None:
        """Return what a class attribute gives when it is read through `receiver`."""
        return None

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Return what calling `callee` gives where it is no function of the program."""
        return None

    def suits(self, callee: Value, site: CallSite) -> bool | None:
        """Tell whether what a call is given by name is meant for this one of many callees."""
        return None

    def called(self, frame: Frame, callee: BoundMethod | FunctionValue, site: CallSite) -> None:
        """Take note of a call of a function that the program defines."""

    def returned(
        self, frame: Frame, callee: BoundMethod | FunctionValue, site: CallSite, given: Values
    ) -> Values:
        """Return what calling a function of the program gives here, beyond what it gives to all."""
        return given

    def compose(self, frame: Frame, text: Text) -> None:
        """Take note of a string that the code puts together, not all of whose parts are known."""

    def construct(self, frame: Frame, cls: ClassInfo, site: CallSite) -> Values | None:
        """Return what calling a class of the program gives, if not a plain instance."""
        return None

    def iterate(self, frame: Frame, value: Value, line: int) -> Values | None:
        """Return what iterating over `value` yields."""
        return None

    def ask(self, frame: Frame, value: Value, line: int) -> None:
        """Take note of a test that asks for the truth of `value` alone, or awaits it."""

    def ask_again(self, frame: Frame, value: Value, name: str, line: int) -> bool:
        """Tell whether `value.name`, asked of what was held when a transaction ended, fetches."""
        return False

    def item(self, frame: Frame, value: Value, index: Expr, line: int) -> Values | None:
        """Return what `value[index]` is."""
        return None

    def enter(self, frame: Frame, value: Value, line: int) -> Values | None:
        """Return what `with value as name` binds."""
        return None

    def distinguishes(self, value: Value) -> bool:
        """Tell whether a function that is given `value` is to be understood for it alone."""
        return False

    def decorate(self, frame: Frame, decorator: Value, decorated: Value) -> None:
        """Take note of a decorator that stands before a function or class of the program."""

    def serve(self, frame: Frame, served: Instance) -> None:
        """Take note of what the framework does by itself with an instance of the program's."""

    def is_transaction(self, value: Value) -> bool:
        """Tell whether `value`, as a context manager or a decorator, commits as one."""
        return False

    def closes(self, value: Value) -> bool:
        """Tell whether leaving the context `value` writes what was only noted inside of it."""
        return False

    def is_transactional(self, function: FunctionInfo) -> bool:
        """Tell whether all that a function of the program does commits as one."""
        return False

    def defers(self, callee: Value) -> bool:
        """Tell whether what `callee` is handed runs when the transaction is over."""
        return False

    def store(self, frame: Frame, receiver: Value, name: str, values: Values, line: int) -> bool:
        """Take note of `receiver.name = values`; True keeps the values out of the class's slot."""
        return False

    def combine(self, frame: Frame, operator: str, operands: tuple[Values, ...]) -> Values | None:
        """Return what an operator gives for these operands."""
        return None

    def unknown_call(
        self, frame: Frame, receiver: Expr, name: str, site: CallSite
    ) -> Values | None:
        """Return what `receiver.name(...)` gives where nothing is known of the receiver.

        `name` is empty where it is the receiver itself that is called.
        """
        return None

    def unknown_attribute(
        self, frame: Frame, receiver: Expr, name: str, line: int
    ) -> Values | None:
        """Return what `receiver.name` is where nothing is known of the receiver."""
        return None

    def parameter(self, frame: Frame, name: str) -> Values | None:
        """Return what a parameter holds by the framework's convention."""
        return None
