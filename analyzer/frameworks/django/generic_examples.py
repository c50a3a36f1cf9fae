"""What Django hands over by itself: to receivers, views, forms, serializers and paginators."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from django.contrib.auth.models import AbstractUser
from django.db import models

class Member(AbstractUser):
    groups = None
    user_permissions = None

class Tag(models.Model):
    name = models.CharField(max_length=20)

class BookQuerySet(models.QuerySet):
    def lent(self):
        return self.filter(loans__open=True)

class Book(models.Model):
    title = models.CharField(max_length=80)
    tags = models.ManyToManyField(Tag)
    objects = BookQuerySet.as_manager()

class Loan(models.Model):
    book = models.ForeignKey(Book, models.CASCADE, related_name="loans")
    open = models.BooleanField()
"""

_TABLES = {
    "library_book": ("id", "title"),
    "library_book_tags": ("id", "book_id", "tag_id"),
    "library_loan": ("id", "book_id", "open"),
    "library_member": (
        *("date_joined", "email", "first_name", "id", "is_active", "is_staff"),
        *("is_superuser", "last_login", "last_name", "password", "username"),
    ),
    "library_tag": ("id", "name"),
}
_OWN = ("library.models library_book read", "library.models library_loan read")

EXAMPLES = (
    Example(
        title="receivers are handed the row that is saved, or what the sender gives",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/signals.py": """
                from django.db.models.signals import post_save
                from django.dispatch import Signal, receiver
                from .models import Book

                returned = Signal()

                @receiver(post_save, sender=Book)
                def touch(sender, instance, **kwargs):
                    instance.loans.update(open=False)
            """,
            "library/desk.py": """
                from .models import Loan
                from .signals import returned

                def take_back(pk):
                    returned.send(sender=None, loan=Loan(pk=pk))
            """,
            "library/mail.py": """
                from .signals import returned

                def thank(sender, loan, **kwargs):
                    loan.save()

                returned.connect(thank)
            """,
        },
        tables=_TABLES,
        accesses=(
            *_OWN,
            "library.signals library_loan write",
            "library.mail library_loan write",
        ),
        links=("library.desk signal library.mail", "library.models signal library.signals"),
        entry_points=(
            "signal post_save library.signals touch",
            "signal signal of library.signals:6 library.mail thank",
        ),
    ),
    Example(
        title="the user of a request is the program's own user model",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/views.py": """
                def rename(request):
                    request.user.save()
            """,
            "library/compat.py": """
                from django.apps import apps
                from django.conf import settings

                LABEL, NAME = getattr(settings, "AUTH_USER_MODEL", "auth.User").rsplit(".", 1)

                def members():
                    return apps.get_model(LABEL, NAME).objects.all()
            """,
        },
        tables=_TABLES,
        accesses=(
            *_OWN,
            "library.views library_member write",
            "library.compat library_member read",
        ),
    ),
    Example(
        title="forms look up what they offer, and set what is between",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/forms.py": """
                from django import forms
                from .models import Book, Loan

                class BookForm(forms.ModelForm):
                    class Meta:
                        model = Book
                        fields = ["title", "tags"]

                class LendForm(forms.Form):
                    book = forms.ModelChoiceField(queryset=Book.objects.all())
            """,
            "library/edit.py": """
                from .forms import BookForm

                def edit(request):
                    form = BookForm(request.POST)
                    if form.is_valid():
                        form.save()
            """,
            "library/lend.py": """
                from django.views.generic import FormView
                from .forms import LendForm

                class Lend(FormView):
                    form_class = LendForm

                    def get(self, request):
                        return self.get_form().is_valid()
            """,
        },
        tables=_TABLES,
        accesses=(
            *_OWN,
            "library.forms library_book read",
            "library.edit library_tag read",
            "library.edit library_book write",
            "library.edit library_book_tags read",
            "library.edit library_book_tags write",
            "library.lend library_book read",
        ),
    ),
    Example(
        title="a view configured by its route answers for that model, and for no other's",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/generic.py": """
                from django.views.generic import View

                class Clear(View):
                    model = None

                    def post(self, request):
                        self.model.objects.all().delete()

                class ClearRarely(Clear):
                    pass

                class Kit:
                    def __init__(self, **options):
                        self.__dict__.update(options)

                    def common(self):
                        return {"model": self.model}

                    def view(self, cls, **options):
                        merged = self.common()
                        merged.update(options)
                        return cls.as_view(**{k: v for k, v in merged.items() if hasattr(cls, k)})
            """,
            "library/urls.py": """
                from .generic import Clear, Kit
                from .models import Loan, Tag

                class TagKit(Kit):
                    model = Tag

                loans = Clear.as_view(model=Loan)
                tags = TagKit().view(Clear, name="tags")
            """,
            "library/rare.py": """
                from .generic import ClearRarely

                class Rare(ClearRarely):
                    pass
            """,
        },
        tables=_TABLES,
        accesses=(
            *_OWN,
            "library.generic library_loan write",
            "library.generic library_tag read",
            "library.generic library_tag write",
            "library.generic library_book_tags write",
        ),
    ),
    Example(
        title="serializers and admin classes are handed rows of their model",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/api.py": """
                from rest_framework import serializers
                from .models import Book

                class BookSerializer(serializers.ModelSerializer):
                    class Meta:
                        model = Book

                    def get_lent(self, obj):
                        return obj.loans.count()

                    def update(self, instance, validated_data):
                        instance.save()
                        return instance
            """,
            "library/loans.py": """
                from rest_framework import serializers
                from .models import Loan

                class LoanSerializer(serializers.ModelSerializer):
                    class Meta:
                        model = Loan

                    def create(self, validated_data):
                        return super().create(validated_data)
            """,
            "library/filters.py": """
                import django_filters
                from .models import Loan

                class LoanFilter(django_filters.FilterSet):
                    class Meta:
                        model = Loan

                    def by_title(self, queryset, name, value):
                        return queryset.filter(book__title=value)
            """,
        },
        tables=_TABLES,
        accesses=(
            *_OWN,
            "library.api library_loan read",
            "library.api library_book write",
            "library.loans library_loan write",
            "library.filters library_loan read",
            "library.filters library_book read",
        ),
    ),
    Example(
        title="forms that factories make, paginators, and a query that is asked for its truth",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/loans.py": """
                from django.forms import inlineformset_factory
                from .models import Book, Loan

                Loans = inlineformset_factory(Book, Loan, fields=["open"])

                def edit(request, book):
                    loans = Loans(request.POST, instance=book)
                    for loan in loans.save():
                        loan.book.save()
            """,
            "library/shelf.py": """
                from django.core.paginator import Paginator
                from . import chosen

                def shelf(number):
                    for book in Paginator(chosen.books(), 20).get_page(number):
                        book.save()

                def is_there(pk):
                    loans = chosen.loans(pk)
                    if not loans:
                        return False
            """,
            "library/chosen.py": """
                from .models import Book, Loan

                def books():
                    return Book.objects.all()

                def loans(pk):
                    return Loan.objects.filter(pk=pk)
            """,
        },
        tables=_TABLES,
        accesses=(
            *_OWN,
            "library.chosen library_book read",
            "library.chosen library_loan read",
            "library.loans library_book read",
            "library.loans library_book write",
            "library.loans library_loan read",
            "library.loans library_loan write",
            "library.shelf library_book read",
            "library.shelf library_book write",
            "library.shelf library_loan read",
        ),
    ),
    Example(
        title="a paginator of the program's own",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/paging.py": """
                from django.core.paginator import Paginator

                class Sorted(Paginator):
                    def current(self):
                        return super().get_page(self.number)
            """,
            "library/shelf.py": """
                from library.models import Loan
                from library.paging import Sorted

                def close():
                    for loan in Sorted(Loan.objects.all(), 20).current():
                        loan.save()
            """,
        },
        tables=_TABLES,
        accesses=(
            *_OWN,
            "library.paging library_loan read",
            "library.shelf library_loan read",
            "library.shelf library_loan write",
        ),
    ),
)
