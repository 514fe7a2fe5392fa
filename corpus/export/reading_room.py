"""The reading room: the dataset as pages that open from the disk in any browser, the English beside the Vietnamese, every doubt in words.

For a reader who knows no Vietnamese and wants to quote. A page needs nothing beside itself: no server, no network, no script from
elsewhere; what a web page smuggled into its text stays text, for the page allows no script but its own.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from itertools import groupby, islice
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from corpus.export.notes import BETWEEN_WORDS, Explain, notes, one_sided, word_by_word
from corpus.load import Row, count_articles, read_article_rows, read_articles
from corpus.schema import CLEANING, FLAG_MEANINGS, HARMLESS
from corpus.types import Span

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

ARTICLES_ON_PAGE: Final = 500  # some 10 MB, which a browser opens in a second
# Of the sentences with so many words without a counterpart more than half mislead: docs/dataset.md.
UNANSWERED_TO_DOUBT: Final = 2
WORDS_FOR_A_TITLE: Final = 10
_TEMPLATES: Final = Path(__file__).parent / "templates"
_LISTED: Final = (
    "id",
    "source",
    "title_vi",
    "title_en",
    "published",
    "author",
    "site",
    "text_en",
    "summary_en",
    "flags",
)
# The title tells pages that were written before they named their generator.
_OURS: Final = re.compile(rb'<meta name="generator" content="songngu |<title>Reading room: ')
_HEAD: Final = 2048  # bytes in which it stands
_FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")
_NOTHING = re.compile(r"(?!)")


class TargetError(Exception):
    """The pages would take the place of somebody else's. The message says of which, and what to do."""


