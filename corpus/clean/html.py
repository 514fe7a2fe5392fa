"""A web page as lines: what a visitor sees, in order, and which of it an extractor takes for the article.

trafilatura finds the article's body well, but on Vietnamese pages it loses the lead that stands outside it. So the page is
turned into visible lines first, the extractor votes on them, and a lead that the page's own description repeats is put back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from corpus.clean.words import WORDS, Words
from corpus.normalize import normalize

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
_HIDING_RULE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
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
_DEEPEST = 300  # elements; real pages nest 60 deep, browsers stop at 512
_SIMPLE_CLASS = re.compile(r"\w*\.([\w-]+)")
# A site's name behind the headline: "Headline - Báo Lạng Sơn", "Headline | VTV.VN".
_SITE_SUFFIX = re.compile(r"\s+[-–|»]\s+(?:báo|tạp chí|cổng|trang|đài|[\w.]+\.(?:vn|com|net|org))\b.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's visible ``lines``, the numbers of those that belong to the article (``kept``) and that are links (``linked``) or stand in menus,
    comment boxes and the like (``apart``), and its metadata.

    ``kept`` is empty where the page has no article: nothing was extracted, or what was is a list of teasers under linked headlines. It is
    ``None`` where no extractor was asked, since it takes quadratic time on elements that nest thousands deep.
    """

    lines: list[str]
    kept: frozenset[int] | None
    linked: frozenset[int]
    apart: frozenset[int]
    title: str | None
    published: str | None
    author: str | None
    url: str | None
    site: str | None


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _hidden_classes(tree: Any) -> frozenset[str]:
    names: set[str] = set()
    for style in tree.iter("style"):
        for rule in (style.text or "").split("}"):
            if "none" not in rule and "hidden" not in rule:
                continue  # most rules, and there are thousands
            selectors, _, declarations = rule.rpartition("{")
            if _HIDING_RULE.search(declarations):
                names.update(
                    match[1] for part in selectors.split(",") if (match := _SIMPLE_CLASS.fullmatch(part.strip()))
                )
    return frozenset(names)


def _drop_hidden(tree: Any) -> None:
    """Take out what no visitor sees: it may be spam, or a text addressed to programs. A clock or a counter is not hidden."""
    classes = _hidden_classes(tree) | _UNSEEN_CLASSES
    hidden = [
        element
        for element in tree.iter("*")
        if element.attrib and element.tag not in ("html", "body") and _is_hidden(element, classes)
    ]
    # What holds most of the page is shown in the end, by a script: while a dialogue is open, or once all has loaded.
    most = 0.5 * len(tree.text_content()) if hidden else 0
    for element in hidden:
        if element.getparent() is not None and (element.tag in _SKIPPED or len(element.text_content()) <= most):
            element.drop_tree()


def _is_hidden(element: Any, classes: frozenset[str]) -> bool:
    attributes = element.attrib
    if "hidden" in attributes or attributes.get("aria-hidden", "") == "true":
        return True
    if (style := attributes.get("style")) and _HIDING_STYLE.search(style):
        return True
    if not (names := attributes.get("class")):
        return False
    own = names.split()
    return not classes.isdisjoint(own) or (not _OFF_CLASSES.isdisjoint(own) and not _ON_CLASS.search(names))


def _stands_apart(element: Any, words: Words) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in _APART or (len(names) > 1 and words.apart.search(names.lower()) is not None)


