"""Models that are come by in roundabout ways: generic relations, other packages', by name."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="generic relations, from both sides, and what a deletion takes along",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
                from django.db import models

                class Note(models.Model):
                    object_id = models.IntegerField()
                    about = GenericForeignKey()

                class Shelf(models.Model):
                    notes = GenericRelation(Note, related_query_name="shelf")
            """,
            "library/notes.py": """
                from .models import Note

                def about(pk):
                    return Note.objects.get(pk=pk).about

                def on_shelf(number):
                    return Note.objects.filter(shelf__pk=number)
            """,
            "library/shelves.py": """
                def notes(shelf):
                    return shelf.notes.count()
            """,
            "library/clearing.py": """
                from .models import Shelf

                def clear():
                    Shelf.objects.filter(pk=1).delete()
            """,
        },
        tables={"library_note": ("id", "object_id"), "library_shelf": ("id",)},
        accesses=(
            "library.notes library_note read",
            "library.notes library_shelf read",
            "library.shelves library_note read",
            "library.clearing library_shelf read",
            "library.clearing library_shelf write",
            "library.clearing library_note read",
            "library.clearing library_note write",
        ),
    ),
    Example(
        title="a models package that holds a module models is no application of its own",
        files={
            "shop/__init__.py": "",
            "shop/library/__init__.py": "",
            "shop/library/models/__init__.py": "from shop.library.models.models import Book",
            "shop/library/models/models.py": """
                from django.db import models

                class Book(models.Model):
                    title = models.TextField()
            """,
        },
        tables={"library_book": ("id", "title")},
        accesses=(),
    ),
    Example(
        title="fields of the program's own classes, and models that extend another package's",
        files={
            "library/__init__.py": "",
            "library/fields.py": """
                from django.contrib.contenttypes.fields import GenericRelation
                from django.db import models

                class OwnerField(models.ForeignKey):
                    pass

                class NotesField(GenericRelation):
                    pass
            """,
            "library/models.py": """
                from cms.models import CMSPlugin
                from django.db import models
                from shelves.models import TimeStampedModel
                from .fields import NotesField, OwnerField

                class Person(TimeStampedModel):
                    notes = NotesField("library.Note")

                class Note(models.Model):
                    owner = OwnerField(Person, models.CASCADE)

                class Teaser(CMSPlugin):
                    text = models.TextField()
            """,
        },
        tables={
            "library_person": ("id",),
            "library_note": ("id", "owner_id"),
            "library_teaser": ("cmsplugin_ptr_id", "text"),
        },
    ),
    Example(
        title="a function that finds models by the names that it is given",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models

                class Book(models.Model):
                    pass

                class Loan(models.Model):
                    pass
            """,
            "library/loading.py": """
                from django.apps import apps

                def get_model(label, name):
                    if not label:
                        label = "library"
                    return apps.get_model(label, name)
            """,
            "library/books.py": """
                from .loading import get_model

                Book = get_model("library", "Book")

                def books():
                    return Book.objects.all()
            """,
            "library/loans.py": """
                from .loading import get_model

                Loan = get_model("library", "Loan")

                def loans():
                    return Loan.objects.all()
            """,
        },
        tables={"library_book": ("id",), "library_loan": ("id",)},
        accesses=("library.books library_book read", "library.loans library_loan read"),
    ),
    Example(
        title="managers of packages, and the methods that they bring",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.contrib.auth.models import AbstractUser
                from django.db import models
                from django_scopes import ScopedManager

                class BookManager(models.Manager):
                    def lent(self):
                        return self.filter(open=True)

                class Book(models.Model):
                    open = models.BooleanField()
                    objects = ScopedManager(event="event", manager_class=BookManager)
            """,
            "library/lent.py": """
                from .models import Book

                def lent():
                    return [book.save() for book in Book.objects.lent()]

                def translated():
                    return [book.save() for book in Book.objects.language("de").filter(open=True)]
            """,
            "library/made.py": """
                from .models import Book

                def make():
                    return Book.objects.create_many(3)
            """,
            "library/forms.py": """
                from django import forms
                from django.views.generic import FormView
                from .models import Book

                class BookForm(forms.ModelForm):
                    class Meta:
                        model = Book

                class Lend(FormView):
                    def get_form(self):
                        return BookForm(self.request.POST)

                    def form_valid(self, form):
                        form.save()
            """,
        },
        tables={"library_book": ("id", "open")},
        accesses=(
            "library.models library_book read",
            "library.lent library_book read",
            "library.lent library_book write",
            "library.made library_book write",
            "library.forms library_book write",
        ),
    ),
    Example(
        title="what the user model takes over from Django, and keys of several columns",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.contrib.auth.models import AbstractUser
                from django.db import models

                class Member(AbstractUser):
                    pass

                class Share(models.Model):
                    pk = models.CompositePrimaryKey("owner", "guest")
                    owner = models.TextField()
                    guest = models.GenericIPAddressField()
            """,
            "library/groups.py": """
                def enter(request, group):
                    request.user.groups.add(group)
            """,
            "library/permissions.py": """
                def may(request):
                    return request.user.has_perm("library.lend")
            """,
        },
        tables={
            "library_share": ("owner", "guest"),
            "library_member_groups": ("group_id", "id", "member_id"),
            "library_member_user_permissions": ("id", "member_id", "permission_id"),
            "library_member": (
                *("date_joined", "email", "first_name", "id", "is_active", "is_staff"),
                *("is_superuser", "last_login", "last_name", "password", "username"),
            ),
        },
        accesses=(
            "library.groups library_member_groups read",
            "library.groups library_member_groups write",
            "library.permissions library_member_groups read",
            "library.permissions library_member_user_permissions read",
        ),
    ),
)
