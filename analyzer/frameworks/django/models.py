"""From model classes to models: which are tables, what they are called, what points where."""

from __future__ import annotations

from analyzer.frameworks.base import Schema
from analyzer.frameworks.constants import bound_names, inner_class
from analyzer.frameworks.django import deleting, limits, ordering, tables
from analyzer.frameworks.django.apps import Apps, rest_defaults, setting, settings_texts
from analyzer.frameworks.django.contrib import (
    BY_LABEL,
    KNOWN_MODELS,
    KnownModel,
    guess_model,
    guess_parent,
)
from analyzer.frameworks.django.field_defaults import Defaults
from analyzer.frameworks.django.fields import FieldSpec, field_spec
from analyzer.frameworks.django.lineage import looks_like_model, own_lineage, says_abstract
from analyzer.frameworks.django.model_info import ModelInfo, Relation
from analyzer.frameworks.django.proxies import says_proxy
from analyzer.frameworks.django.wagtail_models import GIVEN
from analyzer.resolution.program import ClassInfo, Program, mro, outside_names
from analyzer.resolution.values import ClassValue, External, ExternalInstance, Text, Value, Values

_USER = "AUTH_USER_MODEL"
_USERS = frozenset(name for name in KNOWN_MODELS if name.endswith((".AbstractUser", "BaseUser")))


