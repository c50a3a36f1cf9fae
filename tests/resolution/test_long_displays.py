"""Lists that are written out: all that they hold counts, up to what a slot keeps."""

from __future__ import annotations

from tests.program import access_lines, codebase_of


def test_each_class_of_a_long_list_is_met() -> None:
    count = 20
    models = "\n".join(f"class M{n}(models.Model):\n    pass" for n in range(count))
    names = ", ".join(f"M{n}" for n in range(count))
    files = {
        "app/__init__.py": "",
        "app/models.py": f"from django.db import models\n{models}\n",
        "app/tidy.py": f"""
            from app.models import {names}

            def tidy():
                for model in [{names}]:
                    model.objects.update(x=1)
        """,
    }
    written = {line for line in access_lines(codebase_of(files)) if line.endswith("write")}
    assert written == {f"app.tidy app_m{n} write" for n in range(count)}
