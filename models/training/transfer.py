"""Gives a model that writes English a Vietnamese side to read: a child with the parent's layers and a new vocabulary.

The parent (Marian, from any language to English) keeps all its layers. Its vocabulary is cut to the English pieces that the
data uses and grows by pieces for Vietnamese, each starting at the average of the English pieces that word alignment ties it to
(after Zoph et al. 2016; Lample et al. 2018 for embeddings from alignments). The decoder is forbidden to write pieces that only
Vietnamese uses: their embeddings lie next to English ones, and without the ban it falls into endless loops.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.types import ParallelPair
from models.base import ModelError
from models.fingerprint import folder_fingerprint, rows_digest
from models.loading import load_seq2seq
from models.quiet import quiet
from models.training.align import translation_table
from models.training.recipe import TransferRecipe

if TYPE_CHECKING:
    import torch
    from scipy.sparse import csr_matrix
    from sentencepiece import SentencePieceProcessor

END, UNKNOWN, PADDING = "</s>", "<unk>", "<pad>"
BAN = -1e4
"""The final logits bias of a piece that must not be written."""


def transfer(parent: Path, pairs: Sequence[ParallelPair], out: Path, recipe: TransferRecipe) -> Path:
    """Builds the child of ``parent`` for the languages of ``pairs`` in the folder ``out``, or finds it there, and returns it.

    Raises ``ModelError`` where ``parent`` is no Marian model with a joint vocabulary, or the pairs are too few for one.
    """
    import yaml

    made_from = {"parent": folder_fingerprint(parent), "data": rows_digest(pairs), "recipe": recipe.model_dump()}
    marker = out / "transfer.yaml"
    if marker.is_file() and yaml.safe_load(marker.read_text(encoding="utf-8")) == made_from:
        return out
    loaded = load_seq2seq(parent, "cpu")
    config = loaded.model.config
    if config.model_type != "marian" or not config.share_encoder_decoder_embeddings:
        raise ModelError(f"{parent} is no Marian model with one joint vocabulary: only such a one can be a parent.")
    out.mkdir(parents=True, exist_ok=True)
    marker.unlink(missing_ok=True)
    source = _source_pieces([pair.vi for pair in pairs], out / "source.spm", recipe.pieces)
    target = _used_target_pieces(
        parent / "target.spm", [pair.en for pair in pairs], loaded.tokenizer, out / "target.spm"
    )

    english = [piece for piece in _pieces(target) if piece not in (END, UNKNOWN, PADDING)]
    known = set(english)
    vietnamese = [piece for piece in _pieces(source) if piece not in known and piece not in (END, UNKNOWN, PADDING)]
    vocabulary = {piece: index for index, piece in enumerate([END, UNKNOWN, *english, *vietnamese, PADDING])}
    (out / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    settings = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": "vi",
        "target_lang": "en",
        "model_max_length": loaded.window,
    }
    (out / "tokenizer_config.json").write_text(json.dumps(settings, indent=1), encoding="utf-8")

    table = _align(pairs, source, target, vocabulary, recipe)
    _write_child(loaded.model, loaded.tokenizer, vocabulary, set(vietnamese), table, out)
    marker.write_text(yaml.safe_dump(made_from), encoding="utf-8")  # last: with it the child is complete
    return out


def _source_pieces(texts: Sequence[str], file: Path, size: int) -> SentencePieceProcessor:
    """A unigram sentencepiece model (Kudo 2018) for Vietnamese, written to ``file``."""
    import sentencepiece

    model = io.BytesIO()
    try:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_writer=model,
            model_type="unigram",
            vocab_size=size,
            hard_vocab_limit=False,
            character_coverage=0.9999,
            input_sentence_size=500_000,
            shuffle_input_sentence=False,
            num_threads=1,  # with more the pieces' scores vary from run to run
            bos_id=-1,
            minloglevel=2,
        )
    except RuntimeError as error:
        raise ModelError(f"No Vietnamese vocabulary can be learnt from these pairs: {error}") from error
    file.write_bytes(model.getvalue())
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


def _used_target_pieces(file: Path, texts: Sequence[str], tokenizer: Any, out: Path) -> SentencePieceProcessor:
    """The parent's target sentencepiece model without what its vocabulary lacks or the texts never use.

    Cutting the model itself, and not the vocabulary alone, lets a word whose piece is gone be spelled with those that are
    left; otherwise it would be unknown. Single characters stay, so that anything can be spelled.
    """
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2

    whole = sentencepiece.SentencePieceProcessor(model_file=str(file))
    used = {piece for pieces in whole.encode(list(texts), out_type=str) for piece in pieces}
    known = tokenizer.get_vocab()
    model = sentencepiece_model_pb2.ModelProto.FromString(file.read_bytes())
    normal = sentencepiece_model_pb2.ModelProto.SentencePiece.NORMAL
    kept = [
        piece
        for piece in model.pieces
        if piece.type != normal or (piece.piece in known and (piece.piece in used or len(piece.piece) == 1))
    ]
    del model.pieces[:]
    model.pieces.extend(kept)
    out.write_bytes(model.SerializeToString())
    return sentencepiece.SentencePieceProcessor(model_proto=model.SerializeToString())


def _pieces(model: SentencePieceProcessor) -> list[str]:
    return [model.id_to_piece(number) for number in range(model.get_piece_size()) if not model.is_control(number)]


def _align(
    pairs: Sequence[ParallelPair],
    source: SentencePieceProcessor,
    target: SentencePieceProcessor,
    vocabulary: dict[str, int],
    recipe: TransferRecipe,
) -> csr_matrix:
    """t(English piece | Vietnamese piece), both as numbers in ``vocabulary`` (END, number 0, is the aligner's NULL)."""

    def numbers(model: SentencePieceProcessor, text: str) -> list[int]:
        found = (vocabulary.get(piece, 1) for piece in model.encode(text, out_type=str))
        return [number for number in found if number > 1]

    chosen = []
    for pair in pairs:
        sides = numbers(source, pair.vi), numbers(target, pair.en)
        if all(0 < len(side) <= recipe.alignment_tokens for side in sides):
            chosen.append(sides)
        if len(chosen) == recipe.alignment_pairs:
            break
    if not chosen:
        raise ModelError(f"No pair has at most {recipe.alignment_tokens} tokens a side: there is nothing to align.")
    size = len(vocabulary)
    return translation_table(
        [v for v, _ in chosen], [e for _, e in chosen], sizes=(size, size), rounds=recipe.alignment_rounds
    )


def _write_child(
    parent: Any, tokenizer: Any, vocabulary: dict[str, int], vietnamese: set[str], table: csr_matrix, out: Path
) -> None:
    import torch
    from transformers import MarianMTModel

    size, pad = len(vocabulary), vocabulary[PADDING]
    config = parent.config.to_dict() | {
        "vocab_size": size,
        "decoder_vocab_size": size,
        "pad_token_id": pad,
        "decoder_start_token_id": pad,
        "eos_token_id": vocabulary[END],
        "forced_eos_token_id": vocabulary[END],
        "bad_words_ids": None,
        "share_encoder_decoder_embeddings": True,
        "tie_word_embeddings": True,
    }
    child = MarianMTModel(type(parent.config).from_dict(config))
    layers = {
        name: weight
        for name, weight in parent.state_dict().items()
        if not name.endswith(("embed_tokens.weight", "shared.weight", "lm_head.weight", "final_logits_bias"))
    }
    child.load_state_dict(layers, strict=False)
    embeddings, bias = _embeddings(parent, tokenizer, vocabulary, vietnamese, table)
    with torch.no_grad():
        child.get_input_embeddings().weight.copy_(embeddings)
        child.final_logits_bias.copy_(bias)
    child.generation_config.update(
        pad_token_id=pad,
        decoder_start_token_id=pad,
        eos_token_id=vocabulary[END],
        forced_eos_token_id=vocabulary[END],
        bad_words_ids=[[pad]],
        num_beams=4,
        max_length=config["max_position_embeddings"],
    )
    with quiet():
        child.half().save_pretrained(out)


def _embeddings(
    parent: Any, tokenizer: Any, vocabulary: dict[str, int], vietnamese: set[str], table: csr_matrix
) -> tuple[torch.Tensor, torch.Tensor]:
    """The child's embeddings (pieces, width) and final logits bias (1, pieces)."""
    import torch

    of_parent = tokenizer.get_vocab()
    old = parent.get_output_embeddings().weight.detach().float()
    weights = torch.zeros(len(vocabulary), old.shape[1])
    bias = torch.full((1, len(vocabulary)), BAN)
    for piece, number in vocabulary.items():
        if piece not in vietnamese and piece in of_parent:
            weights[number] = old[of_parent[piece]]
            if piece not in (UNKNOWN, PADDING):
                bias[0, number] = parent.final_logits_bias[0, of_parent[piece]]
    middle = old.mean(0)
    for piece in vietnamese:
        number = vocabulary[piece]
        ties = table[[number]]
        if ties.nnz:
            weights[number] = torch.from_numpy(ties.data).float() @ weights[ties.indices]
        else:  # never aligned: a Latin word that the parent knows, or nothing is known of it
            weights[number] = old[of_parent[piece]] if piece in of_parent else middle
    return weights, bias
