"""Forms of WTForms: `form.populate_obj(row)` sets the row's attributes to what was filled in.

Source: "The Form Class" in the documentation of WTForms.
"""

from __future__ import annotations

from analyzer.frameworks.base import Example
from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.frameworks.sqlalchemy.setting import write
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import CallSite, Instance

FORMS = (
    Example(
        title="a form that fills a row",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from flask_sqlalchemy import SQLAlchemy

                db = SQLAlchemy()

                class Order(db.Model):
                    id = db.Column(db.Integer, primary_key=True)
                    number = db.Column(db.Integer)
            """,
            "shop/forms.py": """
                from flask_wtf import FlaskForm
                from wtforms import IntegerField

                class OrderForm(FlaskForm):
                    number = IntegerField()
            """,
            "shop/views.py": """
                from shop.forms import OrderForm
                from shop.models import Order

                def edit(order_id):
                    order = Order.query.get(order_id)
                    form = OrderForm(obj=order)
                    if form.validate_on_submit():
                        form.populate_obj(order)
            """,
            "shop/filling.py": """
                from shop.models import Order

                def fill(form):
                    order = Order()
                    form.populate_obj(order)
            """,
        },
        tables={"order": ("id", "number")},
        accesses=(
            "shop.views order read",
            "shop.views order write",
            "shop.filling order write",
        ),
    ),
)


def populate(frame: Frame, mappings: Mappings, name: str, site: CallSite) -> None:
    """Record that the unit of work will write the row that a form fills."""
    if name != "populate_obj":
        return
    for value in site.argument(0, "obj"):
        mapped = mappings.by_class.get(value.cls) if isinstance(value, Instance) else None
        if mapped is not None:
            write(frame, mapped.table, site.line)
