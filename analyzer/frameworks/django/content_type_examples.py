"""Rows that are found by their content type, and what generic keys point at."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

class Item(models.Model):
    title = models.CharField(max_length=80)
    content_type = models.ForeignKey(ContentType, models.CASCADE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.pk:
            self.content_type = ContentType.objects.get_for_model(self)

    def specific(self):
        kind = ContentType.objects.get_for_id(self.content_type_id)
        return kind.model_class().objects.get(pk=self.pk)

class Book(Item):
    pages = models.IntegerField()

class Shelf(models.Model):
    name = models.CharField(max_length=20)

class Note(models.Model):
    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.IntegerField()
    subject = GenericForeignKey()
"""
_TABLES = {
    "library_book": ("item_ptr_id", "pages"),
    "library_item": ("id", "title", "content_type_id"),
    "library_note": ("id", "content_type_id", "object_id"),
    "library_shelf": ("id", "name"),
}
_OWN = (
    "library.models django_content_type read",
    "library.models library_book read",
    "library.models library_item read",
)

EXAMPLES = (
    Example(
        title="a content type gives the class that was put into it",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/views.py": """
                from django.contrib.contenttypes.models import ContentType
                from .models import Shelf

                def show(pk):
                    kind = ContentType.objects.get_for_model(Shelf)
                    return kind.get_object_for_this_type(pk=pk)

                def every():
                    kind = ContentType.objects.get_for_model(Shelf)
                    return list(kind.get_all_objects_for_this_type())
            """,
        },
        tables=_TABLES,
        accesses=(
            *_OWN,
            "library.views django_content_type read",
            "library.views library_shelf read",
        ),
    ),
    Example(
        title="a generic key points at what the program puts there",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/writing.py": """
                from .models import Note, Shelf

                def note():
                    Note.objects.create(subject=Shelf(name="x"))
            """,
            "library/reading.py": """
                from .models import Note

                def rename(pk):
                    note = Note.objects.get(pk=pk)
                    note.subject.save()
            """,
        },
        tables=_TABLES,
        accesses=(
            *_OWN,
            "library.reading library_note read",
            "library.reading library_shelf read",
            "library.reading library_shelf write",
            "library.writing library_note write",
        ),
    ),
)
