"""Fields that come to a model from outside of its class."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="fields that add fields, to whoever declares them",
        files={
            "library/__init__.py": "",
            "library/fields.py": """
                from copy import copy
                from django.contrib.contenttypes.fields import GenericRelation
                from django.db import models

                class CountedRelation(GenericRelation):
                    fields = {}

                    def contribute_to_class(self, cls, name):
                        super().contribute_to_class(cls, name)
                        for column, field in self.fields.items():
                            if "%s" in column:
                                column = column % name
                            cls.add_to_class(column, copy(field))

                class Notes(CountedRelation):
                    fields = {
                        "%s_count": models.IntegerField(default=0),
                        "%s_sum": models.IntegerField(default=0),
                    }
            """,
            "library/models.py": """
                from django.db import models
                from .fields import Notes

                class Note(models.Model):
                    pass

                class Noted(models.Model):
                    class Meta:
                        abstract = True
                    notes = Notes(Note)

                class Book(Noted):
                    pass

                class Rare(Book):
                    pass
            """,
        },
        tables={
            "library_note": ("id",),
            "library_book": ("id", "notes_count", "notes_sum"),
            "library_rare": ("book_ptr_id",),
        },
    ),
    Example(
        title="fields that are added by hand, when modules are read and when an application starts",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models

                class Shelf(models.Model):
                    pass

                class Book(models.Model):
                    pass

                Book.add_to_class("shelf", models.ForeignKey(Shelf, models.CASCADE))
            """,
            "library/apps.py": """
                from django.apps import AppConfig
                from django.db import models

                class LibraryConfig(AppConfig):
                    name = "library"

                    def ready(self):
                        from .models import Shelf
                        Shelf.add_to_class("room", models.TextField())
                        models.IntegerField().contribute_to_class(Shelf, "floor")
            """,
        },
        tables={
            "library_book": ("id", "shelf_id"),
            "library_shelf": ("floor", "id", "room"),
        },
    ),
)
