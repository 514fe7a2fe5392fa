"""Encoders for the legacy Vietnamese encodings, which exist only so that the tests can make such files.

VNI is spelled out from its rule, a letter and then its marks, so that it checks the table in ``corpus.encoding``; TCVN3
inverts that table, and is checked against ``iconv``.
"""

from __future__ import annotations

import unicodedata

from corpus.encoding import _TCVN3

_TONES = "\u0301\u0300\u0309\u0303\u0323"  # sắc, huyền, hỏi, ngã, nặng
_VNI_MARKS = {"": "ùøûõï", "\u0302": "áàåãä", "\u0306": "éèúüë"}
_VNI_ALONE = dict(zip("íìỉĩịỵđơư", "íìæóòîñôö", strict=True))
_TCVN3_CODES = {letter: code for code, letter in _TCVN3.items()}


def to_windows_1258(text: str) -> bytes:
    """Letters with their circumflex, breve or horn, and the tone as a character of its own."""
    return "".join(_tone_apart(char) for char in unicodedata.normalize("NFC", text)).encode("cp1258")


def _tone_apart(char: str) -> str:
    spelled = unicodedata.normalize("NFD", char)
    letter = "".join(mark for mark in spelled if mark not in _TONES)
    tone = "".join(mark for mark in spelled if mark in _TONES)
    return unicodedata.normalize("NFC", letter) + tone


def to_tcvn3(text: str) -> bytes:
    """Toned capitals become small letters, because TCVN3 has none; other signs are those of windows-1252."""
    codes = bytearray()
    for char in unicodedata.normalize("NFC", text):
        code = _TCVN3_CODES.get(char, _TCVN3_CODES.get(char.lower()))
        codes += char.encode("cp1252") if code is None or char.isascii() else bytes([code])
    return bytes(codes)


def to_vni(text: str) -> bytes:
    """Each letter as VNI for Windows types it."""
    return "".join(map(_in_vni, unicodedata.normalize("NFC", text))).encode("cp1252")


def _in_vni(char: str) -> str:
    small = char.lower()
    if small in _VNI_ALONE:
        code = _VNI_ALONE[small]
    else:
        spelled = unicodedata.normalize("NFD", small)
        tone = "".join(mark for mark in spelled if mark in _TONES)
        shape = "".join(mark for mark in spelled[1:] if mark not in _TONES)
        if shape == "\u031b":  # ơ and ư are letters of their own
            code = _VNI_ALONE[unicodedata.normalize("NFC", spelled[0] + shape)] + _VNI_MARKS[""][_TONES.index(tone)]
        elif tone and shape in _VNI_MARKS:
            code = spelled[0] + _VNI_MARKS[shape][_TONES.index(tone)]
        elif shape in ("\u0302", "\u0306"):
            code = spelled[0] + ("â" if shape == "\u0302" else "ê")
        else:
            return char
    return code.upper() if char.isupper() else code
