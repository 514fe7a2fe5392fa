"""The user's glossary: a file of Vietnamese terms and the English that a translation has to have for them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from corpus.normalize import normalize
from models.terms import Terms, make_terms
from pipeline.config import ConfigError

_HEADINGS = frozenset({"vi", "vietnamese", "tiếng việt", "source", "term"})


def read_terms(path: Path) -> Terms:
    """Read a table without quotes: Vietnamese, English, and more accepted English forms, in columns with tabs between (``.csv``: a
    spreadsheet's table with commas). Lines that begin with ``#``, blank lines, and a heading are passed over.

    Raises:
        ConfigError: the file cannot be read, holds no term, or one of its lines is none.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"terms: {path} cannot be read as UTF-8 text: {error}") from error
    entries: list[tuple[str, tuple[str, ...]]] = []
    for number, (vietnamese, *accepted) in _rows(path, text):
        if not entries and vietnamese.strip().lower() in _HEADINGS:
            continue
        entry = (normalize(vietnamese), tuple(accepted))
        try:
            make_terms([entry])
        except ValueError as error:
            raise ConfigError(
                f"terms: {path}, line {number}: {error}; a line is Vietnamese, a tab, and English (more accepted forms behind further tabs)"
            ) from None
        entries.append(entry)
    if not entries:
        raise ConfigError(f"terms: {path} holds no term; a line is Vietnamese, a tab, and English")
    return make_terms(entries)


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    lines = text.splitlines(keepends=True)
    if path.suffix.lower() == ".csv":
        reader = csv.reader(lines)
        rows = ((reader.line_num, row) for row in reader)
    else:
        rows = ((number, line.rstrip("\r\n").split("\t")) for number, line in enumerate(lines, 1))
    return ((number, row) for number, row in rows if row and any(map(str.strip, row)) and not row[0].startswith("#"))
