"""What widgets of the program's own show of the rows that fields offer."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from django.db import models

class Author(models.Model):
    name = models.TextField()

class Shelf(models.Model):
    room = models.TextField()

class Book(models.Model):
    author = models.ForeignKey(Author, models.CASCADE)
    shelf = models.ForeignKey(Shelf, models.CASCADE)

class Loan(models.Model):
    book = models.ForeignKey(Book, models.CASCADE)
"""
_TABLES = {
    "library_author": ("id", "name"),
    "library_book": ("id", "author_id", "shelf_id"),
    "library_loan": ("id", "book_id"),
    "library_shelf": ("id", "room"),
}
_WIDGETS = """
from django import forms

class Wide(forms.Select):
    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs)

class Counted(forms.SelectMultiple):
    def optgroups(self, name, value, attrs=None):
        return [(None, [], index) for index, choice in enumerate(self.choices)]
"""

EXAMPLES = (
    Example(
        title="a widget shows the rows of the fields that it is the widget of",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/widgets.py": _WIDGETS,
            "library/forms.py": """
                from django import forms
                from .models import Author, Book, Loan
                from .widgets import Counted, Wide

                class BookForm(forms.ModelForm):
                    class Meta:
                        model = Book
                        fields = ["author", "shelf"]
                        widgets = {"author": Wide(attrs={"class": "wide"})}

                class LoanForm(forms.Form):
                    books = forms.ModelMultipleChoiceField(Book.objects.none(), widget=Counted)

                    def __init__(self, *args, **kwargs):
                        super().__init__(*args, **kwargs)
                        self.fields["books"].queryset = Book.objects.filter(shelf__room="x")
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.forms library_book read",
            "library.forms library_shelf read",
            "library.widgets library_author read",
            "library.widgets library_book read",
            "library.widgets library_shelf read",
        ),
    ),
    Example(
        title="a class of fields names its widget, and fields are made where they are needed",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/widgets.py": _WIDGETS,
            "library/forms.py": """
                from django import forms
                from .models import Author, Shelf
                from .widgets import Counted, Wide

                class ShelfField(forms.ModelChoiceField):
                    widget = Wide

                def fields():
                    return [
                        ShelfField(queryset=Shelf.objects),
                        forms.ModelChoiceField(queryset=Author.objects, widget=Counted()),
                    ]
            """,
        },
        tables=_TABLES,
        accesses=("library.widgets library_author read", "library.widgets library_shelf read"),
    ),
)
