"""Models without a table of their own."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="a metaclass that makes proxies of all that derive from a model",
        files={
            "library/__init__.py": "",
            "library/kinds.py": """
                from django.db.models.base import ModelBase

                class Kind(ModelBase):
                    def __new__(cls, name, bases, attrs):
                        attrs.setdefault("Meta", type("Meta", (), {}))
                        attrs["Meta"].proxy = True
                        return super().__new__(cls, name, bases, attrs)
            """,
            "library/models.py": """
                from django.db import models

                class Item(models.Model):
                    title = models.CharField(max_length=80)
            """,
            "library/items.py": """
                from library.kinds import Kind
                from library.models import Item

                class Book(Item, metaclass=Kind):
                    pages = 100

                class Atlas(Book):
                    pages = 12
            """,
            "library/views.py": """
                from library.items import Atlas

                def show(pk):
                    return Atlas.objects.get(pk=pk)
            """,
        },
        tables={"library_item": ("id", "title")},
        accesses=("library.views library_item read",),
    ),
    Example(
        title="who is not logged in is no row",
        files={
            "library/__init__.py": "",
            "library/views.py": """
                from django.contrib.auth.models import AnonymousUser, User

                def who(request):
                    guest = AnonymousUser()
                    guest.refresh_from_db()
                    return User.objects.first() or guest
            """,
        },
        tables={},
        accesses=("library.views auth_user read",),
    ),
)
