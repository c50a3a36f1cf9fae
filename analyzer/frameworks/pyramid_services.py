"""Pyramid's services: what is registered at start, and asked for with each request.

`config.register_service_factory(".orders.factory", name="orders")` says what
`request.find_service(name="orders")` gives, and the same goes for a class in the place of a name.
Source: "Usage" and "API" in the documentation of pyramid_services. What is asked for by an
interface of zope is found by who implements it (`zope`).
"""

from __future__ import annotations

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.model.facts import Expr
from analyzer.resolution.calls import call_value, no_arguments
from analyzer.resolution.frame import Frame
from analyzer.resolution.lookup import dotted
from analyzer.resolution.program import ClassInfo, Program
from analyzer.resolution.slots import Slot, join
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    ExternalMethod,
    Text,
    Value,
    Values,
)

_REGISTERS = frozenset({"register_service", "register_service_factory"})
_FINDS = "find_service"

_FILES = {
    "shop/__init__.py": """
        from pyramid.config import Configurator
        from shop.services import Bills, Mails

        def includeme(config: Configurator):
            config.include("pyramid_services")
            config.register_service_factory(".services.orders_factory", name="orders")
            config.register_service_factory("shop.services.Mails.create", iface=Mails)
            config.register_service(Bills(), Bills)
    """,
    "shop/models.py": """
        from sqlalchemy import Column, Integer
        from sqlalchemy.orm import declarative_base

        Base = declarative_base()

        class Order(Base):
            __tablename__ = "orders"
            id = Column(Integer, primary_key=True)

        class Mail(Base):
            __tablename__ = "mail"
            id = Column(Integer, primary_key=True)

        class Bill(Base):
            __tablename__ = "bills"
            id = Column(Integer, primary_key=True)
    """,
    "shop/services.py": """
        from sqlalchemy.orm import Session
        from shop.models import Bill, Mail, Order

        class Orders:
            def __init__(self, session):
                self.session = session

            def last(self):
                return self.session.query(Order).first()

        class Mails:
            @classmethod
            def create(cls, context, request):
                return cls()

            def last(self):
                return Session().query(Mail).first()

        class Bills:
            def last(self):
                return Session().query(Bill).first()

        def orders_factory(context, request):
            return Orders(request.db)
    """,
    "shop/orders.py": """
        def pay(request):
            request.find_service(name="orders").last().id = 1
    """,
    "shop/mails.py": """
        from shop.services import Mails

        class Views:
            def __init__(self, request):
                self.mails = request.find_service(Mails)

            def send(self):
                self.mails.last().id = 1
    """,
    "shop/bills.py": """
        from shop.services import Bills

        def pay(request):
            request.find_service(iface=Bills).last().id = 1
            request.find_service(name="nothing").last().id = 1
    """,
}


class PyramidServices(Framework):
    """`register_service_factory`, and whoever asks for the service."""

    name = "pyramid-services"
    examples = (
        Example(
            title="who asks for a service is given what its factory makes",
            files=_FILES,
            tables={"bills": ("id",), "mail": ("id",), "orders": ("id",)},
            accesses=(
                "shop.bills bills write",
                "shop.mails mail write",
                "shop.orders orders write",
                "shop.services bills read",
                "shop.services mail read",
                "shop.services orders read",
            ),
        ),
    )

    def __init__(self) -> None:
        self._services: dict[str | ClassInfo, Slot] = {}

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports Pyramid; the package itself need not be imported."""
        return imports_any(program, "pyramid", "pyramid_services")

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Keep what is registered, and return what is asked for."""
        return self._met(frame, callee.name, site) if isinstance(callee, ExternalMethod) else None

    def unknown_call(
        self, frame: Frame, receiver: Expr, name: str, site: CallSite
    ) -> Values | None:
        """Do so whatever the configurator and the request are."""
        return self._met(frame, name, site)

    def _met(self, frame: Frame, name: str, site: CallSite) -> Values | None:
        if name in _REGISTERS:
            made = _made(frame, name, site)
            for key in _keys(site, 1):
                frame.engine.write(self._slot(key), made)
            return ()
        if name == _FINDS:
            found = [frame.engine.read(self._slot(key), frame.unit) for key in _keys(site, 0)]
            return next((values for values in found if values), None)
        return None

    def _slot(self, key: str | ClassInfo) -> Slot:
        return self._services.setdefault(key, Slot())


def _made(frame: Frame, name: str, site: CallSite) -> Values:
    """Return a service, or what its factory makes, which may be given by its dotted name."""
    first = site.argument(0, "factory" if name.endswith("factory") else "service")
    if not name.endswith("factory"):
        return first
    result: Values = ()
    for value in first:
        for factory in _named(frame, value) if isinstance(value, Text) else (value,):
            result = join(result, call_value(frame, factory, no_arguments(frame, site.line)))
    return result


def _named(frame: Frame, text: Text) -> Values:
    bare = text.value.lstrip(".")
    level = len(text.value) - len(bare)
    module = frame.unit.module
    return dotted(frame, frame.engine.program.resolve_relative(module, bare, level))


def _keys(site: CallSite, position: int) -> list[str | ClassInfo]:
    """Return what a service goes by: its name where it has one, else a class."""
    found: list[str | ClassInfo] = [
        value.value for value in site.argument(position + 2, "name") if isinstance(value, Text)
    ]
    classes = site.argument(position, "iface")
    return found or [value.cls for value in classes if isinstance(value, ClassValue)]
