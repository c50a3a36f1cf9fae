"""What counts as a model and as its field, where the code's form misleads."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="field classes that settle their arguments themselves",
        files={
            "library/__init__.py": "",
            "library/fields.py": """
                from django.db import models
                from taggit.managers import TaggableManager

                class ShelfField(models.ForeignKey):
                    def __init__(self, *args, **kwargs):
                        kwargs.setdefault("to", "library.Shelf")
                        kwargs["null"] = True
                        super().__init__(*args, on_delete=models.PROTECT, **kwargs)

                class LabelsField(TaggableManager):
                    pass
            """,
            "library/models.py": """
                from django.db import models
                from .fields import LabelsField, ShelfField

                class Shelf(models.Model):
                    pass

                class Book(models.Model):
                    place = ShelfField()
                    labels = LabelsField()
            """,
            "library/moves.py": """
                from .models import Book

                def shelf(pk):
                    return Book.objects.select_related("place").get(pk=pk)
            """,
        },
        tables={"library_shelf": ("id",), "library_book": ("id", "place_id")},
        accesses=(
            "library.moves library_book read",
            "library.moves library_shelf read",
        ),
    ),
    Example(
        title="what a constructor keeps of a field, options that extend options, names that hide",
        files={
            "library/__init__.py": "",
            "library/models/__init__.py": "from .models import *\n",
            "library/models/models.py": """
                from django.contrib.auth.models import AbstractUser
                from django.db import models
                from oauth2_provider.models import AbstractApplication
                from polymorphic.models import PolymorphicModel

                __all__ = ("Book", "Member", "Novel")

                class Application(AbstractApplication):
                    class Meta(AbstractApplication.Meta):
                        abstract = True

                class Book(PolymorphicModel):
                    title = models.TextField()

                    def __init__(self, *args, **kwargs):
                        super().__init__(*args, **kwargs)
                        self.old_title = self.title

                class Novel(Book):
                    pass

                class Member(AbstractUser):
                    first_name = last_name = None

                    @property
                    def is_superuser(self):
                        return False
            """,
            "library/forms.py": """
                from django import forms
                from library.models import *

                class Labelled(forms.Form):
                    label = forms.CharField()
            """,
        },
        tables={
            "library_book": ("id", "polymorphic_ctype_id", "title"),
            "library_novel": ("book_ptr_id",),
            "library_member": (
                *("date_joined", "email", "id", "is_active", "is_staff"),
                *("last_login", "password", "username"),
            ),
            "library_member_groups": ("group_id", "id", "member_id"),
            "library_member_user_permissions": ("id", "member_id", "permission_id"),
        },
    ),
    Example(
        title="one name for a form and a model, and settings of a project's own",
        files={
            "library/__init__.py": "",
            "library/conf.py": """
                class Gateway:
                    def __getattr__(self, name):
                        from django.conf import settings
                        return getattr(settings, name)

                settings = Gateway()
            """,
            "library/mixins.py": """
                from django.db import models

                class Owned(models.Model):
                    class Meta:
                        abstract = True
            """,
            "library/forms.py": """
                from django import forms
                from library.mixins import *

                class Owned(forms.Form):
                    pass

                class BookForm(Owned, forms.ModelForm):
                    pass
            """,
            "library/more_forms.py": """
                from library.forms import BookForm, Owned

                class NovelForm(Owned):
                    pass

                class LongForm(BookForm):
                    pass
            """,
            "library/models.py": """
                from django.contrib.auth.models import AbstractBaseUser
                from django.db import models
                from django.contrib.auth import get_user_model
                from library.conf import settings

                class Member(AbstractBaseUser):
                    pass

                class Book(models.Model):
                    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
                    editor = models.ForeignKey(get_user_model(), models.CASCADE)
                    readers = models.ManyToManyField(settings.AUTH_USER_MODEL)
            """,
        },
        tables={
            "library_member": ("id", "last_login", "password"),
            "library_book": ("editor_id", "id", "owner_id"),
            "library_book_readers": ("book_id", "id", "member_id"),
        },
    ),
    Example(
        title="models that a function makes of abstract ones, and attributes of the same name",
        files={
            "library/__init__.py": "",
            "library/making.py": """
                from django.apps import apps

                def model_of(abstract):
                    name = abstract.__name__.replace("Abstract", "")
                    if (abstract.Meta.app_label, name) not in apps.all_models:
                        return type(str(name), (abstract,), {"__module__": __name__})
            """,
            "library/abstract.py": """
                from django.db import models

                class AbstractBook(models.Model):
                    title = models.TextField()

                    class Meta:
                        abstract = True
                        app_label = "shelves"

                    def save(self, *args, **kwargs):
                        class Nothing:
                            pass
                        self.title = self.title or "?"
                        super().save(*args, **kwargs)

                class AbstractLoan(models.Model):
                    book = models.ForeignKey("shelves.Book", models.CASCADE)

                    class Meta:
                        abstract = True
                        app_label = "shelves"
            """,
            "library/models.py": """
                from django.apps import apps
                from django.conf import settings
                from library.abstract import AbstractBook, AbstractLoan
                from library.making import model_of

                Book = model_of(AbstractBook)
                Loan = model_of(AbstractLoan)

                class Novel(apps.get_model(settings.SHELF, settings.BOOK)):
                    class Meta:
                        proxy = True
            """,
            "library/views.py": """
                from library.models import Loan

                def show(pk):
                    return Loan.objects.get(pk=pk).book.title
            """,
        },
        tables={"shelves_book": ("id", "title"), "shelves_loan": ("book_id", "id")},
        accesses=(
            "library.making shelves_book write",
            "library.views shelves_book read",
            "library.views shelves_loan read",
        ),
    ),
    Example(
        title="a metaclass that makes proxies of all that it makes",
        files={
            "world/__init__.py": "",
            "world/made.py": """
                from django.db.models.base import ModelBase

                class KindBase(ModelBase):
                    def __new__(cls, name, bases, attrs):
                        if "Meta" not in attrs:
                            class Meta:
                                app_label = "kinds"
                            attrs["Meta"] = Meta
                        attrs["Meta"].proxy = True
                        return ModelBase.__new__(cls, name, bases, attrs)
            """,
            "world/models.py": """
                from django.db import models
                from world.made import KindBase

                class Thing(models.Model):
                    label = models.TextField()

                class Kind(Thing, metaclass=KindBase):
                    pass

                class Sword(Kind):
                    pass
            """,
            "world/fight.py": """
                from world.models import Sword

                def draw():
                    return Sword.objects.first()
            """,
        },
        tables={"world_thing": ("id", "label")},
        accesses=("world.fight world_thing read",),
    ),
)
