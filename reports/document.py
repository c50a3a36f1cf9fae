"""The analysis document as JSON: written so that equal analyses are equal bytes, and read back.

Each row of a list stands on a line of its own: two documents can be compared with `diff`, searched
with `grep`, and are half as large as with every brace on its own line.
"""

from __future__ import annotations

import math
import re
import zlib
from pathlib import Path

import msgspec

from analyzer.model.analysis import SCHEMA_VERSION, Analysis, Summary
from analyzer.model.errors import InvalidAnalysis, PathNotFound

FILE_NAME = "analysis.json"

# What is left of a float: far below any meaning, far above differences between processors.
DIGITS = 6

# What this program adds to the contract: another program's document may lack it.
ADDITIONS = ("excerpts", "hubs", "sharing", "summary")

_GZIP = b"\x1f\x8b"
_MOST_BYTES = 2_000_000_000

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_SURROGATE = re.compile("[\ud800-\udfff]")

# --- writing -----------------------------------------------------------------------------------


def dump(analysis: Analysis) -> str:
    """The document's text: fields in the order of the model, other keys sorted, floats rounded.

    Lone surrogates, which are no text in UTF-8, become U+FFFD.
    """
    fields = _tidy(msgspec.to_builtins(analysis, order="deterministic"))
    assert isinstance(fields, dict)
    body = ",\n".join(f"  {_encode(key)}: {_rows(value)}" for key, value in fields.items())
    return f"{{\n{body}\n}}\n"


def indented(value: msgspec.Struct) -> str:
    """A small document of its own, as tidy as the analysis."""
    data = msgspec.json.encode(_tidy(msgspec.to_builtins(value, order="deterministic")))
    return msgspec.json.format(data, indent=2).decode() + "\n"


def _rows(value: Json) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"    {_encode(item)}" for item in value) + "\n  ]"
    if isinstance(value, dict) and any(isinstance(item, dict) for item in value.values()):
        rows = (f"    {_encode(key)}: {_encode(item)}" for key, item in value.items())
        return "{\n" + ",\n".join(rows) + "\n  }"
    return _encode(value)


def _encode(value: Json) -> str:
    return msgspec.json.encode(value).decode()


def _tidy(value: object) -> Json:
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0 if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(_tidy(key)): _tidy(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_tidy(item) for item in value]
    assert value is None or isinstance(value, int)
    return value


# --- reading -----------------------------------------------------------------------------------


def load(path: Path) -> Analysis:
    """The analysis in a file (packed by gzip or not), or in the report folder that holds it.

    Raises:
        PathNotFound: there is no such file.
        InvalidAnalysis: it cannot be read, or is not an analysis of a version known here.
    """
    file = path / FILE_NAME if path.is_dir() else path
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise PathNotFound(
            f"There is no analysis at {file}.", "`seamline scan` writes one beside its report."
        ) from None
    except OSError as error:
        raise InvalidAnalysis(f"{file} cannot be read: {error.strerror}.") from None
    try:
        return parse(_unpacked(data))
    except InvalidAnalysis as error:
        raise InvalidAnalysis(f"{file}: {error.message}", error.hint) from None


def _unpacked(data: bytes) -> bytes:
    """The document's bytes, which may be packed by gzip.

    Raises:
        InvalidAnalysis: what is packed is broken, or larger than any analysis.
    """
    if not data.startswith(_GZIP):
        return data
    try:
        unpacked = zlib.decompressobj(wbits=31)
        document = unpacked.decompress(data, _MOST_BYTES)
    except zlib.error as error:
        raise InvalidAnalysis(f"This is not an analysis: {error}.", _HINT) from None
    if unpacked.unconsumed_tail or not unpacked.eof:
        raise InvalidAnalysis("This is not an analysis: it is cut off or too large.", _HINT)
    return document


def parse(data: bytes) -> Analysis:
    """The analysis in a document's bytes.

    Raises:
        InvalidAnalysis: with the place in the document, as a JSON path.
    """
    try:
        document = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, RecursionError) as error:
        raise InvalidAnalysis(f"This is not an analysis: {_sentence(error)}", _HINT) from None
    _check_version(document.get("schema_version"))
    missing = [name for name in ADDITIONS if name not in document]
    try:
        if not missing:
            return msgspec.json.decode(data, type=Analysis)
        return _complete(msgspec.json.decode(data), missing)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InvalidAnalysis(_sentence(error), _HINT) from None


_HINT = "Give the analysis.json of a report folder; its JSON Schema ships with seamline."


def _check_version(raw: msgspec.Raw | None) -> None:
    try:
        version = int(msgspec.json.decode(raw or b"null", type=str))
    except (msgspec.DecodeError, ValueError):
        raise InvalidAnalysis("This is not an analysis: it has no schema_version.", _HINT) from None
    if version > int(SCHEMA_VERSION):
        raise InvalidAnalysis(
            f"A newer seamline wrote this: schema_version {version}, "
            f"where this one reads {SCHEMA_VERSION}.",
            "Upgrade seamline, or scan again with this version.",
        )
    if version < 1:
        raise InvalidAnalysis(f"There is no schema_version {version}.", _HINT)


def _complete(document: dict[str, object], missing: list[str]) -> Analysis:
    nothing: dict[str, object] = {
        "excerpts": {},
        "hubs": [],
        "sharing": [],
        "summary": msgspec.to_builtins(Summary(0, 0, 0, 0, 0, 0, 0, None, 0, 0)),
    }
    analysis = msgspec.convert({**{name: nothing[name] for name in missing}, **document}, Analysis)
    if "summary" in missing:
        return msgspec.structs.replace(analysis, summary=_counted(analysis))
    return analysis


def _counted(analysis: Analysis) -> Summary:
    return Summary(
        files=len({module.path for module in analysis.modules}),
        lines=sum(module.lines for module in analysis.modules),
        modules=len(analysis.modules),
        tables=len(analysis.tables),
        accesses=len(analysis.accesses),
        services=len(analysis.services),
        cuts=len(analysis.cuts),
        resolution_rate=None,
        resolved_sites=0,
        unresolved_sites=len(analysis.unresolved),
    )


def _sentence(error: Exception) -> str:
    return f"{str(error).rstrip('.') or type(error).__name__}."
