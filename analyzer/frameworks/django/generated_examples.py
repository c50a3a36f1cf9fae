"""Tables that packages make beside a model."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_HISTORY = (
    *("history_change_reason", "history_date", "history_id", "history_type"),
    "history_user_id",
)

EXAMPLES = (
    Example(
        title="the history and the translations of a model",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.contrib.auth.models import AbstractBaseUser
                from django.db import models
                from parler.models import TranslatableModel, TranslatedFields
                from simple_history.models import HistoricalRecords

                class Member(AbstractBaseUser):
                    pass

                class Tracked(models.Model):
                    class Meta:
                        abstract = True
                    history = HistoricalRecords(inherit=True, excluded_fields=["note"])

                class Book(Tracked, TranslatableModel):
                    owner = models.ForeignKey(Member, models.CASCADE)
                    note = models.TextField()
                    translations = TranslatedFields(
                        title=models.TextField(),
                        editor=models.ForeignKey(Member, models.CASCADE),
                    )
            """,
        },
        tables={
            "library_member": ("id", "last_login", "password"),
            "library_book": ("id", "note", "owner_id"),
            "library_historicalbook": (*_HISTORY, "id", "owner_id"),
            "library_book_translation": ("editor_id", "id", "language_code", "master_id", "title"),
        },
    ),
    Example(
        title="histories that a class of the program's own makes",
        files={
            "library/__init__.py": "",
            "library/histories.py": """
                from simple_history.models import HistoricalRecords as Records

                class Histories(Records):
                    def __init__(self, **options):
                        options["history_change_reason_field"] = None
                        super().__init__(**options)
            """,
            "library/models.py": """
                from django.db import models
                from library.histories import Histories

                class Book(models.Model):
                    title = models.TextField()
                    history = Histories()
            """,
            "library/views.py": """
                from library.models import Book

                def changes(pk):
                    return list(Book.objects.get(pk=pk).history.all())
            """,
        },
        tables={
            "library_book": ("id", "title"),
            "library_historicalbook": (*_HISTORY, "id", "title"),
        },
        accesses=(
            "library.views library_book read",
            "library.views library_historicalbook read",
        ),
    ),
    Example(
        title="a row of history for each that is saved or deleted, none for many at once",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models
                from simple_history.models import HistoricalRecords

                class Shelf(models.Model):
                    place = models.TextField()

                class Book(models.Model):
                    shelf = models.ForeignKey(Shelf, models.CASCADE)
                    history = HistoricalRecords()

                class Loan(models.Model):
                    history = HistoricalRecords()
            """,
            "library/desk.py": """
                from library.models import Book, Loan, Shelf

                def enter(shelf):
                    Book.objects.create(shelf=shelf)

                def move():
                    Loan.objects.update(id=1)
                    Loan.objects.bulk_create([Loan()])
            """,
            "library/cellar.py": """
                from library.models import Shelf

                def empty(key):
                    Shelf.objects.get(id=key).delete()
            """,
        },
        tables={
            "library_shelf": ("id", "place"),
            "library_book": ("id", "shelf_id"),
            "library_loan": ("id",),
            "library_historicalbook": (*_HISTORY, "id", "shelf_id"),
            "library_historicalloan": (*_HISTORY, "id"),
        },
        accesses=(
            "library.cellar library_book read",
            "library.cellar library_book write",
            "library.cellar library_historicalbook write",
            "library.cellar library_shelf read",
            "library.cellar library_shelf write",
            "library.desk library_book write",
            "library.desk library_historicalbook write",
            "library.desk library_loan write",
        ),
    ),
    Example(
        title="a history is asked through its model and its rows, and clears who is deleted",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.contrib.auth.models import AbstractBaseUser
                from django.db import models
                from simple_history.models import HistoricalRecords

                class Member(AbstractBaseUser):
                    pass

                class WithPast:
                    def changes(self):
                        return self.history.count()

                class Book(WithPast, models.Model):
                    history = HistoricalRecords()
            """,
            "library/desk.py": """
                from library.models import Book, Member

                def first():
                    return Book.history.first().history_user

                def leave(pk):
                    Member.objects.get(pk=pk).delete()
            """,
        },
        tables={
            "library_member": ("id", "last_login", "password"),
            "library_book": ("id",),
            "library_historicalbook": (*_HISTORY, "id"),
        },
        accesses=(
            "library.desk library_historicalbook read",
            "library.desk library_historicalbook write",
            "library.desk library_member read",
            "library.desk library_member write",
            "library.models library_historicalbook read",
        ),
    ),
    Example(
        title="stores of settings that a decorator makes beside a class",
        files={
            "library/__init__.py": "",
            "library/keeping.py": """
                from hierarkey.models import Hierarkey

                keeping = Hierarkey(attribute_name="wishes")
            """,
            "library/models.py": """
                from django.db import models
                from hierarkey.models import GlobalSettingsBase
                from library.keeping import keeping

                @keeping.set_global()
                class Wishes(GlobalSettingsBase):
                    pass

                @keeping.add(cache_namespace="shelf")
                class Shelf(models.Model):
                    pass
            """,
            "library/desk.py": """
                from library.models import Shelf

                def colour(shelf: Shelf):
                    return shelf.wishes.colour
            """,
            "library/painter.py": """
                from library.models import Wishes

                def paint(colour):
                    Wishes().wishes.set("colour", colour)
            """,
        },
        tables={
            "library_shelf": ("id",),
            "library_shelf_wishesstore": ("id", "key", "object_id", "value"),
            "library_wishes_wishesstore": ("id", "key", "value"),
        },
        accesses=(
            "library.desk library_shelf_wishesstore read",
            "library.desk library_wishes_wishesstore read",
            "library.painter library_wishes_wishesstore read",
            "library.painter library_wishes_wishesstore write",
        ),
    ),
)
