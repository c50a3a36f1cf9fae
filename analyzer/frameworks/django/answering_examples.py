"""Methods of generic views that hand a request on to the framework."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from django.db import models

class Author(models.Model):
    name = models.TextField()

class Book(models.Model):
    author = models.ForeignKey(Author, models.CASCADE)

class Loan(models.Model):
    book = models.ForeignKey(Book, models.CASCADE)
"""
_TABLES = {
    "library_author": ("id", "name"),
    "library_book": ("author_id", "id"),
    "library_loan": ("book_id", "id"),
}

EXAMPLES = (
    Example(
        title="a mixin that hands requests on does what REST views of it do with their models",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/guarded.py": """
                class GuardedMixin:
                    def create(self, request, *args, **kwargs):
                        if not request.GET:
                            raise ValueError
                        return super().create(request, *args, **kwargs)

                    def destroy(self, request, *args, **kwargs):
                        return super().destroy(request, *args, **kwargs)
            """,
            "library/shown.py": """
                from rest_framework import serializers
                from library.models import Book

                class BookSerializer(serializers.ModelSerializer):
                    class Meta:
                        model = Book
                        fields = ["author"]
            """,
            "library/api.py": """
                from rest_framework.viewsets import ModelViewSet
                from library.guarded import GuardedMixin
                from library.models import Book
                from library.shown import BookSerializer

                class Books(GuardedMixin, ModelViewSet):
                    queryset = Book.objects.all()
                    serializer_class = BookSerializer
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.api library_author read",
            "library.api library_book read",
            "library.api library_book write",
            "library.api library_loan write",
        ),
    ),
    Example(
        title="a mixin's dispatch deletes what Django's view would, and all that goes with it",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/guarded.py": """
                class Guarded:
                    def dispatch(self, request, *args, **kwargs):
                        return super().dispatch(request, *args, **kwargs)
            """,
            "library/views.py": """
                from django.views.generic import DeleteView
                from library.guarded import Guarded
                from library.models import Book

                class Away(Guarded, DeleteView):
                    model = Book
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.views library_book read",
            "library.views library_book write",
            "library.views library_loan write",
        ),
    ),
)
