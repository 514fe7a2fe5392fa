"""From a document as the web gives it to an article: what is said, by whom, when, and nothing of the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from corpus.clean.around import BESIDE_READING, CLOCK
from corpus.clean.flags import removal_flags, text_flags
from corpus.clean.front import FrontMatter, read_front_matter
from corpus.clean.html import Page, read_page
from corpus.clean.lines import byline_names, label_lines, reads_as_text
from corpus.clean.row import person_named
from corpus.clean.words import WORDS, Words
from corpus.clean.wrap import hard_wrapped
from corpus.dates import parse_date
from corpus.language import language_of
from corpus.normalize import normalize
from corpus.segment import split_sentences
from corpus.types import Article, Document, Line, Reason, Rejected, Removed, Role, Segment

__all__ = ["MIN_WORDS", "Cleaned", "clean", "to_article"]

MIN_WORDS = 40
"""An article has at least so many words in its lead and body: fewer are a headline, a notice or a caption."""

_ABOVE = 2  # lines above the headline in which its date may stand
_CLOCK = re.compile(r"\d{1,2}\s*[:h]\s*\d{2}")
_MARKS_OF_A_SENTENCE_BEGUN = ",;:.)]”"
_STOPS = '.!?:;…”"'
_CLOSING_MARK = re.compile(r"[,.;:)\]”](?!\.)")  # what follows a link inside a sentence
_TEASER_WORDS = 80  # fewer, of a whole page, may be a teaser beside the article
_PARAGRAPH_WORDS = 25  # of what an extractor left
_MUCH_MORE = 4  # times as many words
_LIST_WORDS = 8  # at most, of the point of a list without a mark
_LIST_POINT = re.compile(r"[a-zđ0-9]{1,2}[).]\s")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page with every line labelled and the article taken out of it.

    ``text`` holds paragraphs with a blank line between two, ``paragraph_lines`` the line that each of them begins on.
    """

    source: str
    title: str | None
    published: str | None
    author: str | None
    url: str | None
    site: str | None
    text: str
    captions: tuple[tuple[int | None, str], ...]
    lead: bool
    lines: tuple[Line, ...]
    paragraph_lines: tuple[int, ...]

    @property
    def removed(self) -> tuple[Removed, ...]:
        """The lines that are no part of the article."""
        return tuple(Removed(line.line, line.text, line.reason) for line in self.lines if line.label == "boilerplate")


def clean(document: Document, words: Words = WORDS) -> Cleaned:
    """Label the lines of ``document`` and take the article out of them. Nothing is rejected here: ``text`` may be empty.

    ``words`` are the phrases by which page furniture is known.
    """
    wrapped: list[list[int]] | None = None
    physical: list[str] = []
    front = FrontMatter()
    page = read_page(document.content, document.url, words) if document.format == "html" else None
    if page is not None:
        title = normalize(document.title) if document.title else page.title
        lines, title = _labelled(page, title, words)
        # What stands under the headline before what an extractor found somewhere: a licence in the footer has a date too.
        found = _date_of(lines, under_headline=True) or _unless_of_page(page.published, lines) or _date_of(lines)
        url, site = page.url, page.site
    else:
        title = normalize(document.title).strip() if document.title else None
        physical = normalize(document.content).split("\n")
        front = read_front_matter(physical)
        shown = ["" if front.begin <= number < front.end else line for number, line in enumerate(physical)]
        wrapped = hard_wrapped(shown)
        lines = label_lines(_joined(shown, wrapped), title=title or front.title, words=words)
        found = front.published or _date_of(lines) or front.dated
        url, site = document.url or front.url, None
    # The shortest of the lines with the headline is the one without the site's name.
    title = title or min((line.text for line in lines if line.label == "title"), key=len, default=front.title)
    signed = page.author if page is not None else front.author
    author = normalize(document.author) if document.author else byline_names(lines, words) or _person(signed, words)
    published = document.published or found
    paragraphs, begins, captions, has_lead = _paragraphs(lines, words)
    return Cleaned(
        source=document.source,
        title=title or None,
        published=parse_date(published) if published else None,
        author=author,
        url=url,
        site=(_site_of(url) if url else None) or site,
        text="\n\n".join(paragraphs),
        captions=tuple(captions),
        lead=has_lead,
        lines=tuple(
            sorted(
                (*front.labelled(physical), *(_broken_again(lines, physical, wrapped) if wrapped else lines)),
                key=attrgetter("line"),
            )
        ),
        paragraph_lines=tuple(begins),
    )


