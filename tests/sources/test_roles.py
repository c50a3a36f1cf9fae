"""What a file is for: each word that is also a business domain comes in both meanings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.drawing import draw, roles, scan

ALEMBIC = "revision = 'a1'\\ndown_revision = None\\n\\ndef upgrade():\\n    pass"
DJANGO = "from django.db import migrations\\n\\nclass Migration(migrations.Migration):\\n    pass"
MODEL = "from django.db import models\\n\\nclass Vendor(models.Model):\\n    pass"
ADMIN = "from django.contrib import admin\\n\\nclass OrderAdmin(admin.ModelAdmin):\\n    pass"

CASES = {
    "templates of projects": (
        """
        shop/
            __init__.py
            project_template/
                home/
                    __init__.py
                    models.py
        """,
        {
            "shop/__init__.py": "app",
            "shop/project_template/home/__init__.py": "generated",
            "shop/project_template/home/models.py": "generated",
        },
    ),
    "tests": (
        """
        shop/
            __init__.py
            tests.py
            test_cart.py | from unittest import mock
            cart_test.py | import pytest
            plain_test.py | from shop import cart\\n\\ndef test_it():\\n    assert cart
            conftest.py
            test/
                __init__.py
                helpers.py
            testing/
                fakes.py
            e2e/
                steps.py
        integration-tests/
            run.py
        """,
        {
            "shop/__init__.py": "app",
            "shop/tests.py": "test",
            "shop/test_cart.py": "test",
            "shop/cart_test.py": "test",
            "shop/plain_test.py": "test",
            "shop/conftest.py": "test",
            "shop/test/__init__.py": "test",
            "shop/test/helpers.py": "test",
            "shop/testing/fakes.py": "test",
            "shop/e2e/steps.py": "test",
            "integration-tests/run.py": "test",
        },
    ),
    "words that only look like tests": (
        f"""
        clinic/
            __init__.py
            testimonials/
                models.py
            lab_tests/
                __init__.py
                models.py | {MODEL}
                views.py
            models/
                lab_test.py | {MODEL}
            cli/
                test_db.py | import click\\n\\n@click.command()\\ndef test_db():\\n    assert 1
                test.py | def test():\\n    return "a connection"
            results/
                tests.py | def tests(request):\\n    return []
            own/
                tests.py | class Case(OwnCase):\\n    def test_one(self):\\n        self.check(1)
            bare/
                tests.py | from .cases import *
        """,
        {
            "clinic/__init__.py": "app",
            "clinic/testimonials/models.py": "app",
            "clinic/lab_tests/__init__.py": "app",
            "clinic/lab_tests/models.py": "app",
            "clinic/lab_tests/views.py": "app",
            "clinic/models/lab_test.py": "app",
            "clinic/cli/test_db.py": "app",
            "clinic/cli/test.py": "app",
            "clinic/results/tests.py": "app",
            "clinic/own/tests.py": "test",
            "clinic/bare/tests.py": "test",
        },
    ),
    "beside the code": (
        """
        shop/
            __init__.py
            setup.py
            examples/
                __init__.py
                load.py
            docs/
                models.py
        docs/
            conf.py
            listing.py
        examples/
            hello.py
        api-ref/
            conf.py | extensions = []
        benchmarks/
            cart.py
        samples/
            models.py
        scripts/
            nightly.py
        setup.py
        noxfile.py
        manage.py
        """,
        {
            "shop/__init__.py": "app",
            "shop/setup.py": "app",
            "shop/examples/__init__.py": "app",
            "shop/examples/load.py": "app",
            "shop/docs/models.py": "app",
            "docs/conf.py": "test",
            "docs/listing.py": "test",
            "examples/hello.py": "test",
            "api-ref/conf.py": "test",
            "benchmarks/cart.py": "test",
            "samples/models.py": "app",
            "scripts/nightly.py": "app",
            "setup.py": "test",
            "noxfile.py": "test",
            "manage.py": "app",
        },
    ),
    "Django migrations": (
        f"""
        orders/
            __init__.py
            migrations/
                __init__.py
                0001_initial.py | {DJANGO}
                helpers.py
            old.py | {DJANGO}
            models.py | class Migration(models.Model):\\n    pass
        fresh/
            migrations/
                __init__.py
        blocks/
            migrations/
                __init__.py
                operations.py
        """,
        {
            "orders/__init__.py": "app",
            "orders/migrations/__init__.py": "migration",
            "orders/migrations/0001_initial.py": "migration",
            "orders/migrations/helpers.py": "migration",
            "orders/old.py": "migration",
            "orders/models.py": "app",
            "fresh/migrations/__init__.py": "migration",
            "blocks/migrations/__init__.py": "app",
            "blocks/migrations/operations.py": "app",
        },
    ),
    "alembic and sqlalchemy-migrate": (
        f"""
        manage.py
        versions/
            models.py
        shop/
            __init__.py
            db/
                migration/
                    cli.py
                    scripts/
                        env.py
                        autogen.py
                        versions/
                            2024.1/
                                a1_first.py | {ALEMBIC}
                migrate_repo/
                    manage.py
                    versions/
                        001_first.py | def upgrade(engine): ...
            lone_revision.py | {ALEMBIC}
        """,
        {
            "manage.py": "app",
            "versions/models.py": "app",
            "shop/__init__.py": "app",
            "shop/db/migration/cli.py": "app",
            "shop/db/migration/scripts/env.py": "migration",
            "shop/db/migration/scripts/autogen.py": "migration",
            "shop/db/migration/scripts/versions/2024.1/a1_first.py": "migration",
            "shop/db/migrate_repo/manage.py": "migration",
            "shop/db/migrate_repo/versions/001_first.py": "migration",
            "shop/lone_revision.py": "migration",
        },
    ),
    "admin": (
        f"""
        orders/
            admin.py | {ADMIN}
        views/
            admin.py | from flask import Blueprint
        stock/
            extra_admin.py | {ADMIN}
            admin/
                __init__.py | from .items import *
                items.py | {ADMIN}
        mail/
            admin/
                __init__.py
                models.py | {MODEL}
                views.py | from django.contrib.admin import ModelAdmin
                admin.py | {ADMIN}
        """,
        {
            "orders/admin.py": "admin",
            "views/admin.py": "app",
            "stock/extra_admin.py": "admin",
            "stock/admin/__init__.py": "admin",
            "stock/admin/items.py": "admin",
            "mail/admin/__init__.py": "app",
            "mail/admin/models.py": "app",
            "mail/admin/views.py": "app",
            "mail/admin/admin.py": "admin",
        },
    ),
    "vendored": (
        f"""
        shop/
            _vendor/
                six.py
                tests/
                    all.py
            extern/
                yaml.py
            vendor/
                requests/
                    api.py
        purchase/
            vendor/
                models.py | {MODEL}
        third-party/
            lib.py
        """,
        {
            "shop/_vendor/six.py": "vendored",
            "shop/_vendor/tests/all.py": "vendored",
            "shop/extern/yaml.py": "vendored",
            "shop/vendor/requests/api.py": "vendored",
            "purchase/vendor/models.py": "app",
            "third-party/lib.py": "vendored",
        },
    ),
    "generated": (
        """
        api_pb2.py
        api_pb2_grpc.py
        client.py | # coding: utf-8\\n\\n# This file was automatically generated by openapi
        marked.py | #!/usr/bin/env python\\n# @generated
        hands.py | # DO NOT EDIT
        swagger.py | \\"\\"\\"Pets\\n\\n    Generated by: openapi\\n    Do not edit.\\n\\"\\"\\"
        settings.py | \\"\\"\\"\\nGenerated by 'django-admin startproject'.\\n\\"\\"\\"
        reports.py | \\"\\"\\"Monthly reports.\\"\\"\\"\\n# reports generated by the clerk
        late.py | import os\\n\\nos.listdir()\\n# generated by nobody
        """,
        {
            "api_pb2.py": "generated",
            "api_pb2_grpc.py": "generated",
            "client.py": "generated",
            "marked.py": "generated",
            "hands.py": "generated",
            "swagger.py": "generated",
            "settings.py": "app",
            "reports.py": "app",
            "late.py": "app",
        },
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_roles(tmp_path: Path, case: str) -> None:
    drawing, expected = CASES[case]
    assert roles(scan(draw(tmp_path, drawing.replace('\\"', '"')))) == expected


def test_data_on_endless_lines_is_generated(tmp_path: Path) -> None:
    (tmp_path / "words.py").write_text(f"WORDS = {['word'] * 5000}")
    (tmp_path / "shop.py").write_text("x = 1\n" * 5000)
    assert roles(scan(tmp_path)) == {"shop.py": "app", "words.py": "generated"}


def test_where_the_scanned_folder_lies_does_not_matter(tmp_path: Path) -> None:
    """A project under test keeps its roles in a folder of tests."""
    draw(
        tmp_path,
        """
        tests/
            vendor/
                shop/
                    __init__.py
                    cart.py
        """,
    )
    tree = scan(tmp_path / "tests" / "vendor")
    assert set(roles(tree).values()) == {"app"}
