"""What came of each site: how many articles, what their pages did not say, and how doubtful their translations are.

A site that was redesigned, or whose pages songngu reads badly, stands out here: no dates, no titles, paragraphs taken out, more doubts
than its neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.load import Row, read_articles
from corpus.schema import HARMLESS

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


def report_rows(sites: Sequence[SiteReport]) -> Iterator[dict[str, str]]:
    """Yield the reports as rows of a table for people; ``unanswered`` is for each sentence there."""
    for site in sites:
        counts = {
            "articles": site.articles,
            "no title": site.without_title,
            "no date": site.without_date,
            "no author": site.without_author,
            "prose removed": site.prose_removed,
            "sentences": site.sentences,
        }
        yield {
            "site": site.site,
            **{name: f"{count:,}" if count else "" for name, count in counts.items()},
            "doubtful": f"{site.doubtful / max(1, site.sentences):.1%}",
            "unanswered": f"{site.unanswered / max(1, site.sentences):.2f}",
            "score": "" if site.score is None else f"{site.score:.2f}",
        }
