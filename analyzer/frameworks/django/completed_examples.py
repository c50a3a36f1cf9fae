"""What models have by code that cannot be read, and what is only written for type checkers."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="columns and keys that only the migrations name, of a base of another package",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models
                from audits.models import AuditedModel
                from oauth2_provider.models import AbstractGrant

                class Shelf(models.Model):
                    place = models.TextField()

                class Book(AuditedModel):
                    title = models.TextField()

                class Grant(AbstractGrant):
                    pass
            """,
            "library/migrations/__init__.py": "",
            "library/migrations/0001_initial.py": """
                from django.conf import settings
                from django.db import migrations, models
                import django.db.models.deletion

                class Migration(migrations.Migration):
                    operations = [
                        migrations.CreateModel("Shelf", [
                            ("id", models.AutoField(primary_key=True)),
                            ("place", models.TextField()),
                            ("dropped", models.TextField()),
                        ]),
                        migrations.CreateModel("Book", [
                            ("key", models.UUIDField(primary_key=True)),
                            ("title", models.TextField()),
                            ("created", models.DateTimeField()),
                            ("shelf", models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="books",
                                to="library.shelf",
                            )),
                            ("readers", models.ManyToManyField(to=settings.AUTH_USER_MODEL)),
                        ]),
                        migrations.CreateModel("Grant", [
                            ("id", models.BigAutoField(primary_key=True)),
                            ("code", models.TextField()),
                        ]),
                    ]
            """,
            "library/views.py": """
                from library.models import Shelf

                def show(pk):
                    shelf = Shelf.objects.get(pk=pk)
                    return [book.shelf.place for book in shelf.books.all()]
            """,
        },
        tables={
            "library_shelf": ("id", "place"),
            "library_book": ("created", "key", "shelf_id", "title"),
            "library_book_readers": ("book_id", "id", "user_id"),
            "library_grant": ("code", "id"),
        },
        accesses=(
            "library.views library_book read",
            "library.views library_shelf read",
        ),
    ),
    Example(
        title="classes that are written for type checkers alone are no tables",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models

                class Book(models.Model):
                    title = models.TextField()
            """,
            "library/views.py": """
                from __future__ import annotations
                import typing
                from typing import TYPE_CHECKING
                from django.db import models
                from library.models import Book

                if TYPE_CHECKING:
                    class AnyBook(Book):
                        pass

                if typing.TYPE_CHECKING:
                    class Shelf(models.Model):
                        class Row(models.Model):
                            pass
                else:
                    class Case(models.Model):
                        pass

                def rename(book: Book):
                    book.title = ""
                    book.save()
            """,
        },
        tables={"library_book": ("id", "title"), "library_case": ("id",)},
        accesses=("library.views library_book write",),
    ),
)
