"""The order that a model's rows come in where nobody asks for another."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from django.db import models
from django.db.models import F

class Region(models.Model):
    name = models.TextField()

    class Meta:
        ordering = ["name"]

class Branch(models.Model):
    name = models.TextField()
    region = models.ForeignKey(Region, models.CASCADE)

    class Meta:
        ordering = ("region", "name")

class Sorted(models.Model):
    branch = models.ForeignKey(Branch, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True
        ordering = [F("branch__name").desc()]

class Book(Sorted):
    title = models.TextField()

class Copy(models.Model):
    book = models.ForeignKey(Book, models.CASCADE)

    class Meta:
        ordering = ["-book__title"]

class Page(models.Model):
    copy = models.ForeignKey(Copy, models.CASCADE)
"""
_TABLES = {
    "library_book": ("branch_id", "id", "title"),
    "library_branch": ("id", "name", "region_id"),
    "library_copy": ("book_id", "id"),
    "library_page": ("copy_id", "id"),
    "library_region": ("id", "name"),
}

EXAMPLES = (
    Example(
        title="rows come in the order of their model, which may be another table's",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/walked.py": """
                from library.models import Book

                def show():
                    for book in Book.objects.all():
                        print(book)
            """,
            "library/followed.py": """
                from library.models import Branch

                def show():
                    return list(Branch.objects.filter(name="x"))
            """,
            "library/first.py": """
                from library.models import Copy

                def show():
                    return Copy.objects.first()
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.first library_book read",
            "library.first library_copy read",
            "library.followed library_branch read",
            "library.followed library_region read",
            "library.walked library_book read",
            "library.walked library_branch read",
        ),
    ),
    Example(
        title="an order of its own, and what needs no order, does without that of the model",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/own.py": """
                from library.models import Copy

                def show():
                    for copy in Copy.objects.order_by("pk"):
                        print(copy)
            """,
            "library/counted.py": """
                from library.models import Copy

                def count():
                    return Copy.objects.count(), Copy.objects.get(pk=1), Copy.objects.exists()
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.counted library_copy read",
            "library.own library_copy read",
        ),
    ),
    Example(
        title="`order_by()` of a key sorts by the order of the model behind it",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/shop.py": """
                from library.models import Book

                def show():
                    return list(Book.objects.order_by("branch"))
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.shop library_book read",
            "library.shop library_branch read",
            "library.shop library_region read",
        ),
    ),
    Example(
        title="rows that go along when others are deleted are looked for in their order",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/clearing.py": """
                from library.models import Branch

                def clear(branch: Branch):
                    branch.delete()
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.clearing library_book read",
            "library.clearing library_book write",
            "library.clearing library_branch read",
            "library.clearing library_branch write",
            "library.clearing library_copy read",
            "library.clearing library_copy write",
            "library.clearing library_page write",
        ),
    ),
)
