"""What migrations tell of models before these are related: which is the user's, which there are.

`makemigrations` writes `settings.AUTH_USER_MODEL` wherever a field points at the model which that
setting names, however the code names it. Source: django/db/models/fields/related.py
(`ForeignObject.swappable_setting`, `ForeignKey.deconstruct`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analyzer.frameworks.django.apps import setting
from analyzer.frameworks.django.migrated import State, States
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.witness import Witness, replay
from analyzer.frameworks.history.values import Made, Named
from analyzer.resolution.program import ClassInfo, outside_names
from analyzer.resolution.values import ClassValue, Text

_USER = "AUTH_USER_MODEL"
_PLAIN = ("builtins.", "typing.", "abc.", "django.", "enum.")


def hear(models: Models) -> Witness | None:
    """Replay the migrations, heed what they tell of the models, and lay these out."""
    witness = replay(models)
    if witness is not None:
        _heed(models, witness.replay.states)
    models.lay_out()
    return witness


def _heed(models: Models, states: States) -> None:
    """Take over which model is the user's, and classes that only migrations show to be models."""
    for cls in list(_unseen(models, states)):
        models.adopt(cls)
    if setting(models.program, _USER) is None:
        votes = Counter(_named_as_user(models, states))
        if votes:
            models.user_model = min(votes, key=lambda label: (-votes[label], label))


def _named_as_user(models: Models, states: States) -> Iterator[str]:
    """Yield the models that the code names where the migrations say that it is the user's."""
    for model in models.own():
        state = states.get((model.label, model.name.lower()))
        for name, made in sorted(state.fields.items()) if state is not None else ():
            target = _named(models, model, name) if _is_user(made) else None
            if target is not None:
                yield f"{target.label}.{target.name}"


def _is_user(made: Made) -> bool:
    to = made.get(0, "to")
    return isinstance(to, Named) and to.name == f"django.conf.settings.{_USER}"


def _named(models: Models, model: ModelInfo, name: str) -> ModelInfo | None:
    spec = model.fields.get(name)
    written = tuple(v for v in spec.target if isinstance(v, ClassValue | Text)) if spec else ()
    return models.resolve(written, model)


def _unseen(models: Models, states: States) -> Iterator[ClassInfo]:
    """Yield classes beside models of which nothing but a migration says that they are some."""
    wanted = {key: state for key, state in states.items() if key not in models.by_label}
    found: dict[tuple[str, str], list[ClassInfo]] = {}
    names = {name for _, name in wanted}
    for cls in models.program.classes() if wanted else ():
        if cls.name.lower() in names and "models" in cls.module.name.split("."):
            key = models.apps.label(cls.module.name), cls.name.lower()
            found.setdefault(key, []).append(cls)
    for key, classes in found.items():
        if len(classes) == 1 and key in wanted and _may_be(classes[0], wanted[key]):
            yield classes[0]


def _may_be(cls: ClassInfo, state: State) -> bool:
    """Tell whether a class extends something that nobody knows, which may make it a model."""
    unknown = [base for base in outside_names(cls) if not base.startswith(_PLAIN)]
    return "." not in cls.qualname and cls.enclosing is None and bool(unknown) and not state.proxy
