"""`seamline` and `python -m seamline`: settle where imports come from, then start the CLI."""

from __future__ import annotations

from seamline.importing import settle_imports


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    settle_imports()
    from cli.main import main as run

    run()


if __name__ == "__main__":
    main()
