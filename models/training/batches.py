"""Training data as the accelerator wants it: drawn anew for every round, augmented, tokenised, and batched by length.

Everything that is drawn depends on the seed and the round's number alone, so a training that was killed goes on with the very
batch that it would have had. A round lies on the device as two flat arrays of tokens; a batch is cut out of them there, so the
host hands over a few row numbers a step and nothing else.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpus.types import ParallelPair
from models.training.figures import with_other_figures
from models.training.names import OtherNames
from models.training.official import OfficialLanguage
from models.training.recipe import Recipe

if TYPE_CHECKING:
    import torch
    from numpy.typing import NDArray

Tokens = list[int]
Encode = Callable[[Sequence[str], Sequence[str]], tuple[list[Tokens], list[Tokens]]]


@dataclass(frozen=True, slots=True)
class Flat:
    """Sequences of tokens end to end: row ``i`` is ``tokens[starts[i] : starts[i] + lengths[i]]``."""

    tokens: NDArray[np.int32]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]

    @classmethod
    def of(cls, rows: Sequence[Tokens]) -> Flat:
        """Lays ``rows`` end to end."""
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if rows else lengths
        return cls(np.fromiter((token for row in rows for token in row), np.int32, int(lengths.sum())), starts, lengths)


@dataclass(frozen=True, slots=True)
class Round:
    """One pass over what was drawn: its pairs in tokens, and the rows of each batch in the order of training."""

    source: Flat
    target: Flat
    batches: list[NDArray[np.int64]]


class Rounds:
    """Draws the rounds of a training."""

    def __init__(self, pairs: Sequence[ParallelPair], encode: Encode, recipe: Recipe, *, longest: int) -> None:
        """``encode`` turns Vietnamese and English texts into tokens, special ones included; pairs with a side of more than
        ``longest`` are left out.
        """
        self._pairs, self._encode, self._recipe, self._longest = pairs, encode, recipe, longest
        self._of_source: dict[str, list[int]] = defaultdict(list)
        for index, pair in enumerate(pairs):
            if recipe.unlisted == "all" or pair.source in recipe.per_round:
                self._of_source[pair.source].append(index)
        self._listed = sorted(index for rows in self._of_source.values() for index in rows)
        self._names = OtherNames((pairs[i].vi, pairs[i].en) for i in self._listed) if recipe.names else None
        self._encoded: dict[int, tuple[Tokens, Tokens]] = {}

    def draw(self, number: int) -> Round:
        """Round ``number``, counted from 0; without batches where nothing is drawn or fits."""
        rng = random.Random(f"{self._recipe.seed}/{number}")
        source, target = self._tokens(rng)
        kept = [
            row
            for row, sides in enumerate(zip(source, target, strict=True))
            if all(2 <= len(side) <= self._longest for side in sides)
        ]
        source, target = [source[i] for i in kept], [target[i] for i in kept]
        return Round(Flat.of(source), Flat.of(target), self._batches(source, target, rng))

    def _tokens(self, rng: random.Random) -> tuple[list[Tokens], list[Tokens]]:
        plain: list[int] = []
        changed: list[tuple[str, str]] = []
        for name, rows in sorted(self._of_source.items()):
            wanted = min(len(rows), self._recipe.per_round.get(name, len(rows)))
            for at in rng.sample(range(len(rows)), wanted):
                pair, draw = self._pairs[rows[at]], rng.random()
                if draw < self._recipe.joined and at + 1 < len(rows):
                    following = self._pairs[rows[at + 1]]
                    changed.append((f"{pair.vi} {following.vi}", f"{pair.en} {following.en}"))
                elif draw >= 1 - self._recipe.capitals:
                    changed.append((pair.vi.upper(), pair.en))
                else:
                    plain.append(rows[at])
        if self._recipe.official:
            grammar = OfficialLanguage(rng.getrandbits(32))
            changed.extend(self._renamed(grammar.pair(), rng) for _ in range(self._recipe.official))
        if self._names and self._names.with_names:
            for _ in range(self._recipe.names):
                pair = self._pairs[self._listed[rng.choice(self._names.with_names)]]
                if (other := self._names.swapped(pair.vi, pair.en, rng)) is not None:
                    changed.append(other)
        for _ in range(self._recipe.figures if self._listed else 0):
            pair = self._pairs[rng.choice(self._listed)]
            if (other := with_other_figures(pair.vi, pair.en, rng)) is not None:
                changed.append(other)
        fresh = [index for index in plain if index not in self._encoded]
        texts = [(self._pairs[index].vi, self._pairs[index].en) for index in fresh] + changed
        source, target = self._encode([vi for vi, _ in texts], [en for _, en in texts])
        self._encoded.update(zip(fresh, zip(source, target, strict=True), strict=False))
        rows_plain = [self._encoded[index] for index in plain]
        return (
            [vi for vi, _ in rows_plain] + source[len(fresh) :],
            [en for _, en in rows_plain] + target[len(fresh) :],
        )

    def _renamed(self, pair: tuple[str, str], rng: random.Random) -> tuple[str, str]:
        """Every other pair with other names, where names are wanted."""
        if not self._names or not self._names.with_names or rng.random() < 0.5:
            return pair
        return self._names.swapped(*pair, rng) or pair

    def _batches(
        self, source: Sequence[Tokens], target: Sequence[Tokens], rng: random.Random
    ) -> list[NDArray[np.int64]]:
        """Rows of like length together, under the budget of padded tokens; the batches in random order."""
        lengths = [max(len(vi), len(en)) for vi, en in zip(source, target, strict=True)]
        order = sorted(range(len(lengths)), key=lambda row: (lengths[row] // 3, rng.random()))
        batches: list[list[int]] = []
        widest = 0
        for row in order:
            widest = max(widest, lengths[row])
            if not batches or widest * (len(batches[-1]) + 1) > self._recipe.batch_tokens:
                batches.append([])
                widest = lengths[row]
            batches[-1].append(row)
        rng.shuffle(batches)
        return [np.array(batch, np.int64) for batch in batches]


class DeviceRound:
    """A round on the device, from which batches are cut without the host."""

    def __init__(self, drawn: Round, device: torch.device, pad: int) -> None:
        """``pad`` fills the rows of a batch to the longest."""
        import torch

        self.drawn, self._pad, self._device = drawn, pad, device
        self._source = torch.from_numpy(drawn.source.tokens).to(device)
        self._target = torch.from_numpy(drawn.target.tokens).to(device)

    def batch(self, number: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Source and target tokens of batch ``number``, each (pairs, tokens) of int64, padded on the right."""
        rows = self.drawn.batches[number]
        return self._cut(self._source, self.drawn.source, rows), self._cut(self._target, self.drawn.target, rows)

    def _cut(self, tokens: torch.Tensor, flat: Flat, rows: NDArray[np.int64]) -> torch.Tensor:
        import torch

        where = torch.from_numpy(np.stack([flat.starts[rows], flat.lengths[rows]])).to(self._device, non_blocking=True)
        column = torch.arange(int(flat.lengths[rows].max()), device=self._device)
        inside = column < where[1][:, None]
        return torch.where(inside, tokens[torch.where(inside, where[0][:, None] + column, 0)].long(), self._pad)
