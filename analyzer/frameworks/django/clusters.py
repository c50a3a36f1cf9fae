"""Clusters: a row together with its children, which its form shows, checks and saves along with it.

Source: django-modelcluster 6, `fields.py` (`ParentalKey`) and `forms.py` (`ClusterForm`, whose
metaclass makes a set of forms for each child relation that `Meta.formsets` leaves in).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import FormValue
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import DictOf, Values

# Children have children; a chain that is longer is none of a form's.
_DEEPEST = 3


def is_cluster_form(cls: ClassInfo) -> bool:
    """Tell whether a class is a form of a row with its children."""
    return any(isinstance(base, str) and base.endswith("ClusterForm") for base in mro(cls))


def formsets(model: ModelInfo, named: Collection[str] = ()) -> Values:
    """Return the sets of forms of a row's children; options may change what each goes by."""
    children = dict.fromkeys(child for _, child in _children(model, named))
    return tuple(DictOf(None, FormValue(child, True)) for child in children)


def touch(toucher: Toucher, model: ModelInfo, named: Collection[str], saves: bool) -> None:
    """Record that a form looks its row's children up, or saves them."""
    for child in _below(model, named, _DEEPEST):
        toucher.read_rows(child, "form")
        if saves:
            toucher.save(child, "form")


def _below(model: ModelInfo, named: Collection[str], depth: int) -> Iterator[ModelInfo]:
    if depth:
        for _, child in _children(model, named):
            yield child
            yield from _below(child, (), depth - 1)


def _children(model: ModelInfo, named: Collection[str]) -> Iterator[tuple[str, ModelInfo]]:
    for item in model.lineage():
        for name, relation in sorted(item.reverse.items()):
            is_child = relation.spec.class_name == "ParentalKey"
            if is_child and (not named or name in named):
                yield name, relation.source
