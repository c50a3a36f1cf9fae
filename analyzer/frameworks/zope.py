"""Interfaces of zope: code asks for an interface, and is given what implements it.

Sources: the documentation of zope.interface and zope.component; "Usage" in that of
pyramid_services.
"""

from __future__ import annotations

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.frame import Frame, says_nothing
from analyzer.resolution.program import ClassInfo, Program, mro
from analyzer.resolution.slots import Slot
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    Instance,
    Value,
    Values,
)

_ROOT = "zope.interface.Interface"
_DECLARES = "zope.interface.implementer"
# What hands over what implements its first argument, by the beginning of its name:
# `getUtility(IStore)`, `queryAdapter(...)`, `request.find_service(IStore)`.
_FINDS = ("find_", "get", "query")

_FILES = {
    "shop/__init__.py": "",
    "shop/interfaces.py": """
        from zope.interface import Interface

        class IBase(Interface):
            def close(): ...

        class IOrders(IBase):
            def last(): ...

        class IMailing(Interface):
            def send(): ...
    """,
    "shop/models.py": """
        from sqlalchemy import Column, Integer
        from sqlalchemy.orm import declarative_base
        from zope.interface import implementer
        from shop.interfaces import IMailing, IOrders

        Base = declarative_base()

        class Order(Base):
            __tablename__ = "orders"
            id = Column(Integer, primary_key=True)

        class Mail(Base):
            __tablename__ = "mail"
            id = Column(Integer, primary_key=True)

        @implementer(IOrders)
        class Orders:
            def __init__(self, session):
                self.session = session

            def last(self):
                return self.session.query(Order).first()

        @implementer(IMailing)
        class Mailing:
            def send(self):
                self.session.add(Mail())
    """,
    "shop/utilities.py": """
        from zope.component import getUtility
        from shop.interfaces import IOrders

        def pay():
            getUtility(IOrders).last().id = 1
    """,
    "shop/views.py": """
        from shop.interfaces import IBase

        def pay(request):
            request.find_service(IBase, context=None).last().id = 1
    """,
    "shop/making.py": """
        from zope.interface.verify import verifyObject
        from shop.interfaces import IOrders

        def make(name):
            orders = __builtins__[name]()
            verifyObject(IOrders, orders)
            return orders

        def pay():
            make("Orders").last().id = 1
    """,
    "shop/adapting.py": """
        from shop.interfaces import IOrders

        def pay(thing):
            IOrders(thing).last().id = 1
    """,
}


class Interfaces(Framework):
    """`@implementer(IOrders)`, and whoever asks for `IOrders`."""

    name = "zope"
    examples = (
        Example(
            title="who asks for an interface is given what implements it",
            files=_FILES,
            tables={"orders": ("id",), "mail": ("id",)},
            accesses=(
                "shop.models orders read",
                "shop.models mail write",
                "shop.utilities orders write",
                "shop.views orders write",
                "shop.making orders write",
                "shop.adapting orders write",
            ),
        ),
    )

    def __init__(self) -> None:
        self._implementing: dict[ClassInfo, Slot] = {}

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports a package of zope."""
        return imports_any(program, "zope")

    def tracks(self, dotted: str) -> bool:
        """Keep what `implementer` is given."""
        return dotted == _DECLARES

    def decorate(self, frame: Frame, decorator: Value, decorated: Value) -> None:
        """Take note of what a class implements."""
        match decorator, decorated:
            case ExternalInstance(name=name, site=CallSite() as site), ClassValue(cls=cls):
                if name == _DECLARES:
                    for interface in _interfaces(site.args):
                        for each in mro(interface):
                            if isinstance(each, ClassInfo):
                                frame.engine.write(self._slot(each), (Instance(cls),))

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Return what `getUtility(IOrders)` gives."""
        match callee:
            case External(name="zope.interface.verify.verifyObject"):
                self._verify(frame, site)
            case External(name=name) | ExternalMethod(name=name):
                return self._found(frame, name.rpartition(".")[2], site)
        return None

    def _verify(self, frame: Frame, site: CallSite) -> None:
        """Take what `verifyObject(IOrders, thing)` lets pass for something that implements it."""
        match site.call.args:
            case (_, facts.Name(id=name)) if says_nothing(frame.env.get(name, ())):
                for interface in _interfaces(site.args[:1]):
                    frame.bind(name, frame.engine.read(self._slot(interface), frame.unit))

    def unknown_call(
        self, frame: Frame, receiver: Expr, name: str, site: CallSite
    ) -> Values | None:
        """Return what `request.find_service(IOrders)` gives, whatever the request is."""
        return self._found(frame, name, site)

    def construct(self, frame: Frame, cls: ClassInfo, site: CallSite) -> Values | None:
        """Return what an interface gives for a thing: the thing itself, or one that adapts it."""
        if not _is_interface(cls):
            return None
        implementing = frame.engine.read(self._slot(cls), frame.unit)
        given = site.args[0] if site.args else ()
        return tuple(value for value in given if value in implementing) or implementing

    def _found(self, frame: Frame, name: str, site: CallSite) -> Values | None:
        if not name.startswith(_FINDS):
            return None
        for interface in _interfaces(site.args[:1]):
            return frame.engine.read(self._slot(interface), frame.unit) or None
        return None

    def _slot(self, interface: ClassInfo) -> Slot:
        return self._implementing.setdefault(interface, Slot())


def _interfaces(arguments: tuple[Values, ...]) -> list[ClassInfo]:
    return [
        value.cls
        for values in arguments
        for value in values
        if isinstance(value, ClassValue) and _is_interface(value.cls)
    ]


def _is_interface(cls: ClassInfo) -> bool:
    return _ROOT in mro(cls)
