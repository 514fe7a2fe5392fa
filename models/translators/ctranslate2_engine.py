"""Translation with CTranslate2: the same weights in 8 bits on a CPU, in half precision on CUDA, several times as fast.

A model is converted once and the result kept in the user's cache. The languages of each family are handled as everywhere else;
what CTranslate2's converter decides by itself about the decoder's start is put right to agree.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from models.base import ModelError
from models.cached import build_once
from models.hub import Source, locate
from models.languages import LanguageHandling
from models.loading import Vocabulary, load_vocabulary, read_settings
from models.quiet import quiet
from models.translators.scheduling import Hypothesis, Tokens
from models.translators.seq2seq import Seq2SeqTranslator
from models.userdirs import user_cache

SUPPORTED: Final = frozenset({"marian", "m2m_100", "mbart", "t5", "mt5", "umt5"})
"""The values of ``config.model_type`` that CTranslate2 converts and songngu translates with."""

DEVICES: Final = ("cpu", "cuda")

CUBLAS: Final = "libcublas.so.12"
"""What CTranslate2 opens at its first product on a GPU. A torch for CUDA 13 brings another one."""

GET_CUBLAS: Final = "pip install nvidia-cublas-cu12 brings it"

NEARLY_ZERO: Final = 0.02
"""The largest weight of a start embedding that makes no difference: a word's are ten times as large."""

FULL_ROW: Final = 16
"""Below so many source tokens, padding included, the 8-bit kernels sum in another order, and a translation would depend on what
else is in its batch: of 360 segments translated alone 18 differed, five of them in words. A longer row beside them prevents it."""

# Padded source tokens times beams in one batch.
CPU_BUDGET: Final = 4_096
GPU_BUDGET: Final = 65_536


