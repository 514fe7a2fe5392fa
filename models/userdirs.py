"""Where songngu keeps what it can make again: unpacked weights, converted models."""

from __future__ import annotations

import os
from pathlib import Path


def user_cache() -> Path:
    """``$SONGNGU_CACHE``, else ``songngu`` under ``$XDG_CACHE_HOME`` (XDG Base Directory Specification) or ``~/.cache``."""
    if own := os.environ.get("SONGNGU_CACHE"):
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "songngu"
