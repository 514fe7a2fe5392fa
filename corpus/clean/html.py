"""A web page as lines: what a visitor sees, in order, and which of it an extractor takes for the article.

trafilatura finds the article's body well, but on Vietnamese pages it loses the lead that stands outside it. So the page is
turned into visible lines first, the extractor votes on them, and a lead that the page's own description repeats is put back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from corpus.clean.row import is_vietnamese, letters_of
from corpus.clean.words import WORDS, Words
from corpus.normalize import ascii_letters, normalize

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "label",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
        "audio",
        "iframe",
    ]
)
_SKIPPED = frozenset(
    ["script", "style", "noscript", "template", "svg", "math", "object", "embed", "head", "canvas", "textarea"]
)
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|rem)?\s*(?:;|!|$)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.IGNORECASE,
)
# Of a style sheet's rules: nobody moves what is to be seen by thousands of pixels.
_HIDING_RULE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{4,}", re.IGNORECASE
)
# Classes of common style sheets for what only screen readers get, or nobody. The second kind is shown again on wider screens
# where another class says so ("hidden md:block", "d-none d-md-flex").
_UNSEEN_CLASSES = frozenset(
    [
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screen-reader-only",
        "offscreen",
        "is-hidden",
    ]
)
_OFF_CLASSES = frozenset(["hidden", "hide", "d-none", "display-none", "invisible"])
_ON_CLASS = re.compile(
    r"(?:sm|md|lg|xl|desktop|tablet|pc)\b.*(?:block|flex|grid|inline|table|show|visible)", re.IGNORECASE
)
# Parts of a page that are not its article, by their element or by a word in their class or id.
_APART = frozenset(["nav", "footer", "aside", "form", "dialog"])
# "PhotoCMS_Caption", "image-caption", "tplCaption", but not "noCaption".
_CAPTION_CLASS = re.compile(r"(?<!no)caption(?:\s|$)", re.IGNORECASE)
_LONGEST_CAPTION = 500  # characters: the class "has-caption" may be an article's
_SLANTED = frozenset(["i", "em", "cite"])
_BOLD = frozenset(["b", "strong"])
_SLANTED_CAPTION_WORDS = 40  # at most: a lead in italics is longer
# The extractor takes time quadratic in how deep elements nest (real pages: 60, browsers stop at 512), and in how many stand side by
# side (real pages: some hundreds).
_DEEPEST, _WIDEST = 150, 8_000
# In doubt it asks jusText, which takes time quadratic in the number of short lines. The longest real page at hand, an act of 200
# sections, has 850 lines.
_MOST_LINES = 2_000
# So many lines are looked for inside the extractor's paragraphs; every other one has to be a paragraph.
_SEARCHES = 2_000
_SIMPLE_CLASS = re.compile(r"\w*\.([\w-]+)")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4"])
_HEADLINE_WORDS = 5
_PARAGRAPH_WORDS = 12
_TEASER_WORDS = 100  # no teaser has so many
_MOST_SCRIPTS = 20  # of a page that are looked at for its author
_TITLE_REACH = 3  # lines from the first of the text on: an extractor keeps the headline, too
# What a template calls every article of a section.
_SECTION_TITLE = re.compile(
    r"(?:tin tức|tin bài|chi tiết (?:tin|bài|sự kiện|nội dung)|trang chủ|document|untitled|home)\b(?: \S+){0,4}",
    re.IGNORECASE,
)
# A site's name behind the headline: "Headline - Báo Lạng Sơn", "Headline | VTV.VN".
_SITE_SUFFIX = re.compile(r"\s+[-–|»]\s+(?:báo|tạp chí|cổng|trang|đài|[\w.]+\.(?:vn|com|net|org))\b.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's visible ``lines``, the numbers of those that belong to the article (``kept``) and that are links (``linked``) or stand in menus,
    comment boxes and the like (``apart``) or are called ``captions`` or ``headings`` by its markup, and its metadata.

    ``kept`` is empty where the page has no article: nothing was extracted, or what was is a list of teasers under linked headlines. It is
    ``None`` where no extractor was asked, since it would take quadratic time.
    """

    lines: list[str]
    kept: frozenset[int] | None
    linked: frozenset[int]
    apart: frozenset[int]
    captions: frozenset[int]
    headings: frozenset[int]
    title: str | None
    author: str | None
    published: str | None
    url: str | None
    site: str | None


def _letters(text: str) -> str:
    return letters_of(text.lower())


def _hidden_classes(tree: Any) -> frozenset[str]:
    names: set[str] = set()
    for style in tree.iter("style"):
        for rule in (style.text or "").split("}"):
            if "none" not in rule and "hidden" not in rule and ":-" not in rule and ": -" not in rule:
                continue  # most rules, and there are thousands
            selectors, _, declarations = rule.rpartition("{")
            if _HIDING_RULE.search(declarations):
                names.update(
                    match[1] for part in selectors.split(",") if (match := _SIMPLE_CLASS.fullmatch(part.strip()))
                )
    return frozenset(names)


