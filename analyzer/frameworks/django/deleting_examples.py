"""What goes along when a row is deleted."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from django.db import models

class Shelf(models.Model):
    name = models.TextField()

class Book(models.Model):
    shelf = models.ForeignKey(Shelf, models.CASCADE)

class Loan(models.Model):
    book = models.ForeignKey(Book, models.CASCADE)

class Note(models.Model):
    book = models.ForeignKey(Book, models.CASCADE)
"""
_TABLES = {
    "library_book": ("id", "shelf_id"),
    "library_loan": ("book_id", "id"),
    "library_note": ("book_id", "id"),
    "library_shelf": ("id", "name"),
}

EXAMPLES = (
    Example(
        title="rows on which nothing hangs are deleted unseen, unless somebody listens",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/said.py": """
                from django.db.models.signals import post_delete
                from django.dispatch import receiver
                from library.models import Note

                @receiver(post_delete, sender=Note)
                def say(sender, **kwargs):
                    pass
            """,
            "library/desk.py": """
                from library.models import Shelf

                def clear(pk):
                    Shelf.objects.get(pk=pk).delete()
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.desk library_book read",
            "library.desk library_book write",
            "library.desk library_loan write",
            "library.desk library_note read",
            "library.desk library_note write",
            "library.desk library_shelf read",
            "library.desk library_shelf write",
        ),
        links=("library.models signal library.said",),
        entry_points=("signal post_delete library.said say",),
    ),
    Example(
        title="what is updated or deleted of a query that another function built is looked for",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from django.db import models

                class Vote(models.Model):
                    voter = models.CharField(max_length=9)

                class Choice(models.Model):
                    vote = models.ForeignKey(Vote, models.CASCADE)
                    count = models.IntegerField()

                def of(voter):
                    return Choice.objects.filter(vote__voter=voter)
            """,
            "shop/counting.py": """
                from shop.models import of

                def up(voter):
                    of(voter).update(count=1)
            """,
            "shop/dropping.py": """
                from shop.models import of

                def drop(voter):
                    of(voter).delete()
            """,
        },
        tables={"shop_choice": ("id", "vote_id", "count"), "shop_vote": ("id", "voter")},
        accesses=(
            "shop.counting shop_choice write",
            "shop.counting shop_vote read",
            "shop.dropping shop_choice write",
            "shop.dropping shop_vote read",
            "shop.models shop_choice read",
            "shop.models shop_vote read",
        ),
    ),
)
