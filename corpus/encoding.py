"""Bytes to Vietnamese text, because Vietnamese was on the web for ten years before UTF-8 was.

Old pages and archives come in windows-1258, in TCVN3 (also called ABC: TCVN 5712:1993, VN3) and in VNI, mostly without
saying so, and in all of them the same bytes are also valid Western text. Which one it is shows only in the result:
:func:`decode` reads the marked words in each encoding and takes the one in which they are Vietnamese syllables.
:func:`repair` does the same for text that was decoded wrongly before it got here.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final


class BinaryError(ValueError):
    """The bytes are no text. The message says what they look like."""


class UndecodableError(ValueError):
    """The bytes look like text, but in no encoding that is known here."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in NFC where its encoding is a legacy one, as it stands otherwise, and the name of that encoding."""

    text: str
    encoding: str


# --- Vietnamese syllables ---------------------------------------------------------------------------------------------

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_TONED: Final = {
    ord(unicodedata.normalize("NFC", vowel + tone)): vowel + tone for vowel in "aăâeêioôơuưy" for tone in _TONES
}
# Onset and rhyme as the orthography combines them. A rhyme that is closed by a stop has the acute or the dot, which
# is what words of other languages and of other encodings hardly ever satisfy by chance.
_SYLLABLE: Final = re.compile(
    r"(?:ngh?|nh|gh?|gi|kh|ph|th|tr|ch|qu?|[bcdđhklmnprstvx])?"
    r"(?:"
    r"(?:o|u(?=y|ê|â|ơ))?(?:a(?:[iouy]|ng?|nh|m)?|ă(?:ng?|m)|â(?:[uy]|ng?|m)|e(?:o|ng?|m)?|ê(?:u|ng?|nh|m)?|"
    r"i(?:a|u|ng?|nh|m)?|y(?:a|u|nh?|m)?|(?:i|y)ê(?:u|ng?|m)|o(?:i|ng?|m)?|ô(?:i|ng?|m)?|ơ(?:i|ng?|m)?)"
    r"|u(?:[ai]|ng?|m)?|uô(?:i|ng?|m)|ư(?:[aiu]|ng?|m)?|ươ(?:[iu]|ng?|m)|oong"
    r"|(?P<stopped>(?:o|u(?=y|ê|â))?(?:a(?:ch?|[pt])|ă[ckpt]|â[cpt]|e[cpt]|ê(?:ch|[pt])|i(?:ch|[pt])|y(?:ch|[pt])|"
    r"(?:i|y)ê[cpt]|o[cpt]|ô[cpt]|ơ[cpt])|u[cpt]|uô[cpt]|ư[cpt]|ươ[cpt]|ooc)"
    r")"
)


@lru_cache(maxsize=1 << 16)
def is_syllable(word: str) -> bool:
    """Say whether ``word``, in small letters, is spelled as Vietnamese syllables are, tone mark included."""
    spelled = word.translate(_TONED)
    tones = [mark for mark in spelled if mark in _TONES]
    match = _SYLLABLE.fullmatch("".join(mark for mark in spelled if mark not in _TONES))
    return match is not None and len(tones) <= 1 and (match["stopped"] is None or tones in (["\u0301"], ["\u0323"]))


_SAMPLE: Final = 2000
"""How many marked words are looked at: enough to be sure, and the same time for a note as for a book."""

# Only what stands between words in every encoding: the signs above 0xA0 are letters in TCVN3 and VNI.
_BETWEEN: Final = re.compile(r"[\s!-/:-@\[-`{-~‘’“”„‹›…–—•\u00a0]+")
_MARK: Final = re.compile(r"[^\t-\r -~]")
# Possessive, and only from the start of a word: pages hold scripts of a megabyte without a space.
_MARKED_WORD: Final = re.compile(r"(?<![^\s<>])[!-;=?-~]*+[^\s<>][^\s<>]*+")
_MARKED_BYTES: Final = re.compile(rb"(?<![^\s<>])[!-;=?-~]*+[^\s<>][^\s<>]*+")

