"""Translation with any sequence-to-sequence model that transformers can load."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.hub import Source, locate
from models.loading import Loaded, Vocabulary, load_seq2seq, precision
from models.translators.decoding import StepWatcher
from models.translators.scheduling import Hypothesis, Tokens
from models.translators.seq2seq import Seq2SeqTranslator

# Padded source tokens times beams in one batch. On a CPU four times as much took a third more processor time (58M parameters,
# two cores, beam 4) and twice the memory; a GPU wants to be kept busy.
CPU_BUDGET = 2_048
GPU_BUDGET = 65_536

# Batches at a time on a CPU, which divide torch's threads between them: a step of a small model has too little work for all. More
# would wait for each other, since so much of ``generate`` is Python.
CPU_WORKERS = 4


class TransformersTranslator(Seq2SeqTranslator):
    """A translator on ``AutoModelForSeq2SeqLM`` and ``generate``, with the languages of each family handled."""

    _parallel = True
    """Whether several batches may be decoded at once on a CPU."""

    def __init__(
        self,
        path_or_id: str | Path,
        *,
        device: str = "auto",
        beams: int = 4,
        max_batch_tokens: int | None = None,
        revision: str | None = None,
        window: int | None = None,
        name: str | None = None,
        rerank: bool | None = None,
        works_now: str = "",
        **shaping: object,
    ) -> None:
        """Takes a model folder or Hub id; the weights are loaded when they are needed.

        ``beams`` is the beam width (1: greedy). ``max_batch_tokens`` bounds a batch, in padded source tokens times beams.
        ``window`` is the most source tokens, special ones not counted, that the model is trusted with; by default what its
        positions allow. ``rerank``: whether the hypotheses of the beam are reranked (:mod:`models.translators.reranking`), by default
        those of Marian models. ``name`` is what the dataset calls the translator, by default the Hub id or the folder's name;
        ``works_now`` is what to say of other models where this one cannot be had. ``shaping`` is what else decides the output.

        Raises ``ModelError`` where there is no such model, and ``ValueError`` for options that make no sense.
        """
        source = locate(path_or_id, revision, works_now=works_now)
        self._wanted_device = device
        super().__init__(
            source,
            beams=beams,
            window=window,
            max_batch_tokens=max_batch_tokens,
            name=name,
            rerank=rerank,
            # Of the device only the precision shows in the output.
            engine={"dtype": precision(source.folder, device), **shaping},
        )

    def _load(self, source: Source) -> Vocabulary:
        loaded = self._open(source)
        self._model, self.device = loaded.model, loaded.device
        self._take(loaded)
        self._configure_generation()
        self._share_threads()
        budget = self._max_batch_tokens or (GPU_BUDGET if self.device.type == "cuda" else CPU_BUDGET)
        self.batch_tokens = max(1, budget // self.beams)
        return loaded

    def _open(self, source: Source) -> Loaded:
        return load_seq2seq(source.folder, self._wanted_device)

    def _share_threads(self) -> None:
        import torch

        threads = torch.get_num_threads()
        self._workers = min(CPU_WORKERS, threads) if self._parallel and self.device.type == "cpu" else 1
        self._threads = threads // self._workers

    def _configure_generation(self) -> None:
        """Keeps what the model's own generation config says of tokens; how to search and when to stop is said here."""
        config = self._model.generation_config
        config.update(
            num_beams=self.beams,
            do_sample=False,
            temperature=None,
            top_k=None,
            top_p=None,
            num_return_sequences=self.beams if self.reranks else 1,
            max_length=None,
            max_new_tokens=None,
            min_length=None,
            # It would put an end to every output at the limit, so that a loop could not be told from a translation.
            forced_eos_token_id=None,
            return_dict_in_generate=True,
            output_scores=True,
        )
        if self._languages.forced_bos is not None:
            config.forced_bos_token_id = self._languages.forced_bos
        if self._languages.decoder_start is not None:
            config.decoder_start_token_id = self._languages.decoder_start

    def _decode(self, batch: Sequence[Tokens], *, no_repeat_ngram: int) -> list[list[Hypothesis]]:
        import torch

        if self._workers > 1:  # then this thread belongs to the scheduler, and so does its number
            torch.set_num_threads(self._threads)
        try:
            with torch.inference_mode():
                return self._generate(batch, no_repeat_ngram)
        except torch.OutOfMemoryError as error:
            reason = str(error)
        torch.cuda.empty_cache()
        raise MemoryError(reason)

    def _generate(self, batch: Sequence[Tokens], no_repeat_ngram: int) -> list[list[Hypothesis]]:
        import torch
        from transformers import StoppingCriteriaList

        limits = [self._limit(source) for source in batch]
        sources, first, options = self._prepared(batch, no_repeat_ngram)
        watcher = StepWatcher(torch.tensor(limits, device=self.device), first=first, greedy=self.beams == 1)
        inputs = self.tokenizer.pad({"input_ids": sources}, return_tensors="pt").to(self.device)
        output = self._model.generate(
            input_ids=inputs["input_ids"],
            attention_mask=inputs["attention_mask"],
            max_new_tokens=max(limits),
            stopping_criteria=StoppingCriteriaList([watcher]),
            **options,
        )
        rows = output.sequences[:, first:].tolist()
        each = len(rows) // len(batch)  # hypotheses of a source
        ends = [self._end(row) for row in rows]
        lengths = [
            min(limits[position // each], len(row)) if end is None else end + 1
            for position, (row, end) in enumerate(zip(rows, ends, strict=True))
        ]
        if self.beams == 1:
            steps = watcher.log_probabilities().tolist()
            sums = [sum(row[:length]) for row, length in zip(steps, lengths, strict=True)]
        else:
            # What generate returns is the sum divided by length ** length_penalty, the end token counted.
            penalty = self._model.generation_config.length_penalty
            penalty = 1.0 if penalty is None else penalty
            scores = output.sequences_scores.tolist()
            sums = [score * length**penalty for score, length in zip(scores, lengths, strict=True)]
        # A forced first token is the language's, no text, and has probability one by decree: it says nothing of the output.
        forced = self._model.generation_config.forced_bos_token_id is not None
        texts = self._texts(
            [source for source in batch for _ in range(each)],
            [row[forced:length] for row, length in zip(rows, lengths, strict=True)],
        )
        hypotheses = [
            Hypothesis(text, total, max(1, length - forced), truncated=end is None)
            for text, total, length, end in zip(texts, sums, lengths, ends, strict=True)
        ]
        return [hypotheses[begin : begin + each] for begin in range(0, len(hypotheses), each)]

    def _prepared(self, batch: Sequence[Tokens], no_repeat_ngram: int) -> tuple[list[Tokens], int, dict[str, Any]]:
        """What the model is given, where in a row its own tokens begin, and further options of ``generate``."""
        return (
            list(batch),
            1,
            {"no_repeat_ngram_size": no_repeat_ngram or None},
        )  # the decoder's start token comes first

    def _texts(self, batch: Sequence[Tokens], rows: Sequence[Tokens]) -> list[str]:
        """The text of each of the ``rows`` that answer the sources in ``batch``."""
        return self._text(rows)

    def _end(self, row: list[int]) -> int | None:
        """Where the output ends by its own account, ``None`` where it was stopped."""
        eos = self._model.generation_config.eos_token_id
        ends = {eos} if isinstance(eos, int) else set(eos or ())
        return next((index for index, token in enumerate(row) if token in ends), None)
