"""Translations kept between runs, so that no process on this machine translates again what a model has translated before.

One SQLite file for all runs of a user. A crash leaves it whole and several processes may use it at once; whatever is wrong
with it costs time and never a run. Rows are numbered in the order of their last use, counted in days: what has been idle longest
stands first and goes first, and reading writes at most once a day.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import tempfile
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from models.base import Translation, Translator
from models.userdirs import user_cache

DEFAULT_LIMIT: Final = 1_000_000_000
"""The most bytes that the file has where ``SONGNGU_CACHE_SIZE`` says nothing."""

SCHEMA: Final = 1
_TABLES: Final = f"""
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA journal_mode = WAL;
CREATE TABLE models (id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE translations (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    model INTEGER NOT NULL,
    day INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    value BLOB NOT NULL
);
PRAGMA user_version = {SCHEMA};
"""

# What a call of the engine is given at most: it bounds the memory, and what a kill can cost.
_BATCH: Final = 4_096
_VARIABLES: Final = 500
# Rows and pages that one transaction takes away: other processes wait no longer than for a batch of new translations.
_EVICTED: Final = 256
_CLEARED: Final = 50_000


class CacheError(Exception):
    """The cache cannot be used. The message says why and what to do."""


class _UnusableFileError(CacheError):
    """The file is damaged or of another version: nothing in it can be used, and waiting does not help."""


@dataclass(frozen=True, slots=True)
class ModelUsage:
    """What the cache holds of one model; ``last_used`` is a day (UTC)."""

    name: str
    fingerprint: str
    entries: int
    last_used: date


class TranslationCache:
    """Translations by key in one file, which is made when it is first needed.

    Every call opens the file anew, which takes about a millisecond: nothing is shared between threads or carried over
    a fork, and nothing has to be closed.
    """

    def __init__(self, path: Path | None = None, *, limit: int = DEFAULT_LIMIT, patience: float = 10.0) -> None:
        """``path`` is by default in the user's cache, ``limit`` is in bytes, ``patience`` the seconds to wait for a lock."""
        self.path = path or user_cache() / "translations.sqlite"
        self.limit, self._patience = limit, patience

    def get(self, keys: Sequence[bytes]) -> tuple[dict[bytes, Translation], set[bytes]]:
        """Returns the translations that are known, and the keys of those that nobody has used today.

        The latter are to be ``put`` again, so that they count as used. Raises ``CacheError``.
        """
        found: dict[bytes, Translation] = {}
        idle: set[bytes] = set()
        today = _today()
        with self._open() as db:
            for start in range(0, len(keys), _VARIABLES):
                some = keys[start : start + _VARIABLES]
                rows = db.execute(
                    f"SELECT key, day, crc, value FROM translations WHERE key IN ({','.join('?' * len(some))})", some
                )
                for row in rows:
                    match row:
                        # SQLite does not notice a disk that changed a letter. What is damaged is translated and put again.
                        case bytes(key), int(day), int(crc), bytes(value) if crc == zlib.crc32(key + value):
                            found[key] = _unpacked(value)
                            if day < today:
                                idle.add(key)
        return found, idle

    def put(self, name: str, fingerprint: str, translations: Mapping[bytes, Translation]) -> None:
        """Keeps a model's translations as used today; those that have been idle longest give way. Raises ``CacheError``."""
        packed = [(key, _packed(translation)) for key, translation in translations.items()]
        with self._open() as db:
            with _transaction(db):
                # A folder that was renamed is the same model.
                db.execute(
                    "INSERT INTO models (fingerprint, name) VALUES (?, ?)"
                    " ON CONFLICT (fingerprint) DO UPDATE SET name = excluded.name",
                    (fingerprint, name),
                )
                [(model,)] = db.execute("SELECT id FROM models WHERE fingerprint = ?", (fingerprint,))
                # A row that is replaced gets a new number, the highest.
                db.executemany(
                    "INSERT OR REPLACE INTO translations (key, model, day, crc, value) VALUES (?, ?, ?, ?, ?)",
                    [(key, model, _today(), zlib.crc32(key + value), value) for key, value in packed],
                )
            self._evict(db)
            _shrink(db, self.limit)

    def usage(self) -> list[ModelUsage]:
        """What there is of each model, the one used last first. Reads the whole file. Raises ``CacheError``."""
        if not self.path.exists():
            return []
        with self._open() as db:
            rows = db.execute(
                "SELECT name, fingerprint, count(*), max(min(day, ?)) AS day FROM translations"
                " JOIN models ON models.id = model GROUP BY model ORDER BY day DESC, name, fingerprint",
                (_today(),),
            ).fetchall()
        return [
            ModelUsage(name, fingerprint, entries, date.fromordinal(day)) for name, fingerprint, entries, day in rows
        ]

    def size(self) -> int:
        """The bytes on the disk."""
        return sum(path.stat().st_size for path in self._files() if path.exists())

    def clear(self, model: str | None = None) -> int | None:
        """Forgets all translations, or those of a model: its name, or eight or more first digits of its fingerprint.

        Returns how many there were, ``None`` where the file was damaged and had to be thrown away. Raises ``CacheError``
        where it cannot be written or there is nothing of that model.
        """
        if model is None:
            return self._clear_all()
        models = [
            usage
            for usage in self.usage()
            if usage.name == model or (len(model) >= 8 and usage.fingerprint.startswith(model))
        ]
        if not models:
            raise CacheError(
                f"There are no translations of {model} in {self.path}: `songngu cache` lists what there is."
            )
        with self._open() as db:
            cleared = sum(_clear_model(db, usage.fingerprint) for usage in models)
            _shrink(db, 0)
        return cleared

    def _clear_all(self) -> int | None:
        if not self.path.exists():
            return 0
        try:
            with self._open() as db:
                with _transaction(db):
                    cleared = db.execute("DELETE FROM translations").rowcount
                    db.execute("DELETE FROM models")
                _shrink(db, 0)
            return cleared
        except _UnusableFileError:
            with self._building():
                for path in self._files():
                    path.unlink(missing_ok=True)
            return None

    def _evict(self, db: sqlite3.Connection) -> None:
        """Forgets the first rows until the file's pages in use keep to the limit."""
        gone = 1
        while gone:
            with _transaction(db):
                pages, free = _number(db, "page_count"), _number(db, "freelist_count")
                if (pages - free) * _number(db, "page_size") <= self.limit:
                    return
                gone = db.execute(
                    "DELETE FROM translations WHERE id IN (SELECT id FROM translations ORDER BY id LIMIT ?)",
                    (_EVICTED,),
                ).rowcount

    def _files(self) -> list[Path]:
        return [self.path, *(self.path.with_name(self.path.name + end) for end in ("-wal", "-shm"))]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            if not self.path.exists():
                self._create()
            # mode=rw: a file that somebody clears at this moment must not come back as an empty one.
            uri = f"{self.path.absolute().as_uri()}?mode=rw"
            with closing(sqlite3.connect(uri, uri=True, timeout=self._patience, isolation_level=None)) as db:
                if (schema := _number(db, "user_version")) != SCHEMA:
                    raise _UnusableFileError(
                        f"The translation cache {self.path} has layout {schema}, and this songngu reads {SCHEMA}:"
                        " `songngu cache --clear` makes a new one."
                    )
                db.execute("PRAGMA synchronous = NORMAL")  # with WAL, a power cut costs the last translations only
                yield db
        except (sqlite3.OperationalError, OSError) as error:
            raise CacheError(
                f"The translation cache {self.path} cannot be used: {error}. SONGNGU_CACHE names another folder for it."
            ) from error
        except (sqlite3.Error, UnicodeDecodeError) as error:  # the message may quote what is damaged
            raise _UnusableFileError(
                f"The translation cache {self.path} is damaged: {error}. `songngu cache --clear` makes a new one."
            ) from error

    def _create(self) -> None:
        """Makes the file beside its place and moves it there, so that nobody ever opens one without tables."""
        with self._building():
            if self.path.exists():
                return
            with tempfile.TemporaryDirectory(dir=self.path.parent, prefix=".building-") as scratch:
                fresh = Path(scratch) / self.path.name
                with closing(sqlite3.connect(fresh)) as db:
                    db.executescript(_TABLES)
                for path in self._files():  # the log of a file that was deleted would be taken for the new one's
                    path.unlink(missing_ok=True)
                fresh.rename(self.path)

    @contextmanager
    def _building(self) -> Iterator[None]:
        from filelock import FileLock

        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.with_suffix(".lock"), timeout=self._patience):
            yield


