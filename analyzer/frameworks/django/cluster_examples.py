"""Forms that the program makes while it runs, and those of a row with its children."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

class Tag(models.Model):
    name = models.CharField(max_length=20)

class Book(ClusterableModel):
    title = models.CharField(max_length=80)
    tags = models.ManyToManyField(Tag)

class Chapter(ClusterableModel):
    book = ParentalKey(Book, models.CASCADE, related_name="chapters")

class Note(models.Model):
    chapter = ParentalKey(Chapter, models.CASCADE, related_name="notes")

class Loan(models.Model):
    book = models.ForeignKey(Book, models.CASCADE)

class Shelf(ClusterableModel):
    room = models.CharField(max_length=20)
"""
_TABLES = {
    "library_book": ("id", "title"),
    "library_book_tags": ("id", "book_id", "tag_id"),
    "library_chapter": ("id", "book_id"),
    "library_loan": ("id", "book_id"),
    "library_note": ("id", "chapter_id"),
    "library_shelf": ("id", "room"),
    "library_tag": ("id", "name"),
}

EXAMPLES = (
    Example(
        title="a form of a cluster looks up and saves the children, and theirs",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/desk.py": """
                from modelcluster.forms import ClusterForm
                from .models import Book

                class BookForm(ClusterForm):
                    class Meta:
                        model = Book
                        fields = ["title"]

                def edit(data):
                    form = BookForm(data)
                    form.save()
            """,
            "library/leafing.py": """
                from .desk import BookForm

                def leaf(data):
                    for form in BookForm(data).formsets["chapters"]:
                        pass
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.desk library_book write",
            "library.desk library_chapter read",
            "library.desk library_chapter write",
            "library.desk library_note read",
            "library.desk library_note write",
            "library.leafing library_chapter read",
        ),
    ),
    Example(
        title="a form that a factory derives from one of the program is of its own model alone",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/desk.py": """
                from django import forms
                from .models import Book, Shelf

                class PlainForm(forms.ModelForm):
                    pass

                BookForm = forms.modelform_factory(Book, form=PlainForm, fields=["title", "tags"])
                ShelfForm = forms.modelform_factory(Shelf, form=PlainForm, fields=["room"])
            """,
            "library/books.py": """
                from .desk import BookForm

                def edit(data):
                    BookForm(data).save()
            """,
            "library/shelves.py": """
                from .desk import ShelfForm

                def edit(data):
                    ShelfForm(data).save()
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.books library_book write",
            "library.books library_book_tags read",
            "library.books library_book_tags write",
            "library.shelves library_shelf write",
        ),
    ),
    Example(
        title="forms whose class and options are made of the model at hand",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/making.py": """
                from modelcluster.forms import ClusterForm

                class PlainForm(ClusterForm):
                    class Meta:
                        localized_fields = ()

                def form_for(model, base=PlainForm, **options):
                    options["model"] = model
                    bases = (base.Meta,) if hasattr(base, "Meta") else ()
                    meta = type("Meta", bases, options)
                    kinds = [base]
                    return type(base)(model.__name__ + "Form", tuple(kinds), {"Meta": meta})
            """,
            "library/desk.py": """
                from .making import form_for
                from .models import Book, Shelf

                def edit(data):
                    form_for(Book)(data).save()

                def place(data):
                    form_for(Shelf)(data).save()
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.desk library_book write",
            "library.desk library_chapter read",
            "library.desk library_chapter write",
            "library.desk library_note read",
            "library.desk library_note write",
            "library.desk library_shelf write",
        ),
    ),
    Example(
        title="a model of which only a test tells what it is",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/views.py": """
                from django.apps import apps
                from django.contrib.contenttypes.models import ContentType
                from django.http import Http404
                from .models import Book, Shelf

                def of_type(kind_id):
                    model = ContentType.objects.get(pk=kind_id).model_class()
                    if not issubclass(model, Book):
                        raise Http404
                    return model.objects.count()

                def named(label, name):
                    model = apps.get_model(label, name)
                    if issubclass(model, Shelf):
                        model.objects.all().delete()
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.views django_content_type read",
            "library.views library_book read",
            "library.views library_shelf write",
        ),
    ),
)
