"""Model folders that are made once on this machine and then found again: unpacked, or converted for an engine."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from models.fingerprint import file_digest

MANIFEST: Final = "songngu.sha256"


def build_once(target: Path, build: Callable[[Path], None]) -> Path:
    """Returns the folder ``target``, which ``build`` filled when it was first asked for.

    Several processes may ask at once: one builds, the others wait, and nobody ever sees half a folder. A folder that was
    damaged since is built again. Raises ``OSError`` where the place cannot be written.
    """
    from filelock import FileLock

    if not _intact(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_name(f"{target.name}.lock")):
            if not _intact(target):
                _build(target, build)
    return target


def _build(target: Path, build: Callable[[Path], None]) -> None:
    """Builds beside ``target`` and moves the finished folder into its place; what a build left there that was killed goes."""
    scratch = target.with_name(f".building-{target.name}")
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        fresh = scratch / target.name
        fresh.mkdir(parents=True)
        build(fresh)
        for path in _files(fresh):
            path.chmod(0o644)  # safetensors writes files that nobody else can read; a cache may be shared
        # Last, so that a folder with a manifest was complete once; the digests tell whether it still is.
        (fresh / MANIFEST).write_text(json.dumps(_digests(fresh), indent=1), encoding="utf-8")
        if target.exists():
            target.rename(scratch / "damaged")
        fresh.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and path.name != MANIFEST)


def _digests(folder: Path) -> dict[str, str]:
    return {path.name: file_digest(path) for path in _files(folder)}


def _intact(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / MANIFEST).read_text(encoding="utf-8")) == _digests(folder))
    except (OSError, ValueError):
        return False
