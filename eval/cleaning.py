"""Makes docs/cleaning.md: how well articles are taken out of real pages, beside the field's tools, from one measurement.

    python -m eval.cleaning LABELS [FILE:LINES...] [FILE]

LABELS is a folder of labelled pages; the files with a number, if any, are segmented text for the table of sentence
boundaries (see :mod:`eval.segmentation`), and the last one is text of articles alone, a sentence a line (or source, tab, sentence), of
which cleaning should take out nothing. The rules were written with these pages in sight, so the same pages are measured again
with every phrase off that no other site justifies.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from corpus.clean import MIN_WORDS, clean, to_article
from corpus.clean.repeated import ARTICLES, REASON, without_repeated
from corpus.clean.words import KINDS, WORDS, Words, pattern, phrases
from corpus.pairs import read_lines
from corpus.types import Article, Document
from eval.agreement import Agreement
from eval.learned import LearnedLines

UNSEEN: Final = Path(__file__).with_name("unseen.jsonl")
"""What ``python -m eval.unseen`` measured on pages that were new to everybody."""
OWN: Final = Path(__file__).with_name("sets") / "pages"
"""Pages of text written for this project, a label and a line in each row."""
PAGE: Final = Path(__file__).parents[1] / "docs" / "cleaning.md"
CHANGING: Final = "## Rules or a learned model"
"""From this heading on the page depends on the machine, or on more than the labels."""
# As published with the labels: micro precision, recall, F1, macro F1; title, date, author; tokens from pages without an article.
_PEERS: Final = (
    ("trafilatura 2.3.1", ".991 | .873 | .928 | .960 | 9/10 | 9/9 | 0/6 | 6/6, 852 tokens"),
    ("trafilatura, favor_precision", ".991 | .808 | .890 | .928 | 9/10 | 9/9 | 0/6 | 5/6, 374"),
    ("newspaper4k 0.9.6", ".998 | .776 | .873 | .921 | 8/10 | 7/9 | 0/6 | 4/6, 308"),
    ("readability-lxml 0.9", ".987 | .609 | .753 | .902 | 10/10 | - | - | 2/6, 136"),
    ("jusText 3.0.2 (Vietnamese)", ".946 | .600 | .734 | .872 | - | - | - | 4/6, 167"),
    ("Resiliparse 2.0.1 main content", ".928 | .997 | .961 | .932 | - | - | - | 3/6, 793"),
)
_MANY_TOKENS = 50  # a page without an article that yields more counts as one that yields text
_PAGES, _SENTENCES = 400, 15
_TEXT_LABELS = ("body", "boilerplate", "caption", "byline", "title", "date")


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page with what a person read on it. ``labels`` are those of a text page's lines; ``gold`` is a page of markup's, or ``None``
    where it has no article."""

    name: str
    site: str
    document: Document
    labels: tuple[str, ...] = ()
    gold: dict[str, Any] | None = None


@dataclass(slots=True)
class Overlap(Agreement):
    """Tokens or lines found, wanted, and both."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, right: int, found: int, gold: int) -> None:
        """Count a page's."""
        self.right, self.found, self.gold = self.right + right, self.found + found, self.gold + gold


@dataclass(slots=True)
class HtmlScore:
    """How pages of markup came out."""

    tokens: Overlap = field(default_factory=Overlap)
    each: list[float] = field(default_factory=list)
    facts: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    leaks: list[int] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class TextScore:
    """How pages of text came out."""

    tokens: Overlap = field(default_factory=Overlap)
    lines: dict[str, Overlap] = field(default_factory=lambda: defaultdict(Overlap))
    failures: list[tuple[str, str]] = field(default_factory=list)


def read_html(labels: Path) -> list[LabelledPage]:
    """Read the pages of markup, those with an article first."""
    pages = []
    for path in sorted((labels / "pages" / "html").glob("*.html")):
        gold = json.loads(path.with_name(f"{path.stem}.gold.json").read_text(encoding="utf-8"))
        pages.append(LabelledPage(path.stem, path.stem.split("_")[0], _document(path, "html"), gold=gold))
    for path in sorted((labels / "pages" / "html_neg").glob("*.html")):
        pages.append(LabelledPage(path.stem, path.stem.split("_")[0], _document(path, "html")))
    return pages


