"""Who may do what with which rows, as django-rules has it."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="predicates are asked about the rows that permissions and models tie them to",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.contrib.auth.models import AbstractUser
                from django.db import models
                from rules.contrib.models import RulesModel
                from library.predicates import is_author, is_reader

                class Member(AbstractUser):
                    pass

                class Card(models.Model):
                    member = models.OneToOneField(Member, models.CASCADE)

                class Book(RulesModel):
                    authors = models.ManyToManyField(Member)

                    class Meta:
                        rules_permissions = {"view": is_author | is_reader}

                class Shelf(models.Model):
                    keeper = models.ForeignKey(Member, models.CASCADE)
            """,
            "library/predicates.py": """
                import rules

                @rules.predicate
                def is_author(user, book):
                    return book.authors.filter(pk=user.pk).exists()

                @rules.predicate
                def is_reader(user):
                    return user.card is not None
            """,
            "library/rules.py": """
                import rules

                @rules.predicate
                def is_keeper(user, shelf):
                    return shelf.keeper.is_active

                rules.add_perm("library.change_shelf", rules.is_authenticated & ~is_keeper)
            """,
        },
        tables={
            "library_book": ("id",),
            "library_book_authors": ("book_id", "id", "member_id"),
            "library_card": ("id", "member_id"),
            "library_member": (
                *("date_joined", "email", "first_name", "id", "is_active", "is_staff"),
                *("is_superuser", "last_login", "last_name", "password", "username"),
            ),
            "library_member_groups": ("group_id", "id", "member_id"),
            "library_member_user_permissions": ("id", "member_id", "permission_id"),
            "library_shelf": ("id", "keeper_id"),
        },
        accesses=(
            "library.predicates library_book_authors read",
            "library.predicates library_card read",
            "library.predicates library_member read",
            "library.rules library_member read",
        ),
    ),
)
