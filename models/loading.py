"""Loads a sequence-to-sequence model and its tokenizer, the same way for translators and summarisers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.base import ModelError
from models.quiet import quiet

if TYPE_CHECKING:
    import torch

ASTRONOMICAL = int(1e30)
# For models with relative positions and a tokenizer that names no limit: what T5 and its descendants were trained on.
DEFAULT_WINDOW = 512


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model in evaluation mode on its device, with its tokenizer.

    ``window`` is the most source tokens, special ones included, that the model takes; ``positions`` the most tokens that
    its decoder can number (``None``: relative positions, no such limit).
    """

    model: Any
    tokenizer: Any
    device: torch.device
    window: int
    positions: int | None


def load_seq2seq(folder: Path, device: str = "auto") -> Loaded:
    """Loads a folder with ``AutoModelForSeq2SeqLM``; float32 on a CPU or Apple GPU, half precision on CUDA.

    ``device`` is ``auto`` or what torch calls it (``cpu``, ``cuda:1``). Raises ``ModelError`` where transformers cannot.
    """
    import torch
    from transformers import AutoConfig, AutoModelForSeq2SeqLM

    on = _device(device)
    try:
        with quiet():
            config = AutoConfig.from_pretrained(folder, trust_remote_code=False)
            tokenizer = _tokenizer(folder)
            model = AutoModelForSeq2SeqLM.from_pretrained(
                folder,
                config=config,
                dtype=_dtype(config.model_type, on),
                use_safetensors=True,
                trust_remote_code=False,
            )
    # transformers raises anything from KeyError to SafetensorError on a damaged or foreign folder.
    except Exception as error:
        raise ModelError(f"{folder} cannot be loaded as a sequence-to-sequence model: {error}") from error
    longest = tokenizer.model_max_length
    # Nothing is ever cut by the tokenizer, so its advice about long inputs is beside the point.
    tokenizer.model_max_length = ASTRONOMICAL
    shared = getattr(config, "max_position_embeddings", None)
    encoder = getattr(config, "max_encoder_position_embeddings", shared)
    # A tokenizer that knows no limit says so with an astronomical number.
    limits = [limit for limit in (longest, encoder) if limit and limit < ASTRONOMICAL]
    return Loaded(
        model.eval().requires_grad_(False).to(on),
        tokenizer,
        torch.device(on),
        window=min(limits, default=DEFAULT_WINDOW),
        positions=getattr(config, "max_decoder_position_embeddings", shared),
    )


def _device(wish: str) -> str:
    import torch

    if wish != "auto":
        return wish
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _dtype(model_type: str, device: str) -> torch.dtype:
    import torch

    if not device.startswith("cuda"):
        return torch.float32
    if model_type in {"t5", "mt5", "umt5"}:  # trained in bfloat16: their activations overflow float16
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float32
    return torch.float16


def _tokenizer(folder: Path) -> Any:
    """The tokenizer, from ``tokenizer.json`` as it stands where its class would rebuild it as another kind of model.

    transformers 5 rebuilds a T5 tokenizer as a unigram model; EnViT5's ``tokenizer.json`` holds a BPE one.
    """
    from transformers import AutoTokenizer, PreTrainedTokenizerFast

    serialised = folder / "tokenizer.json"
    if serialised.is_file() and (folder / "spiece.model").is_file():
        kind = json.loads(serialised.read_text(encoding="utf-8"))["model"].get("type")
        if kind == "BPE":
            return PreTrainedTokenizerFast.from_pretrained(folder)
    return AutoTokenizer.from_pretrained(folder, trust_remote_code=False)
