"""What a visitor sees of a page, a line for each block, and what its markup says of the lines."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from corpus.clean.words import Words
from corpus.normalize import normalize

_BLOCKS = frozenset(
    (
        "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hr label legend li main nav ol option p pre section select summary "
        "table tbody td tfoot th thead tr ul video audio iframe "
    ).split()
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
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only offscreen is-hidden".split()
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
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_SLANTED_CAPTION_WORDS = 40  # at most: a lead in italics is longer
DEEPEST = 150
"""No real page nests its elements so deep (60; browsers stop at 512): what is done for each of those above takes no more time."""
_SIMPLE_CLASS = re.compile(r"\w*\.([\w-]+)")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4"])


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


def drop_hidden(tree: Any) -> None:
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
        if element.tag in _SKIPPED or (shown < DEEPEST and len(element.text_content()) <= most):
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
class Visible:
    """The text of a page, a line for each block; the numbers of the lines that are mostly ``linked`` and of those ``apart`` from an
    article (in menus, comments, footers) or in ``captions`` or ``headings``; how ``deep`` elements nest, and how many stand side by side (``wide``)."""

    lines: list[str] = field(default_factory=list)
    linked: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    captions: set[int] = field(default_factory=set)
    headings: set[int] = field(default_factory=set)
    deep: int = 0
    wide: int = 0


def visible_text(tree: Any, words: Words) -> Visible:
    """Read a page, from which :func:`drop_hidden` has taken what is not to be seen; ``words`` tell its menus and boxes by their classes."""
    from lxml import etree

    found = Visible()
    lines = found.lines
    known: dict[str, bool] = {}  # whether a class and id stand for a part that is not the article
    fenced: list[Any] = []  # the open parts that are not
    caption: Any = None  # the open caption
    begun = 0  # the line that it begins on
    run: list[str] = []
    anchors = depth = heads = slants = bolds = 0  # open
    links = beside = 0  # characters of the line inside links and beside them
    upright = light = 0  # characters of the line that are not in italics, and not in bold
    centred: list[Any] = []  # the open blocks whose lines stand in the middle
    pictured = False  # whether a picture stands right above the line
    shown = ""  # what is said of it to those who cannot see it

    def stands_apart(element: Any) -> bool:
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if names not in known:
            known[names] = len(names) > 1 and words.apart.search(names.lower()) is not None
        return known[names]

    def flush() -> None:
        nonlocal links, beside, upright, light, pictured, shown
        text = " ".join("".join(run).split())
        if text:
            if links > 2 * beside:
                found.linked.add(len(lines))
            if fenced:
                found.apart.add(len(lines))
            # A subheading in bold has no full stop; a sentence in bold right under the headline is the lead.
            set_off = not upright or (not light and text[-1] == "." and len(lines) - 1 not in found.headings)
            set_off = set_off or bool(centred and light and not heads and text[-1] not in ".:;?!…")
            below = pictured and set_off and not links and text.count(" ") < _SLANTED_CAPTION_WORDS
            # What the picture is said to show where it cannot be seen.
            said = " ".join(shown.split()) == text and not (links or heads or fenced)
            if caption is not None or below or said:
                found.captions.add(len(lines))
            if heads:
                found.headings.add(len(lines))
            lines.append(text)
            pictured, shown = False, ""
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
            if tag == "img":
                pictured, shown = True, element.get("alt") or ""
            if tag in _BLOCKS or tag == "br":
                if run:
                    flush()
                # A paragraph is no box: "ads-detail-center" may only say where advertisements go.
                if tag in _APART or (tag not in ("br", "p") and stands_apart(element)):
                    fenced.append(element)
                heads += tag in _HEADINGS
                if (style := element.get("style")) and _CENTRED.search(style):
                    centred.append(element)
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
                if centred and centred[-1] is element:
                    centred.pop()
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
