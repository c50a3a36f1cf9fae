"""Forms and serializers: what validating one looks up, and what saving one writes.

Source: "Form and field validation" and "Creating forms from models" in Django's documentation;
"Serializer relations" in Django REST framework's.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.constants import inner_class
from analyzer.frameworks.django import clusters
from analyzer.frameworks.django.managers import default_manager
from analyzer.frameworks.django.model_info import ModelInfo, Relation
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import FormValue, QueryValue, row_of
from analyzer.resolution import lookup, made
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro, outside_bases
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    DictOf,
    External,
    ExternalInstance,
    ExternalMethod,
    Instance,
    ListOf,
    Text,
    Value,
    Values,
    flattened,
)

# What has a form look up the rows that its choices offer, or a serializer what it is given.
VALIDATES = frozenset({"is_valid", "full_clean", "as_p", "as_table", "as_ul", "as_div"})
_CHOICES = ("ModelChoiceField", "ModelMultipleChoiceField", "ModelChoiceFilter", "RelatedField")


# Which argument of a factory is the model, and whether what it makes holds many forms.
_FACTORIES = {
    "modelform_factory": (0, False),
    "modelformset_factory": (0, True),
    "inlineformset_factory": (1, True),
    "generic_inlineformset_factory": (0, True),
    "inlineform_factory": (1, True),
}
_SETS = ("FormSet",)
# Attributes of a set that hold forms.
PARTS = frozenset({"deleted_forms", "extra_forms", "forms", "initial_forms"})


def made_by_factory(frame: Frame, models: Models, name: str, site: CallSite) -> Values | None:
    """Return the class that a form factory makes: that of the program which it is given, or one."""
    if name == "formset_factory":
        return _set_of(frame, site)
    position, many = _FACTORIES.get(name, (None, False))
    if position is None:
        return None
    found = [v for v in site.argument(position, "model") if isinstance(v, ClassValue)]
    bases = [
        value
        for keyword in ("formset", "form")
        for value in site.keywords.get(keyword, ())
        if isinstance(value, ClassValue)
    ]
    known = [value for value in found if value.cls in models.by_class]
    if bases and len(known) == 1:
        return (_derived(frame, bases[0], known[0], site),)
    if bases:
        frame.engine.write(frame.slot(bases[0].cls.slots, "model"), tuple(found))
        return (bases[0],)
    return tuple(FormValue(models.by_class[value.cls], many) for value in known)


def _set_of(frame: Frame, site: CallSite) -> Values:
    """Return the class of a set of plain forms, on one of the program's or on Django's."""
    forms = tuple(v for v in site.argument(0, "form") if isinstance(v, ClassValue))
    bases = tuple(v for v in site.argument(1, "formset") if isinstance(v, ClassValue))
    base: Value = bases[0] if bases else External("django.forms.formsets.BaseFormSet")
    if not forms:
        return bases[:1]
    told = tuple(("form", form.cls) for form in forms)
    found = made.derive(frame, site, f"{forms[0].cls.name}FormSet", ((base,),), told)
    frame.engine.write(frame.slot(found.cls.slots, "form"), forms)
    return (found,)


def is_set(cls: ClassInfo) -> bool:
    """Tell whether a class is a set of forms."""
    return any(base.endswith(_SETS) for base in outside_bases(cls))


def of_set(frame: Frame, owner: Instance) -> Values:
    """Return the forms of a set, of the class that its factory was given."""
    found = lookup.raw(frame, owner, "form") if is_set(owner.cls) else ()
    return tuple(Instance(value.cls) for value in found if isinstance(value, ClassValue))


def construct(frame: Frame, models: Models, owner: Instance, line: int) -> Values | None:
    """Record that a set of models' forms fetches its rows when it makes the first form."""
    model = model_of(frame, models, owner)
    if model is None:
        return of_set(frame, owner) or None
    Toucher(frame, line, "likely").read_rows(model, "form")
    return of_set(frame, owner) or (FormValue(model, False),)


def _derived(frame: Frame, base: ClassValue, model: ClassValue, site: CallSite) -> ClassValue:
    """Return the class that a factory derives from a form of the program, for one model."""
    name = f"{model.cls.name}{base.cls.name}"
    form = made.derive(frame, site, name, ((base,),), (("model", model.cls),))
    frame.engine.write(frame.slot(form.cls.slots, "model"), (model,))
    for option in ("fields", "form"):
        values = site.keywords.get(option, ())
        frame.engine.write(frame.slot(form.cls.slots, option), values)
    return form


