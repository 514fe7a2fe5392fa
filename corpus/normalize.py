"""One spelling for one word.

The same Vietnamese syllable reaches us composed or decomposed, with its tone mark on either vowel (hoà, hòa), with an Icelandic
eth for đ, a Cyrillic а for a, or with invisible characters inside. A translation model was trained on one of these spellings, and a search finds
one of them: this module decides which.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLES = (
    "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
)
_INVISIBLE = re.compile(f"[{_INVISIBLES}]")
# Every blank but space, line break and the two commonest. Listed, since a class that leaves some out of "any blank" takes twice as
# long.
_BLANKS = "\x0b\x0c\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BLANK = re.compile(f"[{_BLANKS}]")
# The eth of Icelandic is what fonts and old converters put where đ belongs; no Vietnamese word has it.
_WRONG = {"ð": "đ", "Ð": "Đ", "Ɖ": "Đ", "ɖ": "đ"}
_LETTERS = str.maketrans(_WRONG)

# Cyrillic and Greek letters that look like Latin ones. In a word that has Latin letters, too, they are meant to be these.
_ALIKE = str.maketrans(
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
    "\u0430\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf",
    "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo",
)
_WORD = re.compile(r"[\w\u0300-\u036f]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# Rare marks and the usual ones that they stand for: low and reversed quotation marks, hyphens, the minus sign, the quotation dash.
_MARKS = str.maketrans(
    "\u201e\u201f\uff02\u201b\u02bc\uff07\u2010\u2011\u2012\u2015\u2212", "\u201c\u201c\"\u2018''--\u2013\u2014-"
)
_RARES = "\u0370-\u04ff\u201b\u201e\u201f\uff02\u02bc\uff07\u2010-\u2012\u2015\u2212"
_RARE = re.compile(f"[{_RARES}]")
_ODD = re.compile(f"[{_INVISIBLES}{_BLANKS}{_RARES}]")  # what most texts have none of

_TONES = "\u0300\u0301\u0309\u0303\u0323"


def _build_tone_table() -> dict[str, str]:
    table = {}
    for first, second in (("o", "a"), ("o", "e"), ("u", "y")):
        for tone in _TONES:
            for f in (first, first.upper()):
                for s in (second, second.upper()):
                    table[f + unicodedata.normalize("NFC", s + tone)] = unicodedata.normalize("NFC", f + tone) + s
    return table


# In print the tone stands on the first vowel of a final oa, oe or uy (hòa, khỏe, thúy); "qu" is an onset, so quý keeps its y.
_TONE_TABLE = _build_tone_table()
_SECOND = "".join(sorted({pair[1] for pair in _TONE_TABLE}))
# The opposite slip: qúy for quý.
_AFTER_Q = {unicodedata.normalize("NFC", u + t): (u, t) for u in "uU" for t in _TONES}
_ASTRAY = re.compile(
    rf"[oOuU{''.join(_AFTER_Q)}](?:(?<=[oOuU])(?<![qQ].)[{_SECOND}](?![^\W\d_])|(?<=[qQ][{''.join(_AFTER_Q)}])[yY])"
)


def _mend_tone(match: re.Match[str]) -> str:
    if match[0][0] in _AFTER_Q:
        vowel, tone = _AFTER_Q[match[0][0]]
        return vowel + unicodedata.normalize("NFC", match[0][1] + tone)
    return _TONE_TABLE.get(match[0], match[0])


def _mend_word(match: re.Match[str]) -> str:
    return match[0].translate(_ALIKE) if _LATIN.search(match[0]) else match[0]


def normalize(text: str) -> str:
    """Return ``text`` in the one spelling that songngu works with.

    NFC; tone marks as in print (hòa, thúy, quý); đ for eth, Latin letters for their Cyrillic and Greek doubles; the usual quotation
    marks, hyphens and dashes for rare ones, while curly ones stay curly and long ones long; invisible and control characters gone; any run of blanks one space.
    Line breaks stay (``\\r\\n`` and ``\\r`` become ``\\n``). Applying it twice changes nothing.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = text.replace("\t", " ").replace("\xa0", " ")
    if _ODD.search(text):
        text = _BLANK.sub(" ", _INVISIBLE.sub("", text))
        if _RARE.search(text):
            text = _WORD.sub(_mend_word, text.translate(_MARKS))
    text = unicodedata.normalize("NFC", text)
    if any(letter in text for letter in _WRONG):
        text = text.translate(_LETTERS)
    text = _ASTRAY.sub(_mend_tone, text)
    while "  " in text:  # ever fewer: it halves every run
        text = text.replace("  ", " ")
    return text


def ascii_letters(text: str) -> str:
    """Return the letters and figures of ``text`` as addresses and names of columns have them: small, without marks, nothing between."""
    spelled = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in spelled if char.isascii() and char.isalnum())
