"""The small models, each built once for the whole run of the tests."""

from __future__ import annotations

import os
import platform
import signal
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

# What the tests unpack and convert must not fill the cache of whoever runs them; processes that they start inherit it.
_CACHE = tempfile.TemporaryDirectory(prefix="songngu-tests-")
os.environ["SONGNGU_CACHE"] = _CACHE.name
# A shell's background jobs ignore Ctrl-C and hand that on to what they start, so that no test could send it.
signal.signal(signal.SIGINT, signal.default_int_handler)
# Translations are made anew in every test that is not about the cache itself.
os.environ["SONGNGU_CACHE_SIZE"] = "0"

# On x86 processors that are not Intel's and have no 8-bit dot products CTranslate2's kernels overflow in the small models, whose weights
# are large. The exact ones are five times slower there, so that songngu leaves the choice alone.
if (
    sys.platform == "linux"
    and platform.machine() == "x86_64"
    and "vnni" not in Path("/proc/cpuinfo").read_text(encoding="utf-8")
):
    os.environ.setdefault("CT2_USE_MKL", "1")


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """``small_model("marian")``: the folder of a small model of that family; read it, never write to it."""
    from tests import small

    @cache
    def build(family: str) -> Path:
        folder: Path = getattr(small, family)(tmp_path_factory.mktemp("models") / family)
        return folder

    return build


@pytest.fixture(scope="session")
def translator(small_model: Callable[[str], Path]) -> str:
    """The folder of a small Marian model, as the command line takes it: real, fast, and of no use to a reader."""
    return str(small_model("marian"))
