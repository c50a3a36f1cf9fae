"""Django: models, managers and querysets, views, forms and transactions."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks.base import Framework, Schema, imports_any
from analyzer.frameworks.django import (
    all_examples,
    calling,
    completed,
    content_types,
    entry_points,
    factories,
    field_defaults,
    files,
    filters,
    forms,
    generated,
    installed,
    lookups,
    meta,
    paging,
    querysets,
    rows,
    serializers,
    service,
    serving,
    shortcuts,
    signals,
    stores,
    testimony,
    transactions,
    widgets,
    witness,
)
from analyzer.frameworks.django.contributed import Contributions
from analyzer.frameworks.django.handing import Handing
from analyzer.frameworks.django.managers import (
    default_manager,
    is_query_class,
    manager_of,
    managers_of,
    methods_of,
    own_of,
)
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import (
    FieldOf,
    FieldsOf,
    FileOf,
    FormValue,
    ManyRows,
    PageOf,
    QueryValue,
    row_of,
)
from analyzer.model import facts
from analyzer.model.analysis import Dependency, EntryPoint
from analyzer.model.facts import Expr
from analyzer.resolution import lookup
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, FunctionInfo, Program
from analyzer.resolution.telling import Kind
from analyzer.resolution.units import Unit
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    FunctionValue,
    Instance,
    Value,
    Values,
)

_MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})
# Functions and methods that declare something, whatever they may be of.
_NOTED = entry_points.ROUTES | signals.METHODS | {"register"}
_NAMED = (External, ExternalMethod)


class Django(Framework):
    """The Django ORM and what stands on it."""

    name = "django"
    guide = installed.Applications()
    examples = all_examples.EXAMPLES

    def __init__(self) -> None:
        self._contributions = Contributions()

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports Django."""
        return imports_any(program, "django")

    def tracks(self, dotted: str) -> bool:
        """Keep the arguments of whatever may be a field or a manager: any class-like name."""
        last = dotted.rpartition(".")[2]
        return last[:1].isupper() or last in ("from_queryset", "as_manager", "register", "receiver")

    def declare_call(self, callee: Value, site: CallSite) -> Values | None:
        """Take note of fields that the code adds to models by hand."""
        return self._contributions.declare(callee, site)

    def discover(self, engine: Engine, schema: Schema) -> None:
        """Find the models and the tables that Django would create for them."""
        self._contributions.settle(engine)
        self.models = Models(engine.program, schema, field_defaults.collect(engine))
        self._witness = testimony.hear(self.models)
        completed.complete(self.models, self._witness, engine)
        generated.add_all(self.models)
        self.stores = stores.find(self.models)
        service.lay_out(self.models)
        self.signals = signals.Signals(self.models)
        self._querysets: dict[QueryValue, None] = {}
        self._handing = Handing()
        self._routes: dict[int, CallSite] = {}
        self._atomic_handlers: set[FunctionInfo] = set()

    def witness(self, engine: Engine, schema: Schema) -> None:
        """Hold the migrations against the models."""
        witness.compare(self.models, self._witness)

    def roots(self, engine: Engine) -> Iterable[Unit]:
        """Return what nobody is seen to call: methods of managers and of the querysets that they
        make, and views in transactions.
        """
        for model in self.models.own():
            self._querysets.update(dict.fromkeys(managers_of(model)))
        for query in self._querysets:
            for method in methods_of(query):
                yield engine.function_unit(method, query)
        if transactions.are_requests_atomic(engine.program):
            views = entry_points.views(self._routes.values())
            self._atomic_handlers.update(transactions.handlers(views))
            yield from (u for u in engine.units.values() if u.function in self._atomic_handlers)

    def kinds(self) -> Iterable[Kind]:
        """Return each model with what its rows have of their own."""
        for model in self.models.own():
            yield rows.kind(model)
            yield querysets.kind(default_manager(model))

    def links(self, engine: Engine) -> Iterable[Dependency]:
        """Return the dependencies that signals make."""
        return self.signals.links()

    def entry_points(self, engine: Engine) -> Iterable[EntryPoint]:
        """Return the receivers of signals, routes and management commands."""
        yield from self.signals.entry_points()
        yield from entry_points.commands(engine.program)
        yield from entry_points.routes(self._routes.values())

    # --- attributes --------------------------------------------------------------------------

    def attribute(self, frame: Frame, value: Value, name: str, line: int) -> Values | None:
        """Return managers, the other side of relations, and what generic classes give."""
        kept = stores.attribute(frame, self.stores, value, name, line)
        if kept is not None:
            return kept
        match value:
            case QueryValue():
                return querysets.attribute(value, name)
            case ExternalMethod(receiver=described, name="_meta"):
                return meta.attribute(self.models, described, name)
            case External(name="django.conf.settings"):
                return shortcuts.setting(self.models, name)
            case ExternalMethod(name="request") if name == "user":
                return shortcuts.user(self.models)
            case FormValue() | ManyRows() | PageOf() | FieldOf() | FieldsOf() | FileOf():
                return calling.attribute(frame, self.models, value, name, line)
            case ClassValue() | External() if name in _MANAGERS:
                query = shortcuts.as_query(self.models, value)
                return (query,) if query is not None else None
            case Instance(cls=cls) if self._model(cls) is None:
                shown = service.attribute(frame, self.models, value, name, line)
                return shown if shown is not None else self._of_heirs(frame, cls, name, line)
        model = shortcuts.model_of_row(self.models, value)
        return rows.attribute(frame, model, value, name, line) if model is not None else None

    def _of_heirs(self, frame: Frame, cls: ClassInfo, name: str, line: int) -> Values | None:
        """Return what a row gives of which a test tells but a mixin: what all models with it have.

        `isinstance(page, DraftStateMixin) and page.latest_revision`: another mixin brings that.
        """
        relation = self.models.relation_of_heirs(cls, name)
        return rows.forward(frame, relation, line) if relation is not None else None

    def _model(self, cls: ClassInfo) -> ModelInfo | None:
        return self.models.by_class.get(cls)

    def descriptor(
        self, frame: Frame, found: Value, receiver: Value, name: str, line: int
    ) -> Values | None:
        """Return what a field or manager gives through a row or a model."""
        cls = lookup.class_of(receiver)
        model = self._model(cls) if cls is not None else None
        if model is None:
            is_made = isinstance(found, ExternalInstance | Instance) and found.site is not None
            return self._of_abstract(frame, found, receiver, name, line) if is_made else None
        history = generated.history_of(found, model)
        if history is not None:
            return (history,)
        manager = manager_of(found, model)
        if manager is not None:
            is_class = isinstance(receiver, ClassValue)
            return (manager,) if is_class else rows.announced(frame, model, name, line) or ()
        if isinstance(receiver, Instance) and isinstance(found, ExternalInstance | Instance):
            if content_types.is_generic_key(found):
                return content_types.pointed_at(frame, self.models, model, name, line)
            rows.column(frame, model, name, "read", line)
            relation = model.relation(name)
            if relation is not None:
                row = rows.forward(frame, relation, line)
                return content_types.typed(frame, relation, model) or row
            plain = files.of_field(model, name)
            return plain if plain is not None else rows.announced(frame, model, name, line)
        return None

    def _of_abstract(
        self, frame: Frame, found: Value, receiver: Value, name: str, line: int
    ) -> Values | None:
        if not isinstance(receiver, Instance):
            return None
        relation = self.models.abstract_relation(receiver.cls, name, found)
        return rows.forward(frame, relation, line) if relation is not None else None

    def unknown_attribute(
        self, frame: Frame, receiver: Expr, name: str, line: int
    ) -> Values | None:
        """Return the user of a request."""
        return shortcuts.user_of_request(self.models, receiver) if name == "user" else None

    def parameter(self, frame: Frame, name: str) -> Values | None:
        """Return what Django hands the methods of generic views, forms and serializers."""
        return service.parameter(frame, self.models, name)

    def store(self, frame: Frame, receiver: Value, name: str, values: Values, line: int) -> bool:
        """Keep assigned values out of fields: what a field holds is known from its declaration."""
        if isinstance(receiver, stores.StoreValue):
            stores.write(frame, receiver, line)
            return True
        cls = lookup.class_of(receiver)
        model = self._model(cls) if cls is not None else None
        if model is None:
            return cls is not None and self.models.relation_of_heirs(cls, name) is not None
        content_types.put(frame, model, name, values)
        return rows.stored(frame, model, name, line)

    # --- calls -------------------------------------------------------------------------------

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Return what methods of queries, rows and generic classes, and shortcuts, give."""
        noted = self._note(frame, callee, site)
        if noted is not None:
            return noted
        return calling.call(frame, self.models, self._handing, callee, site)

    def _note(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Take note of what declares a receiver, a route or an admin class."""
        if not isinstance(callee, _NAMED) or callee.name.rpartition(".")[2] not in _NOTED:
            return None
        if entry_points.is_route(callee):
            self._routes[id(site.call)] = site
            return ()
        if serving.is_registration(callee):
            serving.register(frame, self.models, site)
            return ()
        return self.signals.call(frame, callee, site)

    def suits(self, callee: Value, site: CallSite) -> bool | None:
        """Tell a query from others by the columns that it is asked for."""
        return querysets.suits(callee, site)

    def called(self, frame: Frame, callee: BoundMethod | FunctionValue, site: CallSite) -> None:
        """Take a row's `save()` for a write of the caller's too, where the program overrides it."""
        if entry_points.is_own_route(callee):
            self._routes[id(site.call)] = site
        name = callee.function.name
        row = callee.receiver if isinstance(callee, BoundMethod) else None
        if name in rows.OVERRIDABLE and isinstance(row, Instance):
            rows.overridden(frame, self._model(row.cls), name, site.line)

    def returned(
        self, frame: Frame, callee: BoundMethod | FunctionValue, site: CallSite, given: Values
    ) -> Values:
        """Let a query that a function builds of what it is handed join what its caller says."""
        receiver = callee.receiver if isinstance(callee, BoundMethod) else None
        if isinstance(receiver, QueryValue) and querysets.is_method(callee.function.name):
            own = own_of(receiver, given)
            given = own if own is not None else querysets.usual(receiver, callee.function.name)
        return self._handing.join(frame, callee, site, given)

    def decorate(self, frame: Frame, decorator: Value, decorated: Value) -> None:
        """Take note of `@admin.register(Order)` and `@receiver(post_save)`."""
        match decorator, decorated:
            case ExternalInstance(name=serving.DECORATOR, site=CallSite() as site), ClassValue():
                serving.decorate(frame, self.models, site, decorated.cls)
            case ExternalInstance(name=name, site=CallSite() as site), FunctionValue():
                if name.endswith(signals.DECORATOR):
                    self.signals.receive(frame, decorated, site)

    def serve(self, frame: Frame, served: Instance) -> None:
        """Take note of what generic views, viewsets and the admin do with a class's model."""
        service.serve(frame, self.models, served)

    def distinguishes(self, value: Value) -> bool:
        """Tell models, queries and rows apart: a helper gives back what it was given."""
        match value:
            case ClassValue(cls=cls) | Instance(cls=cls):
                return self._model(cls) is not None
        return isinstance(value, QueryValue)

    def construct(self, frame: Frame, cls: ClassInfo, site: CallSite) -> Values | None:
        """Return the query that constructing a queryset class for a model gives."""
        model = self._model(cls)
        if model is not None:
            rows.filled(frame, model, site)
            content_types.filled(frame, model, site)
        if "instance" in site.keywords and not lookup.in_class(frame, cls, "__init__"):
            forms.fill(frame, self.models, Instance(cls), site.line)
        if filters.is_set(cls):
            filters.made(frame, cls, site)
        if factories.is_factory(cls):
            return factories.make(frame, self.models, cls, site.line) or None
        if forms.is_choice(Instance(cls)):
            widgets.made(frame, site, cls)
        if paging.is_paginator(cls):
            return paging.paginated(site.argument(0, "object_list"), cls) or None
        if not is_query_class(cls):
            return serializers.made(frame, cls, site)
        for value in site.argument(0, "model"):
            query = shortcuts.as_query(self.models, value)
            if query is not None:
                made = QueryValue(query.model, cls)
                self._querysets[made] = None
                return (made,)
        return None

    # --- iteration ---------------------------------------------------------------------------

    def iterate(self, frame: Frame, value: Value, line: int) -> Values | None:
        """Return the rows of a query, and those of a page."""
        if isinstance(value, PageOf):
            return lookup.iterate(frame, value.rows, line)
        if isinstance(value, FormValue):
            return forms.iterate(frame, value, line)
        if isinstance(value, Instance):
            return forms.of_set(frame, value) or None
        if not isinstance(value, QueryValue):
            return None
        Toucher(frame, line, "likely").read(value, "iterate")
        return (row_of(value.model),) if value.rows else ()

    def ask(self, frame: Frame, value: Value, line: int) -> None:
        """Record that a query is fetched to be asked whether it has rows."""
        if isinstance(value, QueryValue):
            self.iterate(frame, value, line)

    def item(self, frame: Frame, value: Value, index: Expr, line: int) -> Values | None:
        """Return a row of a query, or the query that a slice of it is."""
        if isinstance(value, stores.StoreValue):
            stores.read(frame, value, line)
            return ()
        if not isinstance(value, QueryValue):
            return None
        if isinstance(index, facts.Operation) and index.operator == ":":
            return (value,)
        return self.iterate(frame, value, line)

    def combine(self, frame: Frame, operator: str, operands: tuple[Values, ...]) -> Values | None:
        """Return what `Q(...) | Q(...)` and `queryset & queryset` are."""
        return lookups.combine(operator, operands)

    def is_transaction(self, value: Value) -> bool:
        """Tell whether a value is `transaction.atomic`."""
        return transactions.is_atomic(value)

    def is_transactional(self, function: FunctionInfo) -> bool:
        """Tell whether a function answers requests each of which is a transaction."""
        return function in self._atomic_handlers

    def defers(self, callee: Value) -> bool:
        """Tell whether a value is `transaction.on_commit`."""
        return transactions.defers(callee)