def read_text(labels: Path) -> list[LabelledPage]:
    """Read the pages of text; their files are called ``NUMBER_SITE``."""
    pages = []
    for path in sorted((labels / "pages" / "text").glob("*.txt")):
        rows = path.with_name(f"{path.stem}.gold.jsonl").read_text(encoding="utf-8").splitlines()
        gold = tuple(str(json.loads(row)["label"]) for row in rows)
        pages.append(LabelledPage(path.stem, path.stem.split("_")[1], _document(path, "text"), gold))
    return pages


def read_own(folder: Path = OWN) -> list[LabelledPage]:
    """Read the pages of text that were written for this project."""
    pages = []
    for path in sorted(folder.glob("*.tsv")):
        rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()]
        document = Document(path.name, "\n\n".join(text for _, text in rows), "text")
        pages.append(LabelledPage(path.stem, path.stem, document, tuple(label for label, _ in rows)))
    return pages


def _document(path: Path, kind: Any) -> Document:
    return Document(path.name, path.read_text(encoding="utf-8", errors="replace"), kind)


def phrases_of_sites(pages: Iterable[LabelledPage]) -> dict[str, set[str]]:
    """Return the sites on whose pages each phrase occurs in the way that the rules look for it."""
    from lxml import html

    lines: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        lines[page.site].update(line.text.lower().strip("•*·|»›# ") for line in clean(page.document).lines)
        if page.document.format == "html":
            tree = html.document_fromstring(page.document.content)
            names[page.site].update(f"{e.get('class', '')} {e.get('id', '')}".lower() for e in tree.iter("*"))
    found: dict[str, set[str]] = {}
    for kind in KINDS:
        for phrase in phrases(kind):
            looks = pattern(kind, phrase)
            match: Callable[[str], object] = (
                looks.search if kind in ("caption", "portrait", "office", "apart") else looks.fullmatch
            )
            where = names if kind == "apart" else lines
            found[phrase] = {site for site, texts in where.items() if any(map(match, texts))}
    return found


def held_out_words(sites: dict[str, set[str]]) -> Callable[[str], Words]:
    """Return, for a site, the phrases that occur on another site's pages: a reader who never saw this one could have written them."""
    made: dict[str, Words] = {}

    def words(site: str) -> Words:
        if site not in made:
            made[site] = Words(without=[phrase for phrase, own in sites.items() if not own - {site}])
        return made[site]

    return words


def score_html(pages: Iterable[LabelledPage], words: Callable[[str], Words]) -> HtmlScore:
    """Clean pages of markup, each with the phrases for its site, and compare."""
    score = HtmlScore()
    for page in pages:
        article = to_article(page.document, words=words(page.site))
        found = article if isinstance(article, Article) else None
        own = syllables(found.text if found else "")
        if page.gold is None:
            score.leaks.append(own.total())
            if found:
                score.failures.append((page.name, f"no article, but {own.total()} syllables were taken for one."))
            continue
        gold = syllables(page.gold["text"])
        right = (own & gold).total()
        score.tokens.add(right, own.total(), gold.total())
        score.each.append(2 * right / (own.total() + gold.total()))
        wrong = []
        if missing := gold.total() - right:
            wrong.append(f"{missing} of {gold.total()} syllables of the article are lost")
        if extra := own.total() - right:
            wrong.append(f"{extra} syllables are not the article's")
        facts = _facts(found, page.gold)
        for name, is_right in facts.items():
            score.facts[name].append(is_right)
            if not is_right:
                wrong.append(f"the {name.replace('no author', 'author (there is none)')} is wrong or missing")
        if wrong:
            score.failures.append((page.name, f"{'; '.join(wrong)}."))
    return score


def _facts(found: Article | None, gold: dict[str, Any]) -> dict[str, bool]:
    facts = {"title": bool(found) and _plain(found.title if found else "") == _plain(gold["title"])}
    if gold["date"]:
        facts["date"] = found is not None and found.published == gold["date"][:10]
    authors = _authors(found.author if found else "")
    facts["author" if gold["author"] else "no author"] = authors == _authors(gold["author"])
    return facts


