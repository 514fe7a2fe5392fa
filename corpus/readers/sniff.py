"""What a file is by its content, because names lie: pages are called .txt, and tables come without a name at all."""

from __future__ import annotations

import re
from typing import Final

from corpus.encoding import BinaryError
from corpus.readers.base import Opened, Refused, begins_like_html, looks_like_html
from corpus.types import Reason

_JSON_START: Final = re.compile(r'\s*(?:\[\s*)?\{\s*"(?:[^"\\\n]|\\.)*"\s*:')
_WHOLE: Final = frozenset({".txt", ".md", ".html", ".htm", ".xhtml"})


def _by_content(opened: Opened) -> str:
    if opened.head.startswith(b"PAR1"):
        return ".parquet"
    if opened.head.startswith(b"WARC/"):
        return ".warc"
    sample = opened.sample.removeprefix("\ufeff")
    if _JSON_START.match(sample):
        return ".json"
    return ".html" if looks_like_html(sample) else ".txt"


def true_extension(opened: Opened, extension: str) -> str:
    """The extension that the file should have: its own unless its content is plainly something else.

    Args:
        extension: What its name says, ``""`` if that tells nothing.

    Raises:
        BinaryError: It is no text and no table.
        Refused: It is not the kind of table that it is called.
    """
    if extension in (".parquet", ".warc"):
        try:
            content = _by_content(opened)
        except BinaryError as error:
            raise Refused(Reason.UNREADABLE, f"It is called {extension}, but it is {error}.") from error
        if content != extension:
            raise Refused(Reason.UNREADABLE, f"It is called {extension}, but it does not begin like one.")
        return extension
    content = _by_content(opened)
    if not extension or content in (".parquet", ".warc"):
        return content
    if extension in _WHOLE:
        return ".json" if content == ".json" else extension
    return ".html" if begins_like_html(opened.sample) else extension  # an error page where a table was
