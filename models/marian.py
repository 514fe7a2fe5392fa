"""Checkpoints as the Marian toolkit writes them, made into folders that transformers and CTranslate2 load.

Some publishers (HPLT among them) give the weights in Marian's own format only: ``*.npz`` beside a sentencepiece model. The layers
are those of transformers' Marian classes under other names, with matrices the other way round.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile

from models.base import ModelError
from models.cached import build_once
from models.fingerprint import file_digest, options_fingerprint
from models.quiet import quiet
from models.userdirs import user_cache

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

_SETTINGS: Final = "special:model.yml"
_POSITIONS: Final = 512
# What transformers' Marian classes compute; a checkpoint that says otherwise would load and translate wrongly.
_LAYOUT: Final[dict[str, tuple[Any, ...]]] = {
    "type": ("transformer",),
    "tied-embeddings-all": (True,),
    "transformer-preprocess": ("",),
    "transformer-postprocess": ("dan",),
    "transformer-postprocess-emb": ("d", "", None),
    "transformer-postprocess-top": ("", None),
    "transformer-ffn-depth": (2, None),
    "transformer-ffn-activation": ("relu", "swish"),
    "transformer-decoder-autoreg": ("self-attention", None),
    "transformer-train-position-embeddings": (False, None),
    "transformer-no-projection": (False, None),
    "transformer-tied-layers": ([], None),
}


def is_marian_checkpoint(folder: Path) -> bool:
    """Whether a folder holds Marian's own files and none of transformers'."""
    return not (folder / "config.json").exists() and any(folder.glob("*.npz")) and any(folder.glob("*.spm"))


def converted(folder: Path, cache: Path | None = None) -> Path:
    """The ordinary folder for a Marian checkpoint, made once under ``cache`` (by default the user's cache).

    Raises ``ModelError`` where the folder does not hold one checkpoint and one sentencepiece model, where the model is built in a
    way that transformers does not know, or where the cache cannot be written.
    """
    weights, vocabulary = _only(folder, "*.npz"), _only(folder, "*.spm")
    fingerprint = options_fingerprint({path.name: file_digest(path) for path in (weights, vocabulary)})
    target = (cache or user_cache()) / "models" / f"{folder.resolve().name}-marian-{fingerprint[:16]}"
    try:
        return build_once(target, lambda out: _convert(weights, vocabulary, out))
    except OSError as error:
        raise ModelError(
            f"{folder} cannot be converted into {target.parent}: {error}. Set SONGNGU_CACHE to a folder that can be written and"
            " has room for the model."
        ) from error


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise ModelError(
            f"{folder} must hold one file {pattern}, and holds {len(found)}: {[path.name for path in found]}."
        )
    return found[0]


def _convert(weights: Path, vocabulary: Path, out: Path) -> None:
    import numpy as np
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    try:
        with np.load(weights, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        settings = _settings(arrays, weights)
        state = dict(_tensors(arrays, settings))
    except (ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ModelError(f"{weights} is no whole Marian checkpoint: {error}") from error
    pad = len(arrays["Wemb"])
    config = MarianConfig(
        vocab_size=pad + 1,
        decoder_vocab_size=pad + 1,
        d_model=settings["dim-emb"],
        encoder_layers=settings["enc-depth"],
        decoder_layers=settings["dec-depth"],
        encoder_attention_heads=settings["transformer-heads"],
        decoder_attention_heads=settings["transformer-heads"],
        encoder_ffn_dim=settings["transformer-dim-ffn"],
        decoder_ffn_dim=settings["transformer-dim-ffn"],
        activation_function=settings["transformer-ffn-activation"],
        max_position_embeddings=_POSITIONS,
        scale_embedding=True,
        pad_token_id=pad,
        eos_token_id=0,
        decoder_start_token_id=pad,
        forced_eos_token_id=0,
    )
    with quiet():
        model = MarianMTModel(config)
        missing, unknown = model.load_state_dict(state, strict=False)
        # The sinusoids of the positions are computed, and the embeddings of both sides are the shared ones.
        missing = [name for name in missing if "embed_" not in name and name != "lm_head.weight"]
        if missing or unknown:
            raise ModelError(f"{weights} lacks {missing} and holds {unknown}, which transformers does not know.")
        model.tie_weights()
        model.generation_config.bad_words_ids = [[pad]]
        model.generation_config.num_beams = 4
        model.generation_config.max_length = _POSITIONS
        model.save_pretrained(out)
        for name in ("source.spm", "target.spm"):
            shutil.copyfile(vocabulary, out / name)
        names = out / "vocab.json"
        names.write_text(json.dumps(_pieces(vocabulary, pad), ensure_ascii=False), encoding="utf-8")
        paths = (str(out / "source.spm"), str(out / "target.spm"), str(names))
        MarianTokenizer(*paths, model_max_length=_POSITIONS).save_pretrained(out)


def _settings(arrays: dict[str, NDArray[np.generic]], weights: Path) -> dict[str, Any]:
    """What the checkpoint says of itself, in YAML inside the archive."""
    import yaml

    text = arrays.pop(_SETTINGS).tobytes().rstrip(b"\0").decode("utf-8")
    settings: dict[str, Any] = yaml.safe_load(text)
    for name, known in _LAYOUT.items():
        if settings.get(name) not in known:
            raise ModelError(
                f"{weights}: {name} is {settings.get(name)!r}. transformers' Marian models have"
                f" {' or '.join(repr(value) for value in known if value is not None)}."
            )
    return settings


def _tensors(arrays: dict[str, NDArray[np.generic]], settings: dict[str, Any]) -> Iterator[tuple[str, torch.Tensor]]:
    """Every parameter under transformers' name; the padding gets a row of zeros, which is what Marian's decoder starts from."""
    import torch

    def tensor(name: str) -> torch.Tensor:
        found = torch.from_numpy(arrays[name].astype("float32"))
        return found.T.contiguous() if "_W" in name and "_ln_" not in name else found.squeeze(0)

    embeddings = torch.from_numpy(arrays["Wemb"].astype("float32"))
    yield "model.shared.weight", torch.nn.functional.pad(embeddings, (0, 0, 0, 1))
    bias = torch.from_numpy(arrays["decoder_ff_logit_out_b"].astype("float32"))
    yield "final_logits_bias", torch.nn.functional.pad(bias, (0, 1))
    for side, depth in (("encoder", settings["enc-depth"]), ("decoder", settings["dec-depth"])):
        attentions = {"self": "self_attn"} | ({"context": "encoder_attn"} if side == "decoder" else {})
        for layer in range(depth):
            theirs, ours = f"{side}_l{layer + 1}", f"model.{side}.layers.{layer}"
            for short, long in attentions.items():
                for letter, projection in (("q", "q_proj"), ("k", "k_proj"), ("v", "v_proj"), ("o", "out_proj")):
                    yield f"{ours}.{long}.{projection}.weight", tensor(f"{theirs}_{short}_W{letter}")
                    yield f"{ours}.{long}.{projection}.bias", tensor(f"{theirs}_{short}_b{letter}")
                yield f"{ours}.{long}_layer_norm.weight", tensor(f"{theirs}_{short}_Wo_ln_scale")
                yield f"{ours}.{long}_layer_norm.bias", tensor(f"{theirs}_{short}_Wo_ln_bias")
            for number in (1, 2):
                yield f"{ours}.fc{number}.weight", tensor(f"{theirs}_ffn_W{number}")
                yield f"{ours}.fc{number}.bias", tensor(f"{theirs}_ffn_b{number}")
            yield f"{ours}.final_layer_norm.weight", tensor(f"{theirs}_ffn_ffn_ln_scale")
            yield f"{ours}.final_layer_norm.bias", tensor(f"{theirs}_ffn_ffn_ln_bias")


def _pieces(vocabulary: Path, pad: int) -> dict[str, int]:
    """The vocabulary that Marian reads out of a sentencepiece model: its pieces in their order, and the padding."""
    from sentencepiece import SentencePieceProcessor

    model = SentencePieceProcessor(model_file=str(vocabulary))
    pieces = {model.id_to_piece(row): row for row in range(model.get_piece_size())}
    if len(pieces) > pad or pieces.get("</s>") != 0:
        raise ModelError(f"{vocabulary} does not belong to these weights: {len(pieces)} pieces, and {pad} rows.")
    return pieces | {"<pad>": pad}
