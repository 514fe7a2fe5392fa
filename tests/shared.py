"""Real pages and corpora that lie beside a checkout; where they do not, the tests that need them are skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parent.parent.parent / "shared"


def shared(path: str) -> Path:
    """Return a path in the folder of real data, or skip the test."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"real data is not beside this checkout ({path})")
    return found


def tsv(name: str) -> list[tuple[str, str]]:
    """Return the pairs of a development set."""
    with shared(f"corpora/{name}.tsv").open(encoding="utf-8") as file:
        return [(row[0], row[1]) for row in (line.rstrip("\n").split("\t") for line in file)]
