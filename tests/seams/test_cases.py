"""The cases' files hold what a measurement needs, in one form; the trees are not needed for it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
FILES = sorted([*FOLDER.glob("cases/*.json"), *FOLDER.glob("sealed/*.json")])
TEXTS = ["name", "repository", "revision", "group", "layout", "service", "kind", "new_repository"]
LISTS = ["service_modules", "service_tables", "modules_edited_by_removal"]
GROUPS = {"django", "layered", "namespace", "openstack"}
DOTTED = re.compile(r"\w+(\.[\w-]+)*")


def read(file: Path) -> dict[str, Any]:
    """The content of one case."""
    content = json.loads(file.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each case in turn."""
    content = read(request.param)
    assert content["name"] == request.param.stem
    return content


def test_says_what_it_is_and_where_it_lies(case: dict[str, Any]) -> None:
    """Nothing that a reader needs to find the tree is missing."""
    assert all(case[key].strip() for key in TEXTS)
    assert re.fullmatch(r"[\w.-]+/[\w.-]+", case["repository"])
    assert case["group"] in GROUPS
    assert case["roots"]
    assert case["n_modules"] > len(case["service_modules"])


def test_carries_its_evidence(case: dict[str, Any]) -> None:
    """A label that cannot be looked up is not a label."""
    assert case["evidence"]
    assert all(
        re.match(r"[0-9a-f]{40} \d{4}-\d\d-\d\d ", commit) for commit in case["removal_commits"]
    )


def test_lists_are_sorted_and_say_nothing_twice(case: dict[str, Any]) -> None:
    """A change of a label shows as one line."""
    for key in LISTS:
        assert case[key] == sorted(set(case[key])), key


def test_modules_are_dotted_names_and_either_left_or_stayed(case: dict[str, Any]) -> None:
    """What left is not also among what was edited to let it go."""
    left, stayed = set(case["service_modules"]), set(case["modules_edited_by_removal"])
    assert left
    assert not left & stayed
    assert all(DOTTED.fullmatch(module) for module in left | stayed)


def test_sealed_cases_share_no_name_with_the_others() -> None:
    """A case is in one half."""
    names = [file.stem for file in FILES]
    assert len(names) == len(set(names))