def score_text(pages: Iterable[LabelledPage], words: Callable[[str], Words]) -> TextScore:
    """Clean pages of text, each with the phrases for its site, and compare line by line."""
    score = TextScore()
    for page in pages:
        lines = clean(page.document, words(page.site)).lines
        _score_lines(score, page, [line.text for line in lines], [_label(line.label) for line in lines])
    return score


def score_learned(pages: Sequence[LabelledPage]) -> TextScore:
    """The same with a model that was taught on the other sites' pages."""
    score = TextScore()
    lines = {page.name: [line.text for line in clean(page.document).lines] for page in pages}
    for site in sorted({page.site for page in pages}):
        model = LearnedLines([(lines[page.name], page.labels) for page in pages if page.site != site])
        for page in pages:
            if page.site == site:
                _score_lines(score, page, lines[page.name], model.labels(lines[page.name]))
    return score


def _label(label: str) -> str:
    return "body" if label == "lead" else label


def _score_lines(score: TextScore, page: LabelledPage, lines: Sequence[str], own: list[str]) -> None:
    kept, gold = (
        syllables("\n".join(line for line, label in zip(lines, labels, strict=True) if label == "body"))
        for labels in (own, page.labels)
    )
    score.tokens.add((kept & gold).total(), kept.total(), gold.total())
    for label in _TEXT_LABELS:
        pairs = list(zip(own, page.labels, strict=True))
        score.lines[label].add(pairs.count((label, label)), own.count(label), page.labels.count(label))
    wrong = Counter((b, a) for a, b in zip(own, page.labels, strict=True) if a != b)
    if wrong:
        told = (f"{count} of {gold} taken for {own}" for (gold, own), count in sorted(wrong.items()))
        score.failures.append((page.name, f"lines: {', '.join(told)}."))


def syllables(text: str) -> Counter[str]:
    """Return the syllables of ``text`` in small letters, each as often as it occurs."""
    # The target of a Markdown link is no text.
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", re.sub(r"\]\([^()]*\)", "]", text)).lower()))


def _plain(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text or "").lower()))


def _authors(text: str | None) -> set[str]:
    return {name for part in re.split(r"[;,&|]| - | và ", text or "") if (name := _plain(part))}


def _seconds(*works: Callable[[], object], budget: float = 4.0) -> list[float]:
    """Return the least processor time of each of ``works``, taken in turn for as long as ``budget`` seconds allow for each."""
    taken: list[list[float]] = [[] for _ in works]
    for work in works:
        work()  # loads what is loaded once
    while sum(map(sum, taken)) < budget * len(works):
        for work, own in zip(works, taken, strict=True):
            began = time.process_time()
            work()
            own.append(time.process_time() - began)
    return list(map(min, taken))


def _all(pages: Sequence[LabelledPage], work: Callable[[LabelledPage], object]) -> Callable[[], object]:
    return lambda: [work(page) for page in pages]


def page(labels: Path, sets: Sequence[str] = ()) -> Iterator[str]:
    """Measure and yield the lines of the documentation page.

    Raises:
        InputError: A set of ``sets`` (``FILE:LINES`` or ``FILE``) is missing or damaged.
    """
    html, text = read_html(labels), read_text(labels)
    sites = phrases_of_sites([*html, *text])
    elsewhere = held_out_words(sites)
    nothing = Words(without=list(sites))
    ways: tuple[tuple[str, Callable[[str], Words]], ...] = (
        ("songngu", lambda _: WORDS),
        ("songngu, phrases of other sites only", elsewhere),
        ("songngu, no phrases", lambda _: nothing),
    )
    html_scores = [(name, score_html(html, words)) for name, words in ways]
    text_scores = [(name, score_text(text, words)) for name, words in ways]
    yield from _introduction(html, text, sites)
    yield from _html_table(html_scores)
    yield from _text_table(text_scores)
    yield from _unseen()
    yield from _own()
    yield from _failures(html_scores, text_scores)
    yield from ("", CHANGING, "")
    yield from _learned(text, text_scores)
    yield from _boundaries([given for given in sets if ":" in given])
    for given in sets:
        if ":" not in given:
            yield from _losses(Path(given))
    yield from _speed(html, text)


