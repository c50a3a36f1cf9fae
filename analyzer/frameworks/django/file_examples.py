"""Files that rows hold."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="to save or delete a file saves its row, unless that is left for later",
        files={
            "library/__init__.py": "",
            "library/models.py": """
                from django.db import models

                class Scan(models.Model):
                    title = models.TextField()
                    image = models.ImageField()
            """,
            "library/kept.py": """
                from library.models import Scan

                def keep(scan: Scan, name, content):
                    store(scan.image, name, content)

                def store(field, name, content):
                    field.save(name, content)
            """,
            "library/dropped.py": """
                from library.models import Scan

                def drop(scan: Scan):
                    scan.image.delete()
            """,
            "library/later.py": """
                from library.models import Scan

                def prepare(scan: Scan, name, content):
                    scan.image.save(name, content, save=False)
                    return scan.image.url, scan.title.strip()
            """,
        },
        tables={"library_scan": ("id", "image", "title")},
        accesses=(
            "library.dropped library_scan write",
            "library.kept library_scan write",
        ),
    ),
)
