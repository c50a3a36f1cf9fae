"""Models without a table of their own."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="a metaclass that links the heirs of a model to it, and not the model to itself",
        files={
            "pages/__init__.py": "",
            "pages/models.py": """
                from django.db import models
                from django.db.models.base import ModelBase

                class Linking(ModelBase):
                    def __new__(cls, name, bases, attrs):
                        if any(isinstance(base, Linking) for base in bases):
                            attrs["plugin_ptr"] = models.OneToOneField(
                                to="pages.Plugin", on_delete=models.CASCADE, parent_link=True
                            )
                        return super().__new__(cls, name, bases, attrs)

                class Plugin(models.Model, metaclass=Linking):
                    position = models.IntegerField()

                class Text(Plugin):
                    body = models.TextField()
            """,
        },
        tables={"pages_plugin": ("id", "position"), "pages_text": ("body", "plugin_ptr_id")},
    ),
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