def _introduction(
    html: Sequence[LabelledPage], text: Sequence[LabelledPage], sites: dict[str, set[str]]
) -> Iterator[str]:
    names = {page.site for page in (*html, *text)}
    single = sum(len(own) == 1 for own in sites.values())
    unseen = sum(not own for own in sites.values())
    articles = sum(page.gold is not None for page in html)
    yield from (
        "# Cleaning",
        "",
        "    python -m eval.cleaning LABELS flores200-dev.tsv:8 evbnews-dev.tsv:10 mono.vi.tsv.zst",
        "",
        f"makes this page from labelled pages of {len(names)} sites: {articles} articles as HTML, {len(html) - articles} HTML pages"
        f" without an article, and {len(text)} pages saved as text with {sum(len(page.labels) for page in text):,} labelled lines. The pages belong to their"
        " publishers and are not part of this project.",
        "",
        "## What is held out, and what is not",
        "",
        "Cleaning consists of rules, and whoever wrote them had seen these pages. So the rows called `songngu` flatter. The other two",
        f"rows are measured with part of the rules off. Everything that names a word on a page is in `corpus/clean/words.py`: {len(sites)} phrases,",
        "for headings, buttons, notices, mastheads, captions and names of classes. None names a site.",
        "",
        f"- *phrases of other sites only*: each page is cleaned without the phrases that occur on no other site's pages ({single} occur on one site only,",
        f"  {unseen} on none of them). Someone who had never seen the site could have known the rest.",
        "- *no phrases*: only the rules about shape, place and neighbours.",
        "",
        "This cannot show everything:",
        "",
        "- The thresholds (how many words make a paragraph, how many lines a gap) and the form of the rules were chosen with all pages in sight and cannot",
        "  be undone site by site. Several rules about shape were added for one page.",
        "- A phrase counts as known from another site even if it was first noticed on this one.",
        "- The sites are large newspapers and ministries. A small site with its own template may do worse than any row here; the pages of",
        "  [unseen sites](#pages-of-sites-that-nobody-had-looked-at) below show what the rules do there.",
        "",
        "Paragraphs that a site prints under many of its articles are looked for across the articles of a run (`corpus/clean/repeated.py`). They play no part",
        f"in the tables, where each page is cleaned alone. {_repeated(html, text)}",
    )


def _repeated(html: Sequence[LabelledPage], text: Sequence[LabelledPage]) -> str:
    found = [(page.site, to_article(page.document)) for page in (*html, *text)]
    articles = [(site, article) for site, article in found if isinstance(article, Article)]
    removed = [
        item.text
        for article in without_repeated(articles, min_words=MIN_WORDS)
        for item in article.removed
        if item.reason == REASON
    ]
    large = sum(count >= ARTICLES for count in Counter(site for site, _ in articles).values())
    return (
        f"Taken together as one run, these pages have {large} sites with {ARTICLES} articles or more, and"
        f" {len(removed) or 'no'} paragraph{'s are' if len(removed) > 1 else ' is'} taken out. This shows that the rule spares text, not that it finds clutter."
    )


def _html_table(scores: Sequence[tuple[str, HtmlScore]]) -> Iterator[str]:
    yield from (
        "",
        "## HTML",
        "",
        "Body text, compared as a bag of syllables. The figures of the other tools were published with the labels and not measured here.",
        "",
        "| | micro P | R | F1 | macro F1 | title exact | date | author | pages without an article that give text |",
        "|---|---|---|---|---|---|---|---|---|",
    )
    for name, score in scores:
        tokens, facts = score.tokens, {fact: f"{sum(right)}/{len(right)}" for fact, right in score.facts.items()}
        leaks = f"{sum(n > _MANY_TOKENS for n in score.leaks)}/{len(score.leaks)}, {sum(score.leaks) // max(1, len(score.leaks))} tokens"
        macro = sum(score.each) / len(score.each)
        yield (
            f"| **{name}** | {_share(tokens.precision)} | {_share(tokens.recall)} | {_share(tokens.f1)} | {_share(macro)}"
            f" | {facts['title']} | {facts['date']} | {facts['author']} | {leaks} |"
        )
    yield from (f"| {name} | {figures} |" for name, figures in _PEERS)
    named = scores[0][1].facts["no author"]
    yield from ("", f"Articles without a named author that are given one: {len(named) - sum(named)} of {len(named)}.")


