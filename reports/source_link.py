"""Links from evidence to the code: an editor's address, or a permalink of a forge.

The template comes from the command line alone, never from the scanned project, and what is put into
it from the scanned code is percent-encoded: no path can choose another host or another scheme.
"""

from __future__ import annotations

import re
from urllib.parse import quote

import msgspec

from analyzer.model.errors import InvalidSourceLink
from analyzer.model.place import Location

EDITORS = (
    "cursor",
    "emacs",
    "idea",
    "jetbrains",
    "mvim",
    "pycharm",
    "subl",
    "txmt",
    "vscode",
    "vscode-insiders",
    "vscodium",
    "windsurf",
    "zed",
)
WEB = ("http", "https")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+/", re.IGNORECASE)
_FIELD = re.compile(r"\{([a-z]+)\}")
# What no address holds as it is; braces are for the fields.
_REFUSED = re.compile(r"[^\x21-\x7e]|[\"'<>\\^`|{}]")
_EXAMPLE = (
    "Such as vscode://file/{root}/{path}:{line} or https://HOST/blob/{commit}/{path}#L{line}."
)


class SourceLink(msgspec.Struct, frozen=True):
    """An address in which `{path}` and `{line}` are still to be filled in."""

    template: str

    def url(self, place: Location) -> str:
        """The address of a line of the code."""
        path = quote(place.path.encode("utf-8", "backslashreplace"))
        return self.template.replace("{path}", path).replace("{line}", str(max(1, place.line)))


def source_link(template: str, *, root: str | None = None, commit: str | None = None) -> SourceLink:
    """The link that a template means.

    `root` is the scanned folder's absolute path, `commit` what is checked out there; None where
    they are not known.

    Raises:
        InvalidSourceLink: the scheme is none of those admitted, or a field is not known.
    """
    scheme = _SCHEME.match(template)
    if scheme is None or scheme[1].lower() not in (*WEB, *EDITORS):
        raise InvalidSourceLink(
            f"The source link has to begin with one of {', '.join((*WEB, *EDITORS))}.", _EXAMPLE
        )
    if scheme[1].lower() in WEB and not _HOST.match(template):
        raise InvalidSourceLink("The source link has to name its host.", _EXAMPLE)
    fields = set(_FIELD.findall(template))
    if _REFUSED.search(_FIELD.sub("", template)):
        raise InvalidSourceLink("The source link holds characters that no address has.", _EXAMPLE)
    unknown = sorted(fields - {"root", "path", "line", "commit"})
    if unknown or "path" not in fields:
        wrong = f"knows no {{{unknown[0]}}}" if unknown else "lacks {path}"
        raise InvalidSourceLink(f"The source link {wrong}.", _EXAMPLE)
    return SourceLink(_filled(template, {"root": root, "commit": commit}))


def _filled(template: str, known: dict[str, str | None]) -> str:
    for field, value in known.items():
        if f"{{{field}}}" in template:
            if value is None:
                raise InvalidSourceLink(
                    f"What {{{field}}} is in the source link is not known here.",
                    "A scan of one folder knows {root}, and {commit} where the folder is in a "
                    "git repository. Otherwise write it into the template.",
                )
            template = template.replace(f"{{{field}}}", quote(value))
    return template
