"""What is fetched along with rows, though nobody names it."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="what belongs to rows that are there already is fetched for them",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models

                class Book(models.Model):
                    title = models.TextField()

                class Loan(models.Model):
                    book = models.ForeignKey(Book, models.CASCADE, related_name="loans")
            """,
            "library/desk.py": """
                from django.db.models import prefetch_related_objects
                from library.models import Book

                def show(page: list[Book]):
                    prefetch_related_objects(page, "loans")
            """,
        },
        tables={"library_book": ("id", "title"), "library_loan": ("book_id", "id")},
        accesses=("library.desk library_loan read",),
    ),
    Example(
        title="select_related without a name joins what keys that cannot be NULL lead to",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models

                class City(models.Model):
                    name = models.TextField()

                class Author(models.Model):
                    born_in = models.ForeignKey(City, models.CASCADE)

                class Keeper(models.Model):
                    name = models.TextField()

                class Book(models.Model):
                    author = models.ForeignKey(Author, models.CASCADE)
                    kept_by = models.ForeignKey(Keeper, models.SET_NULL, null=True)
            """,
            "library/desk.py": """
                from library.models import Book

                def titles():
                    return list(Book.objects.select_related())

                def plain():
                    return list(Book.objects.select_related(None))
            """,
        },
        tables={
            "library_author": ("born_in_id", "id"),
            "library_book": ("author_id", "id", "kept_by_id"),
            "library_city": ("id", "name"),
            "library_keeper": ("id", "name"),
        },
        accesses=(
            "library.desk library_author read",
            "library.desk library_book read",
            "library.desk library_city read",
        ),
    ),
    Example(
        title="a reverse relation that a proxy annotates for type checkers is fetched",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.contrib.auth.models import User as BaseUser
                from django.db import models

                class Reader(BaseUser):
                    card: "Card"
                    loans: models.QuerySet["Loan"]

                    class Meta:
                        proxy = True

                class Card(models.Model):
                    reader = models.OneToOneField(Reader, models.CASCADE)

                class Loan(models.Model):
                    reader = models.ForeignKey(Reader, models.CASCADE, related_name="loans")
            """,
            "library/desk.py": """
                from library.models import Reader

                def card(pk):
                    return Reader.objects.get(pk=pk).card

                def count(reader: Reader):
                    return reader.loans.count()
            """,
        },
        tables={"library_card": ("id", "reader_id"), "library_loan": ("id", "reader_id")},
        accesses=(
            "library.desk auth_user read",
            "library.desk library_card read",
            "library.desk library_loan read",
        ),
    ),
    Example(
        title="a manager's own queryset is understood although nobody calls its methods",
        files={
            "library/__init__.py": "",
            "library/managers.py": """
                from django.db.models import Manager, Q, QuerySet

                def open_to(reader):
                    query = Q(public=True)
                    if reader.club_id:
                        query |= Q(clubs__pk=reader.club_id)
                    if reader.city:
                        query |= Q(clubs__city__name=reader.city)
                    return query

                class ShelfQuerySet(QuerySet):
                    def open_to(self, reader):
                        return self.filter(open_to(reader))

                    def first_for(self, reader):
                        shelves = self.open_to(reader)
                        return shelves[0] if shelves.exists() else None

                    def delete(self):
                        super().delete()

                class ShelfManager(Manager):
                    def get_queryset(self):
                        return ShelfQuerySet(self.model, using=self._db)
            """,
            "library/models.py": """
                from django.db import models
                from library.managers import ShelfManager

                class City(models.Model):
                    name = models.TextField()

                class Club(models.Model):
                    city = models.ForeignKey(City, models.CASCADE)

                class Shelf(models.Model):
                    clubs = models.ManyToManyField(Club)
                    objects = ShelfManager()

                class Book(models.Model):
                    shelf = models.ForeignKey(Shelf, models.CASCADE)
            """,
        },
        tables={
            "library_book": ("id", "shelf_id"),
            "library_city": ("id", "name"),
            "library_club": ("city_id", "id"),
            "library_shelf": ("id",),
            "library_shelf_clubs": ("club_id", "id", "shelf_id"),
        },
        accesses=(
            "library.managers library_book write",
            "library.managers library_city read",
            "library.managers library_club read",
            "library.managers library_shelf read",
            "library.managers library_shelf write",
            "library.managers library_shelf_clubs read",
            "library.managers library_shelf_clubs write",
        ),
    ),
    Example(
        title="a model of one row gives that row",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models
                from solo.models import SingletonModel

                class Keeper(models.Model):
                    name = models.TextField()

                class Rules(SingletonModel):
                    keeper = models.ForeignKey(Keeper, models.CASCADE)
            """,
            "library/desk.py": """
                from library.models import Rules

                def keeper():
                    return Rules.get_solo().keeper.name
            """,
        },
        tables={"library_keeper": ("id", "name"), "library_rules": ("id", "keeper_id")},
        accesses=(
            "library.desk library_keeper read",
            "library.desk library_rules read",
            "library.desk library_rules write",
        ),
    ),
    Example(
        title="methods that a manager only declares for type checkers are those of its queryset",
        files={
            "library/__init__.py": "",
            "library/managers.py": """
                import typing
                from django.db import models

                class ShelfQuerySet(models.QuerySet):
                    def open(self):
                        return self.filter(books__lent=False)

                class ShelfManager(models.Manager):
                    if typing.TYPE_CHECKING:
                        def open(self) -> "ShelfQuerySet": ...
            """,
            "library/models.py": """
                from django.db import models
                from library.managers import ShelfManager, ShelfQuerySet

                class Shelf(models.Model):
                    objects: ShelfManager = ShelfManager.from_queryset(ShelfQuerySet)()

                class Book(models.Model):
                    shelf = models.ForeignKey(Shelf, models.CASCADE, related_name="books")
                    lent = models.BooleanField()
            """,
            "library/desk.py": """
                from library.models import Shelf

                def first():
                    return Shelf.objects.open().first()
            """,
        },
        tables={"library_book": ("id", "lent", "shelf_id"), "library_shelf": ("id",)},
        accesses=(
            "library.desk library_book read",
            "library.desk library_shelf read",
            "library.models library_book read",
            "library.models library_shelf read",
        ),
    ),
    Example(
        title="paths of unknown values, through generic keys, and what only a mixin's heirs have",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
                from django.contrib.contenttypes.models import ContentType
                from django.db import models

                class Note(models.Model):
                    content_type = models.ForeignKey(ContentType, models.CASCADE)
                    object_id = models.IntegerField()
                    subject = GenericForeignKey()

                class Author(models.Model):
                    name = models.TextField()

                class Published:
                    def by(self, author):
                        self.author = author

                class Written(models.Model):
                    author = models.ForeignKey(Author, models.CASCADE)

                    class Meta:
                        abstract = True

                class Book(Published, Written):
                    notes = GenericRelation(Note)
            """,
            "library/finding.py": """
                from .models import Book

                def find(wanted):
                    options = {}
                    options["author__name"] = wanted
                    return Book.objects.filter(**options).exists()

                def empty():
                    books = Book.objects.all()
                    books._raw_delete(using=books.db)
            """,
            "library/noting.py": """
                from .models import Note

                def subjects():
                    notes = Note.objects.prefetch_related("subject__author")
                    return [note.pk for note in notes]
            """,
            "library/asking.py": """
                from .models import Published

                def who(thing):
                    return isinstance(thing, Published) and thing.author
            """,
        },
        tables={
            "library_author": ("id", "name"),
            "library_book": ("id", "author_id"),
            "library_note": ("id", "content_type_id", "object_id"),
        },
        accesses=(
            "library.asking library_author read",
            "library.finding library_author read",
            "library.finding library_book read",
            "library.finding library_book write",
            "library.noting library_author read",
            "library.noting library_book read",
            "library.noting library_note read",
        ),
    ),
)
