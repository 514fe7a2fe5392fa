"""Trains a Marian model, in as many slices as it takes, and keeps the weights that do best on development sets.

The optimiser is AdamW with warm-up and linear decay; the loss is label-smoothed cross-entropy over the pieces that the model is
allowed to write; what is evaluated and kept is a moving average of the weights (Polyak & Juditsky 1992). Each step depends on the
recipe, the data, the start and its own number alone: a training that was killed goes on from its last saved state and ends with
the same bytes as one that was not.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.types import ParallelPair
from models.base import ModelError
from models.checks import check
from models.embedded import WEIGHTS
from models.fingerprint import folder_fingerprint, model_files, rows_digest
from models.loading import load_seq2seq
from models.quiet import quiet
from models.training.batches import DeviceRound, Rounds
from models.training.recipe import Recipe

if TYPE_CHECKING:
    import torch

LOG_EVERY = 25  # steps: each look at the loss makes the device wait for the host
FORBIDDEN = -1e3  # a final logits bias below this keeps a piece from ever being written
IGNORED = -100  # a label that counts for nothing
DIVERGED = 20.0  # a loss no model that learns has


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of the averaged weights on the development sets, decoded greedily.

    ``bleu`` and ``chrf`` (chrF++) are sacrebleu's, 0 to 100, for each set; ``flagged`` the share of outputs with a flag, 0 to 1.
    """

    step: int
    bleu: dict[str, float]
    chrf: dict[str, float]
    flagged: dict[str, float]

    @property
    def mean(self) -> float:
        """The mean BLEU of the sets, by which one evaluation is better than another."""
        return sum(self.bleu.values()) / len(self.bleu)


@dataclass(frozen=True, slots=True)
class Training:
    """How a call of ``Trainer.train`` ended: ``finished``, or stopped to be continued. ``first`` is the start's evaluation."""

    folder: Path
    step: int
    steps: int
    finished: bool
    first: Evaluation
    best: Evaluation | None


@dataclass(slots=True)
class _State:
    """What besides weights has to survive: the next batch, and what was best so far."""

    step: int = 0
    round: int = 0
    batch: int = 0
    pairs: int = 0
    first: dict[str, Any] = field(default_factory=dict)
    best: dict[str, Any] | None = None
    since_best: int = 0
    losses: list[float | torch.Tensor] = field(default_factory=list)
    """Of the steps since the last entry of the log; on the device until they are looked at."""