def write_reading_room(
    dataset: Path, folder: Path, explain: Explain, *, limit: int | None = None, on_page: int = ARTICLES_ON_PAGE
) -> None:
    """Write the pages of the dataset in the folder ``dataset`` to ``folder``, in the place of those of an earlier call.

    ``index.html`` holds the first ``on_page`` articles and knows which page has which of the others, ``2.html`` those after them, and so
    on; ``limit`` is the most articles that are written. The bytes follow from the dataset alone. The folder is there once all pages are.

    Raises:
        DatasetError: there is no dataset.
        TargetError: ``folder`` has pages of these names that are not ours.
    """
    _refuse_to_replace_others(folder)
    total = count_articles(dataset)
    shown = total if limit is None else min(limit, total)
    pages = max(1, -(-shown // on_page))
    rows = islice(read_article_rows(dataset, ["id"]), shown)
    ids = [[row["id"] for row in islice(rows, on_page)] for _ in range(pages)]
    listed = (
        {**article, **_at_a_glance(article, sentences)}
        for article, sentences in read_articles(dataset, _LISTED, ("article_id", "flags"))
    )
    articles = read_articles(dataset)
    with _finished_as_a_whole(folder) as scratch:
        for page in range(pages):
            first = page * on_page
            here = min(on_page, shown - first)
            stream = _template().stream(
                page=page + 1,
                pages=pages,
                first=first + 1,
                ids=ids,
                total=total,
                shown=shown,
                listed=list(islice(listed, here)),
                articles=_articles(islice(articles, here), explain),
            )
            path = scratch / page_name(page + 1)
            stream.dump(str(path), encoding="utf-8", errors="backslashreplace")


def _refuse_to_replace_others(folder: Path) -> None:
    for path in sorted(folder.glob("*.html")):
        if path.stem == "index" or path.stem.isdecimal():
            with path.open("rb") as file:
                if not _OURS.search(file.read(_HEAD)):
                    raise TargetError(
                        f"{path} is not songngu's and would be replaced. Give a new or empty folder with -o."
                    )


@contextmanager
def _finished_as_a_whole(folder: Path) -> Iterator[Path]:
    """Give a folder to write in; its files come into ``folder`` at the end, in which nothing but our older pages is replaced."""
    scratch = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        yield scratch
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)  # it may be what fills the disk
        raise
    if not folder.exists():
        scratch.rename(folder)
        return
    number = 1
    while (folder / page_name(number)).exists():
        (folder / page_name(number)).unlink()
        number += 1
    for path in scratch.iterdir():
        path.rename(folder / path.name)
    scratch.rmdir()


def page_name(number: int) -> str:
    """Return the file name of a page, counted from 1."""
    return "index.html" if number == 1 else f"{number}.html"


def _articles(rows: Iterator[tuple[Row, list[Row]]], explain: Explain) -> Iterator[dict[str, Any]]:
    for article, sentences in rows:
        shown = [_sentence(row, explain) for row in sentences]
        title = next((s for s in shown if s["role"] == "title"), None)
        yield {
            **article,
            **_at_a_glance(article, sentences),
            "title": title,
            "url": article["url"] if _is_web_address(article["url"]) else None,
            "blocks": _blocks([s for s in shown if s is not title]),
            "summary": [_summary(sentence, shown) for sentence in article["summary"]],
            "sentences": len(shown),
            "doubtful": [s["index"] for s in shown if s["doubted"]],
            "unsure": sum(not s["doubted"] and _unanswered(s) >= UNANSWERED_TO_DOUBT for s in shown),
        }


def _at_a_glance(article: Row, sentences: Sequence[Row]) -> dict[str, Any]:
    """Return what the list and the article's head both say: the doubts about it, and what it is called if it has no title."""
    flags = {*article["flags"], *(flag for row in sentences for flag in row["flags"])} - HARMLESS
    words = article["text_en"].replace("[not translated]", "").split()
    begin = " ".join(words[:WORDS_FOR_A_TITLE]) + (" …" if words[WORDS_FOR_A_TITLE:] else "")
    file = PureWindowsPath(article["source"]).name
    return {
        "doubts": sorted(flags - CLEANING),
        "cleaning": sorted(flags & CLEANING),
        "file": file,
        "untitled": f"[{begin or file}]",
    }


def _summary(sentence: Mapping[str, Any], shown: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return a summary sentence with the doubts about those that it rests on, and with their marks if it is one of them word by word."""
    support = [s for s in shown if s["index"] in sentence["support"]]
    same = (s["en"] for s in support if s["translation"]["en"] == sentence["en"])
    return {
        "en": next(same, sentence["en"]),
        "support": support,
        "doubts": sorted({flag for s in support for flag in s["doubts"]}),
    }


def _unanswered(sentence: Row) -> int:
    return len(sentence["unanswered"]["vi"]) + len(sentence["unanswered"]["en"])


def _sentence(row: Row, explain: Explain) -> dict[str, Any]:
    flags, found = row["flags"], one_sided(row, explain)
    vi, en = row["translation"]["vi"], row["translation"]["en"]
    gloss = list(explain.gloss(vi, en))
    doubts = [flag for flag in flags if flag not in HARMLESS]
    # What can be compared without knowing the language.
    figures = _FIGURE if "number_mismatch" in flags else _NOTHING
    return {
        **row,
        "key": f"{row['article_id']}-{row['index']}",
        "doubts": doubts,
        "doubted": " doubted" if doubts else "",
        "score": "" if row["score"] is None else f"{row['score']:.2f}",
        "vi": _marked(vi, figures, found.vietnamese, row["unanswered"]["vi"]),
        "en": _marked(en, figures, found.english, row["unanswered"]["en"]),
        "notes": [(flag, _quoted(meaning, vi, found.vietnamese)) for flag, meaning in notes(row, found)],
        "words": word_by_word(gloss),
        "alone": " ".join(str(number) for number, word in enumerate(gloss) if not word.answered),
    }


def _blocks(sentences: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield paragraphs and captions in reading order, each with its sentences."""
    for (is_caption, _), own in groupby(sentences, key=lambda s: (s["role"] == "caption", s["paragraph"])):
        yield {"caption": is_caption, "sentences": list(own)}


def _is_web_address(url: str | None) -> bool:
    try:
        return url is not None and urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _marked(
    text: str, figures: re.Pattern[str], stretch: Span | None, unanswered: Sequence[Mapping[str, int]]
) -> Markup:
    """Mark the figures, the stretch that the other side does not have, and outside it the words that have no counterpart."""
    from markupsafe import Markup

    bold, underlined = Markup("{}<b>{}</b>"), Markup("{}<u>{}</u>")
    spans = [(*stretch, bold)] if stretch else []
    for found in figures.finditer(text):
        _add(spans, (*found.span(), bold))
    for word in unanswered:
        _add(spans, (word["start"], word["end"], underlined))
    marked, done = Markup(""), 0
    for first, last, form in sorted(spans):
        marked += form.format(text[done:first], text[first:last])
        done = last
    return marked + text[done:]


def _quoted(meaning: str, vi: str, stretch: Span | None) -> str:
    """Say of the words of the Vietnamese that a note quotes that they are Vietnamese: screen readers pronounce them."""
    before, quotation, after = meaning.partition(f"“{vi[slice(*stretch)]}”") if stretch else (meaning, "", "")
    return before + _vietnamese(quotation, "i") + after if quotation else meaning


def _vietnamese(text: str, element: str = "span") -> Markup:
    from markupsafe import Markup

    return Markup(f'<{element} lang="vi">{{}}</{element}>').format(text)


def _add(spans: list[tuple[int, int, Markup]], span: tuple[int, int, Markup]) -> None:
    """Add ``span`` where it overlaps none that is there."""
    if all(span[1] <= begin or span[0] >= end for begin, end, _ in spans):
        spans.append(span)


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = ((_TEMPLATES / name).read_text(encoding="utf-8") for name in ("style.css", "script.js"))
    environment.globals.update(
        style=Markup(style),
        script=Markup(script),
        style_digest=_digest(style),
        script_digest=_digest(script),
        meanings=FLAG_MEANINGS,
        harmless=HARMLESS,
        between_words=BETWEEN_WORDS,
        unanswered_to_doubt=UNANSWERED_TO_DOUBT,
        version=version("songngu"),
        page_name=page_name,
    )
    environment.filters.update(
        words=lambda flag: flag.replace("_", " "),
        vietnamese=lambda text: _vietnamese(text) if text else None,
        plural=lambda count, noun: f"{count:,} {noun}{'' if count == 1 else 's'}",
    )
    return environment.get_template("page.html")


def _digest(text: str) -> str:
    """Return what a Content-Security-Policy calls a script or style by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