class CachedTranslator:
    """A translator that asks the cache first and gives the engine what is left. It is the same translator to everybody else."""

    def __init__(self, translator: Translator, cache: TranslationCache) -> None:
        self.name = translator.name
        self.fingerprint = translator.fingerprint
        self._translator = translator
        self._cache: TranslationCache | None = cache

    def load(self) -> object:
        """Loads the engine. Unasked, it is loaded for the first segment that is not in the cache."""
        return self._translator.load()

    def translate(
        self,
        texts: Sequence[str],
        *,
        progress: Callable[[int], None] | None = None,
        no_repeat_ngram: int = 0,
    ) -> list[Translation]:
        """Translates segments; see ``models.base.Translator``. What is new is kept before this returns."""
        translations: list[Translation] = []
        for start in range(0, len(texts), _BATCH):
            translations += self._batch(texts[start : start + _BATCH], progress, no_repeat_ngram)
        return translations

    def _batch(
        self, texts: Sequence[str], progress: Callable[[int], None] | None, no_repeat_ngram: int
    ) -> list[Translation]:
        keys = list(_keys(texts, self.fingerprint, no_repeat_ngram))
        found, idle = self._get(list(dict.fromkeys(keys)))
        missing = [position for position, key in enumerate(keys) if key not in found]
        if progress and len(missing) < len(texts):
            progress(len(texts) - len(missing))
        fresh: dict[bytes, Translation] = {}
        if missing:
            made = self._translator.translate(
                [texts[position] for position in missing], progress=progress, no_repeat_ngram=no_repeat_ngram
            )
            fresh = dict(zip((keys[position] for position in missing), made, strict=True))
        self._put({key: found[key] for key in keys if key in idle} | fresh)
        found |= fresh
        return [found[key] for key in keys]

    def _get(self, keys: Sequence[bytes]) -> tuple[dict[bytes, Translation], set[bytes]]:
        if self._cache:
            try:
                return self._cache.get(keys)
            except CacheError as error:
                self._go_without(error)
        return {}, set()

    def _put(self, translations: Mapping[bytes, Translation]) -> None:
        if self._cache and translations:
            try:
                self._cache.put(self.name, self.fingerprint, translations)
            except CacheError as error:
                self._go_without(error)

    def _go_without(self, error: CacheError) -> None:
        self._cache = None
        warnings.warn(f"{error} Going on without the cache.", stacklevel=2)