class Trainer:
    """One training in one folder, which becomes an ordinary model folder; ``training/`` in it holds log, recipe and state."""

    def __init__(
        self,
        start: Path,
        out: Path,
        pairs: Sequence[ParallelPair],
        dev: Mapping[str, Sequence[ParallelPair]],
        recipe: Recipe,
        *,
        device: str = "auto",
        save_every: float = 600.0,
    ) -> None:
        """Trains the Marian model in ``start`` on ``pairs``; ``dev`` maps a name to a development set.

        ``save_every`` is in seconds. Raises ``ModelError`` where ``start`` is no Marian model, ``out`` holds something else,
        or a training in ``out`` was begun under other settings.
        """
        if not pairs or not dev or not all(dev.values()):
            raise ModelError("There is nothing to train on, or nothing to measure with: a pair of each is the least.")
        self.out, self.work = out, out / "training"
        self.recipe, self._save_every = recipe, save_every
        self._dev = {name: list(found)[:: -(-len(found) // recipe.dev_pairs)] for name, found in dev.items()}
        self._log_file, self._state_file = self.work / "log.jsonl", self.work / "state.pt"
        loaded = load_seq2seq(start, device)
        if loaded.model.config.model_type != "marian":
            raise ModelError(f"{start} is a {loaded.model.config.model_type} model; songngu trains Marian models.")
        self._start, self._device_name = start, device
        self._device, self._tokenizer = loaded.device, loaded.tokenizer
        self._claim(pairs)
        self._prepare(loaded.model)
        self._rounds = Rounds(pairs, self._encode, recipe, longest=min(recipe.max_tokens, loaded.window))
        self._state = _State()
        self._report: Callable[[dict[str, Any]], None] = lambda _: None

    def train(
        self,
        *,
        hours: float | None = None,
        should_stop: Callable[[], bool] = lambda: False,
        report: Callable[[dict[str, Any]], None] = lambda _: None,
        on_step: Callable[[int], None] = lambda _: None,
    ) -> Training:
        """Trains until the recipe's last step, or stops after ``hours`` or when ``should_stop`` says so, its state saved.

        ``report`` gets every entry of the log: ``step``, ``loss``, ``learning_rate``, ``pairs``, ``pairs_per_second``, or the
        scores of an evaluation; ``on_step`` the number of each finished step. Raises ``ModelError`` where the loss diverges or no pair fits the recipe.
        """
        self._resume()
        self._report = report
        state, began = self._state, time.monotonic()
        if not state.first:
            state.first = asdict(self._evaluate())
        finished = self._finished()
        saved = time.monotonic()
        drawn: DeviceRound | None = None
        seen, since = 0, time.monotonic()
        while not finished:
            if should_stop() or (hours is not None and time.monotonic() - began >= hours * 3600):
                self._save()
                break
            if drawn is None:
                drawn = self._draw(state.round)
            pairs, loss = self._step(*drawn.batch(state.batch))
            state.step, state.batch, state.pairs = state.step + 1, state.batch + 1, state.pairs + pairs
            seen += pairs
            state.losses.append(loss)
            on_step(state.step)
            if state.batch == len(drawn.drawn.batches):
                state.round, state.batch, drawn = state.round + 1, 0, None
            if state.step % LOG_EVERY == 0 or state.step == self.recipe.steps:
                mean = sum(map(float, state.losses)) / len(state.losses)
                if not mean < DIVERGED:
                    raise ModelError(
                        f"The loss is {mean:.1f} at step {state.step}: the training has diverged. Start over with --fresh and a"
                        f" learning rate below {self.recipe.learning_rate:g}."
                    )
                speed = round(seen / (time.monotonic() - since), 1)
                self._log(loss=round(mean, 4), learning_rate=self._rate(state.step), pairs_per_second=speed)
                seen, since, state.losses = 0, time.monotonic(), []
            if state.step % self.recipe.evaluate_every == 0 or state.step == self.recipe.steps:
                self._keep_if_best(self._evaluate())
                finished = self._finished()
                self._save()
                if finished:
                    shutil.rmtree(self.work / "candidate")
                saved = since = time.monotonic()
            elif time.monotonic() - saved >= self._save_every:
                self._save()
                saved = time.monotonic()
        best = Evaluation(**state.best) if state.best else None
        return Training(self.out, state.step, self.recipe.steps, finished, Evaluation(**state.first), best)

    # -- one step ----------------------------------------------------------------------------------------------------------------

    def _prepare(self, model: Any) -> None:
        """The model to train, its average, the optimiser, and what the loss is taken over."""
        import copy

        import torch

        recipe = self.recipe
        self._model = model.float().train()
        for name, parameter in self._model.named_parameters():
            parameter.requires_grad_("embed_positions" not in name)  # sinusoids
        if recipe.dropout is not None:
            for module in self._model.modules():
                if isinstance(getattr(module, "dropout", None), float):
                    module.dropout = recipe.dropout
        if recipe.freeze == "decoder":
            for name, parameter in self._model.model.decoder.named_parameters():
                parameter.requires_grad_("encoder_attn" in name or "embed_tokens" in name)
        self._average = copy.deepcopy(self._model).eval().requires_grad_(False)
        self._trained = [parameter for parameter in self._model.parameters() if parameter.requires_grad]
        self._optimizer = torch.optim.AdamW(
            self._trained,
            lr=recipe.learning_rate,
            betas=(0.9, 0.98),  # Vaswani et al. 2017
            weight_decay=recipe.weight_decay,
            fused=self._device.type in ("cpu", "cuda"),
        )
        # The loss is taken over the pieces that may be written. Label smoothing over forbidden ones would push their
        # embeddings about, and the source reads by these; a label among them cannot be learnt and counts for nothing.
        bias = self._model.final_logits_bias[0]
        self._pad = int(self._tokenizer.pad_token_id)
        written = bias > FORBIDDEN
        written[[self._tokenizer.unk_token_id, self._pad]] = False
        self._bfloat16 = _computes_bfloat16(self._device)
        if self._bfloat16 and self._device.type == "cpu":
            # torch's fused attention for CPUs goes backward in bfloat16 four times slower than plain products do.
            self._model.set_attn_implementation("eager")
        self._allowed = torch.nonzero(written).squeeze(1)
        self._label_of = torch.full((len(bias),), IGNORED, device=self._device)
        self._label_of[self._allowed] = torch.arange(len(self._allowed), device=self._device)

    def _encode(self, vietnamese: Sequence[str], english: Sequence[str]) -> tuple[list[list[int]], list[list[int]]]:
        if not vietnamese:
            return [], []
        with quiet():
            source = self._tokenizer(list(vietnamese))["input_ids"]
            target = self._tokenizer(text_target=list(english))["input_ids"]
        return source, target

    def _draw(self, number: int) -> DeviceRound:
        drawn = self._rounds.draw(number)
        if not drawn.batches:
            raise ModelError(
                f"No pair has between 2 and {self.recipe.max_tokens} tokens (max_tokens), or the recipe draws from none of the"
                " sources (per_round, unlisted)."
            )
        return DeviceRound(drawn, self._device, self._pad)

    def _step(self, source: torch.Tensor, target: torch.Tensor) -> tuple[int, torch.Tensor]:
        """One update on a batch; returns its pairs and its loss, left on the device."""
        import torch
        from torch.nn.functional import linear

        from models.training.loss import smoothed_cross_entropy

        step = self._state.step + 1
        # Dropout is drawn anew for each step from the step's number, so that a resumed training draws the same.
        torch.manual_seed(self.recipe.seed * 1_000_003 + step)
        for group in self._optimizer.param_groups:
            group["lr"] = self._rate(step)
        pairs, labels = len(source), self._label_of[target].flatten()
        if self.recipe.consistency:
            source, target = source.repeat(2, 1), target.repeat(2, 1)
        mask = source != self._pad
        first = torch.full_like(target[:, :1], self._model.config.decoder_start_token_id)
        with torch.autocast(self._device.type, torch.bfloat16) if self._bfloat16 else nullcontext():
            hidden = self._model.model(
                input_ids=source,
                attention_mask=mask.long(),
                decoder_input_ids=torch.cat([first, target[:, :-1]], dim=1),
            ).last_hidden_state
            weights = self._model.lm_head.weight.index_select(0, self._allowed)
            logits = linear(hidden, weights, self._model.final_logits_bias[0, self._allowed].to(weights.dtype))
        loss = smoothed_cross_entropy(
            logits.flatten(0, 1), labels, self.recipe.label_smoothing, self.recipe.consistency
        )
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        torch.nn.utils.clip_grad_norm_(self._trained, self.recipe.clip)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        decay = min(self.recipe.average, step / (step + 9))
        with torch.no_grad():
            torch._foreach_lerp_(list(self._average.parameters()), list(self._model.parameters()), 1 - decay)
        return pairs, loss.detach()

    def _rate(self, step: int) -> float:
        recipe = self.recipe
        warm = min(1.0, step / recipe.warmup) if recipe.warmup else 1.0
        return float(recipe.learning_rate * warm * (1 - (1 - recipe.final_rate) * step / recipe.steps))

    # -- what is kept ------------------------------------------------------------------------------------------------------------

    def _finished(self) -> bool:
        state, patience = self._state, self.recipe.patience
        return state.step >= self.recipe.steps or bool(patience and state.since_best >= patience)

    def _evaluate(self) -> Evaluation:
        """Saves the averaged weights as a candidate and scores that very folder through the engine that users run."""
        import sacrebleu

        from models.translators.transformers_engine import TransformersTranslator

        candidate = self.work / "candidate"
        self._write_model(candidate)
        translator = TransformersTranslator(candidate, device=self._device_name, beams=1)
        bleu, chrf, flagged = {}, {}, {}
        for name, pairs in self._dev.items():
            outputs = [translation.text for translation in translator.translate([pair.vi for pair in pairs])]
            references = [[pair.en for pair in pairs]]
            bleu[name] = round(sacrebleu.corpus_bleu(outputs, references).score, 2)
            chrf[name] = round(sacrebleu.corpus_chrf(outputs, references, word_order=2).score, 2)
            doubtful = sum(bool(check(pair.vi, output)) for pair, output in zip(pairs, outputs, strict=True))
            flagged[name] = round(doubtful / len(pairs), 4)
        evaluation = Evaluation(self._state.step, bleu, chrf, flagged)
        self._log(bleu=bleu, chrf=chrf, flagged=flagged, mean_bleu=round(evaluation.mean, 2))
        return evaluation

    def _keep_if_best(self, evaluation: Evaluation) -> None:
        state = self._state
        if state.best and evaluation.mean <= Evaluation(**state.best).mean:
            state.since_best += 1
            return
        state.best, state.since_best = asdict(evaluation), 0
        # The weights last: until they are there the folder is no model, and afterwards they alone change.
        for path in sorted(model_files(self.work / "candidate"), key=lambda path: path.name == WEIGHTS):
            path.replace(self.out / path.name)

    def _write_model(self, folder: Path) -> None:
        import copy

        folder.mkdir(parents=True, exist_ok=True)
        with quiet():
            copy.deepcopy(self._average).half().save_pretrained(folder)
        for path in model_files(self._start):
            if path.suffix != ".safetensors" and path.name != "config.json":
                shutil.copyfile(path, folder / path.name)

    # -- stopping and going on ---------------------------------------------------------------------------------------------------

    def _claim(self, pairs: Sequence[ParallelPair]) -> None:
        """Says in ``training/recipe.yaml`` what is trained here, or makes sure that it is the same as before."""
        import yaml

        from models.training.plot import LOG_PLOT

        claim = {
            "start": folder_fingerprint(self._start),
            "pairs": len(pairs),
            "data": rows_digest(pairs),
            "dev": {name: rows_digest(found) for name, found in self._dev.items()},
            "recipe": json.loads(self.recipe.model_dump_json()),
        }
        file = self.work / "recipe.yaml"
        if file.is_file():
            before = yaml.safe_load(file.read_text(encoding="utf-8"))
            if before != claim:
                old, new = ({**entry, **entry["recipe"]} for entry in (before, claim))
                changed = [name for name in new if name != "recipe" and old.get(name) != new[name]]
                raise ModelError(
                    f"The training in {self.out} was begun with other settings ({', '.join(changed)} differ). Go on with the"
                    " same ones, take another folder, or throw away what is there with --fresh."
                )
            return
        if self.out.is_dir() and any(path.name != "training" for path in self.out.iterdir()):
            raise ModelError(f"{self.out} is not empty and holds no training: give another folder.")
        self.work.mkdir(parents=True, exist_ok=True)
        for stale in (self._state_file, self._log_file, self.work / LOG_PLOT):
            stale.unlink(missing_ok=True)
        _write_whole(file, lambda path: path.write_text(yaml.safe_dump(claim, sort_keys=False), encoding="utf-8"))

    def _save(self) -> None:
        import torch

        self._state.losses = [float(loss) for loss in self._state.losses]
        content: dict[str, Any] = {"progress": asdict(self._state)}
        if (
            not self._finished()
        ):  # afterwards nobody needs the weights on the way, which are several times the model's size
            content |= {
                "model": self._model.state_dict(),
                "average": self._average.state_dict(),
                "optimizer": self._optimizer.state_dict(),
            }
        _write_whole(self._state_file, lambda path: torch.save(content, path))

    def _resume(self) -> None:
        """Takes up the saved state, where there is one, and cuts the log back to it."""
        import torch

        if not self._state_file.is_file():
            self._log_file.unlink(missing_ok=True)
            return
        try:
            content = torch.load(self._state_file, map_location=self._device, weights_only=True)
        except Exception as error:  # a damaged file fails in any of zipfile, pickle and torch
            raise ModelError(f"{self._state_file} is damaged ({error}): start over with --fresh.") from error
        self._state = _State(**content["progress"])
        if not self._finished():
            self._model.load_state_dict(content["model"])
            self._average.load_state_dict(content["average"])
            self._optimizer.load_state_dict(content["optimizer"])
        lines = self._log_file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if line.endswith("\n") and json.loads(line)["step"] <= self._state.step]
        _write_whole(self._log_file, lambda path: path.write_text("".join(kept), encoding="utf-8"))

    def _log(self, **values: Any) -> None:
        from models.training.plot import LOG_PLOT, plot_log

        entry = {"step": self._state.step, "pairs": self._state.pairs, **values}
        with self._log_file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        if "bleu" in entry:
            plot_log([self._log_file], self.work / LOG_PLOT)
        self._report(entry)


def _computes_bfloat16(device: torch.device) -> bool:
    """Whether the device has instructions for bfloat16: its matrix products are two to three times as fast as float32's."""
    import torch

    match device.type:
        case "cuda":
            return bool(torch.cuda.is_bf16_supported(including_emulation=False))
        case "cpu":
            capabilities: Mapping[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()  # since torch 2.10
            return any(capabilities.get(name, False) for name in ("avx512_bf16", "amx_bf16"))
    return False


def _write_whole(path: Path, write: Callable[[Path], Any]) -> None:
    """Writes beside ``path`` and moves the finished file into its place."""
    scratch = path.with_name(path.name + ".new")
    write(scratch)
    scratch.replace(path)
