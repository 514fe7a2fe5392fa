"""Splits a generated English summary into sentences.

Our own few lines, for they see only what a summariser wrote: clean, short, newspaper English. The kept libraries either
download a model first (nltk, spaCy) or bring rules for a score of languages to guess at text far messier than this.
"""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt gov sen rep rev hon pres st jr sr vs no vol fig art inc ltd co corp dept univ"
    " jan feb mar apr jun jul aug sep sept oct nov dec approx est e.g i.e a.m p.m u.s u.k u.n".split()
)
# After these a new sentence is as likely as not, and a capital settles it.
MAY_END = frozenset({"inc", "ltd", "co", "corp", "jr", "sr", "a.m", "p.m", "u.s", "u.k", "u.n"})
END = re.compile(r"""(?<![.!?])([.!?]++)["'”’)\]]*+\s++(?=["'“‘(\[]*+[A-Z0-9])""")


def english_sentences(text: str) -> list[str]:
    """The sentences of an English text, stripped; line breaks and Pegasus' ``<n>`` end one too."""
    return [sentence for line in re.split(r"<n>|\n", text) for sentence in _sentences(" ".join(line.split()))]


def _sentences(line: str) -> list[str]:
    found, start = [], 0
    for match in END.finditer(line):
        if match.group(1) == "." and not _ends(line[start : match.start()].rsplit(" ", 1)[-1], line[match.end() :]):
            continue
        found.append(line[start : match.end()].strip())
        start = match.end()
    return [sentence for sentence in [*found, line[start:].strip()] if sentence]


def _ends(word: str, rest: str) -> bool:
    """Whether the full stop after ``word`` ends the sentence, given what follows."""
    bare = word.lstrip("\"'“‘([").lower()
    if re.fullmatch(r"[a-z]", bare):  # an initial: J. Smith
        return False
    if bare in MAY_END:
        # "the U.S. The government" ends; "the U.S. Department" does not: only a word that opens sentences tells.
        return (
            re.match(r"""["'“‘(]*(?:The|A|An|He|She|It|They|We|In|On|At|But|And|This|That|These|Those)\b""", rest)
            is not None
        )
    return bare not in ABBREVIATIONS
