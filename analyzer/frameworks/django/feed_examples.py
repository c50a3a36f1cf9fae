"""Feeds and site maps."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="a feed and a site map are asked about each of their items",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models

                class Author(models.Model):
                    name = models.TextField()

                class Shelf(models.Model):
                    keeper = models.ForeignKey(Author, models.CASCADE)

                class Book(models.Model):
                    author = models.ForeignKey(Author, models.CASCADE)
                    shelf = models.ForeignKey(Shelf, models.CASCADE)
            """,
            "library/feeds.py": """
                from django.contrib.syndication.views import Feed
                from library.models import Book, Shelf

                class NewBooks(Feed):
                    def get_object(self, request, key):
                        return Shelf.objects.get(pk=key)

                    def title(self, obj):
                        return obj.keeper.name

                    def items(self, shelf):
                        return Book.objects.filter(shelf=shelf)[:10]

                    def item_title(self, item):
                        return str(item.pk)
            """,
            "library/sitemaps.py": """
                from django.contrib.sitemaps import Sitemap
                from library.models import Book

                class Books(Sitemap):
                    def items(self):
                        return Book.objects.all()

                    def location(self, thing):
                        return thing.author.name
            """,
        },
        tables={
            "library_author": ("id", "name"),
            "library_book": ("author_id", "id", "shelf_id"),
            "library_shelf": ("id", "keeper_id"),
        },
        accesses=(
            "library.feeds library_author read",
            "library.feeds library_book read",
            "library.feeds library_shelf read",
            "library.sitemaps library_author read",
            "library.sitemaps library_book read",
        ),
    ),
    Example(
        title="views that are objects, and wrapped ones",
        files={
            "library/__init__.py": "",
            "library/views.py": """
                from django.contrib.syndication.views import Feed
                from django.views import View

                class NewBooks(Feed):
                    pass

                class Resource:
                    def __init__(self, handler):
                        self.handler = handler

                    def __call__(self, request):
                        return self.handler().get(request)

                class Shelves:
                    def get(self, request):
                        return []

                class Page(View):
                    pass

                def index(request):
                    return []

                shelves = Resource(Shelves)
            """,
            "library/urls.py": """
                from django.contrib.auth.decorators import login_required
                from django.urls import include, path
                from django.views.decorators.cache import cache_page
                from library import views

                urlpatterns = [
                    path("feed/", views.NewBooks()),
                    path("shelves/", views.shelves),
                    path("page/", login_required(views.Page.as_view())),
                    path("index/", cache_page(60)(views.index)),
                    path("more/", include("library.more")),
                ]
            """,
        },
        entry_points=(
            "route feed/ library.views NewBooks",
            "route index/ library.views index",
            "route page/ library.views Page",
            "route shelves/ library.views Shelves",
        ),
    ),
)