# The commonest marked words of the news. They settle which of two encodings it is when few words are there to judge by.
_COMMON_WORDS: Final = (
    "và của là các có được cho trong với một không những người đã này đến để khi về tại từ vào ông năm như ra "
    "nhiều bị cũng đó theo trên sẽ phải việt nước công tỉnh xã việc nhà đồng chính hội"
)
_COMMON: Final = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Verdict:
    """How Vietnamese the marked words of a text are: the words with a letter beyond ASCII, those of them that are
    Vietnamese syllables, and those of these that are common."""

    words: int
    syllables: int
    common: int

    @property
    def share(self) -> float:
        return self.syllables / self.words if self.words else 0.0

    @property
    def rank(self) -> float:
        return self.share + 0.2 * self.common / max(self.words, 1)


def _judge(words: Iterable[str]) -> _Verdict:
    marked = [part.lower() for word in words for part in _BETWEEN.split(word[:200]) if _MARK.search(part)]
    return _Verdict(len(marked), sum(map(is_syllable, marked)), sum(word in _COMMON for word in marked))


# --- Legacy encodings -------------------------------------------------------------------------------------------------

# TCVN 5712:1993 (VN1), 0xA0 to 0xFF and the capitals that VN1 has in the control codes. TCVN3 is the subset that
# leaves the control codes alone and has the toned letters in lower case only; its fonts for capitals (.VnTimeH) show
# the same codes as capitals, and a plain text does not say which font it had.
_VN1_HIGH: Final = (
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VN1_LOW: Final = dict(zip(b"\x01\x02\x04\x05\x06\x11\x12\x13\x14\x15\x16\x17", "ÚỤỪỬỮỨỰỲỶỸÝỴ", strict=True)) | dict(
    zip(range(0x80, 0xA0), "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ", strict=True)
)
_VN1: Final = _VN1_LOW | dict(enumerate(_VN1_HIGH, start=0xA0))
_TCVN3: Final = {code: letter for code, letter in _VN1.items() if 0xA0 < code <= 0xA7 or letter.islower()}

# VNI for Windows writes a letter and then its marks as one more character; ơ, ư, đ and the toned i have own codes.
_VNI_TONES: Final = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_CIRCUMFLEX: Final = dict(zip("âáàåãä", ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"], strict=True))
_VNI_BREVE: Final = dict(zip("êéèúüë", ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"], strict=True))
_VNI_SINGLE: Final = dict(zip("ôöæóòîñ", "ơưỉĩịỵđ", strict=True))


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for base, vowel in zip("aeouyôö", "aeouyơư", strict=True):
        table |= {base + mark: vowel + tone for mark, tone in _VNI_TONES.items()}
    for base in "aeo":
        table |= {base + mark: f"{base}\u0302{tone}" for mark, tone in _VNI_CIRCUMFLEX.items()}
    table |= {"a" + mark: f"a\u0306{tone}" for mark, tone in _VNI_BREVE.items()}
    table = {code: unicodedata.normalize("NFC", letter) for code, letter in table.items()}
    capitals = {form: letter.upper() for code, letter in table.items() for form in (code.upper(), code.capitalize())}
    return table | capitals


_VNI: Final = _vni_table()
_VNI_CODE: Final = re.compile("[aeouyôö][ùøûõïâáàåãäêéèúüë]|[ôöæóòîñ]", re.IGNORECASE)


def _western(data: bytes) -> str:
    """The bytes as windows-1252, the five codes that it leaves out as control characters: never fails."""
    import ftfy.bad_codecs.sloppy  # noqa: F401  (registers the codec)

    return data.decode("sloppy-windows-1252")


def _by_western(table: dict[int, str]) -> dict[int, str]:
    return {ord(_western(bytes([code]))): letter for code, letter in table.items()}


@lru_cache(maxsize=1)
def _legacy() -> dict[str, Callable[[str], str]]:
    """Legacy encodings by name: functions from the text as windows-1252 shows it to Vietnamese."""
    tcvn3, vn1 = _by_western(_TCVN3), _by_western(_VN1)
    return {
        "tcvn3": lambda text: text.translate(tcvn3),
        "vni": lambda text: _VNI_CODE.sub(lambda code: _VNI.get(code[0], code[0]), text),
        # Text in TCVN3 has the dashes of windows-1252 where VN1 has two capitals that are never words.
        "tcvn5712-1": lambda text: (
            unicodedata.normalize("NFC", text.translate(vn1)).replace(" Ọ ", " – ").replace(" Ộ ", " — ")
        ),
    }


def _windows_1258(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))


def _vietnamese(data: bytes) -> Decoded | None:
    """The bytes in the legacy encoding that makes them Vietnamese, ``None`` if none does."""
    sample = b" ".join(match[0][:200] for match in islice(_MARKED_BYTES.finditer(data), _SAMPLE))
    western = _western(sample)
    verdicts = {"windows-1258": _judge(_windows_1258(sample).split())}
    verdicts |= {name: _judge(convert(western).split()) for name, convert in _legacy().items()}
    best = max(verdicts, key=lambda name: verdicts[name].rank)
    if verdicts[best].share < 0.7:
        return None
    return Decoded(_windows_1258(data) if best == "windows-1258" else _legacy()[best](_western(data)), best)


# --- Decoding ---------------------------------------------------------------------------------------------------------

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (b"PK\x03\x04", "a ZIP archive, which has to be unpacked, or an Office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"PAR1", "a Parquet table"),
    (b"ARROW1\x00", "an Arrow table"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
)
_CONTROLS: Final = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b\0")) + b"\x7f"


def _wide_codec(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark: in Latin script every second byte is NUL, or three of four are."""
    sample = data[: 1 << 16]
    if b"\0" not in sample or len(sample) < 4:
        return None
    nuls = [sample[start::4].count(0) / len(sample[start::4]) for start in range(4)]
    if min(nuls[2], nuls[3]) > 0.9 and nuls[0] < 0.1:
        return "utf-32-le"
    if min(nuls[0], nuls[1]) > 0.9 and nuls[3] < 0.1:
        return "utf-32-be"
    even, odd = (nuls[0] + nuls[2]) / 2, (nuls[1] + nuls[3]) / 2
    if odd > 0.3 and even < 0.02:
        return "utf-16-le"
    if even > 0.3 and odd < 0.02:
        return "utf-16-be"
    return None


def _binary(data: bytes) -> str | None:
    """What kind of binary file this is, ``None`` if it may be text."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[257:262] == b"ustar":
        return "a tar archive, which has to be unpacked"
    sample = data[: 1 << 16]
    nuls = sample.count(0) / max(len(sample), 1)
    if nuls > 0.3:
        return f"not text: {nuls:.0%} of its bytes are NUL"
    controls = (len(sample) - len(sample.translate(None, _CONTROLS))) / max(len(sample), 1)
    if controls > 0.05:
        return f"not text: {controls:.0%} of its bytes are control characters"
    return None


def _forgiving(data: bytes, codec: str) -> str:
    """Decode what a byte order mark or a NUL pattern says. A cut end or a slip here and there becomes U+FFFD."""
    text = data.decode(codec, "replace")
    if text.count("\ufffd") > 1 + len(text) // 200:
        raise UndecodableError(f"it begins like {codec.upper()}, but most of it is not")
    return text.replace("\0", "")


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    # A file that was cut inside a letter, or a rare slip, is still UTF-8: no legacy text has fifty valid sequences
    # for one that is not, and none ends in its first broken one.
    damage = text.count("\ufffd")
    sequences = sum(not char.isascii() for char in text[: 1 << 20]) - damage
    if damage * 50 <= sequences or (damage == 1 and sequences > 0 and text.endswith("\ufffd")):
        return text.removesuffix("\ufffd")
    return None


# The encodings of the WHATWG Encoding Standard, as Python names them. A page can declare any codec that Python has,
# and some of them (unicode_escape, idna, utf_7) are no encodings of pages.
_WEB_CODEC: Final = re.compile(
    r"utf-(8|16|16-le|16-be)|cp(125\d|866|874|949|932)|iso8859-\d+|koi8-[ru]|mac-.*|big5.*|euc.*|gb.*|shift_jis"
)
_WESTERN: Final = frozenset({"cp1252", "iso8859-1", "ascii"})


def _declared_codec(declared: str | None) -> str | None:
    try:
        codec = codecs.lookup((declared or "").strip().encode("ascii", "replace").decode()).name
    except (LookupError, ValueError):
        return None
    if codec in ("gb2312", "gbk"):
        return "gb18030"  # the standard reads both as their superset
    return codec if _WEB_CODEC.fullmatch(codec) and codec not in _WESTERN else None


def _plausibly_western(text: str) -> bool:
    """Western languages have an accent on one letter of ten at most, other scripts and encodings everywhere."""
    head = text[: 1 << 20]
    return sum(not char.isascii() for char in head) <= 0.18 * sum(char.isalpha() for char in head)


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a document.

    A byte order mark, UTF-8 and the NUL pattern of UTF-16 and UTF-32 settle the matter. After them comes the Vietnamese
    legacy encoding that makes Vietnamese of it, because pages in TCVN3 or VNI declare themselves as Western, if at all;
    then ``declared``, the charset that the document names (:func:`declared_charset`) or its HTTP header; then
    windows-1252. A few NUL bytes are dropped.

    Raises:
        BinaryError: The bytes are an image, an archive, a program or the like.
        UndecodableError: They are text in no encoding that is known here.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return Decoded(_forgiving(data.removeprefix(mark), codec), codec)
    if wide := _wide_codec(data):
        return Decoded(_forgiving(data, wide), wide)
    if kind := _binary(data):
        raise BinaryError(kind)
    data = data.replace(b"\0", b"")
    if (utf8 := _utf8(data)) is not None:
        return Decoded(utf8, "utf-8")
    if vietnamese := _vietnamese(data):
        return vietnamese
    if named := _declared_codec(declared):
        try:
            return Decoded(data.decode(named), named)
        except UnicodeDecodeError:
            pass
    if _plausibly_western(western := _western(data)):
        return Decoded(western, "windows-1252")
    raise UndecodableError("it is neither UTF-8 nor UTF-16 nor Vietnamese in windows-1258, TCVN3 or VNI")


_CHARSET: Final = re.compile(
    rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})|<meta[^>]{0,400}?\scharset\s*=\s*["']?\s*([\w.:-]{1,40})"""
    rb"""|<meta[^>]{0,400}?charset=([\w.:-]{1,40})""",
    re.IGNORECASE,
)


def declared_charset(data: bytes) -> str | None:
    """The charset that a page names in its XML declaration or a ``meta`` element of its first 4096 bytes."""
    match = _CHARSET.search(data[:4096])
    return next(name for name in match.groups() if name).decode("ascii").lower() if match else None


# --- Repair -----------------------------------------------------------------------------------------------------------

# What UTF-8 becomes when it is read as windows-1252, windows-1258 or latin-1: the first byte of a sequence as a capital
# or as â or á, the next ones as signs that do not follow a letter in writing.
_CONTINUED: Final = "[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]"
_MOJIBAKE: Final = re.compile(rf"(?:[ÂÃÄÅÆĂ]|á[º»]|â[€\u0080‚„]){_CONTINUED}")
# A closing quote after á may stand before another sign, but not before an opening one or, with it, inside a word.
_INSIDE: Final = re.compile(r"á[º»](?:[^\w…–—’”!-/:;?]|.(?=\w))")
_UNICODE_ONLY: Final = re.compile(r"[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")

_WORD: Final = re.compile(r"[^ \t\r\n]+")
_APART: Final = re.compile(rf"[«»]|{_BETWEEN.pattern}")
# Lines, and long lines at a space after at most a thousand characters.
_PIECE: Final = re.compile(r"[^\n]{0,1000}(?:[ \n]|\Z)|[^ \n]+")


@lru_cache(maxsize=1 << 16)
def _flaws(word: str) -> int:
    """How many parts of a word can be no Vietnamese, by their letters or by a capital after a small letter."""
    parts = [part for part in _APART.split(word) if not part.isascii() and part.lower() not in "ăâđêôơư"]
    impossible = sum(
        not is_syllable(part.lower()) or not (part.islower() or part.isupper() or part.istitle()) for part in parts
    )
    return impossible or (1 if _INSIDE.search(word) else 0)


def _scrambled(text: str) -> tuple[int, int]:
    """How many words show the signs of misread UTF-8, and how many of them cannot be words as they stand.

    A quoted word in capitals, “XÃ”, shows the signs by chance: what tells is that the word itself cannot be.
    """
    suspects = list(islice((word for word in _WORD.findall(text) if _MOJIBAKE.search(word)), _SAMPLE))
    return len(suspects), sum(_flaws(word) > 0 for word in suspects)


def _as_utf8(text: str) -> str | None:
    import ftfy.bad_codecs.sloppy  # noqa: F401  (registers the codecs)

    for codec in ("sloppy-windows-1252", "sloppy-windows-1258", "latin-1"):
        try:
            return text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
    return None


@lru_cache(maxsize=1 << 16)
def _unscrambled_word(word: str) -> str:
    if word.isascii() or not (_flaws(word) or _MOJIBAKE.search(word)):
        return word
    # The second byte of à is a no-break space, which many tools turn into a space.
    mended = _as_utf8(word) or (_as_utf8(word + "\u00a0") if word.endswith("Ã") else None)
    return mended if mended and _flaws(mended) <= _flaws(word) else word


def _unscrambled(piece: str, certain: bool) -> str:
    """Text whose UTF-8 was read as a one-byte encoding, read again as UTF-8; the text itself if that is no better.

    Args:
        certain: The whole document is such text, so that a line of one short word need not prove it again.
    """
    import ftfy

    if not certain and not _scrambled(piece)[1]:
        return piece
    mended = _as_utf8(piece) or _WORD.sub(lambda word: _unscrambled_word(word[0]), piece)
    if _scrambled(mended)[1]:  # damaged as well, or from a rarer code page
        mended = ftfy.fix_text(
            mended,
            unescape_html=False,
            remove_terminal_escapes=False,
            fix_latin_ligatures=False,
            fix_character_width=False,
            uncurl_quotes=False,
            fix_line_breaks=False,
            remove_control_chars=False,
            normalization="NFC",
        )
    worse = sum(map(_flaws, _WORD.findall(mended))) > sum(map(_flaws, _WORD.findall(piece)))
    return piece if worse else mended


def _descrambled(text: str) -> str:
    suspects, scrambled = _scrambled(text)
    certain = scrambled >= max(3, 0.5 * suspects)
    if certain and (whole := _as_utf8(text)) is not None:
        return whole
    return "".join(piece if piece.isascii() else _unscrambled(piece, certain) for piece in _PIECE.findall(text))


def _reread(text: str) -> str:
    """Text in TCVN3 or VNI that was saved as if it were windows-1252, in Vietnamese; any other text as it is."""
    # Half of the marked letters of Vietnamese are not in windows-1252: a few lines settle it for nearly every text.
    head = text[:4096]
    if len(_UNICODE_ONLY.findall(head)) > max(10, 0.05 * len(_MARK.findall(head))):
        return text
    sample = [match[0] for match in islice(_MARKED_WORD.finditer(text), _SAMPLE)]
    verdict = _judge(sample)
    if verdict.words < 2 or sum(bool(_UNICODE_ONLY.search(word)) for word in sample) > 0.05 * verdict.words:
        return text
    verdicts = {name: _judge(map(_legacy()[name], sample)) for name in ("tcvn3", "vni")}
    best = max(verdicts, key=lambda name: verdicts[name].rank)
    share = verdicts[best].share
    mended = unicodedata.normalize("NFC", _legacy()[best](text))
    return mended if share > 0.8 and share > verdict.share + 0.3 else text


def repair(text: str) -> str:
    """Mend text that decoded without an error and is broken all the same; good text comes back as it is, in NFC.

    Mended are UTF-8 that was read as a one-byte encoding ("Viá»‡t"), TCVN3 and VNI that were read as windows-1252
    ("ViÖt", "Vieät"), NUL characters (dropped) and halves of surrogate pairs (joined, or U+FFFD). Quotes, dashes,
    full-width forms and the place of tone marks (hoà, hòa) are the author's and stay. Repairing twice changes nothing.
    """
    if "\0" in text:
        text = text.replace("\0", "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    for _ in range(4):  # some text went wrong twice
        before = text
        if _MOJIBAKE.search(text):
            text = unicodedata.normalize("NFC", _descrambled(text))
        text = _reread(text)
        if text == before:
            break
    return text
