from dataclasses import replace

from tests.accuracy.builders import accesses, claim, claims, happened, real_schema, real_table
from tests.accuracy.judging import Share, judge_accesses, judge_schema, judge_third_parties

ORDER = real_table("order", "id", "total", keys={"user_id": "user"})
LINE = real_table("line", "id", keys={"order_id": "order"})


def test_the_same_schema_is_all_right() -> None:
    score = judge_schema(real_schema(ORDER, LINE), claims(LINE, ORDER))
    assert score.tables_recall == score.tables_precision == Share(2, 2)
    assert score.columns_recall == Share(5, 5)
    assert score.keys_recall == score.keys_precision == Share(2, 2)
    assert score.missing_tables == score.wrong_tables == score.wrong_keys == ()


def test_a_missed_table_takes_its_columns_and_keys_along() -> None:
    score = judge_schema(real_schema(ORDER, LINE), claims(ORDER))
    assert score.tables_recall == Share(1, 2)
    assert score.columns_recall == Share(3, 5)
    assert score.keys_recall == Share(1, 2)
    assert score.missing_tables == ("line (shop.models)",)
    assert score.missing_columns == ()


def test_an_invented_table_is_wrong_where_the_registry_knows_the_module() -> None:
    score = judge_schema(real_schema(ORDER), claims(ORDER, real_table("ghost")))
    assert score.tables_precision == Share(1, 2)
    assert score.wrong_tables == ("ghost (shop/models.py:1)",)


def test_what_was_not_loaded_is_not_judged() -> None:
    score = judge_schema(real_schema(ORDER), claims(real_table("extra"), module="shop.plugin"))
    assert score.tables_precision == Share(0, 0)
    assert score.unjudged_tables == ("extra (shop/models.py:1)",)


def test_tables_of_tests_are_on_neither_side() -> None:
    score = judge_schema(real_schema(ORDER, tests=("dummy",)), claims(ORDER, real_table("dummy")))
    assert score.tables_precision == Share(1, 1)
    assert score.unjudged_tables == ()


def test_a_key_to_another_table_is_missed_and_wrong() -> None:
    elsewhere = real_table("line", "id", keys={"order_id": "basket"})
    score = judge_schema(real_schema(LINE), claims(elsewhere))
    assert score.missing_keys == ("line.order_id -> order",)
    assert score.wrong_keys == ("line.order_id -> basket",)


def test_a_module_other_than_the_defining_one_is_said() -> None:
    score = judge_schema(real_schema(ORDER), claims(ORDER, module="shop.views"))
    assert score.modules == Share(0, 1)
    assert score.wrong_modules == ("order: shop.views, not shop.models",)


def test_recall_grows_with_the_confidences_that_count() -> None:
    pairs = {("a", table, "R"): happened("direct") for table in "stuv"}
    said = {
        ("a", "s", "R"): claim("certain"),
        ("a", "t", "R"): claim("likely"),
        ("a", "u", "R"): claim("guess"),
        ("a", "v", "W"): claim("certain"),
    }
    score = judge_accesses(accesses(pairs), said)
    assert [share.hits for share in score.recall.values()] == [1, 2, 3]
    assert score.misses == (("a", "u", "R"), ("a", "v", "R"))


def test_noise_is_dropped_but_not_beside_something_else() -> None:
    pairs = {
        ("a", "s", "R"): happened("handler", "template"),
        ("a", "t", "R"): happened("handler", "direct"),
    }
    assert judge_accesses(accesses(pairs), {}).recall["guess"] == Share(0, 1)


def test_the_unit_of_work_may_be_claimed_by_anyone_on_its_stacks() -> None:
    said = {("b", "s", "W"): claim("likely")}
    flushed = {("a", "s", "W"): happened("flush", reach=("a", "b"))}
    assert judge_accesses(accesses(flushed), said).recall["likely"] == Share(1, 1)
    direct = {("a", "s", "W"): happened("direct", reach=("a", "b"))}
    assert judge_accesses(accesses(direct), said).recall["likely"] == Share(0, 1)
    apart = {("a", "s", "W"): happened("flush", reach=("a", "c"))}
    assert judge_accesses(accesses(apart), said).recall["likely"] == Share(0, 1)


def test_claims_are_confirmed_only_on_covered_ground() -> None:
    pairs = {("a", "s", "R"): happened("direct"), ("b", "t", "W"): happened("direct")}
    said = {
        ("a", "s", "R"): claim("certain"),
        ("a", "t", "R"): claim("certain"),
        ("a", "elsewhere", "R"): claim("certain"),
        ("c", "s", "R"): claim("certain"),
        ("b", "s", "R"): claim("likely"),
    }
    score = judge_accesses(accesses(pairs), said)
    assert score.seen["certain"] == Share(1, 2)
    assert score.seen["likely"] == Share(0, 1)
    assert score.unseen == (("a", "t", "R"), ("b", "s", "R"))


def test_modules_that_serve_many_tables_are_reported_apart() -> None:
    pairs = {("all", f"t{n:02}", "R"): happened("direct") for n in range(21)}
    pairs[("one", "t00", "R")] = happened("direct")
    said = {("one", "t00", "R"): claim("certain")}
    score = judge_accesses(accesses(pairs), said)
    assert score.generic == (("all", Share(0, 21)),)
    assert score.without_generic == Share(1, 1)


def test_tables_of_third_parties_are_judged_where_they_are_named() -> None:
    user = real_table("user", "id", "name", keys={"site_id": "site", "boss_id": "user"})
    real = replace(real_schema(ORDER), foreign={"user": user, "unnamed": real_table("unnamed")})
    said = replace(claims(ORDER), third_party=claims(real_table("user", "id", "nick")).tables)
    score = judge_third_parties(real, said)
    assert score.tables == Share(1, 1)
    assert score.columns == Share(1, 4)
    assert score.keys == Share(0, 1)  # a site is not named
    assert score.differences == (
        "+user.nick",
        "-user.boss_id",
        "-user.boss_id -> user",
        "-user.name",
        "-user.site_id",
    )
