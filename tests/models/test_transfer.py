"""A parent that reads French gets a Vietnamese side: what it keeps, what it learns, what it must not write."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file

from models import load_translator
from models.training.align import NULL, translation_table
from tests.command import songngu
from tests.small import ENGLISH, PAIRS, VIETNAMESE

RECIPE = """
steps: 600
batch_tokens: 512
learning_rate: 0.005
warmup: 20
freeze: decoder
average: 0.9
joined: 0
capitals: 0
evaluate_every: 300
transfer: {pieces: 150, alignment_rounds: 5}
"""


@pytest.fixture(scope="module")
def child(small_model: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The child of a small French-English parent, trained on a handful of Vietnamese pairs."""
    folder = tmp_path_factory.mktemp("transfer")
    (folder / "pairs.tsv").write_text("".join(f"{vi}\t{en}\n" for vi, en in PAIRS), encoding="utf-8")
    (folder / "recipe.yaml").write_text(RECIPE, encoding="utf-8")
    done = songngu(
        *("train", folder / "pairs.tsv", "--parent", str(small_model("marian_fr")), "-o", folder / "child"),
        *("--recipe", folder / "recipe.yaml", "--dev", folder / "pairs.tsv", "--device", "cpu"),
    )
    assert done.code == 0, done.err
    return folder / "child"


def vocabulary(folder: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    return found


def test_the_child_reads_vietnamese_and_writes_the_parent_s_english(
    child: Path, small_model: Callable[[str], Path]
) -> None:
    parent = load_translator(small_model("marian_fr"), beams=1).translate(VIETNAMESE)
    outputs = load_translator(child, beams=1).translate(VIETNAMESE)
    assert sum(t.text == en for t, en in zip(outputs, ENGLISH, strict=True)) >= 5
    assert sum(t.text == en for t, en in zip(parent, ENGLISH, strict=True)) <= 1


def test_the_decoder_s_own_layers_are_the_parent_s_to_the_last_bit(
    child: Path, small_model: Callable[[str], Path]
) -> None:
    parent, own = (load_file(folder / "model.safetensors") for folder in (small_model("marian_fr"), child))
    kept = [name for name in own if name.startswith("model.decoder.layers") and ("self_attn." in name or ".fc" in name)]
    assert kept
    for name in kept:
        assert torch.equal(own[name], parent[name].half()), name
    assert any(not torch.equal(own[name], parent[name].half()) for name in own if "encoder_attn." in name)


def test_english_pieces_start_where_the_parent_had_them(child: Path, small_model: Callable[[str], Path]) -> None:
    start = child / "training" / "start"
    before, after = vocabulary(small_model("marian_fr")), vocabulary(start)
    name = "model.shared.weight"
    old, new = (
        load_file(small_model("marian_fr") / "model.safetensors")[name],
        load_file(start / "model.safetensors")[name],
    )
    bias = load_file(start / "model.safetensors")["final_logits_bias"][0]
    writable = [piece for piece, number in after.items() if bias[number] > -1e3]
    assert len(writable) > 50
    for piece in writable:
        assert torch.equal(new[after[piece]], old[before[piece]].half()), piece


def test_what_only_vietnamese_uses_cannot_be_written(child: Path) -> None:
    bias = load_file(child / "model.safetensors")["final_logits_bias"][0]
    pieces = vocabulary(child)
    assert bias[pieces["<unk>"]] < -1e3
    assert all(bias[number] < -1e3 for piece, number in pieces.items() if set(piece) & set("ăạờộướủ"))
    outputs = load_translator(child, beams=1).translate(
        ["Ủy ban nhân dân tỉnh họp báo.", "Người dân mong đường được sửa."]
    )
    assert not any(set("ăạờộướủ") & set(output.text) for output in outputs)


def test_a_piece_starts_at_the_mean_of_the_english_ones_that_alignment_ties_it_to(child: Path) -> None:
    start = child / "training" / "start"
    pieces, weights = vocabulary(start), load_file(start / "model.safetensors")["model.shared.weight"].float()
    bias = load_file(start / "model.safetensors")["final_logits_bias"][0]
    english = weights[[number for number in range(len(bias)) if bias[number] > -1e3]]
    for piece, number in pieces.items():
        if bias[number] < -1e3 and piece not in ("<unk>", "<pad>"):
            # In the span of the English embeddings: no longer than the longest of them.
            assert weights[number].norm() <= english.norm(dim=1).max() + 1e-2


def test_only_a_marian_model_can_be_a_parent(small_model: Callable[[str], Path], tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("".join(f"{vi}\t{en}\n" for vi, en in PAIRS), encoding="utf-8")
    done = songngu("train", pairs, "--parent", str(small_model("bart")), "-o", tmp_path / "child")
    assert done.code == 1
    assert "only such a one can be a parent" in done.err


def test_model_1_finds_which_word_means_which() -> None:
    # 1 mèo 2 chó 3 nhà; 0 cat 1 dog 2 house 3 the
    table = translation_table(
        [[1, 3], [2, 3], [1], [3, 2], [3]], [[3, 0, 2], [3, 1, 2], [0, 3], [2, 1, 3], [2, 3]], sizes=(4, 4), rounds=20
    ).toarray()
    assert [int(table[word].argmax()) for word in (1, 2, 3)] == [0, 1, 2]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.integers(1, 6), max_size=5), st.lists(st.integers(0, 6), min_size=1, max_size=5)),
        min_size=1,
    )
)
def test_a_row_of_the_table_is_a_distribution(sentences: list[tuple[list[int], list[int]]]) -> None:
    table = translation_table([s for s, _ in sentences], [t for _, t in sentences], sizes=(7, 7), rounds=3)
    seen = {word for source, _ in sentences for word in source} | {NULL}
    sums = np.asarray(table.sum(axis=1)).ravel()
    assert np.allclose([sums[word] for word in seen], 1)
    assert all(sums[word] == 0 for word in range(7) if word not in seen)
    assert table.data.min() >= 0