def with_cache(translator: Translator) -> Translator:
    """``translator`` with the user's cache before it, or as it is where ``SONGNGU_CACHE_SIZE`` is 0. Raises ``CacheError``."""
    limit = size_limit()
    return CachedTranslator(translator, TranslationCache(limit=limit)) if limit else translator


def size_limit() -> int:
    """The bytes that the cache may have: ``$SONGNGU_CACHE_SIZE`` (``500M``, ``2G``; 0: no cache), else ``DEFAULT_LIMIT``.

    Raises ``CacheError`` where the variable makes no sense.
    """
    wanted = os.environ.get("SONGNGU_CACHE_SIZE", "").strip()
    if not wanted:
        return DEFAULT_LIMIT
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([KMGT]?)B?", wanted, re.IGNORECASE | re.ASCII)
    if not found:
        raise CacheError(
            f"SONGNGU_CACHE_SIZE is {wanted!r}: give a number of bytes with K, M, G or T behind it, such as 500M or 2G, or 0"
            " for no cache."
        )
    number, unit = found.groups()
    return int(float(number) * 1000 ** ["", "K", "M", "G", "T"].index(unit.upper()))


def _keys(texts: Iterable[str], fingerprint: str, no_repeat_ngram: int) -> Iterator[bytes]:
    """Sixteen bytes for each text. Engines take no notice of the spaces around a segment."""
    options = json.dumps([fingerprint, no_repeat_ngram, _versions()]).encode()
    common = hashlib.blake2b(options + b"\0", digest_size=16)
    for text in texts:
        digest = common.copy()
        digest.update(text.strip().encode("utf-8", "surrogatepass"))
        yield digest.digest()


@cache
def _versions() -> tuple[str, ...]:
    """The code that translates: another version may split a segment or round a sum in another way."""
    return tuple(version(name) for name in ("songngu", "ctranslate2", "torch", "transformers"))


def _packed(translation: Translation) -> bytes:
    return json.dumps([translation.text, translation.score, translation.flags, translation.tokens]).encode()


def _unpacked(value: bytes) -> Translation:
    text, score, flags, tokens = json.loads(value.decode())
    return Translation(text, score, tuple(flags), tokens)


def _today() -> int:
    return datetime.now(UTC).date().toordinal()


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Takes the right to write at the beginning: a reader that wants to write later can be refused however long it waits."""
    with db:
        db.execute("BEGIN IMMEDIATE")
        yield


def _number(db: sqlite3.Connection, pragma: str) -> int:
    [(number,)] = db.execute(f"PRAGMA {pragma}")
    return int(number)


def _clear_model(db: sqlite3.Connection, fingerprint: str) -> int:
    [(first, last)] = db.execute("SELECT coalesce(min(id), 0), coalesce(max(id), -1) FROM translations")
    cleared = 0
    for start in range(first, last + 1, _CLEARED):
        with _transaction(db):
            cleared += db.execute(
                "DELETE FROM translations WHERE model = (SELECT id FROM models WHERE fingerprint = ?)"
                " AND id >= ? AND id < ?",
                (fingerprint, start, start + _CLEARED),
            ).rowcount
    return cleared


def _shrink(db: sqlite3.Connection, limit: int) -> None:
    """Gives free pages back to the disk while the file has more than ``limit`` bytes."""
    size = _number(db, "page_size")
    while (free := _number(db, "freelist_count")) and (more := _number(db, "page_count") - limit // size) > 0:
        db.execute(f"PRAGMA incremental_vacuum({min(free, more, _EVICTED)})").fetchall()
