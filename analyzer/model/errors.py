"""Errors that are the user's to mend; anything else that is raised is our bug."""

from __future__ import annotations


class SeamlineError(Exception):
    """The user's input is wrong: what is wrong, and what to do about it.

    `slug` names the heading in `docs/errors.md` that explains the error at length.
    """

    slug = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class PathNotFound(SeamlineError):
    """Indicates that the path to scan does not exist."""

    slug = "path-not-found"


class NotAFolder(SeamlineError):
    """Indicates that the path to scan is a file, not a folder."""

    slug = "not-a-folder"


class NotSitePackages(SeamlineError):
    """Indicates that a folder given as site-packages is neither that nor an environment."""

    slug = "not-site-packages"


class NoPythonFiles(SeamlineError):
    """Indicates that nothing below the scanned folder is Python of the project's own."""

    slug = "no-python-files"


class InvalidSettings(SeamlineError):
    """Indicates that `[tool.seamline]` or `seamline.toml` holds what cannot be used."""

    slug = "invalid-settings"


class InvalidAnalysis(SeamlineError):
    """Indicates that a file is not an analysis that this version can read."""

    slug = "invalid-analysis"


class InvalidPlan(SeamlineError):
    """Indicates that a plan is not TOML, or holds what no plan can hold."""

    slug = "invalid-plan"


class ContradictoryPlan(SeamlineError):
    """Indicates that a plan asks for two things of which only one can be."""

    slug = "contradictory-plan"


class OutputRefused(SeamlineError):
    """Indicates that writing would overwrite what seamline did not write."""

    slug = "output-refused"


class MissingProgram(SeamlineError):
    """Indicates that a report format needs a program that is not installed."""

    slug = "missing-program"


class UnknownName(SeamlineError):
    """Indicates that a format, service, module or table asked for does not exist."""

    slug = "unknown-name"


class InvalidSourceLink(SeamlineError):
    """Indicates that the template for links to the source is none that is admitted."""

    slug = "invalid-source-link"


class PageNotBuilt(SeamlineError):
    """Indicates that the front end of the HTML report was not built in this checkout."""

    slug = "page-not-built"