def _text_table(scores: Sequence[tuple[str, TextScore]]) -> Iterator[str]:
    yield from (
        "",
        "## Text",
        "",
        "F1 of body text (syllables) and of lines by their label. The published baseline, which keeps lines of 60 characters and more, has .889 for body text.",
        "",
        *_text_rows(scores),
    )
    lines = scores[0][1].lines
    yield f"| lines | | {' | '.join(str(lines[label].gold) for label in _TEXT_LABELS)} | {lines['caption'].gold + lines['byline'].gold} |"


def _text_rows(scores: Sequence[tuple[str, TextScore]]) -> Iterator[str]:
    yield f"| | body text | {' | '.join(f'{label} lines' for label in _TEXT_LABELS)} | captions and bylines |"
    yield f"|---|---|{'---|' * len(_TEXT_LABELS)}---|"
    for name, score in scores:
        both = Overlap()
        for label in ("caption", "byline"):
            both.add(score.lines[label].right, score.lines[label].found, score.lines[label].gold)
        cells = [score.tokens, *(score.lines[label] for label in _TEXT_LABELS), both]
        yield f"| **{name}** | {' | '.join(_share(cell.f1) for cell in cells)} |"


def _unseen() -> Iterator[str]:
    records = [json.loads(line) for line in UNSEEN.read_text(encoding="utf-8").splitlines()]
    rounds = sorted({record["round"] for record in records})
    text_only = sorted(set(rounds) - {record["round"] for record in records if "html" in record})
    yield from (
        "",
        "## Pages of sites that nobody had looked at",
        "",
        "These are saved pages from public repositories (`eval/unseen.jsonl` says where each one is), transcribed, and labelled by a reader who did not know",
        "the rules. Each round was measured once (`python -m eval.unseen`), before anything was changed for its pages; then the rules were changed for",
        "them, before the next round. The sites are papers, broadcasters, offices, universities, a forum and a travel agent, with their menus and boxes.",
        "From round 11 on there are also designers' and students' copies of real sites, small blogs and schools.",
        "",
        f"Rounds that had only pages saved as text are missing from the table of HTML: {', '.join(map(str, text_only))}.",
        "",
        "What was decided after a round was seen, or left out:",
        "",
        "- Round 1: a byline of two initials counts as no author. A page that turned out to be made by hand was left out.",
        "- Round 10: a page saved in one line, menus and all, was left out, because no label fits it. Such an article is flagged.",
        "- From round 11 on, long scripts were shortened in some pages.",
        "- Round 17: two pages of papers that are also among the labelled pages were left out.",
        "",
        "Round 11 showed that a page whose source is hard-wrapped was refused, rounds 12 and 13 that headlines were taken from the wrong place.",
        "",
        "| round | pages of HTML | body P | R | F1 | trafilatura F1 | title | date | author |",
        "|---|---|---|---|---|---|---|---|---|",
    )
    for number in (*rounds, None):
        own = [record for record in records if "html" in record and number in (None, record["round"])]
        if not own:
            continue
        html, peer = (_sum(record[name] for record in own) for name in ("html", "trafilatura"))
        facts = ([r["facts"][name] for r in own if name in r["facts"]] for name in ("title", "date", "author"))
        yield (
            f"| {number or 'all'} | {len(own)} | {_share(html.precision)} | {_share(html.recall)} | {_share(html.f1)} | {_share(peer.f1)}"
            f" | {' | '.join(f'{sum(right)}/{len(right)}' for right in facts)} |"
        )
    empty = [record for record in records if "html" in record and not record["html"][2]]
    ours, theirs = ([record[name][1] for record in empty if record[name][1]] for name in ("html", "trafilatura"))
    yield from (
        "",
        f"{len(empty)} of these pages have no article. songngu takes text from {len(ours)} of them ({sum(ours):,} syllables), trafilatura from {len(theirs)} ({sum(theirs):,}).",
    )
    yield from (
        "",
        "Sites of each round:",
        "",
        *(f"- {n}: {', '.join(r['site'] for r in records if r['round'] == n)}" for n in rounds),
        "",
        "Pages whose HTML gave too much or too little text:",
        "",
        *(
            f"- `{record['site']}` (round {record['round']}): {record['html'][0]} of {record['html'][2]} syllables of the article found, {record['html'][1] - record['html'][0]} others."
            for record in records
            if len(set(record.get("html", "="))) > 1
        ),
        "",
        "Text:",
        "",
        "- *saved as text*: pages that a crawler saved as text, with all their menus, every line labelled.",
        "- *seen as text*: the HTML pages above without their markup, as a visitor sees them, with labels from their gold. In text, nothing distinguishes",
        "  a caption that is a sentence from the article's sentences.",
        "",
        "| round | | pages | body text | body lines | boilerplate lines | captions and bylines | number of these |",
        "|---|---|---|---|---|---|---|---|",
    )
    for seen in (False, True):
        for number in (*rounds, None):
            own = [record for record in records if ("html" in record) is seen and number in (None, record["round"])]
            if not own:
                continue
            lines = [
                _sum(record["lines"].get(label, [0, 0, 0]) for record in own for label in labels)
                for labels in (("body",), ("boilerplate",), ("caption", "byline"))
            ]
            cells = (_share(overlap.f1) for overlap in (_sum(record["text"] for record in own), *lines))
            yield (
                f"| {number or 'all'} | {'seen' if seen else 'saved'} as text | {len(own)} | {' | '.join(cells)} | {lines[-1].gold} |"
            )
    yield from (
        "",
        "Pages saved as text that gave too much or too little text:",
        "",
        *(
            f"- `{record['site']}` (round {record['round']}): {record['text'][0]} of {record['text'][2]} syllables of the article found, {record['text'][1] - record['text'][0]} others."
            for record in records
            if "html" not in record and len(set(record["text"])) > 1
        ),
    )