def attribute(frame: Frame, form: FormValue, name: str, line: int) -> Values:
    """Return what an attribute of a factory's form gives, and record what it looks up."""
    row: Values = (row_of(form.model),)
    if name == "instance":
        return row
    if name in ("new_objects", "deleted_objects", "changed_objects"):
        return tuple(ListOf(value) for value in row)
    if name in PARTS:
        return tuple(map(ListOf, iterate(frame, form, line)))
    if name == "formsets":
        return clusters.formsets(form.model)
    return (default_manager(form.model),) if name == "queryset" else (ExternalMethod(form, name),)


def iterate(frame: Frame, form: FormValue, line: int) -> Values:
    """Record that the forms of a set are made, one for each row that there is; return one."""
    if form.many:
        Toucher(frame, line, "likely").read_rows(form.model, "form")
    return (FormValue(form.model, False),)


def call(frame: Frame, form: FormValue, name: str, line: int) -> Values:
    """Record what a method of a factory's form touches."""
    toucher = Toucher(frame, line, "likely")
    row: Values = (row_of(form.model),)
    if name in ("save", "save_existing", "save_new"):
        iterate(frame, form, line)
        toucher.save(form.model, "form")
        return tuple(ListOf(value) for value in row) if form.many else row
    if name in VALIDATES and (form.many or any(map(_is_unique, form.model.lineage()))):
        toucher.read_rows(form.model, "form")
    return ()


def is_form(cls: ClassInfo) -> bool:
    """Tell whether a class is a form, a set of forms or a serializer."""
    return any(base.endswith(("Form", "FormSet", "Serializer")) for base in outside_bases(cls))


def is_serializer(cls: ClassInfo) -> bool:
    """Tell whether a class is a serializer, whose `create` and `update` write."""
    return any(base.endswith("Serializer") for base in outside_bases(cls))


def validate(frame: Frame, models: Models, owner: Instance, line: int) -> None:
    """Record what the fields of a form look up in other tables, and its own for uniqueness."""
    toucher = Toucher(frame, line, "likely")
    for query in _choices(owner):
        toucher.read(query, "form")
    for form in of_set(frame, owner):
        if isinstance(form, Instance) and not is_set(form.cls):
            validate(frame, models, form, line)
    model = model_of(frame, models, owner)
    if model is None:
        return
    for relation in relations(frame, owner, model):
        if relation.target is not None:
            toucher.read(default_manager(relation.target), "form")
    if any(map(_is_unique, model.lineage())):
        toucher.read_rows(model, "form")
    if clusters.is_cluster_form(owner.cls):
        clusters.touch(toucher, model, children(frame, owner), saves=False)


def children(frame: Frame, owner: Instance) -> list[str]:
    """Return the names of a row's children that a form is said to have sets of forms for."""
    named: dict[str, None] = {}
    for meta in _meta(frame, owner):
        entries = lookup.in_class(frame, meta, "formsets")
        named.update((v.key, None) for v in entries if isinstance(v, DictOf) and v.key)
        named.update(dict.fromkeys(_texts(entries)))
    return list(named)


def _is_unique(model: ModelInfo) -> bool:
    """Tell whether anything of a model's rows is to be unique, beside their keys."""
    if any(s.option("unique") or s.kind == "one_to_one" for s in model.fields.values()):
        return True
    lineage = mro(model.cls) if model.cls is not None else ()
    for base in lineage:
        meta = inner_class(base, "Meta") if isinstance(base, ClassInfo) else None
        if meta is None:
            continue
        if _holds(meta, "unique_together") or _holds(meta, "constraints", "UniqueConstraint"):
            return True
    return False


def _holds(meta: ClassInfo, option: str, ending: str = "") -> bool:
    """Tell whether an option of `Meta` lists something, of that name."""
    slot = meta.slots.get(option)
    listed = list(flattened(slot.values)) if slot is not None else []
    return any(not ending or getattr(value, "name", "").endswith(ending) for value in listed)


