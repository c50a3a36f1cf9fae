"""What Django code means, shown on little programs."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_CATALOG = """
from django.db import models

class Product(models.Model):
    title = models.CharField(max_length=80)
    tags = models.ManyToManyField("Tag")

class Tag(models.Model):
    name = models.CharField(max_length=20)
"""

EXAMPLES = (
    Example(
        title="models, keys and automatic many-to-many tables",
        files={
            "shop/__init__.py": "",
            "shop/catalog/__init__.py": "",
            "shop/catalog/models.py": _CATALOG,
            "shop/sales/__init__.py": "",
            "shop/sales/apps.py": """
                from django.apps import AppConfig

                class SalesConfig(AppConfig):
                    name = "shop.sales"
                    label = "orders"
            """,
            "shop/sales/models.py": """
                from django.db import models

                class Stamped(models.Model):
                    made_at = models.DateTimeField()

                    class Meta:
                        abstract = True

                class Order(Stamped):
                    product = models.ForeignKey("catalog.Product", models.PROTECT)

                class Gift(Order):
                    note = models.TextField(db_column="card")
            """,
        },
        tables={
            "catalog_product": ("id", "title"),
            "catalog_product_tags": ("id", "product_id", "tag_id"),
            "catalog_tag": ("id", "name"),
            "orders_order": ("id", "made_at", "product_id"),
            "orders_gift": ("order_ptr_id", "card"),
        },
    ),
    Example(
        title="queries, rows and relations",
        files={
            "shop/__init__.py": "",
            "shop/models.py": _CATALOG,
            "shop/views.py": """
                from .models import Product

                def rename(pk, title):
                    product = Product.objects.get(pk=pk)
                    product.title = title
                    product.save()

                def tagged(name):
                    return list(Product.objects.filter(tags__name=name))

                def label(product_id, tag):
                    Product.objects.get(pk=product_id).tags.add(tag)
            """,
        },
        tables={
            "shop_product": ("id", "title"),
            "shop_product_tags": ("id", "product_id", "tag_id"),
            "shop_tag": ("id", "name"),
        },
        accesses=(
            "shop.views shop_product read",
            "shop.views shop_product write",
            "shop.views shop_product_tags read",
            "shop.views shop_product_tags write",
            "shop.views shop_tag read",
        ),
    ),
    Example(
        title="generic code in a base class acts for the class that names the model",
        files={
            "shop/__init__.py": "",
            "shop/generic.py": """
                class Exporter:
                    model = None

                    def rows(self):
                        return list(self.model.objects.all())
            """,
            "shop/models.py": """
                from django.db import models

                class Invoice(models.Model):
                    paid = models.BooleanField()
            """,
            "shop/billing.py": """
                from .generic import Exporter
                from .models import Invoice

                class InvoiceExporter(Exporter):
                    model = Invoice
            """,
        },
        tables={"shop_invoice": ("id", "paid")},
        accesses=("shop.billing shop_invoice read",),
        links=("shop.billing inherit shop.generic",),
    ),
    Example(
        title="a custom signal ties its sender to its receivers",
        files={
            "shop/__init__.py": "",
            "shop/signals.py": """
                from django.dispatch import Signal

                closed = Signal()
            """,
            "shop/accounts.py": """
                from .signals import closed

                def close(user_id):
                    closed.send(sender=None, user_id=user_id)
            """,
            "shop/mail.py": """
                from django.dispatch import receiver
                from .signals import closed

                @receiver(closed)
                def say_goodbye(sender, user_id, **kwargs):
                    print(user_id)
            """,
        },
        links=("shop.accounts signal shop.mail",),
    ),
)
