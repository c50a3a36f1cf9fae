"""What Alembic's scripts say, shown on little programs."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_ORDERS = """
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
"""
_CUSTOMERS = """
class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
"""

EXAMPLES = (
    Example(
        title="tables that only a script creates",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _ORDERS,
            "migrations/versions/0001_start.py": """
                import sqlalchemy as sa
                from alembic import op

                revision = "0001"
                down_revision = None

                def upgrade():
                    op.create_table("orders", sa.Column("id", sa.Integer(), primary_key=True))
                    op.create_table("scratch", sa.Column("id", sa.Integer(), primary_key=True))
                    op.create_table(
                        "order_archive",
                        sa.Column("id", sa.Integer(), primary_key=True),
                        sa.Column("order_id", sa.ForeignKey("orders.id"), nullable=False),
                    )
            """,
            "migrations/versions/0002_clean.py": """
                import sqlalchemy as sa
                from alembic import op

                revision = "0002"
                down_revision = "0001"

                def upgrade():
                    op.execute("DROP TABLE scratch")
                    op.rename_table("order_archive", "archive")
                    with op.batch_alter_table("archive") as batch_op:
                        batch_op.add_column(sa.Column("at", sa.DateTime()))

                def downgrade():
                    op.drop_table("archive")
            """,
        },
        tables={"orders": ("id",), "archive": ("id", "order_id", "at")},
    ),
    Example(
        title="what scripts do to rows, by who runs them",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _ORDERS + _CUSTOMERS,
            "shop/setup.py": """
                from alembic import command

                def prepare(config):
                    command.upgrade(config, "head")
            """,
            "shop/undoing.py": """
                from flask_migrate import downgrade

                def undo():
                    downgrade()
            """,
            "migrations/versions/0001_start.py": """
                import sqlalchemy as sa
                from alembic import op

                revision = "0001"
                down_revision = None

                customers = sa.Table("customers", sa.MetaData(), sa.Column("id", sa.Integer()))

                def upgrade():
                    op.create_table("orders", sa.Column("id", sa.Integer(), primary_key=True))
                    op.create_table("customers", sa.Column("id", sa.Integer(), primary_key=True))
                    count(op.get_bind())

                def count(connection):
                    return connection.scalar(sa.select(customers))

                def downgrade():
                    op.execute("UPDATE orders SET id = id + 1")
            """,
        },
        tables={"customers": ("id",), "orders": ("id",)},
        accesses=("shop.setup customers read", "shop.undoing orders write"),
    ),
)
