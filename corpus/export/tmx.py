"""A translation memory (TMX 1.4b, https://www.gala-global.org/tmx-14b): what translators' programs read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, Final

from corpus.export.notes import Explain, notes, one_sided
from corpus.load import Row, read_articles

# What XML 1.0 has no way to write.
_UNWRITABLE: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_tmx(dataset: Path, file: Path, explain: Explain) -> None:
    """Write every sentence of the dataset in the folder ``dataset`` that has a translation to ``file``, its doubts as notes.

    Raises:
        DatasetError: there is no dataset.
    """
    articles = read_articles(dataset)
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f".{file.name}.partial")
    try:
        with partial.open("wb") as opened:  # lxml's own errors name no file
            _write(opened, articles, explain)
        partial.replace(file)
    except BaseException:
        partial.unlink(missing_ok=True)  # it may be what fills the disk
        raise


def _write(file: BinaryIO, articles: Iterable[tuple[Row, list[Row]]], explain: Explain) -> None:
    from importlib.metadata import version

    from lxml import etree

    with etree.xmlfile(file, encoding="utf-8") as out:
        out.write_declaration()
        with out.element("tmx", version="1.4"):
            out.write(
                etree.Element(
                    "header",
                    {
                        "creationtool": "songngu",
                        "creationtoolversion": version("songngu"),
                        "segtype": "sentence",
                        "o-tmf": "songngu",
                        "adminlang": "en",
                        "srclang": "vi",
                        "datatype": "plaintext",
                    },
                )
            )
            with out.element("body"):
                for article, sentences in articles:
                    for sentence in sentences:
                        if sentence["translation"]["en"]:
                            out.write(_unit(article, sentence, explain), "\n")


def _unit(article: Row, sentence: Row, explain: Explain) -> Any:
    from lxml.builder import E

    facts = {
        "score": None if sentence["score"] is None else f"{sentence['score']:.4f}",
        "role": sentence["role"],
        "published": article["published"],
        "url": article["url"],
        "source": article["source"],
        "translator": article["translator"],
    }
    return E.tu(
        *(E.note(_writable(f"{flag}: {meaning}")) for flag, meaning in notes(sentence, one_sided(sentence, explain))),
        *(E.prop(_writable(value), type=f"x-{name}") for name, value in facts.items() if value),
        *(
            E.tuv(E.seg(_writable(text)), {"{http://www.w3.org/XML/1998/namespace}lang": language})
            for language, text in sentence["translation"].items()
        ),
        tuid=f"{article['id']}-{sentence['index']}",
    )


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
