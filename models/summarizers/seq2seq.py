"""Summaries written by a sequence-to-sequence model (BART, Pegasus, T5, LED), each sentence tied back to the article."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from corpus.types import SummarySentence
from models.fingerprint import options_fingerprint
from models.hub import locate
from models.loading import load_seq2seq
from models.quiet import quiet
from models.summarizers.sentences import english_sentences
from models.summarizers.similarity import cosines
from models.translators.splitting import split

# An article's sentence supports a summary sentence if it is this much like it (the most alike one always does).
SUPPORT, MOST_SUPPORT = 0.3, 3
# What a summary may be long where the model's own configuration says nothing: a news sentence has about thirty tokens.
TOKENS_A_SENTENCE = 50


class Seq2SeqSummarizer:
    """Abstractive: an article longer than the window is summarised in parts, and the parts' summaries as a whole."""

    def __init__(
        self,
        path_or_id: str | Path,
        *,
        device: str = "auto",
        beams: int = 4,
        revision: str | None = None,
        window: int | None = None,
        name: str | None = None,
        works_now: str = "",
    ) -> None:
        """Loads a model folder or Hub id; the options mean what they mean for ``TransformersTranslator``."""
        if beams < 1 or (window is not None and window < 1):
            raise ValueError("beams and window have to be at least 1")
        source = locate(path_or_id, revision, works_now=works_now)
        loaded = load_seq2seq(source.folder, device)
        self.name = name or source.name
        self.beams = beams
        self._model, self._tokenizer, self._device = loaded.model, loaded.tokenizer, loaded.device
        self._positions = loaded.positions
        model_type = self._model.config.model_type
        self._prefix = "summarize: " if model_type in {"t5", "mt5", "umt5"} else ""
        self._global_attention = model_type == "led"
        specials = len(self._encode(""))
        self.window = min(window or loaded.window, loaded.window - specials)
        self._longest = self.window + specials
        # How long a summary is, the model knows best; that it has to go beyond what there is to say, nobody does.
        config = self._model.generation_config
        self._min_length, self._max_length = config.min_length or 0, config.max_length
        config.update(num_beams=beams, do_sample=False, num_return_sequences=1, max_length=None, min_length=None)
        self.fingerprint = options_fingerprint(
            {
                "model": source.fingerprint(),
                "beams": beams,
                "window": self.window,
                "support": [SUPPORT, MOST_SUPPORT],
                "dtype": str(self._model.dtype),
            }
        )

    def summarize(self, sentences: Sequence[str], *, size: int, avoid: Collection[int] = ()) -> list[SummarySentence]:
        """Writes at most ``size`` sentences; see ``models.base.Summarizer``. The same article gives the same summary."""
        filled = [position for position, sentence in enumerate(sentences) if sentence.strip()]
        trusted = sorted(set(filled).difference(avoid)) or filled
        if not trusted or size < 1:
            return []
        article = [sentences[position].strip() for position in trusted]
        with quiet():
            summary = self._summary(article, size)[:size]
        return [
            SummarySentence(sentence, tuple(sorted(trusted[i] for i in support)))
            for sentence, support in zip(summary, _supports(summary, article), strict=True)
        ]

    def _summary(self, article: list[str], size: int) -> list[str]:
        parts = self._parts(article)
        if len(parts) == 1:
            return self._generate(parts[0], size)
        summaries = [sentence for part in parts for sentence in self._generate(part, size)]
        # A model that shortens nothing would be asked for ever.
        if len(self._parts(summaries)) >= len(parts):
            return self._generate(self._parts(summaries)[0], size) if summaries else []
        return self._summary(summaries, size)

    def _parts(self, sentences: Sequence[str]) -> list[str]:
        """Whole sentences in as few texts as fit the window, in order; a sentence that alone does not fit is split."""
        parts: list[str] = []
        for sentence in sentences:
            for piece in split(sentence, self._length, self._longest):
                joined = f"{parts[-1]} {piece}" if parts else piece
                if parts and self._length(joined) <= self._longest:
                    parts[-1] = joined
                else:
                    parts.append(piece)
        return parts

    def _generate(self, text: str, size: int) -> list[str]:
        import torch

        source = self._encode(text)
        longest = self._max_length or size * TOKENS_A_SENTENCE
        if self._positions:
            longest = min(longest, self._positions)
        inputs = {"input_ids": torch.tensor([source], device=self._device)}
        inputs["attention_mask"] = torch.ones_like(inputs["input_ids"])
        if self._global_attention:
            # LED sees the whole article through the first token (Beltagy et al. 2020, Longformer).
            inputs["global_attention_mask"] = torch.zeros_like(inputs["input_ids"])
            inputs["global_attention_mask"][:, 0] = 1
        with torch.inference_mode():
            output = self._model.generate(
                **inputs,
                max_new_tokens=longest - 1,
                min_new_tokens=min(self._min_length, len(source) // 2, longest - 1),
            )
        return english_sentences(self._tokenizer.decode(output[0].tolist(), skip_special_tokens=True))

    def _encode(self, text: str) -> list[int]:
        encoded: list[int] = self._tokenizer(self._prefix + text, truncation=False)["input_ids"]
        return encoded

    def _length(self, text: str) -> int:
        return len(self._encode(text))


def _supports(summary: Sequence[str], article: Sequence[str]) -> list[list[int]]:
    """For every summary sentence the positions of the article's sentences that it rests on, the most alike first."""
    supports = []
    for row in cosines(summary, article):
        ranked = sorted(range(len(article)), key=lambda position: (-row[position], position))
        supports.append([p for n, p in enumerate(ranked[:MOST_SUPPORT]) if n == 0 or row[p] >= SUPPORT])
    return supports
