"""Tables that packages make beside a model."""

from __future__ import annotations

from analyzer.frameworks.base import Example

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
            "library_historicalbook": (
                *("history_change_reason", "history_date", "history_id", "history_type"),
                *("history_user_id", "id", "owner_id"),
            ),
            "library_book_translation": ("editor_id", "id", "language_code", "master_id", "title"),
        },
    ),
)