class CTranslate2Translator(Seq2SeqTranslator):
    """A translator on ``ctranslate2.Translator``."""

    converted: Path
    """The folder with the model as CTranslate2 reads it, once it is loaded."""

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
    ) -> None:
        """Takes a model folder or Hub id; it is converted and loaded when it is needed.

        The options are those of ``TransformersTranslator``. Raises ``ModelError`` where there is no such model or CTranslate2
        does not know the device, and ``ValueError`` for options that make no sense.
        """
        from importlib.metadata import version

        source = locate(path_or_id, revision, works_now=works_now)
        self._device, _, index = _device(device).partition(":")
        self._device_index = int(index or 0)
        if self._device not in DEVICES:
            raise ModelError(f"CTranslate2 runs on {' and '.join(DEVICES)}, not on {device}: take --engine torch.")
        if lacks_cublas(device):
            raise ModelError(f"CTranslate2 cannot use the GPU without {CUBLAS}: {GET_CUBLAS}, or take --engine torch.")
        self._compute_type = "int8" if self._device == "cpu" else "float16"
        super().__init__(
            source,
            beams=beams,
            window=window,
            max_batch_tokens=max_batch_tokens,
            name=name,
            rerank=rerank,
            engine={"ctranslate2": version("ctranslate2"), "compute type": self._compute_type, "row": FULL_ROW},
        )

    def _load(self, source: Source) -> Vocabulary:
        import ctranslate2

        vocabulary = load_vocabulary(source.folder)
        self._take(vocabulary)
        self._search = _search(source.folder, vocabulary, self._languages)
        self.converted = _converted(source, vocabulary, self._search.start, self._compute_type)
        # One thread for each replica: on two cores that is a third faster than one replica with two threads.
        replicas = _cpus() if self._device == "cpu" else 1
        # One batch more than there are replicas: none waits while the text of another's tokens is put together.
        self._workers = replicas + 1
        try:
            self.engine = ctranslate2.Translator(
                str(self.converted),
                device=self._device,
                device_index=self._device_index,
                compute_type=self._compute_type,
                inter_threads=replicas,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"CTranslate2 cannot load {source.name}: {error}. Try --engine torch.") from error
        budget = self._max_batch_tokens or (CPU_BUDGET if self._device == "cpu" else GPU_BUDGET)
        self.batch_tokens = max(1, budget // self.beams)
        return vocabulary

    def _decode(self, batch: Sequence[Tokens], *, no_repeat_ngram: int) -> list[list[Hypothesis]]:
        limits = [self._limit(source) for source in batch]
        hypotheses = self._generate(batch, max(limits), no_repeat_ngram)
        # CTranslate2 knows one limit for a batch. What went beyond its own is decided alone, so that a translation is the
        # same whatever else is in the batch.
        return [
            self._generate([source], limit, no_repeat_ngram)[0]
            if limit < max(limits) and any(hypothesis.tokens > limit for hypothesis in found)
            else found
            for source, limit, found in zip(batch, limits, hypotheses, strict=True)
        ]

    def _generate(self, batch: Sequence[Tokens], limit: int, no_repeat_ngram: int) -> list[list[Hypothesis]]:
        longest = max(batch, key=len)
        if len(longest) < FULL_ROW:
            filler = [*(longest * FULL_ROW)[: FULL_ROW - 1], longest[-1]]
            return self._generate([*batch, filler], limit, no_repeat_ngram)[:-1]
        search = self._search
        try:
            results = self.engine.translate_batch(
                [self.tokenizer.convert_ids_to_tokens(source) for source in batch],
                [search.prefix] * len(batch) if search.prefix else None,
                beam_size=self.beams,
                num_hypotheses=self.beams if self.reranks else 1,
                max_input_length=0,
                max_decoding_length=limit,
                no_repeat_ngram_size=no_repeat_ngram or search.no_repeat_ngram,
                length_penalty=search.length_penalty,
                repetition_penalty=search.repetition_penalty,
                suppress_sequences=search.suppress or None,
                return_scores=True,
                return_end_token=True,
            )
        except RuntimeError as error:
            if "out of memory" in str(error):
                raise MemoryError(str(error)) from error
            raise
        return [
            [self._hypothesis(*found) for found in zip(result.hypotheses, result.scores, strict=True)]
            for result in results
        ]

    def _hypothesis(self, tokens: Sequence[str], score: float) -> Hypothesis:
        finished = bool(tokens) and tokens[-1] == self.tokenizer.eos_token
        # A forced first token is the language's, no text, and has probability one by decree.
        own = tokens[len(self._search.prefix) :]
        [text] = self._text([self.tokenizer.convert_tokens_to_ids(own)])
        # What CTranslate2 returns is the sum divided by length ** length_penalty.
        total = score * len(tokens) ** self._search.length_penalty
        return Hypothesis(text, total, max(1, len(own)), truncated=not finished)


def _device(wish: str) -> str:
    """The device that ``wish`` means; torch, which takes seconds to import, is asked only where a GPU is there and cuBLAS is not."""
    import ctranslate2

    if wish != "auto":
        return wish
    if not ctranslate2.get_cuda_device_count():
        return "cpu"
    if has_cublas():
        return "cuda"
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


@cache
def has_cublas() -> bool:
    """Whether CTranslate2 will find cuBLAS: on the system, or as a package of pip's, which is loaded here, where nothing else looks."""
    if sys.platform != "linux":
        return True  # nobody could try it elsewhere; CTranslate2 says itself what it misses
    packages = find_spec("nvidia")
    folders = [Path(at) / "cublas" / "lib" for at in packages.submodule_search_locations or ()] if packages else []
    for path in (CUBLAS, *(str(folder / CUBLAS) for folder in folders)):
        try:
            ctypes.CDLL(path, ctypes.RTLD_GLOBAL)
        except OSError:
            continue
        return True
    return False


def lacks_cublas(device: str) -> bool:
    """Whether ``device`` means a GPU that CTranslate2 sees and cannot use for want of cuBLAS."""
    import ctranslate2

    wanted = _device(device).startswith("cuda") and ctranslate2.get_cuda_device_count() > 0
    return wanted and not has_cublas()


def suits(folder: Path, device: str) -> bool:
    """Whether CTranslate2 can run the model in ``folder`` on ``device`` with the same result as torch.

    A folder that cannot be read suits nothing.
    """
    config = read_settings(folder)
    try:
        return (
            config.get("model_type") in SUPPORTED
            and _device(device).partition(":")[0] in DEVICES
            and not lacks_cublas(device)
            and (config["model_type"] != "marian" or _starts_from_zeros(folder, config["decoder_start_token_id"]))
        )
    except (OSError, KeyError):
        return False


def _starts_from_zeros(folder: Path, start: int) -> bool:
    """Whether a Marian model's decoder starts from zeros, as CTranslate2's does, by the row that transformers starts from.

    Training with other tools can move that row.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(folder / "model.safetensors", "np") as tensors:
            row = tensors.get_slice("model.shared.weight")[start]
    except (SafetensorError, TypeError):  # under another name, or of a type that numpy lacks: the converter will tell
        return True
    return bool(abs(row).max() <= NEARLY_ZERO)


def _cpus() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Search:
    """What the model's own generation config says of the search, in CTranslate2's terms.

    ``start`` is the token that the decoder starts from, ``prefix`` the ones that every output has to begin with.
    """

    start: str | None
    prefix: list[str]
    suppress: list[list[str]]
    length_penalty: float
    repetition_penalty: float
    no_repeat_ngram: int


def _search(folder: Path, vocabulary: Vocabulary, languages: LanguageHandling) -> _Search:
    from transformers import GenerationConfig

    with quiet():
        try:
            config = GenerationConfig.from_pretrained(folder)
        except OSError:  # a folder from before there were generation configs
            from transformers import AutoConfig

            config = GenerationConfig.from_model_config(AutoConfig.from_pretrained(folder))
    token = vocabulary.tokenizer.convert_ids_to_tokens
    start = config.decoder_start_token_id if languages.decoder_start is None else languages.decoder_start
    first = config.forced_bos_token_id if languages.forced_bos is None else languages.forced_bos
    pad = vocabulary.tokenizer.pad_token
    forbidden = [token(words) for words in config.bad_words_ids or ()]
    penalty = config.length_penalty
    return _Search(
        start=None if start is None else token(start),
        prefix=[] if first is None else [token(first)],
        suppress=[words for words in forbidden if words != [pad]],  # the converter takes Marian's padding out
        length_penalty=1.0 if penalty is None else penalty,
        repetition_penalty=config.repetition_penalty or 1.0,
        no_repeat_ngram=config.no_repeat_ngram_size or 0,
    )


def _converted(source: Source, vocabulary: Vocabulary, start: str | None, compute_type: str) -> Path:
    """The folder with the model as CTranslate2 reads it, made when it is first needed."""
    name = f"{source.name.replace('/', '--')}-ctranslate2-{compute_type}-{source.fingerprint()[:16]}"
    target = user_cache() / "models" / name
    try:
        return build_once(target, lambda folder: _convert(source.folder, vocabulary, start, compute_type, folder))
    except OSError as error:
        raise ModelError(
            f"{source.name} cannot be converted into {target.parent}: {error}. Set SONGNGU_CACHE to a folder that can be"
            " written and has room for the model, or take --engine torch."
        ) from error


def _convert(folder: Path, vocabulary: Vocabulary, start: str | None, compute_type: str, out: Path) -> None:
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc]  # ctranslate2 is untyped
        """The converter, reading weights and tokens as every engine here does."""

        def load_model(self, model_class: Any, path: str, **options: Any) -> Any:
            return _as_expected(model_class.from_pretrained(path, use_safetensors=True, **options))

        def load_tokenizer(self, *_: Any, **__: Any) -> Any:
            return _WholeVocabulary(vocabulary.tokenizer, vocabulary.config.vocab_size)

    with quiet():
        try:
            Converter(str(folder)).convert(str(out), quantization=compute_type, force=True)
        except OSError:
            raise
        except Exception as error:  # a foreign layout fails in any of the loader's lines
            raise ModelError(f"CTranslate2 cannot convert {folder}: {error}. Take --engine torch.") from error
    settings = out / "config.json"
    config = json.loads(settings.read_text(encoding="utf-8"))
    if vocabulary.config.model_type != "marian":  # whose decoder starts from zeros, whatever the token
        config["decoder_start_token"] = start
        # A tokenizer without a beginning of its own (mBART-50) is written as null, which cannot be loaded.
        config["bos_token"] = config.get("bos_token") or config["eos_token"]
        settings.write_text(json.dumps(config, indent=1), encoding="utf-8")


def _as_expected(model: Any) -> Any:
    """Says in the model's configuration what the converter reads there and transformers 5 no longer writes."""
    match model.config.model_type:
        case "marian":
            start = model.get_input_embeddings().weight[model.config.decoder_start_token_id]
            if start.abs().max() > NEARLY_ZERO:
                raise ValueError("its decoder does not start from zeros as Marian's does")
        case "mbart":
            model.config.normalize_before = model.config.normalize_embedding = True
        case "t5" | "mt5" | "umt5":
            # What scales the decoder's output is no longer whether the embeddings are tied.
            model.config.tie_word_embeddings = model.config.scale_decoder_outputs
    return model


class _WholeVocabulary:
    """A tokenizer that names every row of the embeddings: language tokens, and rows that no token has."""

    num_madeup_words = 0

    def __init__(self, tokenizer: Any, size: int) -> None:
        self.tokenizer, self._size = tokenizer, size

    def __getattr__(self, name: str) -> Any:
        return getattr(self.tokenizer, name)

    def get_vocab(self) -> dict[str, int]:
        """Each token with its row."""
        names: dict[str, int] = {}
        for row in range(self._size):
            token = self.tokenizer.convert_ids_to_tokens(row)
            names[token if token and token not in names else f"<row {row}>"] = row
        return names
