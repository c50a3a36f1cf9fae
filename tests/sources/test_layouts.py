"""Module names in the layouts that projects have."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.model.errors import InvalidSettings
from analyzer.model.settings import Settings
from tests.sources.drawing import codes, draw, modules, scan


def test_packages_beside_each_other(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        ckan/
            __init__.py
            model.py
        ckanext/
            __init__.py
            stats.py
        setup.py | setup(name="ckan")
        """,
    )
    tree = scan(tmp_path)
    assert modules(tree) == {
        "ckan": "ckan/__init__.py",
        "ckan.model": "ckan/model.py",
        "ckanext": "ckanext/__init__.py",
        "ckanext.stats": "ckanext/stats.py",
        "setup": "setup.py",
    }
    assert tree.packages == ("ckan", "ckanext")
    assert tree.name == "ckan"


def test_src_layout_beside_tests(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        src/
            shop/
                __init__.py
                orders.py
        tests/
            test_orders.py | import pytest\\nfrom shop import orders
        """,
    )
    tree = scan(tmp_path)
    assert set(modules(tree)) == {"shop", "shop.orders", "tests.test_orders"}
    assert tree.packages == ("shop",)


def test_src_that_is_imported_by_its_name(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        src/
            main.py | from src.orders import models
            orders/
                models.py
        """,
    )
    assert set(modules(scan(tmp_path))) == {"src.main", "src.orders.models"}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("from blog.models import Post", {"blog", "blog.models", "config.urls", "manage"}),
        (
            "from apps.blog.models import Post",
            {"apps.blog", "apps.blog.models", "config.urls", "manage"},
        ),
    ],
)
def test_apps_folder_is_a_root_if_the_imports_say_so(
    tmp_path: Path, statement: str, expected: set[str]
) -> None:
    draw(
        tmp_path,
        f"""
        manage.py
        config/
            urls.py | {statement}
        apps/
            blog/
                __init__.py
                models.py
        """,
    )
    assert set(modules(scan(tmp_path))) == expected


def test_apps_package_on_the_path(tmp_path: Path) -> None:
    """An `apps/__init__.py` does not outweigh two imports that need `apps` as a root."""
    draw(
        tmp_path,
        """
        manage.py
        apps/
            __init__.py
            blog/
                __init__.py
                models.py
                views.py | from users.models import User\\nfrom blog.models import Post
            users/
                __init__.py
                models.py
        """,
    )
    assert set(modules(scan(tmp_path))) == {
        "apps",
        "blog",
        "blog.models",
        "blog.views",
        "manage",
        "users",
        "users.models",
    }


def test_implicit_relative_imports_make_no_root_of_a_package(tmp_path: Path) -> None:
    """Python 2 found `models` beside the module."""
    draw(
        tmp_path,
        """
        shop/
            __init__.py
            models.py
            views.py | import models
            urls.py | import models, views
        """,
    )
    assert "shop.models" in modules(scan(tmp_path))


def test_nested_django_project(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        backend/
            manage.py
            backend/
                __init__.py
                settings.py
                urls.py | from orders.views import index\\nfrom backend import settings
            orders/
                __init__.py
                views.py
        frontend/
            package.json
        """,
    )
    tree = scan(tmp_path)
    assert set(modules(tree)) == {
        "backend",
        "backend.settings",
        "backend.urls",
        "manage",
        "orders",
        "orders.views",
    }
    assert tree.packages == ("backend", "orders")


def test_flat_modules(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        service/
            app.py | from models import User\\nimport views
            models.py
            views.py
        """,
    )
    tree = scan(tmp_path)
    assert set(modules(tree)) == {"app", "models", "views"}
    assert tree.packages == ("models", "views")


def test_module_named_like_the_standard_library_makes_no_root(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        tools/
            logging.py
            report.py | import logging
        """,
    )
    assert set(modules(scan(tmp_path))) == {"tools.logging", "tools.report"}


def test_namespace_packages(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        acme/
            billing/
                __init__.py
                invoices.py | from acme.stock.items import Item
            stock/
                items.py
        """,
    )
    tree = scan(tmp_path)
    assert set(modules(tree)) == {"acme.billing", "acme.billing.invoices", "acme.stock.items"}
    assert tree.packages == ("acme",)