def link(frame: Frame, models: Models, owner: Instance, line: int) -> None:
    """Record the tables between many-to-many sides that saving a form sets, and the children."""
    model = model_of(frame, models, owner)
    toucher = Toucher(frame, line, "likely")
    if model is not None and clusters.is_cluster_form(owner.cls):
        clusters.touch(toucher, model, children(frame, owner), saves=True)
    for relation in relations(frame, owner, model) if model is not None else ():
        if relation.is_many and relation.through is not None:
            toucher.touch(relation.through, "read", "form")
            toucher.touch(relation.through, "write", "form")


def link_all(frame: Frame, model: ModelInfo, line: int) -> None:
    """Record what saving the form that Django's admin makes of a model sets on other sides.

    A table between that the program declares itself is none of that form's.
    """
    toucher = Toucher(frame, line, "likely")
    for item in model.lineage():
        for _, relation in sorted(item.relations.items()):
            if relation.is_many and relation.through is not None and not relation.through_model:
                toucher.touch(relation.through, "read", "form")
                toucher.touch(relation.through, "write", "form")


def fill(frame: Frame, models: Models, owner: Instance, line: int) -> None:
    """Record that a form which is given a row asks it for what it has on many-to-many sides.

    Source: `BaseModelForm.__init__` and `model_to_dict` in django/forms/models.py.
    """
    model = model_of(frame, models, owner) if _is_model_form(owner.cls) else None
    toucher = Toucher(frame, line, "likely")
    for relation in relations(frame, owner, model) if model is not None else ():
        if relation.is_many and relation.through is not None and relation.target is not None:
            toucher.touch(relation.through, "read", "form")
            toucher.read_rows(relation.target, "form")


def _is_model_form(cls: ClassInfo) -> bool:
    return any(base.endswith("ModelForm") for base in outside_bases(cls))


def _choices(owner: Instance) -> Iterator[QueryValue]:
    """Yield the querysets that a form's declared fields choose from."""
    for ancestor in mro(owner.cls):
        for slot in ancestor.slots.values() if isinstance(ancestor, ClassInfo) else ():
            for value in slot.values:
                yield from declared(value)


def declared(field: Value) -> Iterator[QueryValue]:
    """Yield the querysets that a field is declared to choose from."""
    site = getattr(field, "site", None)
    if isinstance(site, CallSite) and is_choice(field):
        yield from (v for v in site.argument(0, "queryset") if isinstance(v, QueryValue))


def is_choice(value: Value) -> bool:
    """Tell whether a value is a field, or a filter, that offers rows."""
    return is_kind(value, _CHOICES)


def is_kind(value: Value, kinds: tuple[str, ...]) -> bool:
    """Tell whether a value is a field of one of these kinds, or one of the program's made of it."""
    match value:
        case ExternalInstance(name=name) | External(name=name):
            return name.endswith(kinds)
        case Instance(cls=cls):
            return any(base.endswith(kinds) for base in outside_bases(cls))
    return False


def model_of(frame: Frame, models: Models, owner: Instance) -> ModelInfo | None:
    """Return the model of a form: what its factory was given, or its `Meta` names."""
    for holder in (owner.cls, *_meta(frame, owner)):
        for value in lookup.in_class(frame, holder, "model"):
            if isinstance(value, ClassValue) and value.cls in models.by_class:
                return models.by_class[value.cls]
    return None


def _meta(frame: Frame, owner: Instance) -> Iterator[ClassInfo]:
    for value in lookup.raw(frame, owner, "Meta"):
        if isinstance(value, ClassValue):
            yield value.cls


def relations(frame: Frame, owner: Instance, model: ModelInfo) -> Iterator[Relation]:
    """Yield the relations that a form has a field for."""
    named = set(_texts(lookup.raw(frame, owner, "fields")))
    excluded: set[str] = set()
    for meta in _meta(frame, owner):
        named.update(_texts(lookup.in_class(frame, meta, "fields")))
        excluded.update(_texts(lookup.in_class(frame, meta, "exclude")))
    everything = "__all__" in named or (not named and bool(excluded))
    for item in model.lineage():
        for name, relation in item.relations.items():
            if name in named or (everything and name not in excluded):
                yield relation


def _texts(values: Values) -> Iterator[str]:
    return (value.value for value in flattened(values) if isinstance(value, Text) and value.exact)
