"""``songngu cache``: what songngu keeps on this machine so as not to make it twice, and how to be rid of it."""

from __future__ import annotations

import json as jsonlib
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import Json

if TYPE_CHECKING:
    from models.translators.cache import ModelUsage, TranslationCache


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="cache")(cache)


def cache(
    clear: Annotated[bool, typer.Option("--clear", help="Forget all translations.")] = False,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            help="With --clear: only those of this model, by its name or eight first digits of its fingerprint.",
            metavar="NAME",
        ),
    ] = None,
    models: Annotated[
        bool, typer.Option("--models", help="With --clear: the unpacked and converted models too; they are made again.")
    ] = False,
    json: Json = False,
) -> None:
    """Show the cache of translations and models, or clear it. A run gives the same result with and without it.

    SONGNGU_CACHE_SIZE is the most that the translations may take (1G by default, 0 for none), SONGNGU_CACHE the folder.
    """
    from models.translators.cache import TranslationCache, size_limit

    if not clear and (model or models):
        raise typer.BadParameter("goes with --clear", param_hint="--model" if model else "--models")
    if model and models:
        raise typer.BadParameter("clears the folders of all models: leave --model out", param_hint="--models")
    translations = TranslationCache(limit=size_limit())
    if clear:
        _clear(translations, model, folders=model_folders() if models else [], as_json=json)
        return
    usage = translations.usage()
    folders = {folder: _size(folder) for folder in model_folders()}
    if json:
        rows = [{**asdict(row), "last_used": row.last_used.isoformat()} for row in usage]
        facts = {
            "path": str(translations.path),
            "bytes": translations.size(),
            "limit": translations.limit,
            "entries": sum(row.entries for row in usage),
            "models": rows,
            "folders": [{"path": str(folder), "bytes": size} for folder, size in folders.items()],
        }
        typer.echo(jsonlib.dumps(facts, ensure_ascii=False))
    else:
        _print(translations, usage, folders)


def model_folders() -> list[Path]:
    """Return the folders of models that songngu unpacked or converted; what else lies beside them is not songngu's."""
    from models.cached import MANIFEST
    from models.userdirs import user_cache

    return sorted(path.parent for path in (user_cache() / "models").glob(f"*/{MANIFEST}"))


def _clear(translations: TranslationCache, model: str | None, *, folders: list[Path], as_json: bool) -> None:
    cleared = translations.clear(model)
    for folder in folders:
        _remove(folder)
    if as_json:
        typer.echo(jsonlib.dumps({"cleared": cleared, "folders": [str(folder) for folder in folders]}))
        return
    if cleared is None:
        typer.echo(f"{translations.path} was damaged and is gone.")
    else:
        typer.echo(f"Translations cleared: {cleared:,}.")
    if folders:
        typer.echo(f"Model folders cleared: {len(folders)}.")


def _remove(folder: Path) -> None:
    """Take a folder away as ``build_once`` brings it: under its lock and at one stroke, so that nobody sees half of it."""
    from filelock import FileLock

    with (
        FileLock(folder.with_name(f"{folder.name}.lock")),
        tempfile.TemporaryDirectory(dir=folder.parent, prefix=".removing-", ignore_cleanup_errors=True) as scratch,
    ):
        if folder.exists():
            shutil.move(folder, scratch)


def _print(translations: TranslationCache, usage: list[ModelUsage], folders: dict[Path, int]) -> None:
    from models.userdirs import user_cache
    from pipeline.terminal import print_table, say

    if translations.limit:
        say(f"Translations: {translations.path}, {_mb(translations.size())} of at most {_mb(translations.limit)}.")
    else:
        say(f"Translations: switched off by SONGNGU_CACHE_SIZE; {_mb(translations.size())} in {translations.path}.")
    if usage:
        rows = [(row.name, row.fingerprint[:8], f"{row.entries:,}", row.last_used.isoformat()) for row in usage]
        rows.append(("in all", "", f"{sum(row.entries for row in usage):,}", ""))
        columns = ("model", "fingerprint", "entries", "last used")
        print_table([dict(zip(columns, row, strict=True)) for row in rows], left=("fingerprint",))
    say(f"Models: {user_cache() / 'models'}, {_mb(sum(folders.values()))}.")
    for folder, size in folders.items():
        say(f"  {folder.name}  {_mb(size)}")
    say("Clear with: songngu cache --clear   (--model NAME: only that model's; --models: the models too)")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _mb(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