def test_namespace_package_in_parts(tmp_path: Path) -> None:
    """One namespace, two distributions: nothing of it is a duplicate."""
    draw(
        tmp_path,
        """
        billing/
            pyproject.toml | [project]\\nname = "acme-billing"
            src/
                acme/
                    billing.py
        stock/
            pyproject.toml | [project]\\nname = "acme-stock"
            src/
                acme/
                    stock.py
        """,
    )
    tree = scan(tmp_path)
    assert set(modules(tree)) == {"acme.billing", "acme.stock"}
    assert tree.diagnostics == ()
    assert tree.name == tmp_path.name


def test_declared_namespace_package_in_parts(tmp_path: Path) -> None:
    declaration = "__import__('pkg_resources').declare_namespace(__name__)"
    draw(
        tmp_path,
        f"""
        one/
            setup.py
            zoo/
                __init__.py | {declaration}
                cat.py
        two/
            setup.py
            zoo/
                __init__.py | {declaration}
                dog.py
        """,
    )
    tree = scan(tmp_path)
    assert {"zoo", "zoo.cat", "zoo.dog"} <= set(modules(tree))
    assert tree.diagnostics == ()


def test_single_package_keeps_its_name(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        site/
            contrib/
                __init__.py
                blog/
                    __init__.py
                    models.py
        """,
    )
    tree = scan(tmp_path / "site" / "contrib" / "blog")
    assert modules(tree) == {"contrib.blog": "__init__.py", "contrib.blog.models": "models.py"}
    assert tree.root_name == "blog"


def test_package_below_a_namespace_package(tmp_path: Path) -> None:
    """Nothing on the disk says that acme is a package, but the imports do."""
    draw(
        tmp_path,
        """
        acme/
            billing/
                __init__.py
                models.py
                views.py | from acme.billing.models import Invoice
        """,
    )
    assert "acme.billing.models" in modules(scan(tmp_path / "acme" / "billing"))


def test_project_with_a_stray_init(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        site/
            __init__.py
            manage.py
            orders/
                __init__.py
                models.py
        """,
    )
    assert modules(scan(tmp_path / "site"))["orders.models"] == "orders/models.py"


def test_unpacked_wheel(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        unpacked/
            superset/
                __init__.py
                app.py
            apache_superset-6.1.0.dist-info/
                METADATA | Metadata-Version: 2.4\\nName: apache_superset\\nVersion: 6.1.0
                RECORD
            apache_superset-6.1.0.data/
                purelib/
                    extra.py
                scripts/
                    superset-run.py | import superset.app
        """,
    )
    tree = scan(tmp_path / "unpacked")
    assert set(modules(tree)) == {"superset", "superset.app", "extra", "superset-run"}
    assert tree.name == "apache_superset"
    assert tree.root_name == "unpacked"
    assert tree.packages == ("superset",)


def test_unpacked_sdist_in_a_folder(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        ckan-2.11.0/
            PKG-INFO | Name: ckan
            setup.py
            ckan/
                __init__.py
                model.py
        """,
    )
    tree = scan(tmp_path)
    assert modules(tree)["ckan.model"] == "ckan-2.11.0/ckan/model.py"
    assert tree.name == "ckan"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pyproject.toml", '[tool.setuptools.packages.find]\\nwhere = ["lib"]'),
        ("pyproject.toml", '[tool.setuptools.package-dir]\\n"" = "lib"'),
        ("pyproject.toml", '[tool.setuptools.package-dir]\\nshop = "lib/shop"'),
        ("pyproject.toml", '[tool.poetry]\\npackages = [{ include = "shop", from = "lib" }]'),
        ("pyproject.toml", '[tool.hatch.build.targets.wheel]\\npackages = ["lib/shop"]'),
        ("setup.cfg", "[options]\\npackage_dir =\\n  =lib"),
        ("setup.cfg", "[options.packages.find]\\nwhere = lib"),
        ("setup.py", 'setup(package_dir={"": "lib"})'),
        ("setup.py", 'setup(packages=find_packages("lib"))'),
        ("setup.py", 'setup(packages=find_packages(where="lib"))'),
    ],
)
def test_root_that_a_project_file_names(tmp_path: Path, file: str, text: str) -> None:
    """Nothing but that file says that `lib` is not a namespace package."""
    draw(
        tmp_path,
        f"""
        {file} | {text}
        lib/
            shop/
                __init__.py
        """,
    )
    assert "shop" in modules(scan(tmp_path))


