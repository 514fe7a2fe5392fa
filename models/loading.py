"""Loads a sequence-to-sequence model and its tokenizer, the same way for translators and summarisers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from models.base import ModelError
from models.quiet import quiet

if TYPE_CHECKING:
    import torch

ASTRONOMICAL = int(1e30)
# For models with relative positions and a tokenizer that names no limit: what T5 and its descendants were trained on.
DEFAULT_WINDOW = 512


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A model's configuration and tokenizer, without its weights.

    ``window`` is the most source tokens, special ones included, that the model takes; ``positions`` the most tokens that
    its decoder can number (``None``: relative positions, no such limit).
    """

    config: Any
    tokenizer: Any
    window: int
    positions: int | None


@dataclass(frozen=True, slots=True)
class Loaded(Vocabulary):
    """The same with the model in evaluation mode on its device."""

    model: Any
    device: torch.device


def load_seq2seq(folder: Path, device: str = "auto") -> Loaded:
    """Loads a folder with ``AutoModelForSeq2SeqLM``; float32 on a CPU or Apple GPU, half precision on CUDA.

    ``device`` is ``auto`` or what torch calls it (``cpu``, ``cuda:1``). Raises ``ModelError`` where transformers cannot.
    """
    return _load(folder, device, "AutoModelForSeq2SeqLM")


def load_causal(folder: Path, device: str = "auto") -> Loaded:
    """The same with ``AutoModelForCausalLM``: a language model, which reads and writes one and the same text."""
    return _load(folder, device, "AutoModelForCausalLM")


def is_causal(folder: Path) -> bool:
    """Whether a folder holds a language model; one that cannot be read does not."""
    return _is_causal(read_settings(folder))


def model_type(folder: Path) -> str | None:
    """The architecture that a folder's model has, as transformers calls it (``marian``); one that cannot be read has none."""
    return read_settings(folder).get("model_type")


def _load(folder: Path, device: str, architecture: str) -> Loaded:
    import torch
    import transformers

    on = choose_device(device)
    vocabulary = load_vocabulary(folder)
    with quiet(), _explained(folder):
        model = getattr(transformers, architecture).from_pretrained(
            folder,
            dtype=_dtype(read_settings(folder), on),
            use_safetensors=True,
            trust_remote_code=False,
        )
        model = model.eval().requires_grad_(False).to(on)
    if model.config.is_encoder_decoder and not hasattr(model, "_reorder_cache"):
        model._reorder_cache = _reorder_cache  # ``generate`` looks for it by this name
    return Loaded(
        vocabulary.config,
        vocabulary.tokenizer,
        vocabulary.window,
        vocabulary.positions,
        model=model,
        device=torch.device(on),
    )


def _reorder_cache(cache: Any, beams: torch.Tensor) -> Any:
    """Reorders what beam search keeps from step to step, without what is the same for all beams of a source.

    ``generate`` by itself also copies the keys and values of the source, which are the larger part.
    """
    getattr(cache, "self_attention_cache", cache).reorder_cache(beams)
    return cache


def load_vocabulary(folder: Path) -> Vocabulary:
    """Loads a folder's configuration and tokenizer. Raises ``ModelError`` where transformers cannot."""
    with quiet(), _explained(folder):
        config, tokenizer = _config(folder), _tokenizer(folder)
    longest = tokenizer.model_max_length
    # Nothing is ever cut by the tokenizer, so its advice about long inputs is beside the point.
    tokenizer.model_max_length = ASTRONOMICAL
    shared = getattr(config, "max_position_embeddings", None)
    encoder = getattr(config, "max_encoder_position_embeddings", shared)
    # A tokenizer that knows no limit says so with an astronomical number.
    limits = [limit for limit in (longest, encoder) if limit and limit < ASTRONOMICAL]
    return Vocabulary(
        config,
        tokenizer,
        window=min(limits, default=DEFAULT_WINDOW),
        positions=getattr(config, "max_decoder_position_embeddings", shared),
    )


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """transformers raises anything from KeyError to SafetensorError on a damaged or foreign folder."""
    try:
        yield
    except Exception as error:
        raise ModelError(f"{folder} cannot be loaded as a model that translates or summarises: {error}") from error


def choose_device(wish: str) -> str:
    """The device that ``wish`` means: itself, or for ``auto`` the fastest one there is."""
    import torch

    if wish != "auto":
        return wish
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def precision(folder: Path, device: str = "auto") -> str:
    """The name of the type that a folder's weights are loaded in on ``device``; a folder that cannot be read has none."""
    return str(_dtype(read_settings(folder), choose_device(device))) if read_settings(folder) else "unknown"


def read_settings(folder: Path, file: str = "config.json") -> dict[str, Any]:
    """What a file of settings says; nothing where it cannot be read."""
    try:
        settings = json.loads((folder / file).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return settings if isinstance(settings, dict) else {}


def _config(folder: Path) -> Any:
    """The configuration; of a Marian model what ``config.json`` says, if it says what is asked for here.

    transformers' classes for configurations import torch, a fifth of the time that a short run takes without it.
    """
    settings = read_settings(folder)
    if settings.get("model_type") == "marian" and {"vocab_size", "max_position_embeddings"} <= settings.keys():
        return SimpleNamespace(**settings)
    from transformers import AutoConfig

    return AutoConfig.from_pretrained(folder, trust_remote_code=False)


def _is_causal(settings: dict[str, Any]) -> bool:
    return any(str(name).endswith("ForCausalLM") for name in settings.get("architectures") or ())


def _dtype(settings: dict[str, Any], device: str) -> torch.dtype:
    import torch

    if not device.startswith("cuda"):
        return torch.float32
    # T5 and today's language models were trained in bfloat16: their activations overflow float16.
    if settings.get("model_type") in {"t5", "mt5", "umt5"} or _is_causal(settings):
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float32
    return torch.float16


def _tokenizer(folder: Path) -> Any:
    """The tokenizer, from ``tokenizer.json`` as it stands where its class would rebuild it as another kind of model.

    transformers 5 rebuilds a T5 tokenizer as a unigram model; EnViT5's ``tokenizer.json`` holds a BPE one.
    """
    from transformers import MarianTokenizer, PreTrainedTokenizerFast

    if read_settings(folder, "tokenizer_config.json").get("tokenizer_class") == "MarianTokenizer":
        return MarianTokenizer.from_pretrained(folder)  # what AutoTokenizer would come to, by way of torch
    from transformers import AutoTokenizer

    serialised = folder / "tokenizer.json"
    if serialised.is_file() and (folder / "spiece.model").is_file():
        kind = json.loads(serialised.read_text(encoding="utf-8"))["model"].get("type")
        if kind == "BPE":
            return PreTrainedTokenizerFast.from_pretrained(folder)
    return AutoTokenizer.from_pretrained(folder, trust_remote_code=False)