class Models:
    """All models of a program, found by class, by label and by what a field points at.

    Made first without relations and tables, which `lay_out` adds when it is known what they need.
    """

    def __init__(
        self, program: Program, schema: Schema, field_defaults: Defaults | None = None
    ) -> None:
        self.program = program
        self.schema = schema
        self._field_defaults = field_defaults
        self.apps = Apps(program)
        self.rest_defaults = rest_defaults(program)
        self._settings: dict[str, tuple[str, ...]] = {}
        self._longest_name = limits.longest_name(program)
        self.by_class: dict[ClassInfo, ModelInfo] = {}
        self.by_label: dict[tuple[str, str], ModelInfo] = {}
        self._is_model: dict[ClassInfo, bool] = {}
        self._heirs: dict[ClassInfo, tuple[ModelInfo, ...]] = {}
        self._of_heirs: dict[tuple[ClassInfo, str], Relation | None] = {}
        # What showing a row reads of others, by the serializer (`serializers.represent`).
        self.shown: dict[ClassInfo, tuple[str, ...]] = {}
        # What putting rows of a model into an index of haystack's reads of others.
        self.indexed: dict[ClassInfo, tuple[ModelInfo, tuple[str, ...]]] = {}
        # The rows that valid data of a form holds (`cleaned.data`).
        self.valid: dict[ClassInfo, Values] = {}
        concrete = [cls for cls in program.classes() if self._is_concrete(cls)]
        foreign = [cls for cls in program.adopted_classes() if self._is_concrete(cls)]
        self.user_model = setting(program, _USER) or "auth.User"
        heard = deleting.heard(program)
        for cls in (*concrete, *foreign):
            model = self.model(cls)
            model.is_all_heard = heard is None
            model.is_heard = heard is None or cls.name in heard
        self._found = [*concrete, *foreign]
        self.user_model = setting(program, _USER) or self._user_model(concrete)

    def named_by_setting(self, name: str) -> tuple[str, ...]:
        """Return the dotted names of the program's own code that settings give under a name."""
        known = self._settings.get(name)
        if known is None:
            texts = settings_texts(self.program, name)
            known = tuple(t for t in texts if "." in t and self.program.is_first_party(t))
            self._settings[name] = known
        return known

    def adopt(self, cls: ClassInfo) -> None:
        """Take a class for a model that only its migrations show to be one."""
        self._is_model[cls] = True
        self._found.append(cls)
        self.model(cls)

    def lay_out(self) -> None:
        """Relate the models, and add their tables to the schema."""
        for cls in self._found:
            model = self.by_class[cls]
            if not model.is_proxy and self.by_label[model.label, model.name.lower()] is model:
                self._relate(model)
                tables.add_tables(self, model)

    # --- which classes are models ------------------------------------------------------------

    def is_model(self, cls: ClassInfo) -> bool:
        """Tell whether Django would take the class for a model, abstract ones included."""
        known = self._is_model.get(cls)
        if known is None:
            self._is_model[cls] = False
            known = self._is_model[cls] = looks_like_model(cls)
        return known

    def is_abstract(self, cls: ClassInfo) -> bool:
        """Tell whether the class's own `Meta` says `abstract = True`."""
        return says_abstract(cls)

    def _user_model(self, concrete: list[ClassInfo]) -> str:
        """Return the program's one class that is made to be the user model, else Django's own.

        An application that others install does not say so itself: its settings are its users'.
        """
        found = [cls for cls in concrete if any(base in _USERS for base in outside_names(cls))]
        roots = [cls for cls in found if not any(other in mro(cls)[1:] for other in found)]
        if len(roots) != 1:
            return "auth.User"
        model = self.by_class[roots[0]]
        return f"{model.label}.{model.name}"

    def _is_concrete(self, cls: ClassInfo) -> bool:
        return self.is_model(cls) and not self.is_abstract(cls)

    # --- models ------------------------------------------------------------------------------

    def model(self, cls: ClassInfo) -> ModelInfo:
        """Return the model of a concrete class, made when it is first asked for."""
        known = self.by_class.get(cls)
        if known is not None:
            return known
        label = self.option(cls, "app_label") or self.apps.label(cls.module.name)
        info = ModelInfo(label, cls.name, "", cls)
        self.by_class[cls] = info
        info.parents = self._parents(cls)
        for parent in info.parents:
            parent.children.append(info)
        info.ordering = ordering.declared(cls, info.parents)
        if says_proxy(cls) and info.parents:
            info.is_proxy = True
            info.table = info.parents[0].table
        else:
            info.fields, info.hidden = self._fields(cls)
            info.removed = {n for c in self._own_lineage(cls) for n in _nulled(c)}
            info.table = tables.key_of(self.table_name(cls, label))
        self.by_label.setdefault((label, cls.name.lower()), info)
        return info

    def own(self) -> list[ModelInfo]:
        """Return the models of the program itself."""
        return [model for cls, model in self.by_class.items() if not cls.module.is_outside]

    def table_name(self, cls: ClassInfo, label: str) -> str:
        """Return the name that Django gives the table of a class."""
        named = self.option(cls, "db_table")
        if named:
            return named.strip('"')
        return self.cut(f"{label}_{cls.name.lower()}")

    def cut(self, name: str) -> str:
        """Return a name that Django makes up, as long as the project's database allows."""
        return limits.cut(name, self._longest_name)

    def relation_of_heirs(self, cls: ClassInfo, name: str) -> Relation | None:
        """Return the relation that all models have which derive from a class that is none."""
        key = (cls, name)
        if key not in self._of_heirs:
            heirs = self._heirs.get(cls)
            if heirs is None:
                below = (c for c in self.by_class if c is not cls and cls in mro(c))
                heirs = self._heirs[cls] = tuple(self.by_class[c] for c in below)
            relations = [found for heir in heirs if (found := heir.relation(name)) is not None]
            is_one = len({relation.target for relation in relations}) == 1
            self._of_heirs[key] = relations[0] if is_one else None
        return self._of_heirs[key]

    def option(self, cls: ClassInfo, name: str) -> str | None:
        """Return a string option of `Meta`: the class's own, else that of an abstract base."""
        for ancestor in mro(cls):
            if isinstance(ancestor, str) or (
                ancestor is not cls and not self.is_abstract(ancestor)
            ):
                continue
            meta = inner_class(ancestor, "Meta")
            if meta is None:
                continue
            for holder in mro(meta):
                if not isinstance(holder, str):
                    slot = holder.slots.get(name)
                    for value in slot.values if slot is not None else ():
                        if isinstance(value, Text) and value.exact:
                            return value.value
            return None
        return None

    def _parents(self, cls: ClassInfo) -> list[ModelInfo]:
        result: list[ModelInfo] = []
        for base in cls.bases:
            if isinstance(base, str) and base.endswith("auth.get_user_model()"):
                user = self.swapped(_USER)
                result += [user] if user is not None else []
            elif isinstance(base, str):
                known = guess_parent(base)
                if known is not None:
                    result.append(self.third_party(known))
            elif self.is_abstract(base):
                result.extend(self._parents(base))
            elif self.is_model(base):
                result.append(self.model(base))
        return list(dict.fromkeys(result))

    def _fields(self, cls: ClassInfo) -> tuple[dict[str, FieldSpec], frozenset[str]]:
        """Return the fields of a class and its abstract bases, the nearest of a name winning.

        And the names of attributes that are no fields: they hide inherited ones.
        """
        result: dict[str, FieldSpec] = {}
        hidden: set[str] = set()
        for ancestor in self._own_lineage(cls):
            declared = set(bound_names(ancestor.node.body))
            for name, slot in ancestor.slots.items():
                if name in result or name in hidden or not slot.values:
                    continue
                found = [
                    spec
                    for v in slot.values
                    if (spec := field_spec(name, v, self._field_defaults)) is not None
                ]
                if found:
                    result[name] = found[0]
                elif name in declared:  # what `self.name = ...` gives an instance hides nothing
                    hidden.add(name)
            hidden.update(n for n in _nulled(ancestor) if n not in result)
        return result, frozenset(hidden)

    def _own_lineage(self, cls: ClassInfo) -> list[ClassInfo]:
        """Return the class and the ancestors whose fields become columns of its own table."""
        return own_lineage(cls, self.is_model)

    def third_party(self, known: KnownModel) -> ModelInfo:
        """Return a model of another package, of which only the table is known."""
        key = (known.label, known.name.lower())
        info = self.by_label.get(key)
        if info is None:
            info = ModelInfo(known.label, known.name, tables.key_of(known.table), None)
            self.by_label[key] = info
            tables.add_third_party(self, info, known)
        return info

    # --- relations ---------------------------------------------------------------------------

    def resolve(self, values: tuple[Value, ...], source: ModelInfo | None) -> ModelInfo | None:
        """Return the model that a field's first argument names.

        A setting comes before what is said to go for it where nobody has set it.
        """
        for value in sorted(values, key=lambda value: not _is_setting(value)):
            found = self._resolve_one(value, source)
            if found is not None:
                return found
        return None

    def _resolve_one(self, value: Value, source: ModelInfo | None) -> ModelInfo | None:
        match value:
            case ClassValue(cls=cls) if self.is_model(cls) and not self.is_abstract(cls):
                return self.model(cls)
            case Text(value=text, exact=True):
                return self.named(text, source)
            case ExternalInstance(name=name) if name.endswith("auth.get_user_model"):
                return self.swapped(_USER)
            case ExternalInstance(name=name) | External(name=name) if name in GIVEN:
                return self.labelled(GIVEN[name], source)
            case External(name=name) if _is_setting(value):
                return self.swapped(name.rpartition(".")[2])
            case External(name=name):
                known = guess_model(name)
                return self.third_party(known) if known is not None else None
        return None

    def abstract_relation(self, cls: ClassInfo, name: str, value: Value) -> Relation | None:
        """Return the relation that an attribute of an abstract model is, whoever derives from it.

        A test such as `isinstance(row, Owned)` may tell no more of a row than that.
        """
        if cls in self.by_class or not self.is_model(cls):
            return None
        spec = field_spec(name, value)
        if spec is None or spec.kind not in ("foreign_key", "one_to_one"):
            return None
        target = self.resolve(spec.target, None)
        stand_in = ModelInfo("", cls.name, "", cls)
        return Relation(name, spec, stand_in, target, f"{name}_id")

    def _user(self, spec: FieldSpec) -> ModelInfo | None:
        """Return the user model, where a field names it by way of a project's own settings."""
        return self.swapped(_USER) if spec.target_name == _USER else None

    def swapped(self, option: str) -> ModelInfo | None:
        """Return the model that a setting names."""
        if option == _USER:
            return self.named(self.user_model, None)
        text = setting(self.program, option)
        return self.named(text, None) if text else None

    def knows(self, label: str) -> bool:
        """Tell whether `app.Model` is a model of the program's own."""
        app, _, name = label.partition(".")
        found = self.by_label.get((app, name.lower()))
        return found is not None and found.cls is not None

    def labelled(self, text: str, source: ModelInfo | None) -> ModelInfo | None:
        """Return the model of `app.Model` or of a setting, `SETTING|app.Model` where it has one."""
        option, _, usual = text.rpartition("|")
        if text.isupper():
            return self.swapped(text)
        return (self.swapped(option) if option else None) or self.named(usual, source)

    def named(self, text: str, source: ModelInfo | None) -> ModelInfo | None:
        """Return the model of `app.Model`, `Model` or `self`, known or not."""
        if text == "self":
            return source
        label, _, name = text.rpartition(".")
        if not name.isidentifier():
            return None
        if not label:
            label = source.label if source is not None else ""
        label = label.rpartition(".")[2]
        found = self.by_label.get((label, name.lower()))
        if found is not None or not label:
            return found
        known = BY_LABEL.get((label, name.lower())) or KnownModel(label, name, ("id",))
        return self.third_party(known)

    def _relate(self, model: ModelInfo) -> None:
        for name, spec in sorted(model.fields.items()):
            if not spec.is_relation:
                continue
            target = self.resolve(spec.target, model) or self._user(spec)
            if target is model and spec.option("parent_link") is True:
                # What a metaclass gives the heirs of a model it does not give the model itself.
                del model.fields[name]
            else:
                self.relate(model, spec, target)

    def relate(self, model: ModelInfo, spec: FieldSpec, target: ModelInfo | None) -> Relation:
        """Have a field of a model lead to another, and back from there."""
        column = spec.text(99, "db_column") or f"{spec.name}_id"
        relation = Relation(spec.name, spec, model, target, column)
        model.relations[spec.name] = relation
        if spec.kind == "generic":
            self._relate_generic(relation)
        elif target is not None:
            if relation.is_many:
                self._relate_through(model, relation, target)
            self._relate_back(model, relation, target)
        return relation

    @staticmethod
    def _relate_generic(relation: Relation) -> None:
        """Let the target of a generic relation know who it may point back at, and by what name."""
        if relation.target is not None:
            relation.target.pointed_at_by.append(relation.source)
            query = relation.spec.text(99, "related_query_name")
            if query is not None:
                relation.target.reverse_queries.setdefault(query, relation)

    def _relate_through(self, model: ModelInfo, relation: Relation, target: ModelInfo) -> None:
        if relation.spec.has("through"):
            between = self.resolve(relation.spec.argument(99, "through"), model)
            relation.through_model = between
            relation.through = between.table if between is not None else None
        else:
            relation.through = tables.many_to_many_key(self, model, relation)

    def _relate_back(self, model: ModelInfo, relation: Relation, target: ModelInfo) -> None:
        if target.is_proxy:
            target = target.parents[0]
        related = relation.spec.text(99, "related_name")
        query = relation.spec.text(99, "related_query_name")
        lower = model.name.lower()
        values = {"class": lower, "model_name": lower, "app_label": model.label}
        if related is not None:
            for key, text in values.items():
                related = related.replace(f"%({key})s", text)
        if related is not None and related.endswith("+"):
            return
        single = relation.spec.kind == "one_to_one"
        target.reverse.setdefault(related or (lower if single else f"{lower}_set"), relation)
        target.reverse_queries.setdefault(query or related or lower, relation)


def _is_setting(value: Value) -> bool:
    return isinstance(value, External) and value.name.startswith("django.conf.settings.")


def _nulled(cls: ClassInfo) -> list[str]:
    """Return the names that a class sets to None to be rid of an inherited field."""
    from analyzer.model import facts

    return [
        target.id
        for statement in cls.node.body
        if isinstance(statement, facts.Assign) and statement.value == facts.Constant(None)
        for target in statement.targets
        if isinstance(target, facts.Name)
    ]