def test_monorepo(tmp_path: Path) -> None:
    """Each distribution has its src and its tests; namesakes of tests are not worth a word."""
    draw(
        tmp_path,
        """
        libs/
            core/
                pyproject.toml | [project]\\nname = "core"
                src/
                    core/
                        __init__.py
                tests/
                    __init__.py
                    test_core.py | import pytest
        apps/
            web/
                pyproject.toml | [project]\\nname = "web"
                src/
                    web/
                        __init__.py | import core
                tests/
                    __init__.py
                    test_web.py | import pytest
        """,
    )
    tree = scan(tmp_path)
    assert tree.packages == ("core", "web")
    assert modules(tree)["tests.test_web"] == "apps/web/tests/test_web.py"
    assert modules(tree)["libs.core.tests.test_core"] == "libs/core/tests/test_core.py"
    assert tree.diagnostics == ()


def test_two_packages_of_one_name(tmp_path: Path) -> None:
    """Services side by side may each have an `app`; the second is named by its path, whole."""
    draw(
        tmp_path,
        """
        orders/
            pyproject.toml
            app/
                __init__.py
                models.py
        stock/
            pyproject.toml
            app/
                __init__.py
                levels.py
        """,
    )
    tree = scan(tmp_path)
    assert modules(tree) == {
        "app": "orders/app/__init__.py",
        "app.models": "orders/app/models.py",
        "stock.app": "stock/app/__init__.py",
        "stock.app.levels": "stock/app/levels.py",
    }
    assert codes(tree) == [
        ("stock/app/__init__.py", "duplicate-module"),
        ("stock/app/levels.py", "duplicate-module"),
    ]


def test_package_goes_before_the_module_of_its_name(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        shop/
            __init__.py
            orders.py
            orders/
                __init__.py
        """,
    )
    tree = scan(tmp_path)
    assert modules(tree)["shop.orders"] == "shop/orders/__init__.py"
    assert codes(tree) == [("shop/orders.py", "duplicate-module")]


def test_names_that_cannot_be_imported(tmp_path: Path) -> None:
    """Migrations and scripts have them; a dot would make one part of the name two."""
    draw(
        tmp_path,
        """
        shop/
            __init__.py
            versions/
                2024.01/
                    0001-first.try.py
        """,
    )
    assert set(modules(scan(tmp_path))) == {"shop", "shop.versions.2024_01.0001-first_try"}


def test_several_paths(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        a/
            core/
                shop/
                    __init__.py
                    models.py
        b/
            core/
                stock.py | from shop.models import Order
        """,
    )
    tree = scan(tmp_path / "a" / "core", tmp_path / "b" / "core", tmp_path / "a" / "core")
    assert modules(tree) == {
        "shop": "core/shop/__init__.py",
        "shop.models": "core/shop/models.py",
        "stock": "core-2/stock.py",
    }
    assert tree.root_name == "core + core"
    assert dict(tree.folders) == {
        "core": str((tmp_path / "a" / "core").resolve()),
        "core-2": str((tmp_path / "b" / "core").resolve()),
    }


def test_a_path_within_another_is_scanned_once(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        site/
            web.py
            libs/
                core.py
        """,
    )
    tree = scan(tmp_path / "site", tmp_path / "site" / "libs")
    assert modules(tree) == {"web": "site/web.py", "core": "libs/core.py"}


def test_roots_that_the_user_sets(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        src/
            python/
                shop.py
        """,
    )
    assert set(modules(scan(tmp_path))) == {"python.shop"}
    tree = scan(tmp_path, settings=Settings(roots=("./src/python/",)))
    assert set(modules(tree)) == {"shop"}


def test_a_root_that_is_not_there(tmp_path: Path) -> None:
    draw(tmp_path, "shop.py")
    with pytest.raises(InvalidSettings, match="roots: no folder with Python files called 'lib'"):
        scan(tmp_path, settings=Settings(roots=("lib",)))
