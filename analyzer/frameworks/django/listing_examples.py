"""What generic views, paginators, tasks and loops over all models do around the program's code."""

from __future__ import annotations

from analyzer.frameworks.base import Example

_MODELS = """
from django.db import models

class Indexed:
    pass

class Book(Indexed, models.Model):
    title = models.CharField(max_length=80)

class Shelf(models.Model):
    name = models.CharField(max_length=80)

    class Meta:
        unique_together = ["name"]
"""
_TABLES = {"store_book": ("id", "title"), "store_shelf": ("id", "name")}

EXAMPLES = (
    Example(
        title="a list view pages what its own get_queryset gives",
        files={
            "store/__init__.py": "",
            "store/models.py": _MODELS,
            "store/base.py": """
                from django.core.paginator import Paginator
                from django.views.generic import ListView

                class Pager(Paginator):
                    pass

                class Listing(ListView):
                    paginator_class = Pager

                    def paginate_queryset(self, queryset, page_size):
                        paginator = self.get_paginator(queryset, page_size)
                        page = paginator.get_page(1)
                        return paginator, page, page.object_list, True

                    def get_context_data(self, **kwargs):
                        context = super().get_context_data(**kwargs)
                        context["first"] = [row.pk for row in context["object_list"]]
                        return context
            """,
            "store/views.py": """
                from .base import Listing
                from .models import Book, Shelf

                class Books(Listing):
                    model = Shelf

                    def get_queryset(self):
                        return Book.objects.filter(title="x")
            """,
        },
        tables=_TABLES,
        accesses=("store.views store_book read",),
    ),
    Example(
        title="what REST views page and filter goes through the classes that they name",
        files={
            "store/__init__.py": "",
            "store/models.py": _MODELS,
            "store/paging.py": """
                class Pages:
                    def paginate_queryset(self, queryset, request, view=None):
                        return list(queryset[:10])

                class Open:
                    def filter_queryset(self, request, queryset, view):
                        return queryset.filter(title="open")
            """,
            "store/api.py": """
                from rest_framework.viewsets import GenericViewSet
                from .models import Book
                from .paging import Open, Pages

                class Books(GenericViewSet):
                    filter_backends = [Open]
                    pagination_class = Pages

                    def list(self, request):
                        queryset = self.filter_queryset(Book.objects.all())
                        return self.paginate_queryset(queryset)
            """,
        },
        tables=_TABLES,
        accesses=("store.api store_book read", "store.paging store_book read"),
    ),
    Example(
        title="a task is given what it is sent with, and a model goes by its labels",
        files={
            "store/__init__.py": "",
            "store/models.py": _MODELS,
            "store/tasks.py": """
                from django.apps import apps
                from django_tasks import task

                @task()
                def index(label, name, pk):
                    apps.get_model(label, name).objects.get(pk=pk)
            """,
            "store/signals.py": """
                from django.apps import apps
                from django.db.models.signals import post_save
                from .models import Indexed
                from .tasks import index

                def indexed():
                    return [m for m in apps.get_models() if issubclass(m, Indexed)]

                def saved(instance, **kwargs):
                    index.enqueue(instance._meta.app_label, instance._meta.model_name, 1)

                def connect():
                    for model in indexed():
                        post_save.connect(saved, sender=model)
            """,
        },
        tables=_TABLES,
        accesses=("store.tasks store_book read",),
        links=("store.models signal store.signals", "store.signals task store.tasks"),
        entry_points=(
            "signal post_save store.signals saved",
            "task store.tasks.index store.tasks index",
        ),
    ),
    Example(
        title="an edit view has its form validated when Django answers the request",
        files={
            "store/__init__.py": "",
            "store/models.py": _MODELS,
            "store/guard.py": """
                class Guarded:
                    def dispatch(self, request, *args, **kwargs):
                        return super().dispatch(request, *args, **kwargs)
            """,
            "store/edit.py": """
                from django.forms import ModelForm
                from django.views.generic import UpdateView
                from .guard import Guarded
                from .models import Shelf

                class ShelfForm(ModelForm):
                    class Meta:
                        model = Shelf
                        fields = ["name"]

                class Edit(Guarded, UpdateView):
                    model = Shelf
                    form_class = ShelfForm
            """,
            "store/entry.py": """
                from .edit import ShelfForm

                def enter(request):
                    return ShelfForm(request.POST).is_valid()
            """,
        },
        tables=_TABLES,
        accesses=(
            "store.edit store_shelf read",
            "store.edit store_shelf write",
            "store.entry store_shelf read",
        ),
    ),
    Example(
        title="what a query has joined is read where the query is gone through",
        files={
            "trade/__init__.py": "",
            "trade/models.py": """
                from django.db import models

                class Customer(models.Model):
                    name = models.CharField(max_length=80)

                class OrderQuerySet(models.QuerySet):
                    def of(self, name):
                        return self.filter(customer__name=name)

                class Order(models.Model):
                    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
                    objects = OrderQuerySet.as_manager()
            """,
            "trade/printing.py": """
                def total(rows):
                    return sum(row.pk for row in rows)
            """,
            "trade/views.py": """
                from .models import Order
                from .printing import total

                def bill(request, name):
                    return total(Order.objects.of(name))

                def bare(request):
                    return Order.objects.count()
            """,
        },
        tables={"trade_customer": ("id", "name"), "trade_order": ("id", "customer_id")},
        accesses=(
            "trade.models trade_customer read",
            "trade.models trade_order read",
            "trade.printing trade_customer read",
            "trade.printing trade_order read",
            "trade.views trade_order read",
        ),
    ),
)
