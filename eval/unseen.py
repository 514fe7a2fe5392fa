"""Measures cleaning on pages of sites that nobody had looked at: once, before anything is changed for them.

    python -m eval.unseen FOLDER ROUND >> eval/unseen.jsonl

FOLDER has pages as ``NN_SITE.html``, each with ``NN_SITE.gold.json`` (title, date, author, text, captions; an empty text where there is
no article) and ``NN_SITE.url``, which says where the page can be had. Each is measured as it is, and again as the text that a visitor
sees, without the markup. A page that was saved as text is ``NN_SITE.txt``, with a label and its text for each line in
``NN_SITE.gold.tsv``. The pages belong to their publishers, so only figures are kept, and ``python -m eval.cleaning`` shows
them. A page that was measured is known from then on: what can be believed next is the next round, of other sites.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from corpus.clean.html import read_page
from corpus.clean.row import letters_of
from corpus.clean.words import WORDS
from corpus.dates import parse_date
from corpus.normalize import normalize
from corpus.types import Document
from eval.cleaning import LabelledPage, Overlap, score_html, score_text, syllables

_PART: Final = 20  # so many letters of a gold line that is shown in two lines, or in one with another
_SHORT: Final = 12  # words of a line with a date or a name


def measured(page: LabelledPage) -> dict[str, Any]:
    """Clean a page of markup, and the text that is seen of it, and return what is right, found and wanted of each."""
    import trafilatura

    html = score_html([page], lambda _: WORDS)
    gold = syllables(page.gold["text"] if page.gold else "")
    peer = syllables(trafilatura.extract(page.document.content) or "")
    return {
        "html": [html.tokens.right, html.tokens.found or sum(html.leaks), html.tokens.gold],
        "facts": {name: right for name, [right] in html.facts.items()},
        "trafilatura": [(peer & gold).total(), peer.total(), gold.total()],
        **measured_text(as_text(page)),
    }


def measured_text(page: LabelledPage) -> dict[str, Any]:
    """Clean a page of text, and return what is right, found and wanted of its body and of its lines by their label."""
    text = score_text([page], lambda _: WORDS)
    return {
        "text": _counts(text.tokens),
        "lines": {label: _counts(found) for label, found in text.lines.items() if found.found or found.gold},
    }


def _counts(overlap: Overlap) -> list[int]:
    return [overlap.right, overlap.found, overlap.gold]


def as_text(page: LabelledPage) -> LabelledPage:
    """Return the page without its markup: what a visitor sees, a line for each block, labelled as the gold has it."""
    seen = read_page(page.document.content)
    lines = [line for line in seen.lines if line.strip()] if seen else []
    text = "\n\n".join(lines)
    return LabelledPage(page.name, page.site, Document(page.name, text, "text"), tuple(_labels(lines, page.gold)))


def _labels(lines: Sequence[str], gold: dict[str, Any] | None) -> Iterator[str]:
    facts = gold or {"title": None, "date": None, "author": None, "text": "", "captions": []}
    body = [own for line in facts["text"].replace("\t", "\n").split("\n") if (own := _letters(line))]
    captions = [own for line in facts["captions"] if (own := _letters(line))]
    title, day, author = (facts[name] or "" for name in ("title", "date", "author"))
    for line in lines:
        own, short = _letters(line), len(line.split()) <= _SHORT
        if title and own == _letters(title):
            yield "title"
            title = ""  # what repeats it below is no title
        elif _is_part(own, body):
            yield "body"
        elif _is_part(own, captions):
            yield "caption"
        elif short and author and _letters(author.split(";")[0]) in own:
            yield "byline"
        elif short and day and parse_date(line) == day[:10]:
            yield "date"
            day = ""
        else:
            yield "boilerplate"


def _is_part(letters: str, wanted: Sequence[str]) -> bool:
    return letters in wanted or any(
        len(min(letters, own, key=len)) > _PART and (letters in own or own in letters) for own in wanted
    )


def _letters(line: str) -> str:
    return letters_of(normalize(line).lower())


def main(arguments: Sequence[str]) -> None:
    """Print a record for each page of a folder."""
    if len(arguments) != 2:
        raise SystemExit("usage: python -m eval.unseen FOLDER ROUND >> eval/unseen.jsonl")
    for path in sorted(Path(arguments[0]).glob("*")):
        site = path.stem.partition("_")[2]
        if path.suffix == ".html":
            # One spelling on both sides: where a tone mark stands is no error of cleaning.
            gold = json.loads(normalize(path.with_suffix(".gold.json").read_text(encoding="utf-8")))
            page = LabelledPage(path.stem, site, Document(path.name, path.read_text(encoding="utf-8"), "html"))
            figures = measured(replace(page, gold=gold if gold["text"] else None))
        elif path.suffix == ".txt":
            rows = path.with_suffix(".gold.tsv").read_text(encoding="utf-8").splitlines()
            labels = tuple(
                "body" if label == "lead" else label for label, _, _ in (row.partition("\t") for row in rows)
            )
            figures = measured_text(
                LabelledPage(path.stem, site, Document(path.name, path.read_text(encoding="utf-8")), labels)
            )
        else:
            continue
        where = path.with_suffix(".url").read_text(encoding="utf-8").strip()
        print(json.dumps({"round": int(arguments[1]), "site": site, "page": where, **figures}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
