"""Models of Peewee that functions make."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="a function that makes a model of each that it is given",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                import peewee as pw

                class Base(pw.Model):
                    class Meta:
                        database = pw.SqliteDatabase("shop.db")
                        legacy_table_names = False

                class Item(Base):
                    label = pw.TextField()

                class GiftCard(Base):
                    label = pw.TextField()

                def starred(model):
                    class Star(Base):
                        of = pw.ForeignKeyField(model, backref="stars")

                        class Meta:
                            table_name = "starred_" + model._meta.table_name

                        def turn(self):
                            return super().save()

                    return Star

                StarredItem = starred(Item)
                StarredCard = starred(GiftCard)
            """,
            "shop/views.py": """
                from shop.models import StarredCard

                def cards():
                    return list(StarredCard.select())
            """,
            "shop/turning.py": """
                from shop.models import StarredItem

                def turn():
                    StarredItem.get().turn()
            """,
        },
        tables={
            "gift_card": ("id", "label"),
            "item": ("id", "label"),
            "starred_gift_card": ("id", "of_id"),
            "starred_item": ("id", "of_id"),
        },
        accesses=(
            "shop.models starred_item write",
            "shop.turning starred_item read",
            "shop.views starred_gift_card read",
        ),
    ),
)
