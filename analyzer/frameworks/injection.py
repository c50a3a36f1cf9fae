"""FastAPI's dependencies: what `Depends(get_session)` puts into a parameter.

Source: "Dependencies" and "Dependencies with yield" in FastAPI's documentation.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.resolution.calls import call_value, no_arguments
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import FunctionInfo, Program
from analyzer.resolution.slots import join
from analyzer.resolution.units import Unit
from analyzer.resolution.values import (
    CallSite,
    External,
    FunctionValue,
    Injected,
    Instance,
    ListOf,
    Value,
    Values,
)

_MODELS = """
from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()

class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
"""


class Injection(Framework):
    """`Depends` and `Security`, as a default or in `Annotated`."""

    name = "fastapi"
    examples = (
        Example(
            title="sessions and services that FastAPI puts into parameters",
            files={
                "app/__init__.py": "",
                "app/models.py": _MODELS,
                "app/deps.py": """
                    from typing import Annotated
                    from fastapi import Depends
                    from sqlalchemy.orm import Session, sessionmaker
                    from .orders import Orders

                    factory = sessionmaker()

                    def get_db():
                        with factory() as db:
                            yield db

                    Db = Annotated[Session, Depends(get_db)]

                    def get_orders(db: Db):
                        return Orders(db)
                """,
                "app/orders.py": """
                    from .models import Order

                    class Orders:
                        def __init__(self, db):
                            self.db = db

                        def last(self):
                            return self.db.query(Order).first()
                """,
                "app/views.py": """
                    from fastapi import Depends
                    from .deps import Db, get_db, get_orders
                    from .models import Order

                    def create(handle: Db):
                        handle.add(Order())

                    def drop(handle=Depends(get_db)):
                        handle.delete(handle.get(Order, 1))
                """,
                "app/renaming.py": """
                    from fastapi import Depends
                    from .deps import get_orders

                    def rename(orders=Depends(get_orders)):
                        orders.last().id = 2
                """,
            },
            tables={"orders": ("id",)},
            accesses=(
                "app.orders orders read",
                "app.views orders read",
                "app.views orders write",
                "app.renaming orders write",
            ),
        ),
    )

    def __init__(self) -> None:
        self._dependencies: dict[FunctionInfo, None] = {}

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports FastAPI."""
        return imports_any(program, "fastapi")

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Return what a dependency gives: of a generator, what it yields."""
        match callee:
            case External(name=name) if name.startswith("fastapi."):
                if name.rpartition(".")[2] in ("Depends", "Security"):
                    if frame.unit.function is not None:  # who calls is the function itself
                        return self._given(frame, site)
                    known = set(frame.effects.calls)
                    return (*self._given(frame, site), *_before(frame, known))
        return None

    def closers(self, engine: Engine) -> Iterable[FunctionInfo]:
        """Return the dependencies that end a transaction after what they have yielded was used."""
        units = (unit for unit in engine.units.values() if unit.effects.lends)
        return [u.function for u in units if u.function in self._dependencies and u.function]

    def _given(self, frame: Frame, site: CallSite) -> Values:
        result: Values = ()
        for dependency in site.argument(0, "dependency"):
            if isinstance(dependency, FunctionValue):
                self._dependencies[dependency.function] = None
            called = call_value(frame, dependency, no_arguments(frame, site.line))
            if isinstance(dependency, Instance):  # no function: put there by somebody else
                called = called or (dependency,)
            for value in called:
                result = join(result, (value.element,) if isinstance(value, ListOf) else (value,))
        return result


def _before(frame: Frame, known: set[tuple[Unit, int]]) -> Values:
    """Return what an annotation that a module names has run before each function with it."""
    return tuple(Injected(unit) for unit, line in frame.effects.calls if (unit, line) not in known)
