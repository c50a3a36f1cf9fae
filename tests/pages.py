"""What stands in the data block of an HTML report."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode
from typing import Any


def is_deflated(block: str) -> bool:
    """Whether the block is no JSON, as that of a large document."""
    return not block.lstrip().startswith("{")


def document_in(block: str) -> Any:
    """The analysis document of a block, deflated or not."""
    return json.loads(zlib.decompress(b64decode(block)) if is_deflated(block) else block)
