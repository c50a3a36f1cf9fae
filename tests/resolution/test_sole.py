"""Methods of unknown objects: followed where one family of classes alone has them."""

from __future__ import annotations

from tests.program import access_lines, codebase_of

MODELS = """
    from django.db import models

    class Order(models.Model):
        pass
"""
SPEC = """
    class Spec:
        def apply_to(self, query):
            return query.first()
"""
USE = """
    from app.models import Order

    def show(spec):
        return spec.apply_to(Order.objects.all())
"""


def _accesses(use: str = USE, **modules: str) -> set[str]:
    files = {
        "app/__init__.py": "",
        "app/models.py": MODELS,
        "app/use.py": use,
        **{f"app/{name}.py": source for name, source in modules.items()},
    }
    codebase = codebase_of(files)
    return {line for line in access_lines(codebase) if not line.startswith("app.use")}


def test_the_only_method_of_a_name_is_called() -> None:
    assert _accesses(spec=SPEC) == {"app.spec app_order read"}


def test_heirs_that_override_it_are_called_as_well() -> None:
    heir = """
        from app.spec import Spec

        class Narrow(Spec):
            def apply_to(self, query):
                return query.last()
    """
    expected = {"app.spec app_order read", "app.heir app_order read"}
    assert _accesses(spec=SPEC, heir=heir) == expected


def test_a_name_that_strangers_share_tells_nothing() -> None:
    assert _accesses(spec=SPEC, other=SPEC.replace("Spec", "Other")) == set()


def test_a_name_that_something_else_has_as_an_attribute_tells_nothing() -> None:
    other = "class Other:\n    apply_to = len\n"
    assert _accesses(spec=SPEC, other=other) == set()


def test_a_method_that_overrides_an_outsiders_tells_nothing() -> None:
    outside = "import lib\nclass Spec(lib.Spec):\n    def apply_to(self, q):\n        q.first()\n"
    assert _accesses(spec=outside) == set()


def test_a_single_word_tells_nothing() -> None:
    assert _accesses(USE.replace("apply_to", "apply"), spec=SPEC.replace("_to", "")) == set()


def test_a_method_that_does_not_take_the_arguments_is_not_meant() -> None:
    assert _accesses(spec=SPEC.replace("self, query", "self")) == set()
