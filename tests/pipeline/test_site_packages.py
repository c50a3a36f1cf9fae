"""What installed packages declare is read where the project builds on it, and owns nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import sources
from analyzer.model.analysis import Analysis, Table
from analyzer.model.errors import NotSitePackages
from analyzer.pipeline import scan
from tests.pipeline.trees import write

PROJECT = {
    "shop/__init__.py": "",
    "shop/settings.py": 'INSTALLED_APPS = ["django.contrib.auth", "kit.remarks", "shop"]\n',
    "shop/models.py": """\
        from django.db import models
        from kit.fields import OwnerKey
        from kit.remarks import Remark
        from kit.stamps import Stamped


        class Order(Stamped):
            owner = OwnerKey("auth.User", on_delete=models.CASCADE)


        class Complaint(Remark):
            order = models.ForeignKey(Order, on_delete=models.CASCADE)
        """,
    "shop/views.py": """\
        from django.contrib.auth.models import User
        from shop.models import Complaint, Order


        def staff(request):
            return [group for user in User.objects.all() for group in user.groups.all()]


        def complain(order, text):
            Complaint.objects.create(order=order, text=text)


        def forget(user):
            User.objects.get(pk=user).delete()
        """,
    "shop/other.py": "def nothing():\n    return None\n",
}

PACKAGES = {
    "kit-1.0.dist-info/METADATA": "Name: kit\n",
    "kit/__init__.py": "raise RuntimeError('imported')\n",
    "kit/fields.py": """\
        from django.db import models


        class OwnerKey(models.ForeignKey):
            pass
        """,
    "kit/stamps.py": """\
        from django.db.models import DateTimeField, Model
        from kit.unused import Unused


        class Stamped(Model):
            made = DateTimeField()

            class Meta:
                abstract = True

            def save(self, *args, **kwargs):
                Unused.objects.create()
                super().save(*args, **kwargs)
        """,
    "kit/unused.py": "from django.db.models import Model\nclass Unused(Model):\n    pass\n",
    "kit/remarks/__init__.py": "from .models import Remark\n",
    "kit/remarks/apps.py": """\
        from django.apps import AppConfig


        class RemarksConfig(AppConfig):
            name = "kit.remarks"
            label = "kit_remarks"
        """,
    "kit/remarks/models.py": """\
        from django.conf import settings
        from django.db import models


        class Remark(models.Model):
            text = models.TextField()
            by = models.ForeignKey(
                settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="said"
            )


        class Vote(models.Model):
            by = models.ForeignKey(
                getattr(settings, "AUTH_USER_MODEL", "nobody.User"), on_delete=models.CASCADE
            )
            remark = models.ForeignKey(Remark, on_delete=models.CASCADE)


        class Survey(models.Model):
            title = models.TextField()


        def sweep():
            Survey.objects.all().delete()


        sweep()
        """,
    "django/__init__.py": "",
    "django/contrib/auth/models.py": """\
        from django.db import models


        class Group(models.Model):
            name = models.CharField(max_length=150)


        class User(models.Model):
            username = models.CharField(max_length=150)
            groups = models.ManyToManyField(Group)
        """,
}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """The project by itself."""
    return scan([write(tmp_path_factory.mktemp("alone") / "project", PROJECT)], workers=1)


@pytest.fixture(scope="module")
def informed(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """The project with its environment."""
    root = tmp_path_factory.mktemp("informed")
    project = write(root / "project", PROJECT)
    packages = write(root / "env/lib/python3.11/site-packages", PACKAGES)
    return scan([project], site_packages=[packages], workers=1)


def _table(analysis: Analysis, name: str) -> Table:
    return next(table for table in analysis.tables if table.id == name)


def _columns(analysis: Analysis, name: str) -> set[str]:
    return {column.name for column in _table(analysis, name).columns}


def _keys(analysis: Analysis, name: str) -> set[tuple[str, str]]:
    return {(key.column, key.to_table) for key in _table(analysis, name).foreign_keys}


def test_an_abstract_base_lends_its_columns(informed: Analysis) -> None:
    assert _columns(informed, "shop_order") == {"id", "made", "owner_id"}


def test_a_field_of_a_package_is_what_it_derives_from(informed: Analysis) -> None:
    assert _keys(informed, "shop_order") == {("owner_id", "auth_user")}


def test_a_model_of_a_package_is_extended(informed: Analysis) -> None:
    assert ("remark_ptr_id", "kit_remarks_remark") in _keys(informed, "shop_complaint")
    assert _columns(informed, "shop_complaint") == {"remark_ptr_id", "order_id"}


def test_tables_of_packages_are_described(informed: Analysis) -> None:
    remark = _table(informed, "kit_remarks_remark")
    assert (remark.origin, remark.module) == ("third_party", "kit.remarks.models")
    assert _columns(informed, "kit_remarks_remark") == {"id", "text", "by_id"}
    assert _keys(informed, "kit_remarks_remark") == {("by_id", "auth_user")}


def test_only_tables_that_the_project_refers_to_appear(informed: Analysis) -> None:
    assert {table.id for table in informed.tables if table.origin == "third_party"} == {
        "auth_group",
        "auth_user",
        "auth_user_groups",
        "kit_remarks_remark",
        "kit_remarks_vote",  # goes along with a user
    }
    assert _keys(informed, "kit_remarks_vote") == {
        ("by_id", "auth_user"),
        ("remark_id", "kit_remarks_remark"),
    }


def test_relations_of_packages_are_followed(informed: Analysis) -> None:
    staff = {
        (access.table, access.operation)
        for access in informed.accesses
        if access.function == "staff"
    }
    assert staff >= {("auth_user", "read"), ("auth_group", "read"), ("auth_user_groups", "read")}


def test_a_deletion_reaches_into_packages(informed: Analysis) -> None:
    cascade = {
        access.table
        for access in informed.accesses
        if access.function == "forget" and access.operation == "write"
    }
    assert cascade >= {"auth_user", "kit_remarks_remark", "shop_order", "shop_complaint"}


def test_code_of_packages_owns_and_does_nothing(alone: Analysis, informed: Analysis) -> None:
    assert _described(informed) == _described(alone)
    assert informed.dependencies == alone.dependencies
    assert informed.entry_points == alone.entry_points
    assert informed.unresolved == alone.unresolved
    assert informed.diagnostics == alone.diagnostics
    assert [service.modules for service in informed.services] == [
        service.modules for service in alone.services
    ]
    own = {module.name for module in alone.modules}
    assert {access.module for access in informed.accesses} <= own
    assert {access.for_module for access in informed.accesses} <= {None, *own}
    assert {module for service in informed.services for module in service.modules} <= own


def test_evidence_stands_in_the_project(informed: Analysis) -> None:
    paths = {module.path for module in informed.modules}
    for table in informed.tables:
        places = [*table.evidence, *(e for key in table.foreign_keys for e in key.evidence)]
        assert {place.path for place in places} <= paths


def _described(analysis: Analysis) -> list[tuple[str, int, str]]:
    return [(module.name, module.lines, module.role) for module in analysis.modules]


def test_an_environment_is_as_good_as_its_packages(tmp_path: Path) -> None:
    packages = write(tmp_path / "lib/python3.11/site-packages", PACKAGES)
    assert sources.find_installed([packages]).find("kit.fields") is not None
    (tmp_path / "pyvenv.cfg").touch()
    found = sources.find_installed([tmp_path]).find("kit.remarks")
    assert found is not None
    assert found.is_package


def test_a_folder_of_distributions_may_have_any_name(tmp_path: Path) -> None:
    assert sources.find_installed([write(tmp_path / "vendor", PACKAGES)]).find("kit") is not None


@pytest.mark.parametrize("name", ["missing", "project", "project/shop/models.py"])
def test_anything_else_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path / "project", PROJECT)
    with pytest.raises(NotSitePackages) as caught:
        sources.find_installed([tmp_path / name])
    assert caught.value.hint


def test_that_the_search_stopped_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, informed: Analysis
) -> None:
    monkeypatch.setattr("analyzer.resolution.outside.MAX_MODULES", 2)
    project = write(tmp_path / "project", PROJECT)
    packages = write(tmp_path / "site-packages", PACKAGES)
    stopped = scan([project], site_packages=[packages], workers=1)
    found = [d for d in stopped.diagnostics if d.code == "packages-unread"]
    assert [(d.path, d.line) for d in found] == [("kit/fields.py", 1)]
    assert "stops at 2 modules" in found[0].message
    assert not [d for d in informed.diagnostics if d.code == "packages-unread"]