def _drop_hidden(tree: Any) -> None:
    """Take out what no visitor sees: it may be spam, or a text addressed to programs. A clock or a counter is not hidden."""
    from lxml import etree

    classes = _hidden_classes(tree) | _UNSEEN_CLASSES
    # A page has thousands of elements and few classes.
    hiding = {names for names in set(tree.xpath("//@class", smart_strings=False)) if _hides(names, classes)}
    hidden = []
    most, shown = -1.0, 0
    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if not _is_hidden(element, hiding) or element.tag in ("html", "body"):
            continue
        if most < 0:
            most = 0.5 * len(tree.text_content())
        # What holds most of the page is shown in the end, by a script: while a dialogue is open, or once all has loaded.
        # Such elements stand one inside the other, so that measuring them all would take quadratic time.
        if element.tag in _SKIPPED or (shown < _DEEPEST and len(element.text_content()) <= most):
            hidden.append(element)
            walk.skip_subtree()
        else:
            shown += 1
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()


def _is_hidden(element: Any, hiding: Collection[str]) -> bool:
    get = element.get
    return (
        get("class") in hiding
        or get("hidden") is not None
        or get("aria-hidden") == "true"
        or ((style := get("style")) is not None and _HIDING_STYLE.search(style) is not None)
    )


def _hides(names: str, classes: frozenset[str]) -> bool:
    own = names.split()
    return not classes.isdisjoint(own) or (not _OFF_CLASSES.isdisjoint(own) and not _ON_CLASS.search(names))


@dataclass(slots=True)
class _Visible:
    """The text of a page, a line for each block; the numbers of the lines that are mostly ``linked`` and of those ``apart`` from an
    article (in menus, comments, footers) or in ``captions`` or ``headings``; how ``deep`` elements nest, and how many stand side by side (``wide``)."""

    lines: list[str] = field(default_factory=list)
    linked: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    captions: set[int] = field(default_factory=set)
    headings: set[int] = field(default_factory=set)
    deep: int = 0
    wide: int = 0


