"""Dependency Injector: containers of providers, and what they put into functions.

`Container.users` is a provider, such as `Factory(Users, session=session)`: calling it makes what it
provides, of what the providers among its arguments give. `Provide[Container.users]` as the default
of a parameter stands for that. Source: "Providers", "Containers" and "Wiring" in the documentation
of Dependency Injector.
"""

from __future__ import annotations

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.model.facts import Expr
from analyzer.resolution import lookup
from analyzer.resolution.calls import call_value, no_arguments
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import Program
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    Value,
    Values,
)

_PROVIDERS = "dependency_injector.providers."
_MARKERS = frozenset({"Closing", "Provide"})
_MAKERS = frozenset(
    {"AbstractFactory", "AbstractSingleton", "Callable", "ContextLocalSingleton", "Coroutine"}
    | {"Factory", "Resource", "Singleton", "ThreadLocalSingleton", "ThreadSafeSingleton"}
)
# What is given as it is, and what one of several is chosen from.
_KEEPERS = frozenset({"Object"})
_CHOOSERS = frozenset({"Selector"})
_CONTAINER = "Container"

_FILES = {
    "shop/__init__.py": "",
    "shop/models.py": """
        from sqlalchemy import Column, Integer
        from sqlalchemy.orm import declarative_base

        Base = declarative_base()

        class Order(Base):
            __tablename__ = "orders"
            id = Column(Integer, primary_key=True)
    """,
    "shop/storing.py": """
        from shop.models import Order

        class Orders:
            def __init__(self, factory):
                self.factory = factory

            def last(self):
                with self.factory() as keeper:
                    return keeper.query(Order).first()

        class Service:
            def __init__(self, orders):
                self.orders = orders

            def last(self):
                return self.orders.last()
    """,
    "shop/containers.py": """
        from dependency_injector import containers, providers
        from sqlalchemy.orm import sessionmaker
        from shop.storing import Orders, Service

        class Storage(containers.DeclarativeContainer):
            factory = providers.Object(sessionmaker())
            orders = providers.Singleton(Orders, factory)

        class Container(containers.DeclarativeContainer):
            storage = providers.Container(Storage)
            service = providers.Factory(Service, orders=storage.orders)
    """,
    "shop/pages.py": """
        from dependency_injector.wiring import Provide, inject
        from shop.containers import Container

        @inject
        def pay(service=Provide[Container.service]):
            service.last().id = 1
    """,
    "shop/views.py": """
        from dependency_injector.wiring import Provide, inject
        from fastapi import Depends
        from shop.containers import Container
        from shop.storing import Orders

        @inject
        def pay(orders=Depends(Provide[Container.storage.orders])):
            orders.last().id = 1
    """,
    "shop/scripts.py": """
        from shop.containers import Container

        def main():
            container = Container()
            container.service().last().id = 1
    """,
}


class DependencyInjector(Framework):
    """Providers, the containers that they stand in, and the markers that ask for them."""

    name = "dependency-injector"
    examples = (
        Example(
            title="who asks a container for something is given what its provider makes",
            files=_FILES,
            tables={"orders": ("id",)},
            accesses=(
                "shop.pages orders write",
                "shop.scripts orders write",
                "shop.storing orders read",
                "shop.views orders write",
            ),
        ),
    )

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports Dependency Injector."""
        return imports_any(program, "dependency_injector")

    def tracks(self, dotted: str) -> bool:
        """Keep what providers are given."""
        return dotted.startswith(_PROVIDERS)

    def attribute(self, frame: Frame, value: Value, name: str, line: int) -> Values | None:
        """Return a provider of a container that stands in another one."""
        site = _site(value, {_CONTAINER})
        if site is None:
            return None
        result: Values = ()
        for container in site.argument(0, "container_cls"):
            if isinstance(container, ClassValue):
                result = join(result, lookup.attribute(frame, container, name, line))
        return result

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Return what a provider gives, which may be handed more arguments."""
        return _provided(frame, callee, site)

    def item(self, frame: Frame, value: Value, index: Expr, line: int) -> Values | None:
        """Return what `Provide[Container.users]` stands for."""
        if not isinstance(value, External) or value.name.rpartition(".")[2] not in _MARKERS:
            return None
        if not value.name.startswith("dependency_injector."):
            return None
        result: Values = ()
        for provider in evaluate(frame, index):
            given = _provided(frame, provider, no_arguments(frame, line))
            result = join(result, (provider,) if given is None else given)
        return result


def _site(value: Value, names: set[str] | frozenset[str]) -> CallSite | None:
    """Return how a provider of one of these kinds was made."""
    match value:
        case ExternalInstance(name=name, site=CallSite() as site) if name.startswith(_PROVIDERS):
            return site if name.rpartition(".")[2] in names else None
    return None


def _provided(frame: Frame, provider: Value, site: CallSite) -> Values | None:
    """Return what a provider gives; None for what is none."""
    if (kept := _site(provider, _KEEPERS)) is not None:
        return kept.argument(0, "provides")
    if (choices := _site(provider, _CHOOSERS)) is not None:
        given = [_given(frame, values) for values in choices.keywords.values()]
        return tuple(dict.fromkeys(value for values in given for value in values))
    made = _site(provider, _MAKERS)
    if made is None:
        return None
    call = no_arguments(frame, site.line)
    call.args = (*(_given(frame, values) for values in made.args[1:]), *site.args)
    keywords = {name: _given(frame, values) for name, values in made.keywords.items()}
    call.keywords = {**keywords, **site.keywords}
    call.keywords.pop("provides", None)
    result: Values = ()
    for thing in made.argument(0, "provides"):
        result = join(result, call_value(frame, thing, call))
    return result


def _given(frame: Frame, values: Values) -> Values:
    """Return what providers among the arguments of a provider give, and the others as they are."""
    result: Values = ()
    for value in values:
        given = _provided(frame, value, no_arguments(frame, 0))
        result = join(result, (value,) if given is None else given)
    return result