def _sum(counts: Iterable[Sequence[int]]) -> Overlap:
    total = Overlap()
    for right, found, gold in counts:
        total.add(right, found, gold)
    return total


def _own() -> Iterator[str]:
    pages = read_own()
    score = score_text(pages, lambda _: WORDS)
    yield from (
        "",
        "## Pages written for this project",
        "",
        f"{len(pages)} pages of text (`eval/sets/pages`) in the form of those of provincial papers, communes, the police, schools, hospitals, party committees and lists.",
        "They were written before the rules were tried on them, and the rules were then changed for them: this guards what works and does not say what to expect.",
        "",
        *_text_rows([("songngu", score)]),
        "",
        *(f"- `{name}`: {told}" for name, told in score.failures),
    )


def _learned(text: Sequence[LabelledPage], rules: Sequence[tuple[str, TextScore]]) -> Iterator[str]:
    yield from (
        "The learned model is logistic regression over each line's length, punctuation, capitals, figures, words and place, and those of its neighbours",
        "(`eval/learned.py`), taught on the text pages of the other sites. It has seen the labels of other sites only, while the rules' forms and",
        "thresholds were chosen with all sites in sight. So the fair comparison is among these rows.",
        "",
        *_text_rows([*rules[1:], ("a learned model, other sites only", score_learned(text))]),
        "",
        "## Sentence boundaries",
        "",
    )


def _failures(html: Sequence[tuple[str, HtmlScore]], text: Sequence[tuple[str, TextScore]]) -> Iterator[str]:
    for number, title in (
        (0, "Pages that it fails on"),
        (1, "Pages that it fails on with the phrases of other sites only"),
    ):
        yield from ("", f"## {title}", "")
        failures = [*html[number][1].failures, *text[number][1].failures]
        yield from (f"- `{name}`: {told}" for name, told in failures)


