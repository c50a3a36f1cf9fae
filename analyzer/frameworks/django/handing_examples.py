"""Little programs whose functions hand on the lookups that they are given."""

from analyzer.frameworks.base import Example

_MODELS = """
    from django.db import models
    from shop.managers import Orders

    class City(models.Model):
        name = models.CharField(max_length=9)

    class Customer(models.Model):
        name = models.CharField(max_length=9)
        city = models.ForeignKey(City, models.CASCADE)

    class Order(models.Model):
        customer = models.ForeignKey(Customer, models.CASCADE)
        objects = Orders()
"""
_MANAGERS = """
    from django.db import models

    class Orders(models.Manager):
        def filter(self, *args, **kwargs):
            if "key" in kwargs:
                kwargs["pk"] = kwargs.pop("key")
            return super().filter(*args, **kwargs)

        def get(self, *args, **kwargs):
            return super().get(*args, **kwargs)
"""
_TABLES = {
    "shop_city": ("id", "name"),
    "shop_customer": ("id", "name", "city_id"),
    "shop_order": ("id", "customer_id"),
}

EXAMPLES = (
    Example(
        title="what overrides a method of Django's gives rows of its manager's model alone",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models

                class Cached(models.Manager):
                    def filter(self, *args, **kwargs):
                        key = list(kwargs.values())[0]
                        kept = self.kept(key)
                        return super().filter(*args, **kwargs) if kept is None else kept

                    def kept(self, key):
                        return key

                class Keeping(Cached):
                    def filter(self, **kwargs):
                        return self.kept(kwargs["pk__in"])

                class Card(models.Model):
                    objects = Keeping()

                class Shelf(models.Model):
                    objects = Cached()

                class Book(models.Model):
                    shelf = models.ForeignKey(Shelf, models.CASCADE)
                    objects = Cached()
            """,
            "library/desk.py": """
                from library.models import Book, Shelf

                def find(pk):
                    return Shelf.objects.filter(pk__in=Book.objects.values("shelf"))

                def clear(pk):
                    find(pk).delete()
            """,
            "library/cards.py": """
                from library.models import Book, Card

                def lose():
                    Card.objects.filter(pk__in=Book.objects.all()).update(pk=1)
            """,
            "library/shelves.py": """
                from library.models import Shelf
                from library.desk import find

                def rename(pk):
                    find(pk).update(name="x")
            """,
        },
        tables={
            "library_book": ("id", "shelf_id"),
            "library_card": ("id",),
            "library_shelf": ("id",),
        },
        accesses=(
            "library.cards library_book read",
            "library.cards library_card write",
            "library.desk library_book read",
            "library.desk library_book write",
            "library.desk library_shelf read",
            "library.desk library_shelf write",
            "library.shelves library_book read",
            "library.shelves library_shelf write",
        ),
    ),
    Example(
        title="what a manager's own filter is given by one caller joins nothing for another",
        files={
            "shop/__init__.py": "",
            "shop/managers.py": _MANAGERS,
            "shop/models.py": _MODELS,
            "shop/plain.py": """
                from shop.models import Order

                def show(key):
                    return Order.objects.filter(key=key).count()
            """,
            "shop/named.py": """
                from shop.models import Order

                def of(name):
                    return list(Order.objects.filter(customer__name=name))
            """,
            "shop/put_together.py": """
                from django.db.models import Q
                from shop.models import Order

                def of(name):
                    return list(Order.objects.filter(Q(customer__city__name=name)))
            """,
            "shop/one.py": """
                from shop.models import Order

                def of(name):
                    return Order.objects.get(customer__city__name=name)
            """,
        },
        tables=_TABLES,
        accesses=(
            "shop.managers shop_order read",
            "shop.named shop_customer read",
            "shop.named shop_order read",
            "shop.one shop_city read",
            "shop.one shop_customer read",
            "shop.plain shop_order read",
            "shop.put_together shop_city read",
            "shop.put_together shop_customer read",
            "shop.put_together shop_order read",
        ),
    ),
    Example(
        title="a query that a helper builds joins what its caller says, where that is asked for",
        files={
            "shop/__init__.py": "",
            "shop/managers.py": "from django.db.models import Manager as Orders",
            "shop/models.py": _MODELS,
            "shop/finding.py": """
                from shop.models import Order

                def find(condition, **lookups):
                    return Order.objects.exclude(pk=0).filter(condition, **lookups)

                def find_all(**lookups):
                    return find(None, **lookups)

                def find_rich(**lookups):
                    return find(None, customer__city__name="Rome", **lookups)
            """,
            "shop/plain.py": """
                from shop.finding import find_all

                def show(key):
                    return list(find_all(pk=key))
            """,
            "shop/named.py": """
                from shop.finding import find_all

                def of(name):
                    return list(find_all(customer__name=name))
            """,
            "shop/conditional.py": """
                from django.db.models import Q
                from shop.finding import find

                def of(name):
                    return list(find(Q(customer__name=name)))
            """,
        },
        tables=_TABLES,
        accesses=(
            "shop.conditional shop_customer read",
            "shop.conditional shop_order read",
            "shop.finding shop_city read",
            "shop.finding shop_customer read",
            "shop.finding shop_order read",
            "shop.named shop_customer read",
            "shop.named shop_order read",
            "shop.plain shop_order read",
        ),
    ),
)
