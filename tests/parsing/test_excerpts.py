"""Lines of code that a report quotes, and the secrets that it does not."""

from __future__ import annotations

import pytest

from analyzer.parsing.excerpts import WIDTH, quote
from analyzer.parsing.secrets import MASK, masked


def test_lines_are_quoted_by_their_number_without_indentation() -> None:
    source = b"class A:\r\n    x = 1\n\n    y = 2\r"
    assert quote(source, [2, 4]) == {2: "x = 1", 4: "y = 2"}


def test_what_is_blank_or_not_there_is_left_out() -> None:
    assert quote(b"a\n\n", [0, 2, 3, 9, -1]) == {}
    assert quote(b"", [1]) == {}


def test_lines_are_those_of_python() -> None:
    assert quote(b"a\x0cb\nc \xe2\x80\xa8 d\ne", [1, 2, 3]) == {
        1: "a\x0cb",
        2: "c \u2028 d",
        3: "e",
    }


def test_any_encoding_is_read() -> None:
    assert quote("# coding: latin-1\nx = 'é'".encode("latin-1"), [2]) == {2: "x = 'é'"}
    assert quote(b"x = '\xff'", [1]) == {1: "x = 'ÿ'"}


def test_a_long_line_is_cut_off() -> None:
    assert len(quote(b"x" * 10_000, [1])[1]) == WIDTH


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('PASSWORD = "hunter2"', f'PASSWORD = "{MASK}"'),
        ("db(password='a\\'b', user='x')", f"db(password=\"{MASK}\", user='x')"),
        ('{"api_key": "abc", "name": "n"}', f'{{"api_key": "{MASK}", "name": "n"}}'),
        ('settings["SECRET_KEY"] = b"x y"', f'settings["SECRET_KEY"] = b"{MASK}"'),
        ("stripe_token: str = 'tok'", f'stripe_token: str = "{MASK}"'),
        (
            'create_engine("postgresql://me:pw@db/x")',
            f'create_engine("postgresql://{MASK}@db/x")',
        ),
        ('connect("host=db password=pa55word")', f'connect("host=db password={MASK}")'),
        (f"key = 'sk_{'A1b2' * 8}'", f"key = '{MASK}'"),
        (f"digest = '{'0a1b2c3d' * 5}'", f"digest = '{MASK}'"),
        ('x = """-----BEGIN RSA PRIVATE KEY-----abc', f'x = """{MASK}'),
    ],
)
def test_secrets_are_not_quoted(line: str, shown: str) -> None:
    assert masked(line) == shown


@pytest.mark.parametrize(
    "line",
    [
        "user.set_password(password)",
        "password = request.POST['password']",
        "token = Token.objects.get(user=user)",
        "password=models.CharField(max_length=128)",
        "from app.deprecation import RemovedInWagtail80Warning",
        "class UpdateOAuth2DatabaseCommand(BaseCommand):",
        "revision = 'a1b2c3d4e5f6'",
        "Order.objects.filter(customer__address__city_name='x')",
        'url = "https://e.test/a/b?c=d"',
        "cursor.execute('SELECT auth_user.id FROM auth_user_user_permissions')",
        "id = '123e4567-e89b-12d3-a456-426614174000'",
        "if not authenticated: return",
    ],
)
def test_code_stays_readable(line: str) -> None:
    assert masked(line) == line


def test_masking_takes_no_longer_than_reading() -> None:
    assert masked("password=" * 20_000)
    assert masked("a" * 200_000 + "@")
