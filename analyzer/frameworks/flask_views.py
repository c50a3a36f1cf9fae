"""Decorators that classes of Flask's views name in an attribute, for all their methods.

Sources: "View Decorators" in Flask's documentation, "Resource Method Decorators" in
Flask-RESTful's.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.resolution import lookup, wrapping
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import Program
from analyzer.resolution.values import DictOf, Instance, Value, flattened

_ATTRIBUTES = ("decorators", "method_decorators")
_METHODS = ("dispatch_request", "delete", "get", "head", "options", "patch", "post", "put")


class FlaskViews(Framework):
    """`decorators` of Flask's `View`, `method_decorators` of Flask-RESTful's `Resource`."""

    name = "flask-views"
    examples = (
        Example(
            title="what the decorators of a class of views hand to its methods",
            files={
                "shop/__init__.py": "",
                "shop/models.py": """
                    from flask_sqlalchemy import SQLAlchemy

                    db = SQLAlchemy()

                    class Order(db.Model):
                        id = db.Column(db.Integer, primary_key=True)

                    class Customer(db.Model):
                        id = db.Column(db.Integer, primary_key=True)
                """,
                "shop/loading.py": """
                    from functools import wraps
                    from .models import Customer, Order

                    def with_row(model, name):
                        def decorator(view):
                            @wraps(view)
                            def wrapper(*args, **kwargs):
                                kwargs[name] = model.query.get(kwargs.pop("id"))
                                return view(*args, **kwargs)
                            return wrapper
                        return decorator

                    def with_order(view):
                        @wraps(view)
                        def wrapper(self, **kwargs):
                            return view(self, Order.query.first(), **kwargs)
                        return wrapper

                    with_customer = with_row(Customer, "customer")
                """,
                "shop/orders.py": """
                    from flask_restful import Resource
                    from .loading import with_order
                    from .models import db

                    class OrderResource(Resource):
                        method_decorators = [with_order]

                        def delete(self, order):
                            db.session.delete(order)
                """,
                "shop/customers.py": """
                    from flask.views import MethodView
                    from .loading import with_customer
                    from .models import db

                    class CustomerView(MethodView):
                        decorators = [with_customer]

                        def delete(self, customer):
                            db.session.delete(customer)
                """,
            },
            tables={"customer": ("id",), "order": ("id",)},
            accesses=(
                "shop.loading customer read",
                "shop.loading order read",
                "shop.orders order write",
                "shop.customers customer write",
            ),
        ),
    )

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports Flask or one of the packages with classes of views."""
        return imports_any(program, "flask", "flask_restful", "flask_restx", "quart")

    def serve(self, frame: Frame, served: Instance) -> None:
        """Wrap the methods of a class into the decorators that it names."""
        for attribute in _ATTRIBUTES:
            for value in flattened(lookup.in_class(frame, served.cls, attribute)):
                match value:
                    case DictOf(key=str(name), element=element):
                        _wrap(frame, served, flattened((element,)), (name,))
                    case _:
                        _wrap(frame, served, (value,), _METHODS)


def _wrap(
    frame: Frame, served: Instance, decorators: Iterable[Value], methods: Iterable[str]
) -> None:
    for decorator in decorators:
        for name in methods:
            for method in lookup.in_class(frame, served.cls, name):
                wrapping.wrap(frame, decorator, method)
