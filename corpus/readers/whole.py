"""Text files and saved pages: one file, one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpus.encoding import declared_charset, decode
from corpus.readers.base import LIMIT, MAX_DOCUMENT_BYTES, Opened, Refused, looks_like_html, make_document
from corpus.types import Document, Reason, Rejected

_ANY_TAG: Final = re.compile(r"<[a-zA-Z!/?][^<>]*>")


def _content(opened: Opened) -> str:
    data = opened.stream.read(MAX_DOCUMENT_BYTES + 1)
    if len(data) > MAX_DOCUMENT_BYTES:
        raise Refused(Reason.TOO_LARGE, f"It is too large{' once it is unpacked' if opened.packed else ''}; {LIMIT}.")
    return decode(data, declared_charset(data)).text


def read_text(opened: Opened) -> Iterator[Document | Rejected]:
    """A text file, or a page that is called one."""
    content = _content(opened)
    yield make_document(opened.source, content, "html" if looks_like_html(content) else "text")


def read_html(opened: Opened) -> Iterator[Document | Rejected]:
    """A saved page, or a text that is called one."""
    content = _content(opened)
    yield make_document(opened.source, content, "html" if _ANY_TAG.search(content) else "text")
