"""In which function of a view Django makes and fills a form."""

from __future__ import annotations

from tests.program import codebase_of

_FILES = {
    "library/__init__.py": "",
    "library/models.py": """
        from django.db import models

        class Tag(models.Model):
            name = models.CharField(max_length=20)

        class Book(models.Model):
            tags = models.ManyToManyField(Tag)
    """,
    "library/views.py": """
        from django import forms
        from django.views.generic import FormView, UpdateView
        from .models import Book

        class BookForm(forms.ModelForm):
            class Meta:
                model = Book
                fields = ["tags"]

        class Edit(UpdateView):
            form_class = BookForm

            def get_context_data(self, **kwargs):
                return super().get_context_data(**kwargs)

        class Ask(FormView):
            form_class = BookForm

            def get_context_data(self, **kwargs):
                return super().get_context_data(**kwargs)
    """,
}


def test_a_form_is_filled_where_a_row_is_updated() -> None:
    read = {(a.function, a.table) for a in codebase_of(_FILES).accesses if a.operation == "read"}
    assert ("Edit.get_context_data", "library_book_tags") in read
    assert not any(function == "Ask.get_context_data" for function, _ in read)
