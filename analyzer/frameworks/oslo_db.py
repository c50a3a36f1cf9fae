"""oslo.db's choice of a backend: `DBAPI(...)` stands for the module or object that does the work.

Source: `oslo_db.api` of oslo.db: the backend is what `get_backend()` of the module gives that the
mapping names. OpenStack's services call all of their database through such an object.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.resolution import lookup
from analyzer.resolution.calls import call_value, no_arguments
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import Program
from analyzer.resolution.slots import join
from analyzer.resolution.values import (
    CallSite,
    DictOf,
    External,
    ModuleValue,
    Text,
    Value,
    Values,
)

_MAKERS = ("db.api.DBAPI", "db.api.DBAPI.from_config")


class OsloDb(Framework):
    """What `DBAPI` hands all calls on to."""

    name = "oslo.db"
    examples = (
        Example(
            title="a module and an object that a mapping names",
            files={
                "shop/__init__.py": "",
                "shop/db/__init__.py": "",
                "shop/db/api.py": """
                    from oslo_config import cfg
                    from oslo_db import api as db_api

                    _MAPPING = {"sqlalchemy": "shop.db.sqlalchemy"}
                    IMPL = db_api.DBAPI.from_config(cfg.CONF, backend_mapping=_MAPPING, lazy=True)
                    BILLS = db_api.DBAPI("sqlalchemy", {"sqlalchemy": "shop.db.bills"})

                    def order_get(number):
                        return IMPL.order_get(number)
                """,
                "shop/db/models.py": """
                    from sqlalchemy import Column, Integer
                    from sqlalchemy.orm import declarative_base

                    Base = declarative_base()

                    class Order(Base):
                        __tablename__ = "orders"
                        id = Column(Integer, primary_key=True)

                    class Bill(Base):
                        __tablename__ = "bill"
                        id = Column(Integer, primary_key=True)
                """,
                "shop/db/sqlalchemy.py": """
                    import sys
                    from shop.db.models import Order

                    def get_backend():
                        return sys.modules[__name__]

                    def order_get(number):
                        return session().query(Order).first()
                """,
                "shop/db/bills.py": """
                    from shop.db.models import Bill

                    def get_backend():
                        return Connection()

                    class Connection:
                        def bill_get(self, number):
                            return session().query(Bill).first()
                """,
                "shop/views.py": """
                    from shop.db import api

                    def change(session):
                        api.order_get(1).id = 2
                        api.BILLS.bill_get(1).id = 2
                """,
            },
            tables={"bill": ("id",), "orders": ("id",)},
            accesses=(
                "shop.db.bills bill read",
                "shop.db.sqlalchemy orders read",
                "shop.views bill write",
                "shop.views orders write",
            ),
            links=(
                "shop.db.api call shop.db.sqlalchemy",
                "shop.db.api dynamic_import shop.db.bills",
                "shop.views call shop.db.bills",
            ),
        ),
    )

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports oslo.db."""
        return imports_any(program, "oslo_db")

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Return the backends that an object which stands for one may be."""
        if not isinstance(callee, External) or not callee.name.endswith(_MAKERS):
            return None
        result: Values = ()
        for name in _backends(site):
            for module in lookup.dotted(frame, name):
                result = join(result, _backend(frame, module, site))
        return result or None


def _backends(site: CallSite) -> Iterator[str]:
    for value in site.argument(1, "backend_mapping"):
        match value:
            case DictOf(element=Text(value=name)) if "." in name:
                yield name


def _backend(frame: Frame, module: Value, site: CallSite) -> Values:
    """Return what a module gives for its backend."""
    if not isinstance(module, ModuleValue):
        return ()
    frame.link("dynamic_import", module.module.name, site.line)
    result: Values = ()
    for function in lookup.attribute(frame, module, "get_backend", site.line):
        result = join(result, call_value(frame, function, no_arguments(frame, site.line)))
    return result
