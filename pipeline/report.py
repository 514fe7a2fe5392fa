"""What came of each site: how many articles, what their pages did not say, and how doubtful their translations are.

A site that was redesigned, or whose pages songngu reads badly, stands out here: no dates, no titles, paragraphs taken out, more doubts
than its neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from corpus.load import Row, read_articles
from corpus.schema import HARMLESS

if TYPE_CHECKING:
    from rich.table import Table

ALL: Final = "all"
_NO_SITE: Final = "(no site)"


@dataclass(frozen=True, slots=True)
class SiteReport:
    """The counts of one ``site``, or of all.

    ``prose_removed`` are articles that whole paragraphs were taken out of, ``doubtful`` sentences with a doubt, ``unanswered`` the
    words without a counterpart on the other side, ``score`` the mean of the sentences' scores, ``None`` where no engine told any.
    """

    site: str
    articles: int = 0
    without_title: int = 0
    without_date: int = 0
    without_author: int = 0
    prose_removed: int = 0
    sentences: int = 0
    doubtful: int = 0
    unanswered: int = 0
    score: float | None = None


def report_sites(output: Path) -> list[SiteReport]:
    """Count the dataset in ``output`` by site: first all of it, then the sites, those with most articles first.

    Raises:
        DatasetError: there is no dataset.
    """
    sites: dict[str, Counter[str]] = {ALL: Counter()}
    for article, sentences in read_articles(output):
        found = _counted(article, sentences)
        for site in (ALL, article["site"] or _NO_SITE):
            sites.setdefault(site, Counter()).update(found)
    total, *others = (_report(site, counts) for site, counts in sites.items())
    return [total, *sorted(others, key=lambda site: (-site.articles, site.site))]


def _counted(article: Row, sentences: Sequence[Row]) -> Counter[str]:
    scores = [row["score"] for row in sentences if row["score"] is not None]
    return Counter(
        articles=1,
        without_title=not article["title_vi"],
        without_date=not article["published"],
        without_author=not article["author"],
        prose_removed="prose_removed" in article["flags"],
        sentences=len(sentences),
        doubtful=sum(not HARMLESS.issuperset(row["flags"]) for row in sentences),
        unanswered=sum(len(spans) for row in sentences for spans in row["unanswered"].values()),
        scored=len(scores),
        score=sum(scores),
    )


def _report(site: str, counts: Counter[str]) -> SiteReport:
    scored, score = counts.pop("scored", 0), counts.pop("score", 0)
    return SiteReport(site, **counts, score=round(score / scored, 4) if scored else None)


def report_table(sites: Sequence[SiteReport]) -> Table:
    """Return the reports as a table for people."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for field in fields(SiteReport):
        name = {"unanswered": "unanswered words a sentence"}.get(field.name, field.name.replace("_", " "))
        table.add_column(name, justify="left" if field.name == "site" else "right", overflow="fold")
    for site in sites:
        counts = [
            site.articles,
            site.without_title,
            site.without_date,
            site.without_author,
            site.prose_removed,
            site.sentences,
        ]
        table.add_row(
            site.site,
            *(f"{count:,}" if count else "" for count in counts),
            f"{site.doubtful / max(1, site.sentences):.1%}",
            f"{site.unanswered / max(1, site.sentences):.2f}",
            "" if site.score is None else f"{site.score:.2f}",
        )
    return table