def _person(name: str | None, words: Words) -> str | None:
    """The name, if it is a person's: a site or an office is none."""
    return (person_named(normalize(name), words) or None) if name else None


def _joined(physical: Sequence[str], wrapped: Sequence[Sequence[int]] | None) -> list[str]:
    """Return as many lines, those of each hard-wrapped paragraph joined on the first of them."""
    if wrapped is None:
        return [line.strip() for line in physical]
    lines = [""] * len(physical)
    for numbers in wrapped:
        lines[numbers[0]] = " ".join(physical[number].strip() for number in numbers)
    return lines


def _broken_again(lines: Sequence[Line], physical: Sequence[str], wrapped: Iterable[Sequence[int]]) -> Iterator[Line]:
    """Give every line of a hard-wrapped paragraph the paragraph's label: a page's lines are counted as it has them."""
    paragraphs = {numbers[0]: numbers for numbers in wrapped}
    for line in lines:
        for number in paragraphs[line.line]:
            yield Line(number, line.label, line.reason, physical[number].strip())


def to_article(document: Document, *, min_words: int = MIN_WORDS, words: Words = WORDS) -> Article | Rejected:
    """Clean ``document`` and cut its article into segments, or say why there is no article to translate."""
    if not document.content.strip():
        return Rejected(document.source, Reason.EMPTY, "There is no text in it.")
    cleaned = clean(document, words)
    length = len(cleaned.text.split())
    language = language_of(
        cleaned.text if length >= min_words else "\n".join(line.text for line in cleaned.lines) or document.content
    )
    if language.code != "vi":
        return Rejected(document.source, Reason.NOT_VIETNAMESE, f"The text is in {language.name}, not in Vietnamese.")
    if length < min_words:
        if len(document.content.split()) < min_words * 2:
            detail = (
                f"The text has {length or len(document.content.split())} words; an article has at least {min_words}."
            )
            return Rejected(document.source, Reason.TOO_SHORT, detail)
        return Rejected(
            document.source,
            Reason.NO_ARTICLE,
            f"No running text on this page ({len(cleaned.lines)} lines, {length} words in paragraphs): a list of links, a search result or an error page.",
        )
    return Article(
        id=document.id,
        text=cleaned.text,
        segments=tuple(_segments(cleaned)),
        title=cleaned.title,
        url=cleaned.url,
        site=cleaned.site,
        published=cleaned.published,
        author=cleaned.author,
        lines=cleaned.paragraph_lines,
        removed=cleaned.removed,
        flags=(*removal_flags(cleaned.removed), *text_flags(cleaned.text.split("\n\n"), words)),
    )


def _is_middle(text: str) -> bool:
    """Say whether ``text`` begins in the middle of a sentence."""
    return text[0] in _MARKS_OF_A_SENTENCE_BEGUN or (text[0].islower() and not text.startswith(("http:", "https:")))


def _paragraphs(lines: Sequence[Line], words: Words) -> tuple[list[str], list[int], list[tuple[int | None, str]], bool]:
    """Put lead and body lines together as paragraphs, each with the line it begins on, and captions with the paragraph they follow.

    A line that begins with a small letter or a closing mark goes on with the sentence of the line before it: pages break a
    paragraph at its links. Not where the two together would look like something else than text: cleaning the result once
    more has to leave it as it is.
    """
    paragraphs: list[str] = []
    begins: list[int] = []
    captions: list[tuple[int | None, str]] = []
    has_lead = refused = False
    listed = False  # whether a colon announced short lines with small letters
    # What comes next in the text: a caption between stands apart from it.
    following = iter([*(line for line in lines if line.label in ("lead", "body")), None])
    after = next(following)
    for line in lines:
        if line.label not in ("lead", "body", "caption"):
            continue
        if line is after:
            after = next(following)
        text = " ".join(line.text.split()) if "  " in line.text else line.text.strip()
        if line.label in ("lead", "body"):
            has_lead = has_lead or (line.label == "lead" and not paragraphs)
            point = text[0].islower() and text[-1] not in _STOPS and text.count(" ") < _LIST_WORDS
            listed = bool(paragraphs) and (listed or paragraphs[-1][-1] == ":") and point
            goes_on = (
                paragraphs
                and not listed
                and not refused  # what could not be joined is left alone: joined to the next line it might be joined the next time
                and (
                    _is_middle(text)
                    or (after is not None and text[-1] not in _STOPS and _CLOSING_MARK.match(after.text))
                )
                and not _LIST_POINT.match(text)
                and paragraphs[-1][-1] not in _STOPS
            )
            between = "" if text[0] in _MARKS_OF_A_SENTENCE_BEGUN else " "
            joined = f"{paragraphs[-1]}{between}{text}" if goes_on else ""
            refused = joined != "" and not reads_as_text(joined, words)
            if joined and not refused:
                paragraphs[-1] = joined
            else:
                paragraphs.append(text)
                begins.append(line.line)
        else:
            captions.append((len(paragraphs) - 1 if paragraphs else None, text))
    return paragraphs, begins, captions, has_lead


