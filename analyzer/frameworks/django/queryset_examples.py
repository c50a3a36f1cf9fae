"""Managers and querysets that a program builds of its own parts, and what they take along."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from django.db import models

class Author(models.Model):
    name = models.CharField(max_length=80)

class BookQuerySet(models.QuerySet):
    def in_print(self):
        clone = self._clone()
        return clone.filter(in_print=True)

    def select_related(self, *fields):
        return super().select_related(*fields)

class BookManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().order_by("title")

class Book(models.Model):
    title = models.CharField(max_length=80)
    in_print = models.BooleanField()
    author = models.ForeignKey(Author, models.CASCADE)
    objects = BookManager.from_queryset(BookQuerySet)()

class Loan(models.Model):
    book = models.ForeignKey(Book, models.CASCADE, related_name="loans")
"""
_TABLES = {
    "library_author": ("id", "name"),
    "library_book": ("id", "title", "in_print", "author_id"),
    "library_loan": ("id", "book_id"),
}
_OWN = "library.models library_book read"

EXAMPLES = (
    Example(
        title="a manager made of a manager and a queryset has the methods of both",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/shop.py": """
                from .models import Book

                def offer():
                    for book in Book.objects.in_print():
                        print(book)

                def stocked():
                    return Book.objects.in_print().delete()
            """,
        },
        tables=_TABLES,
        accesses=(
            _OWN,
            "library.shop library_book read",
            "library.shop library_book write",
            "library.shop library_loan write",
        ),
    ),
    Example(
        title="a queryset's own select_related joins what each caller asks for",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/desk.py": """
                from .models import Book, Loan

                def titles():
                    return list(Book.objects.select_related("author"))
            """,
            "library/shelf.py": """
                from .models import Book

                def shelved():
                    return list(Book.objects.select_related("loans"))
            """,
        },
        tables=_TABLES,
        accesses=(
            _OWN,
            "library.desk library_author read",
            "library.desk library_book read",
            "library.shelf library_book read",
            "library.shelf library_loan read",
        ),
    ),
    Example(
        title="a query inside of a filter runs where the outer one does",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/search.py": """
                from django.db.models import Prefetch, Q
                from .models import Author, Book, Loan

                def by(name):
                    authors = Author.objects.filter(name=name)
                    return Book.objects.filter(Q(author__in=authors) | Q(title=name))

                def with_loans():
                    return Book.objects.prefetch_related(Prefetch("x", queryset=Loan.objects.all()))
            """,
            "library/views.py": """
                from .search import by

                def index(name):
                    return list(by(name))
            """,
            "library/reports.py": """
                from .search import with_loans

                def lent():
                    return list(with_loans())
            """,
        },
        tables=_TABLES,
        accesses=(
            _OWN,
            "library.reports library_book read",
            "library.reports library_loan read",
            "library.search library_author read",
            "library.search library_book read",
            "library.search library_loan read",
            "library.views library_author read",
            "library.views library_book read",
        ),
    ),
    Example(
        title="what Django and packages give rows: neighbours, validation, other constructors",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/days.py": """
                from .models import Loan

                def earlier(pk):
                    return Loan.objects.get(pk=pk).get_previous_by_day().book
            """,
            "library/checks.py": """
                from .models import Loan

                def check(day):
                    Loan(day=day).full_clean()
            """,
            "library/imports.py": """
                from .models import Author

                def load(text):
                    Author.from_json(text).save()
            """,
        },
        tables=_TABLES,
        accesses=(
            _OWN,
            "library.checks library_book read",
            "library.checks library_loan read",
            "library.days library_book read",
            "library.days library_loan read",
            "library.imports library_author write",
        ),
    ),
    Example(
        title="a package's function fetches the query that it is handed, Django's may not",
        files={
            "library/__init__.py": "",
            "library/models.py": _MODELS,
            "library/pages.py": """
                from django.shortcuts import render
                from endless import paginator

                def paginate(query):
                    return paginator.paginate(query=query, per_page=10)

                def show(request, query):
                    return render(request, "list.html", {"rows": query})
            """,
            "library/views.py": """
                from .models import Author, Loan
                from .pages import paginate, show

                def index(request):
                    show(request, Author.objects)
                    return paginate(Loan.objects).next_page()
            """,
        },
        tables=_TABLES,
        accesses=(
            _OWN,
            "library.pages library_loan read",
            "library.views library_loan read",
        ),
    ),
    Example(
        title="a container that takes all rows of a query fetches them",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from django.db import models

                class Tool(models.Model):
                    pass

                class Worker(models.Model):
                    tools = models.ManyToManyField(Tool)
            """,
            "shop/sets.py": """
                from shop.models import Worker

                def tools(key):
                    found = set()
                    found.update(Worker.objects.get(pk=key).tools.all())
                    return list(found)
            """,
            "shop/lists.py": """
                from shop.models import Tool

                def scrap():
                    found = []
                    found.extend(Tool.objects.all())
                    for tool in found:
                        tool.save()
            """,
        },
        tables={
            "shop_tool": ("id",),
            "shop_worker": ("id",),
            "shop_worker_tools": ("id", "tool_id", "worker_id"),
        },
        accesses=(
            "shop.lists shop_tool read",
            "shop.lists shop_tool write",
            "shop.sets shop_tool read",
            "shop.sets shop_worker read",
            "shop.sets shop_worker_tools read",
        ),
    ),
    Example(
        title="a query that another function gives runs where its truth or its rows are asked for",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from django.db import models

                class Tool(models.Model):
                    pass
            """,
            "shop/chosen.py": """
                from shop.models import Tool

                def tools():
                    return Tool.objects.filter(pk=1)
            """,
            "shop/asking_not.py": """
                from shop.chosen import tools

                def f():
                    return not tools()
            """,
            "shop/asking_or.py": """
                from shop.chosen import tools

                def f():
                    return tools() or None
            """,
            "shop/asking_choice.py": """
                from shop.chosen import tools

                def f():
                    return 1 if tools() else 2
            """,
            "shop/asking_while.py": """
                from shop.chosen import tools

                def f():
                    while tools():
                        pass
            """,
            "shop/taking_all.py": """
                from shop.chosen import tools

                def f():
                    found = []
                    found += tools()
                    return found
            """,
            "shop/joining.py": """
                from shop.chosen import tools

                def f():
                    return ", ".join(tools())
            """,
            "shop/counting.py": """
                from collections import Counter
                from shop.chosen import tools

                def f():
                    return Counter(tools())
            """,
            "shop/mapping.py": """
                from shop.chosen import tools

                def f():
                    return dict(tools())
            """,
        },
        tables={"shop_tool": ("id",)},
        accesses=(
            "shop.chosen shop_tool read",
            "shop.asking_choice shop_tool read",
            "shop.asking_not shop_tool read",
            "shop.asking_or shop_tool read",
            "shop.asking_while shop_tool read",
            "shop.counting shop_tool read",
            "shop.joining shop_tool read",
            "shop.mapping shop_tool read",
            "shop.taking_all shop_tool read",
        ),
    ),
    Example(
        title="a query that may be of several models is of those that have the columns named",
        files={
            "shop/__init__.py": "",
            "shop/models.py": """
                from django.db import models

                class Tool(models.Model):
                    size = models.IntegerField()

                class Worker(models.Model):
                    name = models.CharField(max_length=9)
                    tool = models.ForeignKey(Tool, models.CASCADE)
            """,
            "shop/choosing.py": """
                from shop.models import Tool, Worker

                QUERIES = [Tool.objects, Worker.objects]

                def any_query(number):
                    return QUERIES[number]
            """,
            "shop/sized.py": """
                from shop.choosing import any_query

                def count(number):
                    return any_query(number).filter(size=1).count()
            """,
            "shop/by_key.py": """
                from shop.choosing import any_query

                def count(number):
                    return any_query(number).filter(tool_id=1).count()
            """,
            "shop/either.py": """
                from shop.choosing import any_query

                def count(number):
                    return any_query(number).filter(pk=1).count()
            """,
            "shop/neither.py": """
                from shop.choosing import any_query

                def count(number):
                    return any_query(number).filter(annotated=1).count()
            """,
        },
        tables={"shop_tool": ("id", "size"), "shop_worker": ("id", "name", "tool_id")},
        accesses=(
            "shop.by_key shop_worker read",
            "shop.either shop_tool read",
            "shop.either shop_worker read",
            "shop.neither shop_tool read",
            "shop.neither shop_worker read",
            "shop.sized shop_tool read",
        ),
    ),
)
