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
        title="a helper works on the model that it is given, not on everybody's",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from django.db import models

                class Order(models.Model):
                    note = models.TextField()

                class Customer(models.Model):
                    name = models.TextField()
            """,
            "shop/tools.py": """
                def only_new(queryset):
                    return queryset.order_by("-id")
            """,
            "shop/orders.py": """
                from .models import Order
                from .tools import only_new

                def clear():
                    only_new(Order.objects).delete()
            """,
            "shop/customers.py": """
                from .models import Customer
                from .tools import only_new

                def show():
                    return list(only_new(Customer.objects))
            """,
        },
        tables={"shop_order": ("id", "note"), "shop_customer": ("id", "name")},
        accesses=(
            "shop.tools shop_order read",
            "shop.tools shop_customer read",
            "shop.orders shop_order write",
            "shop.customers shop_customer read",
        ),
    ),
    Example(
        title="a model that a setting names, or its default",
        files={
            "shop/__init__.py": """
                from django.apps import apps
                from django.conf import settings

                def get_picture_model():
                    name = getattr(settings, "SHOP_PICTURE_MODEL", "shop.Picture")
                    return apps.get_model(name, require_ready=False)
            """,
            "shop/models.py": """
                from django.db import models

                class Picture(models.Model):
                    title = models.TextField()
            """,
            "shop/views.py": """
                from django.shortcuts import get_object_or_404
                from shop import get_picture_model

                def show(request, pk):
                    return get_object_or_404(get_picture_model(), pk=pk)
            """,
        },
        tables={"shop_picture": ("id", "title")},
        accesses=("shop.views shop_picture read",),
    ),
    Example(
        title="the framework works on the model that a view, a viewset or an admin class names",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from django.db import models

                class Order(models.Model):
                    note = models.TextField()

                class Line(models.Model):
                    order = models.ForeignKey(Order, models.CASCADE)
            """,
            "shop/pages.py": """
                from django.views.generic import CreateView, ListView
                from .models import Line, Order

                class Orders(ListView):
                    model = Order

                class NewLine(CreateView):
                    model = Line
            """,
            "shop/api.py": """
                from rest_framework import serializers, viewsets
                from rest_framework.routers import DefaultRouter
                from .models import Line, Order

                class LineSerializer(serializers.ModelSerializer):
                    class Meta:
                        model = Line

                class OrderViewSet(viewsets.ModelViewSet):
                    queryset = Order.objects.all()
                    serializer_class = LineSerializer

                router = DefaultRouter()
                router.register("orders", OrderViewSet)
            """,
            "shop/admin.py": """
                from django.contrib import admin
                from .models import Line, Order

                @admin.register(Order)
                class OrderAdmin(admin.ModelAdmin):
                    def redo(self):
                        return self.model.objects.count()

                admin.site.register(Line)
            """,
            "shop/urls.py": """
                from django.urls import path
                from .pages import Orders

                urlpatterns = [path("orders/", Orders.as_view())]
            """,
        },
        tables={"shop_order": ("id", "note"), "shop_line": ("id", "order_id")},
        accesses=(
            "shop.pages shop_order read",
            "shop.pages shop_line write",
            "shop.api shop_order read",
            "shop.api shop_line write",
            "shop.admin shop_order read",
            "shop.admin shop_order write",
            "shop.admin shop_line read",
            "shop.admin shop_line write",
        ),
        entry_points=(
            "route orders shop.api OrderViewSet",
            "route orders/ shop.pages Orders",
        ),
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
        entry_points=("signal signal of shop.signals:4 shop.mail say_goodbye",),
    ),
)
