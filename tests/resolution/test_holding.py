"""Objects that hold a query or a model: each its own, within a bound."""

from __future__ import annotations

import pytest

from analyzer.resolution.holding import MAX_HOLDERS
from tests.program import access_lines, codebase_of

_SEARCH = """
    class Compiler:
        def __init__(self, *args, **kwargs):
            self.setup(*args, **kwargs)

        def setup(self, rows, text=None):
            self.rows = rows

    class Results:
        def __init__(self, compiler):
            self.compiler = compiler

        def clone(self):
            return self.__class__(self.compiler)

        def change(self):
            self.compiler.rows.update(x=1)

    def search(rows):
        return Results(Compiler(rows, text="x")).clone()
"""


def _program(models: int, use: str, tools: str) -> dict[str, str]:
    files = {"app/__init__.py": "", "app/tools.py": tools}
    for number in range(models):
        files[f"app/m{number}.py"] = f"""
            from django.db import models
            from app import tools

            class M{number}(models.Model):
                pass

            {use.replace("MODEL", f"M{number}")}
        """
    return files


def _written(files: dict[str, str]) -> set[str]:
    lines = (line.split() for line in access_lines(codebase_of(files)))
    return {f"{module} {table}" for module, table, operation in lines if operation == "write"}


@pytest.mark.parametrize("models", [2, MAX_HOLDERS + 5])
def test_what_an_object_holds_comes_out_of_it(models: int) -> None:
    use = "def clear():\n                tools.search(MODEL.objects.all()).change()"
    found = _written(_program(models, use, _SEARCH))
    assert found == {f"app.tools app_m{n}" for n in range(models)}


def test_what_comes_out_of_an_object_is_no_other_ones() -> None:
    use = "def clear():\n                tools.search(MODEL.objects.all()).compiler.rows.delete()"
    found = _written(_program(3, use, _SEARCH))
    own = {line for line in found if "tools" not in line}
    assert own == {f"app.m{n} app_m{n}" for n in range(3)}


def test_objects_of_module_bodies_are_told_apart() -> None:
    use = "P = tools.Policy(MODEL)\n\n            def go():\n                P.rows().delete()"
    policy = """
        class Policy:
            def __init__(self, model):
                self.model = model

            def rows(self):
                return self.model.objects.filter(x=1)
    """
    assert _written(_program(3, use, policy)) == {f"app.m{n} app_m{n}" for n in range(3)}


def test_keywords_stay_with_their_values() -> None:
    use = "def go():\n                tools.Holder(model=MODEL, name='x').model.objects.all().delete()"
    holder = """
        class Holder:
            def __init__(self, **kwargs):
                for key, value in kwargs.items():
                    setattr(self, key, value)
    """
    assert _written(_program(2, use, holder)) == {f"app.m{n} app_m{n}" for n in range(2)}


def test_a_filtered_mapping_keeps_its_keys() -> None:
    files = _program(1, "", "")
    files["app/use.py"] = """
        from app.m0 import M0

        def clear(names, **extra):
            merged = {"model": M0}
            merged.update(extra)
            kept = {name: value for name, value in merged.items() if name in names}
            remove(**kept)

        def remove(model):
            model.objects.all().delete()
    """
    assert _written(files) == {"app.use app_m0"}
