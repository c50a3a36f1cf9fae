"""What `Order._meta` tells: labels and names, and the managers.

Source: "Model _meta API" in Django's documentation; django/db/models/options.py.
"""

from __future__ import annotations

from analyzer.frameworks.django.managers import default_manager
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.models import Models
from analyzer.resolution.lookup import class_of
from analyzer.resolution.values import ClassValue, Text, Value, Values


def attribute(models: Models, described: Value, name: str) -> Values | None:
    """Return what an attribute of the options of a model or row gives; None for what is dull."""
    cls = class_of(described)
    model = models.by_class.get(cls) if cls is not None else None
    return _option(model, name) if model is not None else None


def _option(model: ModelInfo, name: str) -> Values | None:
    match name:
        case "label":
            return (Text(f"{model.label}.{model.name}"),)
        case "label_lower":
            return (Text(f"{model.label}.{model.name.lower()}"),)
        case "app_label":
            return (Text(model.label),)
        case "object_name":
            return (Text(model.name),)
        case "model_name":
            return (Text(model.name.lower()),)
        case "default_manager" | "base_manager":
            return (default_manager(model),)
        case "model" | "concrete_model" if model.cls is not None:
            return (ClassValue(model.cls),)
    return None
