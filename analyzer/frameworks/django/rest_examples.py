"""What Django REST framework and django-filter do around a program's views."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from django.db import models

class Author(models.Model):
    name = models.TextField()

class Book(models.Model):
    author = models.ForeignKey(Author, models.CASCADE)
    title = models.TextField()
"""
_TABLES = {"library_author": ("id", "name"), "library_book": ("author_id", "id", "title")}

EXAMPLES = (
    Example(
        title="a REST view is paged and guarded by the classes that the settings name",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/settings.py": """
                OURS = ["library"]
                THEIRS = ["rest_framework"]
                INSTALLED_APPS = OURS + THEIRS
                REST_FRAMEWORK = {
                    "DEFAULT_PAGINATION_CLASS": "library.paging.Pages",
                    "DEFAULT_PERMISSION_CLASSES": ["library.guards.Owned"],
                }
            """,
            "library/paging.py": """
                from rest_framework.pagination import PageNumberPagination

                class Pages(PageNumberPagination):
                    def paginate_queryset(self, queryset, request, view=None):
                        return super().paginate_queryset(queryset, request, view=view)
            """,
            "library/guards.py": """
                from rest_framework.permissions import BasePermission

                class Owned(BasePermission):
                    def has_object_permission(self, request, view, thing):
                        return thing.author.name == request.GET["name"]
            """,
            "library/api.py": """
                from rest_framework.viewsets import ReadOnlyModelViewSet, ModelViewSet
                from library.models import Book

                class Books(ModelViewSet):
                    queryset = Book.objects.all()
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.api library_book read",
            "library.api library_book write",
            "library.guards library_author read",
            "library.paging library_book read",
        ),
    ),
    Example(
        title="a serializer has what its view says of the occasion",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/shown.py": """
                from rest_framework import serializers
                from library.models import Author

                class AuthorSerializer(serializers.ModelSerializer):
                    titles = serializers.SerializerMethodField()
                    copies = serializers.SerializerMethodField()

                    def get_titles(self, obj):
                        return [book.title for book in self.context["view"].books()]

                    class Meta:
                        model = Author
                        fields = ["titles"]
            """,
            "library/api.py": """
                from rest_framework.generics import ListAPIView
                from library.models import Author, Book
                from library.shown import AuthorSerializer

                class Authors(ListAPIView):
                    queryset = Author.objects.all()
                    serializer_class = AuthorSerializer

                    def books(self):
                        return Book.objects.filter(title="x")
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.api library_author read",
            "library.api library_book read",
            "library.shown library_book read",
        ),
    ),
    Example(
        title="a set of filters looks up what its fields lead to, its own methods too",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/filters.py": """
                import django_filters
                from library.models import Author, Book

                class BookFilter(django_filters.FilterSet):
                    by = django_filters.CharFilter(field_name="author__name")

                    class Meta:
                        model = Book
                        fields = ["title"]

                class AuthorFilter(django_filters.FilterSet):
                    title = django_filters.CharFilter(method="with_title")

                    def with_title(self, rows, name, value):
                        return rows.filter(book__title=value)
            """,
            "library/views.py": """
                from library.filters import BookFilter
                from library.models import Book

                def books(request):
                    return list(BookFilter(request.GET, queryset=Book.objects.all()).qs)
            """,
            "library/authors.py": """
                from library.filters import AuthorFilter
                from library.models import Author

                def authors(request):
                    return AuthorFilter(request.GET, Author.objects.all()).qs.first()
            """,
        },
        tables=_TABLES,
        accesses=(
            "library.authors library_author read",
            "library.authors library_book read",
            "library.filters library_author read",
            "library.filters library_book read",
            "library.views library_author read",
            "library.views library_book read",
        ),
    ),
    Example(
        title="a set of filters is given one more while it is made, where its rows have dates",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models

                class Dated(models.Model):
                    day = models.DateField()

                    class Meta:
                        abstract = True

                class Author(models.Model):
                    name = models.TextField()

                class Book(Dated):
                    title = models.TextField()
            """,
            "library/base.py": """
                import django_filters
                from library.models import Dated

                class NewestFilter(django_filters.ChoiceFilter):
                    def filter(self, rows, value):
                        newest = list(rows.order_by("-day").values_list("pk", flat=True)[:10])
                        return rows.filter(pk__in=newest)

                class BaseFilter(django_filters.FilterSet):
                    def __init__(self, *args, **kwargs):
                        super().__init__(*args, **kwargs)
                        if self._meta.model and issubclass(self._meta.model, Dated):
                            self.filters["newest"] = NewestFilter(choices=[(1, "yes")])
            """,
            "library/filters.py": """
                from library.base import BaseFilter
                from library.models import Author, Book

                class BookFilter(BaseFilter):
                    class Meta:
                        model = Book
                        fields = ["title"]

                class AuthorFilter(BaseFilter):
                    class Meta:
                        model = Author
                        fields = ["name"]
            """,
        },
        tables={"library_author": ("id", "name"), "library_book": ("id", "day", "title")},
        accesses=("library.base library_book read",),
    ),
    Example(
        title="rows behind relations to many are shown by name, and others if they are asked for",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models

                class Tag(models.Model):
                    name = models.TextField()

                class Author(models.Model):
                    name = models.TextField()

                class Book(models.Model):
                    author = models.ForeignKey(Author, models.CASCADE)
                    tags = models.ManyToManyField(Tag)
            """,
            "library/showing.py": """
                from rest_flex_fields.serializers import FlexFieldsSerializerMixin
                from rest_framework.serializers import ModelSerializer, SerializerMethodField
                from library.models import Author, Book

                class BookSerializer(ModelSerializer):
                    class Meta:
                        model = Book
                        fields = ("id", "author", "tags")

                class AuthorSerializer(FlexFieldsSerializerMixin, ModelSerializer):
                    class Meta:
                        model = Author
                        fields = ("id", "name")
                        expandable_fields = {
                            "book_set": ("library.showing.BookSerializer", {"many": True}),
                        }
            """,
            "library/books.py": """
                from library.showing import BookSerializer

                def show(book):
                    return BookSerializer(book).data
            """,
            "library/authors.py": """
                from library.showing import AuthorSerializer

                def show(author):
                    return AuthorSerializer(author).data
            """,
            "library/naming.py": """
                from library.showing import AuthorSerializer

                def show(book):
                    kind = AuthorSerializer(book)._named("library.showing.BookSerializer")
                    return kind(book).data
            """,
            "library/tokens.py": """
                from rest_framework.authentication import TokenAuthentication
                from library.models import Tag

                class ByTag(TokenAuthentication):
                    model = Tag

                    def authenticate_credentials(self, key):
                        return self.get_model().objects.get(name=key)
            """,
        },
        tables={
            "library_author": ("id", "name"),
            "library_book": ("id", "author_id"),
            "library_book_tags": ("id", "book_id", "tag_id"),
            "library_tag": ("id", "name"),
        },
        accesses=(
            "library.authors library_book read",
            "library.authors library_book_tags read",
            "library.authors library_tag read",
            "library.books library_book_tags read",
            "library.books library_tag read",
            "library.naming library_book_tags read",
            "library.naming library_tag read",
            "library.tokens library_tag read",
        ),
    ),
    Example(
        title="viewsets at routers that are the program's own",
        files={
            "library/__init__.py": "",
            "library/routers.py": """
                from rest_framework import routers

                class DefaultRouter(routers.DefaultRouter):
                    def extend(self, other):
                        self.registry.extend(other.registry)

                class BaseRouter:
                    def __init__(self):
                        self.registry = []

                    def register(self, prefix, viewset, basename=None):
                        self.registry.append((prefix, viewset, basename))

                class SimpleRouter(BaseRouter):
                    pass
            """,
            "library/urls.py": """
                from library.routers import DefaultRouter, SimpleRouter
                from library.views import Books, Authors

                ours = SimpleRouter()
                ours.register("books", Books)
                theirs = DefaultRouter()
                theirs.register("authors", Authors)
            """,
            "library/views.py": """
                from rest_framework.viewsets import ViewSet

                class Books(ViewSet):
                    pass

                class Authors(ViewSet):
                    pass
            """,
            "library/plugins.py": """
                from django.apps import apps

                class Plugins:
                    def register(self, name, plugin):
                        self.name = plugin

                Plugins().register("x", Plugins)
            """,
        },
        entry_points=(
            "route authors library.views Authors",
            "route books library.views Books",
        ),
    ),
    Example(
        title="all fields of a row, or all but some, show what is on its many-to-many sides",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from django.db import models

                class Tag(models.Model):
                    pass

                class Badge(models.Model):
                    pass

                class Order(models.Model):
                    tags = models.ManyToManyField(Tag)
                    badges = models.ManyToManyField(Badge)
            """,
            "shop/all_fields.py": """
                from rest_framework import serializers
                from shop.models import Order

                class Whole(serializers.ModelSerializer):
                    class Meta:
                        model = Order
                        fields = "__all__"

                def show(order: Order):
                    return Whole(order).data
            """,
            "shop/some_fields.py": """
                from rest_framework import serializers
                from shop.models import Order

                class Part(serializers.ModelSerializer):
                    class Meta:
                        model = Order
                        exclude = ("tags",)

                def show(order: Order):
                    return Part(order).data
            """,
        },
        tables={
            "shop_badge": ("id",),
            "shop_order": ("id",),
            "shop_order_badges": ("id", "order_id", "badge_id"),
            "shop_order_tags": ("id", "order_id", "tag_id"),
            "shop_tag": ("id",),
        },
        accesses=(
            "shop.all_fields shop_badge read",
            "shop.all_fields shop_order_badges read",
            "shop.all_fields shop_order_tags read",
            "shop.all_fields shop_tag read",
            "shop.some_fields shop_badge read",
            "shop.some_fields shop_order_badges read",
        ),
    ),
)
