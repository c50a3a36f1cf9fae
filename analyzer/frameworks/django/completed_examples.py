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
        title="keys whose targets the code computes lead where the migrations have them lead",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models
                from names import model_of

                class Shelf(models.Model):
                    place = models.TextField()

                class Book(models.Model):
                    shelf = models.ForeignKey(model_of("shelf"), models.CASCADE, "books")
                    others = models.ManyToManyField(model_of("book"))
            """,
            "library/migrations/__init__.py": "",
            "library/migrations/0001_initial.py": """
                from django.db import migrations, models

                class Migration(migrations.Migration):
                    operations = [
                        migrations.CreateModel("Book", [
                            ("id", models.AutoField(primary_key=True)),
                            ("shelf", models.ForeignKey(to="library.Shelf")),
                            ("others", models.ManyToManyField(to="library.Book")),
                        ]),
                    ]
            """,
            "library/views.py": """
                from library.models import Book

                def place(pk):
                    return Book.objects.get(pk=pk).shelf.place
            """,
        },
        tables={
            "library_shelf": ("id", "place"),
            "library_book": ("id", "shelf_id"),
            "library_book_others": ("from_book_id", "id", "to_book_id"),
        },
        accesses=(
            "library.views library_book read",
            "library.views library_shelf read",
        ),
    ),
    Example(
        title="models of which only migrations tell that they are some, or the user's",
        files={
            "club/__init__.py": "",
            "club/models.py": """
                from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
                from django.db import models
                from tokens import Token

                class Robot(AbstractBaseUser):
                    pass

                class Member(PermissionsMixin):
                    email = models.TextField()

                class Card(models.Model):
                    holder = models.ForeignKey("club.Member", models.CASCADE)

                class Pass(Token):
                    pass
            """,
            "club/forms.py": """
                from tokens.forms import Form

                class Gone(Form):
                    pass
            """,
            "club/migrations/__init__.py": "",
            "club/migrations/0001_initial.py": """
                from django.conf import settings
                from django.db import migrations, models

                class Migration(migrations.Migration):
                    operations = [
                        migrations.CreateModel("Card", [
                            ("id", models.AutoField(primary_key=True)),
                            ("holder", models.ForeignKey(to=settings.AUTH_USER_MODEL)),
                        ]),
                        migrations.CreateModel("Pass", [
                            ("id", models.AutoField(primary_key=True)),
                            ("hash", models.TextField()),
                            ("owner", models.ForeignKey(to=settings.AUTH_USER_MODEL)),
                        ]),
                    ]
            """,
            "club/views.py": """
                from django.contrib.auth import get_user_model
                from club.models import Pass

                def everybody():
                    return list(get_user_model().objects.all())

                def owner(pk):
                    return Pass.objects.get(pk=pk).owner.email
            """,
        },
        tables={
            "club_robot": ("id", "last_login", "password"),
            "club_member": ("email", "id", "is_superuser"),
            "club_member_groups": ("group_id", "id", "member_id"),
            "club_member_user_permissions": ("id", "member_id", "permission_id"),
            "club_card": ("holder_id", "id"),
            "club_pass": ("hash", "id", "owner_id"),
        },
        accesses=(
            "club.views club_member read",
            "club.views club_pass read",
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
