"""Forms that Django makes or fills by itself, and what serializers show."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from django.db import models

class Tag(models.Model):
    name = models.CharField(max_length=20)

class Shelf(models.Model):
    room = models.CharField(max_length=20)

class Placed(models.Model):
    shelf = models.ForeignKey(Shelf, models.CASCADE)

    class Meta:
        abstract = True

class Book(Placed):
    title = models.CharField(max_length=80)
    tags = models.ManyToManyField(Tag)

class Loan(models.Model):
    book = models.ForeignKey(Book, models.CASCADE, related_name="loans")
"""
_TABLES = {
    "library_book": ("id", "title", "shelf_id"),
    "library_book_tags": ("id", "book_id", "tag_id"),
    "library_loan": ("id", "book_id"),
    "library_shelf": ("id", "room"),
    "library_tag": ("id", "name"),
}

EXAMPLES = (
    Example(
        title="a view that names no form saves the one that Django makes of its model",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/views.py": """
                from django.views.generic import FormView, UpdateView
                from .models import Loan

                class Saving:
                    def form_valid(self, form):
                        form.save()

                class Edit(Saving, UpdateView):
                    model = Loan
                    fields = ["book"]

                class Ask(Saving, FormView):
                    model = Loan
            """,
        },
        tables=_TABLES,
        accesses=("library.views library_loan read", "library.views library_loan write"),
    ),
    Example(
        title="a base of forms asks for the model of the one at hand",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/base.py": """
                from django import forms

                class OnceForm(forms.ModelForm):
                    def clean(self):
                        if self._meta.model.objects.filter(room=self.data["room"]).exists():
                            raise forms.ValidationError("there is one")
            """,
            "library/forms.py": """
                from library.base import OnceForm
                from library.models import Shelf

                class ShelfForm(OnceForm):
                    class Meta:
                        model = Shelf
                        fields = ["room"]
            """,
        },
        tables=_TABLES,
        accesses=("library.forms library_shelf read",),
    ),
    Example(
        title="a form that is given a row asks for its many-to-many sides",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/forms.py": """
                from django import forms
                from .models import Book

                class BookForm(forms.ModelForm):
                    class Meta:
                        model = Book
                        fields = ["title", "tags"]

                class LongForm(BookForm):
                    def __init__(self, *args, **kwargs):
                        super().__init__(*args, **kwargs)
            """,
            "library/views.py": """
                from .forms import BookForm

                def edit(book):
                    return BookForm(instance=book)
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.forms library_book_tags read",
            "library.forms library_tag read",
            "library.views library_book_tags read",
            "library.views library_tag read",
        ),
    ),
    Example(
        title="a row of which a test tells but an abstract base has that base's relations",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/views.py": """
                from .models import Placed

                def where(thing):
                    if isinstance(thing, Placed):
                        return thing.shelf.room
            """,
        },
        tables=_TABLES,
        accesses=("library.views library_shelf read",),
    ),
    Example(
        title="a serializer of many rows reads them where its data is asked for",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/search.py": """
                from .models import Book

                def found(name):
                    return Book.objects.filter(title=name)
            """,
            "library/serializers.py": """
                from rest_framework import serializers
                from .models import Book, Shelf, Tag

                class ShelfSerializer(serializers.ModelSerializer):
                    class Meta:
                        model = Shelf

                class BookSerializer(serializers.ModelSerializer):
                    shelf = ShelfSerializer()
                    tag_names = serializers.SlugRelatedField(source="tags", many=True)

                    class Meta:
                        model = Book
            """,
            "library/api.py": """
                from rest_framework.response import Response
                from .search import found
                from .serializers import BookSerializer

                def search(request):
                    return Response(BookSerializer(found("x"), many=True).data)
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.api library_book read",
            "library.api library_book_tags read",
            "library.api library_shelf read",
            "library.api library_tag read",
            "library.search library_book read",
        ),
    ),
    Example(
        title="a field looks in the rows that it is given, a static method of a base is handed any",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/fields.py": """
                from rest_framework import serializers

                class NamedField(serializers.SlugRelatedField):
                    def to_internal_value(self, data):
                        return self.get_queryset().get_or_create(name=data)[0]

                class Counting(serializers.ModelSerializer):
                    counts = serializers.SerializerMethodField()

                    @staticmethod
                    def get_counts(obj):
                        return {name: getattr(obj, name).count() for name in ["loans", "shelves"]}
            """,
            "library/serializers.py": """
                from library.fields import Counting, NamedField
                from library.models import Book, Tag

                class BookSerializer(Counting):
                    tags = NamedField(many=True, slug_field="name", queryset=Tag.objects.all())

                    class Meta:
                        model = Book
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.fields library_loan read",
            "library.fields library_tag read",
            "library.fields library_tag write",
            "library.serializers library_tag read",
        ),
    ),
    Example(
        title="fields and methods of a serializer are handed its rows, whatever they call them",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/fields.py": """
                from rest_framework import serializers

                class LoansField(serializers.Field):
                    def get_attribute(self, thing):
                        return thing

                    def to_representation(self, thing):
                        return thing.loans.count()
            """,
            "library/serializers.py": """
                from rest_framework import serializers
                from .fields import LoansField
                from .models import Book

                class BookSerializer(serializers.ModelSerializer):
                    loans = LoansField()
                    first_tag = serializers.SerializerMethodField()

                    class Meta:
                        model = Book

                    def get_first_tag(self, thing):
                        return thing.tags.first()

                    def update(self, thing, data):
                        thing.shelf.delete()
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.fields library_loan read",
            "library.serializers library_book read",
            "library.serializers library_book write",
            "library.serializers library_book_tags read",
            "library.serializers library_book_tags write",
            "library.serializers library_loan write",
            "library.serializers library_shelf read",
            "library.serializers library_shelf write",
            "library.serializers library_tag read",
        ),
    ),
    Example(
        title="an admin makes its columns, sets what its form has, and is handed its inlines",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models

                class Tag(models.Model):
                    pass

                class Keeper(models.Model):
                    name = models.TextField()

                class Shelf(models.Model):
                    keeper = models.ForeignKey(Keeper, models.CASCADE)
                    tags = models.ManyToManyField(Tag)

                class Place(models.Model):
                    name = models.TextField()

                class Book(models.Model):
                    shelf = models.ForeignKey(Shelf, models.CASCADE)
                    place = models.ForeignKey(Place, models.CASCADE)
            """,
            "library/admin.py": """
                from django.contrib import admin
                from library.models import Book, Shelf

                class BookInline(admin.TabularInline):
                    model = Book

                @admin.register(Shelf)
                class ShelfAdmin(admin.ModelAdmin):
                    inlines = [BookInline]
                    list_display = ["kept_by"]

                    @staticmethod
                    def kept_by(shelf):
                        return shelf.keeper.name

                    def save_formset(self, request, form, formset, change):
                        for inner in formset:
                            book = inner.save(commit=False)
                            book.place.name
            """,
        },
        tables={
            "library_book": ("id", "place_id", "shelf_id"),
            "library_keeper": ("id", "name"),
            "library_place": ("id", "name"),
            "library_shelf": ("id", "keeper_id"),
            "library_shelf_tags": ("id", "shelf_id", "tag_id"),
            "library_tag": ("id",),
        },
        accesses=(
            "library.admin library_book read",
            "library.admin library_book write",
            "library.admin library_keeper read",
            "library.admin library_place read",
            "library.admin library_shelf read",
            "library.admin library_shelf write",
            "library.admin library_shelf_tags read",
            "library.admin library_shelf_tags write",
        ),
    ),
    Example(
        title="sets of forms look up what their forms offer, and their models' rows",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/sets.py": """
                from django import forms
                from .models import Book, Loan, Shelf

                class TagForm(forms.Form):
                    shelf = forms.ModelChoiceField(queryset=Shelf.objects)

                Tags = forms.formset_factory(TagForm, extra=0)

                class Kept(forms.BaseInlineFormSet):
                    def _construct_form(self, i, **kwargs):
                        return super()._construct_form(i, **kwargs)

                Loans = forms.inlineformset_factory(Book, Loan, formset=Kept, fields=["book"])
            """,
            "library/checking.py": """
                from .sets import Tags

                def check(data):
                    return Tags(data).is_valid()
            """,
            "library/saving.py": """
                from .sets import Loans

                def keep(data):
                    Loans(data).save()
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.checking library_shelf read",
            "library.saving library_loan read",
            "library.saving library_loan write",
            "library.sets library_loan read",
        ),
    ),
)
