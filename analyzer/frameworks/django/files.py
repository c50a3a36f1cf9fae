"""Files that a row's fields hold: to save or delete one saves the row.

Source: "FileField and FieldFile" in Django's model field reference.
"""

from __future__ import annotations

from analyzer.frameworks.confidence import confidence
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import FileOf
from analyzer.model import facts
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import CallSite, Values

# Django's own, and what packages call theirs (easy_thumbnails, imagekit, versatileimagefield).
_FIELDS = ("FileField", "ImageField")
_SAVING = frozenset({"delete", "save"})


def of_field(model: ModelInfo, name: str) -> Values | None:
    """Return what a plain field of a row gives: a file, or nothing to speak of; None if none is."""
    for ancestor in model.lineage():
        spec = ancestor.fields.get(name)
        if spec is not None:
            return (FileOf(model),) if spec.class_name.endswith(_FIELDS) else ()
    return None


def call(frame: Frame, file: FileOf, name: str, site: CallSite) -> Values | None:
    """Record that a row is saved along with its file, unless the call says `save=False`."""
    if name not in _SAVING:
        return None
    kept = next((k.value for k in site.call.keywords if k.name == "save"), None)
    if kept != facts.Constant(False):
        toucher = Toucher(frame, site.line, confidence(frame, site.call.func))
        toucher.save(file.model, "save")
    return ()
