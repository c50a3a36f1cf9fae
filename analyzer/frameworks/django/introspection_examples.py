"""Models that are found by way of the relations of others."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="a field that a model's options describe says which model it leads to",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models

                class Author(models.Model):
                    name = models.TextField()

                class Book(models.Model):
                    author = models.ForeignKey(Author, models.CASCADE, related_name="books")
            """,
            "library/named.py": """
                from library.models import Book

                def target():
                    return Book._meta.get_field("author").related_model.objects.get()
            """,
            "library/described.py": """
                from library.models import Author
                from rest_framework.utils import model_meta

                def first():
                    info = model_meta.get_field_info(Author)
                    return info.reverse_relations["books"].related_model.objects.first()
            """,
        },
        tables={
            "library_author": ("id", "name"),
            "library_book": ("author_id", "id"),
        },
        accesses=(
            "library.described library_book read",
            "library.named library_author read",
        ),
    ),
)