def _visible_lines(tree: Any, words: Words) -> tuple[list[str], frozenset[int], frozenset[int], int]:
    """Return the text of the page, a line for each block, the numbers of the lines that are mostly links, and of those in parts that
    stand apart from an article (menus, comments, footers), and how deep its elements nest.

    A walk with its own stack: pages nest deeper than Python does.
    """
    lines: list[str] = []
    linked: set[int] = set()
    apart: set[int] = set()
    fences = depth = deepest = 0
    run: list[str] = []
    links = beside = 0  # characters of the line inside links and beside them

    def add(text: str | None, inside: bool) -> None:
        nonlocal links, beside
        if text:
            run.append(text)
            size = len(text.strip())
            links, beside = links + size * inside, beside + size * (not inside)

    def flush() -> None:
        nonlocal links, beside
        text = " ".join("".join(run).split())
        if text:
            if links > 2 * beside:
                linked.add(len(lines))
            if fences:
                apart.add(len(lines))
            lines.append(text)
        run.clear()
        links = beside = 0

    body = tree.find(".//body")
    stack: list[tuple[Any, bool, bool]] = [(body if body is not None else tree, False, False)]
    while stack:
        element, inside, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        fence = tag in _BLOCKS and _stands_apart(element, words)
        if not leaving and (tag in _BLOCKS or tag == "br"):
            flush()
            fences += fence
        if not leaving and tag and tag not in _SKIPPED:
            depth += 1
            deepest = max(deepest, depth)
            within = inside or tag == "a"
            add(element.text, within)
            stack.append((element, inside, True))
            stack.extend((child, within, False) for child in reversed(element))
            continue
        depth -= leaving
        if leaving and tag in _BLOCKS:
            flush()
        if tag in _BLOCKS:
            fences -= fence
        add(element.tail, inside)
    flush()
    # One call for all lines: the walk makes thousands of short ones.
    lines = [line.strip() for line in normalize("\n".join(lines)).split("\n")]
    return lines, frozenset(linked), frozenset(apart), deepest


def _kept(lines: list[str], extracted: str, description: str | None) -> frozenset[int]:
    """Find the extractor's text in the visible lines; add a lead that the page's description repeats."""
    whole = [_letters(line) for line in extracted.split("\n")]
    single, joined = set(whole), "\n".join(whole)
    lead = _letters(description or "")
    kept = set()
    for number, line in enumerate(lines):
        letters = _letters(line)
        if not letters:
            continue
        if (
            letters in single
            or (len(letters) >= 25 and letters in joined)
            or (
                len(lead) >= 60
                and len(letters) >= 60
                and (letters[:120].startswith(lead[:100]) or lead[:120].startswith(letters[:100]))
            )
        ):
            kept.add(number)
    return frozenset(kept)


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
    lines, linked, apart, depth = _visible_lines(tree, words)
    if depth > _DEEPEST:
        return Page(lines, None, linked, apart, None, None, None, url, None)
    found = bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        # Searching the text for a date in any of two hundred languages takes longer than all else, and finds wrong ones.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None:
        return Page(lines, frozenset(), linked, apart, None, None, None, url, None)
    title = _headline(normalize(found.title or "").strip(), lines, normalize(found.sitename or ""))
    kept = _kept(lines, normalize(found.text or ""), normalize(found.description or ""))
    if sum(len(lines[n]) for n in kept & apart) < 0.5 * sum(len(lines[n]) for n in kept):
        kept -= apart
    else:
        apart = frozenset()  # the names mislead: some sites call their article "detail-share"
    kept = frozenset() if _is_list(lines, kept, linked) else _without_menus(kept, linked)
    return Page(
        lines, kept, linked, apart, title, found.date, found.author, found.url or url, found.hostname or found.sitename
    )


def _without_menus(kept: frozenset[int], linked: frozenset[int]) -> frozenset[int]:
    """Take out rows of links (a table of contents, a box of headlines): four or more such lines on end."""
    menus: set[int] = set()
    run: list[int] = []
    for n in [*sorted(kept), -1]:
        if n in linked:
            run.append(n)
        else:
            menus.update(run if len(run) >= 4 else ())
            run.clear()
    return kept - menus


def _is_list(lines: list[str], kept: frozenset[int], linked: frozenset[int]) -> bool:
    """Say whether what was extracted is a section page: no three paragraphs on end without a linked headline between them."""
    longest = run = 0
    for n, line in enumerate(lines):
        words = len(line.split())
        if n in linked and words >= 5:
            run = 0
        elif n in kept and words >= 12:
            run += 1
            longest = max(longest, run)
    headlines = sum(
        n in linked and len(lines[n].split()) >= 5 for n in range(min(kept, default=0), max(kept, default=0))
    )
    return longest == 0 or (longest < 3 and headlines >= 5)


def _headline(title: str, lines: list[str], site: str) -> str | None:
    """The metadata's title without the site's name: the visible line that it begins with, if there is one."""
    if not title:
        return None
    wanted = _letters(title)
    visible = [line for line in lines if len(line) >= 12 and wanted.startswith(_letters(line))]
    if visible:
        return max(visible, key=len)
    if site and (match := re.search(rf"\s+[-–|»]\s+{re.escape(site)}\s*$", title, re.IGNORECASE)):
        return title[: match.start()]
    return _SITE_SUFFIX.sub("", title)
