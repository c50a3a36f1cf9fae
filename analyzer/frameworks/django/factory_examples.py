"""Rows that come from factories, from logins, and from asking whether there are any."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from django.contrib.auth.models import AbstractUser
from django.db import models

class Member(AbstractUser):
    groups = None
    user_permissions = None

class Card(models.Model):
    member = models.OneToOneField(Member, models.CASCADE)

class Tag(models.Model):
    name = models.CharField(max_length=20)

class Book(models.Model):
    title = models.CharField(max_length=80)
    tags = models.ManyToManyField(Tag)

class Loan(models.Model):
    book = models.ForeignKey(Book, models.CASCADE, related_name="loans")
"""

_TABLES = {
    "library_book": ("id", "title"),
    "library_book_tags": ("id", "book_id", "tag_id"),
    "library_card": ("id", "member_id"),
    "library_loan": ("id", "book_id"),
    "library_member": (
        *("date_joined", "email", "first_name", "id", "is_active", "is_staff"),
        *("is_superuser", "last_login", "last_name", "password", "username"),
    ),
    "library_tag": ("id", "name"),
}

EXAMPLES = (
    Example(
        title="a factory makes a row, those it needs, and what it does when they are made",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/factories.py": """
                import factory
                from .models import Book, Loan, Tag

                class BookFactory(factory.django.DjangoModelFactory):
                    class Meta:
                        model = Book
                        django_get_or_create = ("title",)

                    @factory.post_generation
                    def tags(self, create, extracted, **kwargs):
                        self.tags.add(Tag(name="new"))

                class LoanFactory(factory.django.DjangoModelFactory):
                    book = factory.SubFactory(BookFactory)

                    class Meta:
                        model = Loan
            """,
            "library/demo.py": """
                from .factories import LoanFactory

                def fill():
                    for loan in LoanFactory.create_batch(3):
                        loan.book.delete()

                def sketch():
                    return LoanFactory.build()
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.demo library_book read",
            "library.demo library_book write",
            "library.demo library_book_tags write",
            "library.demo library_loan write",
            "library.factories library_book_tags read",
            "library.factories library_book_tags write",
        ),
    ),
    Example(
        title="who asks whether there is a relation looks for it, who logs in is looked up",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/desk.py": """
                def has_card(request):
                    return hasattr(request.user, "card")
            """,
            "library/door.py": """
                from django.contrib.auth import authenticate, login

                def enter(request, name, word):
                    login(request, authenticate(username=name, password=word))
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.desk library_card read",
            "library.door library_member read",
            "library.door library_member write",
        ),
    ),
)
