"""Little programs whose views say what the framework is to make their forms and tables with."""

from analyzer.frameworks.base import Example

_MODELS = """
    from django.db import models

    class City(models.Model):
        name = models.CharField(max_length=9)

    class Customer(models.Model):
        city = models.ForeignKey(City, models.CASCADE)

    class Order(models.Model):
        customer = models.ForeignKey(Customer, models.CASCADE, related_name="orders")
"""
_TABLES = {
    "shop_city": ("id", "name"),
    "shop_customer": ("id", "city_id"),
    "shop_order": ("id", "customer_id"),
}

EXAMPLES = (
    Example(
        title="a form has what its view's get_form_kwargs gives it",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/forms.py": """
                from django import forms

                class Moving(forms.Form):
                    def __init__(self, *args, who=None, **kwargs):
                        self.who = who
                        super().__init__(*args, **kwargs)

                    def clean(self):
                        return self.who.city.name
            """,
            "shop/views.py": """
                from django.views.generic import FormView
                from shop.forms import Moving
                from shop.models import Customer

                class Move(FormView):
                    form_class = Moving

                    def get_form_kwargs(self):
                        kwargs = super().get_form_kwargs()
                        kwargs["who"] = Customer.objects.get(pk=self.kwargs["pk"])
                        return kwargs
            """,
        },
        tables=_TABLES,
        accesses=("shop.forms shop_city read", "shop.views shop_customer read"),
    ),
    Example(
        title="a table has what its view's get_table_kwargs gives it, of which one asks the truth",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _MODELS,
            "shop/tables.py": """
                import django_tables2 as tables

                class Listed(tables.Table):
                    def __init__(self, *args, customers, **kwargs):
                        super().__init__(*args, **kwargs)
                        if found := customers.filter(city__name="Rome"):
                            self.columns.show("city")
            """,
            "shop/views.py": """
                from django_tables2 import SingleTableMixin
                from django.views.generic import TemplateView
                from shop.models import Customer
                from shop.tables import Listed

                class Show(SingleTableMixin, TemplateView):
                    table_class = Listed

                    def get_table_kwargs(self):
                        return {"customers": Customer.objects}
            """,
        },
        tables=_TABLES,
        accesses=(
            "shop.tables shop_city read",
            "shop.tables shop_customer read",
        ),
    ),
)
