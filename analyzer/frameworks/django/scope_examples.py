"""Little programs whose managers filter by the scope that is active."""

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="a scoped manager looks into what its scope leads through, related ones do too",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from django.db import models
                from django_scopes import ScopedManager

                class Store(models.Model):
                    pass

                class Order(models.Model):
                    store = models.ForeignKey(Store, models.CASCADE)
                    objects = ScopedManager(store="store")

                class Line(models.Model):
                    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
                    product = models.ForeignKey("Product", models.CASCADE, related_name="lines")
                    objects = ScopedManager(store="order__store", _manager_class=models.Manager)

                class Product(models.Model):
                    name = models.CharField(max_length=9)
            """,
            "shop/orders.py": """
                from shop.models import Order

                def show():
                    return list(Order.objects.all())
            """,
            "shop/direct.py": """
                from shop.models import Line

                def count():
                    return Line.objects.count()
            """,
            "shop/related.py": """
                from shop.models import Product

                def sold(key):
                    product = Product.objects.get(pk=key)
                    return product.lines.count()
            """,
            "shop/fetching.py": """
                from shop.models import Product

                def show():
                    return list(Product.objects.prefetch_related("lines"))
            """,
        },
        tables={
            "shop_line": ("id", "order_id", "product_id"),
            "shop_order": ("id", "store_id"),
            "shop_product": ("id", "name"),
            "shop_store": ("id",),
        },
        accesses=(
            "shop.orders shop_order read",
            "shop.direct shop_line read",
            "shop.direct shop_order read",
            "shop.fetching shop_line read",
            "shop.fetching shop_order read",
            "shop.fetching shop_product read",
            "shop.related shop_line read",
            "shop.related shop_order read",
            "shop.related shop_product read",
        ),
    ),
)