def _boundaries(sets: Sequence[str]) -> Iterator[str]:
    from corpus.pairs import read_pairs
    from eval.segmentation import measure

    if not sets:
        yield from ("Not measured.", "")
        return
    yield from (
        "Several lines of a test set are joined and split again; a boundary is the end of a line. Some lines are two sentences or more, in",
        "Vietnamese as in English, and splitting them counts as wrong. So two more columns are given:",
        "",
        "- *Ceiling*: the F1 of a splitter that finds the end of every line and of every sentence inside an English line, and nothing else. A",
        "  splitter that joins no sentences can reach this.",
        "- *F1 of all ends*: the ends inside English lines count as boundaries too, right if found and missing if not.",
        "",
        "| set | joined | P | R | F1 | ceiling | F1 of all ends | lines without a stop at their end | characters a second |",
        "|---|---|---|---|---|---|---|---|---|",
    )
    for given in sets:
        path, _, together = given.rpartition(":")
        pairs = [(pair.vi, pair.en) for pair in read_pairs(Path(path))]
        measure(pairs, int(together))  # what is loaded once is no part of the speed
        found = measure(pairs, int(together))
        yield (
            f"| {Path(path).stem} | {together} | {_share(found.precision)} | {_share(found.recall)} | {_share(found.f1)}"
            f" | {_share(found.ceiling)} | {_share(found.f1_of_both)} | {found.bare / found.gold:.1%}"
            f" | {found.characters / found.seconds / 1e6:.1f} million |"
        )
    yield ""


def _losses(path: Path) -> Iterator[str]:
    """Clean pages made of sentences of articles, and tell how many of these are taken out, and for which reason."""
    sources: dict[str, list[str]] = defaultdict(list)
    for line in read_lines(path):
        source, _, sentence = line.rpartition("\t")
        sources[source].append(sentence)
    yield from (
        "## Articles without anything around them",
        "",
        f"{_PAGES} pages a source, each of {_SENTENCES} consecutive lines of `{path.name}`: sentences of articles and nothing else, so nothing should be taken out.",
        "Some sources begin with headlines or consist of them; at the top and the end of such a page these are taken for menus and links. So only",
        "sentences are counted: lines with a full stop.",
        "",
        "| source | sentences | taken out | reasons |",
        "|---|--:|--:|---|",
    )
    draw = random.Random(1)
    for source, sentences in sources.items():
        starts = [draw.randrange(max(1, len(sentences) - _SENTENCES)) for _ in range(_PAGES)]
        pages = ("\n\n".join(sentences[start : start + _SENTENCES]) for start in starts)
        lines = [line for page in pages for line in clean(Document(path.name, page)).lines if line.text.endswith(".")]
        lost = Counter(line.reason for line in lines if line.label == "boilerplate")
        told = ", ".join(f"{reason} ({count})" for reason, count in lost.most_common())
        yield f"| {source or path.name} | {len(lines):,} | {lost.total()} | {told} |"
    yield ""


def _speed(html: Sequence[LabelledPage], text: Sequence[LabelledPage]) -> Iterator[str]:
    import trafilatura

    articles = [page for page in html if page.gold is not None]
    ours, bare, facts = _seconds(
        _all(articles, lambda page: clean(page.document)),
        _all(articles, lambda page: trafilatura.extract(page.document.content)),
        _all(articles, lambda page: trafilatura.extract(page.document.content, with_metadata=True)),
    )
    (lines,) = _seconds(_all(text, lambda page: clean(page.document)))
    size = sum(len(page.document.content) for page in text) / len(text)
    yield from (
        "## Speed",
        "",
        "Processor time of one core: the fastest of the rounds that fit into four seconds, taken in turn. Other work on the machine makes it slower.",
        "",
        f"- text: {len(text) / lines:,.0f} pages a second ({size:,.0f} characters each)",
        f"- HTML: {1000 * ours / len(articles):.0f} ms a page, {ours / bare:.2f} times `trafilatura.extract(page)` ({1000 * bare / len(articles):.0f} ms),"
        f" {ours / facts:.2f} times `trafilatura.extract(page, with_metadata=True)` ({1000 * facts / len(articles):.0f} ms), which also looks for title and date",
    )


def _share(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


def main(arguments: Collection[str]) -> None:
    """Measure and write the page."""
    if not arguments or any(argument.startswith("-") for argument in arguments):
        raise SystemExit("usage: python -m eval.cleaning LABELS [FILE:LINES...] [FILE]")
    labels, *sets = arguments
    lines = "\n".join(page(Path(labels), sets)) + "\n"
    PAGE.write_text(lines, encoding="utf-8")
    print(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
