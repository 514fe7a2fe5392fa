"""How each model family is told to read Vietnamese and to write English.

The families differ in nothing else that matters here: some take the languages as tokens, some as a text prefix, some were
trained on one pair and need neither. Sources: the NLLB (2022), M2M-100 (2020) and mBART-50 (2020) papers, the MADLAD-400
(2023) and MTet/EnViT5 (2022) model cards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.base import ModelError


@dataclass(frozen=True, slots=True)
class LanguageHandling:
    """What to tell one model about the two languages.

    ``source_code`` goes into the tokenizer, which puts its own token before or after the text; ``source_prefix`` is text put
    before every segment; ``target_prefix`` is text that the model writes before every translation, taken off again.
    ``forced_bos`` is the token that the output has to begin with, ``decoder_start`` the one that the decoder starts from.
    """

    source_code: str | None = None
    source_prefix: str = ""
    target_prefix: str = ""
    forced_bos: int | None = None
    decoder_start: int | None = None

    def strip(self, translation: str) -> str:
        """Takes the target prefix off a decoded output."""
        return translation.removeprefix(self.target_prefix).strip()


def language_handling(model_type: str, tokenizer: Any) -> LanguageHandling:
    """The handling for a model, from its ``config.model_type`` and from the language tokens that its tokenizer knows.

    Raises ``ModelError`` for a multilingual model that does not know English.
    """

    def token(name: str) -> int | None:
        found = tokenizer.convert_tokens_to_ids(name)
        return None if found is None or found == tokenizer.unk_token_id else int(found)

    match model_type:
        case "m2m_100" if (bos := token("eng_Latn")) is not None:  # NLLB-200 shares M2M-100's architecture
            return LanguageHandling(source_code="vie_Latn", forced_bos=bos)
        case "m2m_100" if (bos := token("__en__")) is not None:
            return LanguageHandling(source_code="vi", forced_bos=bos)
        case "mbart" if (start := token("en_XX")) is not None:
            # mBART-50 writes the code after </s>; the first mBART (VinAI's layout) starts from the code itself.
            if type(tokenizer).__name__.startswith("MBart50"):
                return LanguageHandling(source_code="vi_VN", forced_bos=start)
            return LanguageHandling(source_code="vi_VN", decoder_start=start)
        case "m2m_100" | "mbart":
            raise ModelError(
                f"The tokenizer of this {model_type} model knows no token for English: it cannot be told to write it"
            )
        case "t5" | "mt5" | "umt5" if token("<2en>") is not None:  # MADLAD-400
            return LanguageHandling(source_prefix="<2en> ")
        case "t5" | "mt5" | "umt5":  # EnViT5
            return LanguageHandling(source_prefix="vi: ", target_prefix="en: ")
        case "marian" if token(">>eng<<") is not None:  # a Marian model with several target languages
            return LanguageHandling(source_prefix=">>eng<< ")
    return LanguageHandling()
