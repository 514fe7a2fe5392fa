"""The nouns that every part of songngu shares: what is read, what is refused, and what an article is made of."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

Format = Literal["text", "html"]
Role = Literal["title", "lead", "body", "caption"]
Label = Literal["title", "date", "byline", "caption", "lead", "body", "boilerplate"]


class Reason(StrEnum):
    """Why an input is in the quarantine. The value is what ``quarantine.jsonl`` says."""

    UNREADABLE = "unreadable"
    """The file cannot be opened, or ends in the middle (a truncated archive)."""
    BINARY = "binary"
    """The bytes are no text at all: an image, a program, a PDF."""
    UNDECODABLE = "undecodable"
    """Text, but in no encoding that is known here."""
    BAD_RECORD = "bad_record"
    """One record of a table cannot be parsed or has no text."""
    TOO_LARGE = "too_large"
    """Larger than any article: one document over the limit, or an archive that unpacks without end."""
    UNSUPPORTED = "unsupported"
    """A kind of file that no reader takes."""
    EMPTY = "empty"
    """Nothing but white space."""
    TOO_SHORT = "too_short"
    """Fewer words than an article has."""
    NOT_VIETNAMESE = "not_vietnamese"
    """The text is in another language."""
    NO_ARTICLE = "no_article"
    """A page without an article: a section page, a search result, an error page."""
    FAILED = "failed"
    """The program failed on it: a bug, which must not cost the other inputs."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it was read: decoded, not yet cleaned.

    ``source`` names it for a person: the path as given on the command line, for a record of a table with its number
    (``news.jsonl#3``, counted from 1). ``content`` is the decoded and repaired text, or the page's markup where ``format`` is ``html``.
    The other fields are what the input itself says of the document, ``None`` where it says nothing.
    """

    source: str
    content: str
    format: Format = "text"
    url: str | None = None
    title: str | None = None
    published: str | None = None
    author: str | None = None

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits that depend on the content alone: the same document has the same id wherever it lies."""
        fields = (self.format, self.content, self.url, self.title, self.published, self.author)
        digest = hashlib.sha256("\x1f".join(f or "" for f in fields).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be used. ``detail`` is one sentence that a person understands."""

    source: str
    reason: Reason
    detail: str

    @classmethod
    def failed(cls, source: str, error: Exception) -> Rejected:
        """The input that a bug showed itself on; the message is cut, since some hold the whole input."""
        message = " ".join(str(error).split())[:200]
        return cls(source, Reason.FAILED, f"songngu failed on it, which is a bug ({type(error).__name__}: {message}).")


@dataclass(frozen=True, slots=True)
class Line:
    """One non-empty line of a document. ``line`` counts all lines from 0; ``reason`` says which rule set the label."""

    line: int
    label: Label
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that cleaning took out, with the rule that did it."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit of translation.

    ``start`` and ``end`` are character offsets into the article's ``text``; ``None`` for a title or caption, which stand outside it.
    ``paragraph`` counts the paragraphs of ``text`` from 0; for a caption it is the paragraph that it follows, for the title ``None``.
    """

    index: int
    role: Role
    text: str
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article: Vietnamese only, before translation.

    ``text`` holds the lead and body paragraphs, a blank line between two; ``lines`` the page's line that each begins on.
    """

    id: str
    text: str
    segments: tuple[Segment, ...]
    title: str | None = None
    url: str | None = None
    site: str | None = None
    published: str | None = None
    author: str | None = None
    lines: tuple[int, ...] = ()
    removed: tuple[Removed, ...] = ()
    flags: tuple[str, ...] = field(default=())


Span = tuple[int, int]
"""Where a stretch of a text begins and where it ends, in characters."""


class Unanswered(NamedTuple):
    """Where the words of a pair stand to which nothing on the other side answers."""

    vi: tuple[Span, ...] = ()
    en: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment and its translation.

    ``score`` is the geometric mean of the probabilities that the model gave to the words it wrote, from 0 to 1; ``None`` where the
    engine does not tell. ``flags`` are named doubts. ``unanswered`` are the words of ``segment.text`` and of ``en`` that have no
    counterpart.
    """

    segment: Segment
    en: str
    score: float | None = None
    flags: tuple[str, ...] = ()
    unanswered: Unanswered = field(default_factory=Unanswered)
    in_summary: bool = False


class ParallelPair(NamedTuple):
    """A Vietnamese text and an English one that says the same, as a parallel corpus holds them; ``source`` names the corpus."""

    vi: str
    en: str
    source: str = ""


class GlossedWord(NamedTuple):
    """A word of a Vietnamese text and an English one that it often stands for, empty where none is known.

    ``answered`` is false where nothing in the translation answers to it.
    """

    vietnamese: str
    english: str
    answered: bool = True


class OneSided(NamedTuple):
    """What one side of a pair says, in words on end, and the other does not.

    ``vietnamese`` and ``english`` are where it begins and ends in each text, ``None`` where there is no such stretch. ``gloss`` is the
    Vietnamese one word by word.
    """

    vietnamese: Span | None = None
    english: Span | None = None
    gloss: tuple[GlossedWord, ...] = ()


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary and what it rests on: positions in the list of sentences that was summarised."""

    en: str
    support: tuple[int, ...]


_STOPPED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


def running_text(sentences: Iterable[str]) -> str:
    """Return sentences as one text, in which one without a stop at its end gets a full stop, lest two read as one."""
    return " ".join(sentence if _STOPPED.search(sentence) else f"{sentence}." for sentence in sentences)


@dataclass(frozen=True, slots=True)
class TranslatedArticle:
    """An article with its translation and summary: one row of the dataset, before it is known where else it occurs."""

    article: Article
    pairs: tuple[Pair, ...]
    summary: tuple[SummarySentence, ...]
    flags: tuple[str, ...]
    translator: str
    summarizer: str

    @property
    def title_en(self) -> str | None:
        """The title's translation."""
        return next((pair.en for pair in self.pairs if pair.segment.role == "title"), None)

    @property
    def text_en(self) -> str:
        """The lead and body in English, with the paragraphs of ``article.text``."""
        paragraphs: dict[int, list[str]] = {}
        for pair in self.pairs:
            if pair.segment.role in ("lead", "body") and pair.segment.paragraph is not None:
                paragraphs.setdefault(pair.segment.paragraph, []).append(pair.en)
        return "\n\n".join(" ".join(filter(None, part)) or NOT_TRANSLATED for part in paragraphs.values())

    @property
    def summary_en(self) -> str:
        """The summary as running text."""
        return running_text(sentence.en for sentence in self.summary)

    @property
    def confidence(self) -> float | None:
        """The mean score of the article's segments, each weighed by its length; ``None`` without scores."""
        scored = [(pair.score, len(pair.segment.text)) for pair in self.pairs if pair.score is not None]
        weight = sum(length for _, length in scored)
        return round(sum(score * length for score, length in scored) / weight, 4) if weight else None


NOT_TRANSLATED = "[not translated]"
"""Stands in ``text_en`` for a paragraph that the model left empty, so that the paragraphs of both languages still match."""
