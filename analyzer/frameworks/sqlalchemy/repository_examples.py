"""Little programs with repositories that packages lend, and what must be found in them."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()

class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)

class Bill(Base):
    __tablename__ = "bills"
    id = Column(Integer, primary_key=True)
"""
_TABLES = {"bills": ("id",), "orders": ("id",)}

REPOSITORIES: tuple[Example, ...] = (
    Example(
        title="repositories and services of Advanced Alchemy",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/services.py": """
                from advanced_alchemy import repository, service
                from shop import models as m

                class Orders(service.SQLAlchemyAsyncRepositoryService[m.Order]):
                    class Repo(repository.SQLAlchemyAsyncRepository[m.Order]):
                        model_type = m.Order

                    repository_type = Repo

                    async def last(self):
                        return await self.get_one_or_none(id=1)

                class Bills(repository.SQLAlchemyAsyncRepository[m.Bill]):
                    pass
            """,
            "shop/orders.py": """
                from shop.services import Orders

                async def create(orders: Orders, data):
                    return await orders.create(data)

                async def change(orders: Orders):
                    (await orders.last()).id = 2
            """,
            "shop/bills.py": """
                from shop.services import Bills

                async def show(bills: Bills):
                    found, total = await bills.list_and_count()
                    for bill in found:
                        bill.id = 1
            """,
            "shop/opening.py": """
                from shop.services import Orders

                async def put():
                    async with Orders.new() as orders:
                        order, is_new = await orders.get_or_upsert(id=1)
                        return order.id
            """,
            "shop/below.py": """
                from shop.services import Orders

                async def drop(orders: Orders, key):
                    await orders.repository.delete(key)
                    orders.to_schema(key)
            """,
        },
        tables=_TABLES,
        accesses=(
            "shop.below orders read",
            "shop.below orders write",
            "shop.bills bills read",
            "shop.bills bills write",
            "shop.opening orders read",
            "shop.opening orders write",
            "shop.orders orders write",
            "shop.services orders read",
        ),
    ),
    Example(
        title="objects of FastCRUD",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/crud.py": """
                from fastcrud import FastCRUD
                from shop.models import Bill, Order

                CRUDOrder = FastCRUD[Order, dict, dict]
                orders = CRUDOrder(Order)
                bills = FastCRUD(Bill)
            """,
            "shop/api.py": """
                from shop.crud import bills, orders

                async def show(db):
                    await bills.create(db, {})
                    return await orders.get_multi(db)
            """,
        },
        tables=_TABLES,
        accesses=("shop.api bills write", "shop.api orders read"),
    ),
)
