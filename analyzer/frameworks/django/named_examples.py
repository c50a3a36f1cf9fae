"""Little programs that reach rows by serializing them, or by what a setting names."""

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="rows that are serialized are fetched with the keys on their many-to-many sides",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from django.db import models

                class Tag(models.Model):
                    pass

                class Order(models.Model):
                    tags = models.ManyToManyField(Tag)
            """,
            "shop/dumping.py": """
                from django.core import serializers
                from shop.models import Order

                def dump():
                    return serializers.serialize("json", Order.objects.all())
            """,
            "shop/keeping.py": """
                from django.core import serializers
                from shop.models import Order

                def keep(order: Order):
                    return serializers.serialize("json", [order])
            """,
        },
        tables={
            "shop_order": ("id",),
            "shop_order_tags": ("id", "order_id", "tag_id"),
            "shop_tag": ("id",),
        },
        accesses=(
            "shop.dumping shop_order read",
            "shop.dumping shop_order_tags read",
            "shop.dumping shop_tag read",
            "shop.keeping shop_order_tags read",
            "shop.keeping shop_tag read",
        ),
    ),
    Example(
        title="what a setting names by its dotted path is found",
        files={
            "shop/__init__.py": "",
            "shop/settings.py": """
                INSTALLED_APPS = ["shop"]
                SHOP_STORES = "shop.stores.all_stores"
                SHOP_TOOLS = "shop.stores.no_tools"
            """,
            "shop/models.py": """
                from django.db import models

                class Shelf(models.Model):
                    pass
            """,
            "shop/stores.py": """
                from shop.models import Shelf

                def all_stores():
                    return [{"kind": "shelf", "shown_model": Shelf}]

                def no_tools():
                    return []
            """,
            "shop/listing.py": """
                from django.conf import settings
                from django.utils.module_loading import import_string

                def load(path):
                    if path is None:
                        return None
                    elif isinstance(path, str):
                        return import_string(path)
                    return path

                def rows(kind):
                    found = []
                    for store in load(settings.SHOP_STORES)():
                        found += list(store[f"{kind}_model"].objects.all())
                    return found

                def tools():
                    return load(settings.SHOP_TOOLS)(), rows("shown"), rows("hidden")
            """,
        },
        tables={"shop_shelf": ("id",)},
        accesses=("shop.listing shop_shelf read",),
    ),
)