def _unless_of_page(published: str | None, lines: Iterable[Line]) -> str | None:
    """Return the date unless it is that of the site's licence or of its clock, which may be the page's first line."""
    other = {
        parse_date(line.text)
        for i, line in enumerate(lines)
        if line.reason in {"masthead", CLOCK} or (i == 0 and line.label == "date" and not _CLOCK.search(line.text))
    }
    return None if published in other else published


def _labelled(page: Page, title: str | None, words: Words) -> tuple[list[Line], str | None]:
    """Label the lines of a page with markup; return them and the headline that the page's metadata are believed in.

    An extractor that takes hardly more than a teaser may have gone astray on a page full of text: then it is read as it is seen.
    """
    lines = label_lines(
        page.lines,
        title=title,
        kept=page.kept,
        linked=page.linked,
        apart=page.apart,
        captions=page.captions,
        headings=page.headings,
        words=words,
    )
    found = _body_words(lines)
    known = {*(page.kept or ()), *page.linked}
    left = sum(
        size
        for number, line in enumerate(page.lines)
        if number not in known and (size := len(line.split())) >= _PARAGRAPH_WORDS
    )
    if not 0 < found < _TEASER_WORDS or left < _MUCH_MORE * _TEASER_WORDS:
        return lines, title
    seen = label_lines(page.lines, words=words)
    return (lines, title) if _body_words(seen) < _MUCH_MORE * found else (seen, None)


def _body_words(lines: Sequence[Line]) -> int:
    return sum(len(line.text.split()) for line in lines if line.label in ("lead", "body"))


def _date_of(lines: Sequence[Line], *, under_headline: bool = False) -> str | None:
    """Return the date that stands with the headline, or only one between it and the text, or one with a time right above it.

    A date at the very top of the page, before the headline and without a time of day, is the day of the visit: the site's
    clock. Taking it for the article's date would be a wrong date that nobody can see, so there is none then.
    """
    order = [line.label for line in lines]
    dates = [
        (i, day) for i, line in enumerate(lines) if line.label in ("date", "byline") and (day := parse_date(line.text))
    ]
    title = order.index("title") if "title" in order else -1
    if under_headline:
        text = next((i for i, label in enumerate(order) if label in ("lead", "body")), 0)
        above = (
            day
            for i, day in reversed(dates)
            if title - _ABOVE <= i < title
            and (_CLOCK.search(lines[i].text) or BESIDE_READING.search(lines[i].text.lower()))
        )
        return next((day for i, day in dates if 0 <= title < i < text), None) or next(above, None)
    after = [day for i, day in dates if i > title]
    if after:
        return after[0]
    before = [day for i, day in dates if i >= 3 or _CLOCK.search(lines[i].text)]
    return before[-1] if before else None


def _site_of(url: str) -> str | None:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _segments(cleaned: Cleaned) -> list[Segment]:
    """Cut an article into its units of translation, in reading order: title, then paragraphs, each with the captions under it."""
    found: list[Segment] = []
    if cleaned.title:
        found.append(Segment(0, "title", cleaned.title))

    def add_captions(after: int | None) -> None:
        for paragraph, text in cleaned.captions:
            if paragraph == after:
                found.append(Segment(len(found), "caption", text, paragraph))

    add_captions(None)
    offset = 0
    for number, paragraph in enumerate(cleaned.text.split("\n\n")):
        role: Role = "lead" if number == 0 and cleaned.lead else "body"
        for start, end in split_sentences(paragraph):
            found.append(Segment(len(found), role, paragraph[start:end], number, offset + start, offset + end))
        add_captions(number)
        offset += len(paragraph) + 2
    return found
