"""Settings, environment variables and global state, by name."""

from __future__ import annotations

from tests.program import codebase_of

FILES = {
    "shop/__init__.py": "",
    "shop/state.py": """
        CURRENT = None
        FIXED = 3

        def choose(value):
            global CURRENT
            CURRENT = value
        """,
    "shop/views.py": """
        import os
        from os import getenv
        from django.conf import settings
        from flask import current_app as app
        from shop.state import CURRENT, FIXED

        LIMIT = settings.PAGE_SIZE

        def page(request):
            if getattr(settings, "CACHE_ON", False):
                return app.config["THEME"], app.config.get("SITE"), app.config["lower"]
            return os.environ["HOME_URL"], getenv("TOKEN"), os.environ.get("REGION")
        """,
}


def test_what_is_read_of_the_configuration_is_told_by_name() -> None:
    assert {
        (use.module, use.function, use.kind, use.name) for use in codebase_of(FILES).settings
    } == {
        ("shop.state", "choose", "global", "shop.state.CURRENT"),
        ("shop.views", "", "global", "shop.state.CURRENT"),
        ("shop.views", "", "setting", "PAGE_SIZE"),
        ("shop.views", "page", "setting", "CACHE_ON"),
        ("shop.views", "page", "setting", "THEME"),
        ("shop.views", "page", "setting", "SITE"),
        ("shop.views", "page", "environment", "HOME_URL"),
        ("shop.views", "page", "environment", "TOKEN"),
        ("shop.views", "page", "environment", "REGION"),
    }


def test_each_use_has_its_line() -> None:
    (use,) = [use for use in codebase_of(FILES).settings if use.name == "THEME"]
    assert [(place.path, place.line) for place in use.evidence] == [("shop/views.py", 12)]