def _visible(tree: Any, words: Words) -> _Visible:
    from lxml import etree

    found = _Visible()
    lines = found.lines
    known: dict[str, bool] = {}  # whether a class and id stand for a part that is not the article
    fenced: list[Any] = []  # the open parts that are not
    caption: Any = None  # the open caption
    begun = 0  # the line that it begins on
    run: list[str] = []
    anchors = depth = heads = slants = bolds = 0  # open
    links = beside = 0  # characters of the line inside links and beside them
    upright = light = 0  # characters of the line that are not in italics, and not in bold
    pictured = False  # whether a picture stands right above the line

    def stands_apart(element: Any) -> bool:
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if names not in known:
            known[names] = len(names) > 1 and words.apart.search(names.lower()) is not None
        return known[names]

    def flush() -> None:
        nonlocal links, beside, upright, light, pictured
        text = " ".join("".join(run).split())
        if text:
            if links > 2 * beside:
                found.linked.add(len(lines))
            if fenced:
                found.apart.add(len(lines))
            # A subheading in bold has no full stop.
            set_off = not upright or (not light and text[-1] == ".")
            below = pictured and set_off and not links and text.count(" ") < _SLANTED_CAPTION_WORDS
            if caption is not None or below:
                found.captions.add(len(lines))
            if heads:
                found.headings.add(len(lines))
            lines.append(text)
            pictured = False
        run.clear()
        links = beside = upright = light = 0

    body = tree.find(".//body")
    walk = etree.iterwalk(body if body is not None else tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _SKIPPED:
                walk.skip_subtree()
                continue
            depth += 1
            found.deep, found.wide = max(found.deep, depth), max(found.wide, len(element))
            anchors += tag == "a"
            slants += tag in _SLANTED
            bolds += tag in _BOLD
            pictured = pictured or tag == "img"
            if tag in _BLOCKS or tag == "br":
                if run:
                    flush()
                # A paragraph is no box: "ads-detail-center" may only say where advertisements go.
                if tag in _APART or (tag not in ("br", "p") and stands_apart(element)):
                    fenced.append(element)
                heads += tag in _HEADINGS
                if caption is None and (tag == "figcaption" or _CAPTION_CLASS.search(element.get("class", ""))):
                    caption, begun = element, len(lines)
            elif (
                caption is None
                and _CAPTION_CLASS.search(element.get("class", ""))
                and not any(part.strip() for part in run)
            ):
                caption, begun = element, len(lines)
            text = element.text
        else:
            if tag not in _SKIPPED:
                depth -= 1
                anchors -= tag == "a"
                slants -= tag in _SLANTED
                bolds -= tag in _BOLD
                if run and tag in _BLOCKS:
                    flush()
                heads -= tag in _HEADINGS
                if fenced and fenced[-1] is element:
                    fenced.pop()
                if caption is element:
                    if run:
                        flush()
                    caption = None
                    if sum(map(len, lines[begun:])) > _LONGEST_CAPTION:
                        found.captions.difference_update(range(begun, len(lines)))
            text = element.tail
        if text:
            if run and text[0].isupper() and run[-1][-1].islower():
                run.append(" ")  # a style sheet sets them apart: "<b>Tác giả</b><span>Lê Mai</span>"
            run.append(text)
            if anchors:
                links += len(text.strip())
            else:
                beside += len(text.strip())
            if not slants:
                upright += len(text.strip())
            if not bolds:
                light += len(text.strip())
    flush()
    # One call for all lines: the walk makes thousands of short ones.
    found.lines = [line.strip() for line in normalize("\n".join(lines)).split("\n")]
    return found


def _kept(letters: Sequence[str], extracted: str, description: str | None) -> frozenset[int]:
    """Find the extractor's text in the visible lines, given by their letters; add a lead that the page's description repeats."""
    whole = [_letters(line) for line in extracted.split("\n")]
    # Without line breaks: where a page's source is hard-wrapped, so is what was extracted, and the visible lines are not.
    single, joined = set(whole), "".join(whole)
    single.update(_letters(cell) for line in extracted.split("\n") if "|" in line for cell in line.split("|"))
    lead = _letters(description or "")
    kept = set()
    searches = 0
    for number, line in enumerate(letters):
        if not line:
            continue
        if line in single or (len(line) >= 60 and len(lead) >= 60 and _is_lead(line, lead)):
            kept.add(number)
        elif len(line) >= 25 and searches < _SEARCHES:
            searches += 1
            if line in joined:
                kept.add(number)
    return frozenset(kept)


def _is_lead(line: str, lead: str) -> bool:
    return line[:120].startswith(lead[:100]) or lead[:120].startswith(line[:100])


def read_page(markup: str, url: str | None = None, words: Words = WORDS) -> Page | None:
    """Parse a page; ``None`` where there is no markup that makes one."""
    from lxml import etree
    from lxml import html as lxml_html
    from trafilatura import bare_extraction

    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup, count=1)
    try:
        tree = lxml_html.document_fromstring(
            markup, parser=lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    _drop_hidden(tree)
    visible = _visible(tree, words)
    lines, linked, apart = visible.lines, frozenset(visible.linked), frozenset(visible.apart)
    captions, headings = frozenset(visible.captions), frozenset(visible.headings)
    if visible.deep > _DEEPEST or visible.wide > _WIDEST:
        return Page(lines, None, linked, apart, captions, headings, None, None, None, url, None)
    author = _author(tree)
    _sign(tree)
    found = bare_extraction(
        tree,
        url=url,
        fast=len(lines) > _MOST_LINES,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        # Searching the text for a date in any of two hundred languages takes longer than all else, and finds wrong ones.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None:
        return Page(lines, frozenset(), linked, apart, captions, headings, None, None, None, url, None)
    letters = [_letters(line) for line in lines]
    kept = _kept(letters, normalize(found.text or ""), normalize(found.description or ""))
    if sum(len(lines[n]) for n in kept & apart) < 0.5 * sum(len(lines[n]) for n in kept):
        kept -= apart
    else:
        apart = frozenset()  # the names mislead: some sites call their article "detail-share"
    kept = frozenset() if _is_list(lines, kept, linked) else _without_menus(kept, linked, lines)
    first = next((n for n in sorted(kept - linked) if len(lines[n].split()) >= _PARAGRAPH_WORDS), -1)
    title = _headline(
        normalize(found.title or "").strip(),
        normalize(tree.findtext("head/title") or "").strip(),
        normalize(found.sitename or ""),
        lines[: first + _TITLE_REACH] if first >= 0 else lines,
        letters,
        [lines[n] for n in sorted(headings - apart - linked) if n <= first],
    )
    return Page(
        lines,
        kept,
        linked,
        apart,
        captions,
        headings,
        title,
        author,
        found.date,
        found.url or url,
        found.hostname or found.sitename,
    )


def _author(tree: Any) -> str | None:
    """Return the person who wrote the article by the page's metadata, the first of several; a name there may also be the site's."""
    for script in tree.xpath("//script[@type='application/ld+json']")[:_MOST_SCRIPTS]:
        try:
            said = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        found = said.get("@graph", [said]) if isinstance(said, dict) else said
        for item in found if isinstance(found, list) else ():
            authors = item.get("author") if isinstance(item, dict) else None
            for author in authors if isinstance(authors, list) else [authors]:
                if isinstance(author, dict) and author.get("@type") == "Person" and isinstance(author.get("name"), str):
                    return unescape(author["name"]).strip() or None
    metas = {
        (meta.get("property") or meta.get("name") or "").lower(): meta.get("content", "") for meta in tree.iter("meta")
    }
    sites = [
        metas.get("og:site_name", ""),
        metas.get("og:url", ""),
        tree.findtext("head/title") or "",
        *tree.xpath("//link[@rel='canonical']/@href"),
    ]
    shown = ascii_letters(" ".join(sites))
    named = (metas.get(name, "").strip() for name in ("article:author", "author"))
    return next(
        (name for name in named if is_vietnamese(name) and len(name.split()) > 1 and ascii_letters(name) not in shown),
        None,
    )


def _sign(tree: Any) -> None:
    """Give a page an author and a keyword where its head names none.

    The extractor would search the whole page for them. That takes a tenth of its time, finds the site's name or a stranger's in
    place of the author, and nothing uses it: the byline among the lines does better.
    """
    from lxml import etree

    head = tree.find("head")
    if head is not None:
        for name in ("author", "keywords"):
            etree.SubElement(head, "meta", name=name, content="no name")


def _without_menus(kept: frozenset[int], linked: frozenset[int], lines: Sequence[str]) -> frozenset[int]:
    """Take out rows of links: four or more such lines on end (a table of contents), two or more if they are headlines.

    Links that a line with a colon announces belong to the article.
    """
    menus: set[int] = set()
    run: list[int] = []
    above = ""
    for n in [*sorted(kept), -1]:
        if n in linked:
            run.append(n)
            continue
        headlines = len(run) >= 2 and not above.endswith(":") and all(_is_headline(lines[i]) for i in run)
        menus.update(run if len(run) >= 4 or headlines else ())
        run.clear()
        above = lines[n]
    return kept - menus


def _is_headline(line: str) -> bool:
    return len(line.split()) >= 6 and line[-1] not in ".:;"


def _is_list(lines: list[str], kept: frozenset[int], linked: frozenset[int]) -> bool:
    """Say whether what was extracted is a section page: no three paragraphs on end without a linked headline between them."""
    if any(len(lines[n].split()) >= _TEASER_WORDS for n in kept - linked):
        return False
    longest = run = 0
    for n, line in enumerate(lines):
        words = len(line.split())
        if n in linked and words >= 5:
            run = 0
        elif n in kept and words >= _PARAGRAPH_WORDS:
            run += 1
            longest = max(longest, run)
    headlines = sum(
        n in linked and len(lines[n].split()) >= 5 for n in range(min(kept, default=0), max(kept, default=0))
    )
    return longest == 0 or (longest < 3 and headlines >= 5)


def _headline(
    title: str, window: str, site: str, lines: Sequence[str], letters: Sequence[str], headings: Sequence[str]
) -> str | None:
    """The one of ``lines``, those above the text, that the metadata's ``title`` begins with: it leaves out the site's name.

    Where there is none, the metadata may say what the site is called on every page, or what a search engine is to show; then a
    visible line that the ``window`` is named after, or the last of the ``headings`` above the text.
    """
    called = "" if _SECTION_TITLE.fullmatch(title) else title
    wanted = _letters(called)
    named = _letters(_SITE_SUFFIX.sub("", window))
    # A row of dashes has no letters, and every title begins with none.
    long = [(line, own) for line, own in zip(lines, letters, strict=False) if len(line) >= 12 and own]
    may_head = [line for line in reversed(headings) if _may_head(line)]
    heading = next((line for line in may_head if _is_named_like(line, called)), may_head[0] if may_head else None)
    visible = [line for line, own in long if wanted.startswith(own)]
    if visible:
        line = max(visible, key=len)
        # What is no heading where there is one may be a motto of the site's.
        return line if line in headings or heading is None or len(heading.split()) < _HEADLINE_WORDS else heading
    if found := next((line for line, own in long if own == named), None):
        return found
    if heading is not None:
        return heading
    if site and (match := re.search(rf"\s+[-–|»]\s+{re.escape(site)}\s*$", called, re.IGNORECASE)):
        return called[: match.start()]
    return _SITE_SUFFIX.sub("", called) or None


def _is_named_like(line: str, title: str) -> bool:
    """Say whether nearly all words of a long heading stand in the metadata's title, which may be worded a little differently."""
    words = line.lower().split()
    known = set(title.lower().split())
    return len(words) >= _HEADLINE_WORDS and sum(word in known for word in words) >= 0.9 * len(words)


def _may_head(line: str) -> bool:
    return 2 <= len(line.split()) <= 40 and line[-1] not in ".:;"
