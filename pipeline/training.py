"""The commands that make models, added to the command line through the entry point group ``songngu.commands``."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from pipeline.cli import Device, Json, Parallel, TwoFiles, couples, print_json
from pipeline.progress import bar

if TYPE_CHECKING:
    from corpus.types import ParallelPair
    from models.training.prepare import Preparation
    from models.training.recipe import Recipe
    from models.training.trainer import Evaluation, Training

HOLD_OUT = 200
"""Pairs that are held out for measuring where no development set is given, but at most a tenth of all."""

_FILES = "Vietnamese, English; or source, Vietnamese, English, separated by tabs; also packed (.gz, .zst, .bz2, .xz)"
Pairs = Annotated[
    list[Path] | None,
    typer.Argument(
        help=f"Files of pairs ({_FILES}), or datasets made by `songngu run`, of which the sentences without a doubt count.",
        metavar="PAIRS...",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(name="prepare", cls=TwoFiles)(prepare)
    app.command(name="train", cls=TwoFiles)(train)


def prepare(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="File for the pairs that are kept; .zst packs it.", show_default=False),
    ],
    pairs: Pairs = None,
    parallel: Parallel = None,
    held_out: Annotated[
        list[Path] | None,
        typer.Option(
            "--held-out", help="Test set whose sentences must not be trained on. May be repeated.", metavar="PAIRS"
        ),
    ] = None,
    cap: Annotated[
        list[str] | None,
        typer.Option("--cap", help="Keep at most N pairs of a source. May be repeated.", metavar="SOURCE=N"),
    ] = None,
    json: Json = False,
) -> None:
    """Make pairs fit to train on, and say what went. They are cleaned; wrong ones, duplicates and copies of test sets are dropped."""
    from corpus.language import language_of
    from corpus.normalize import normalize
    from corpus.pairs import read_pairs, write_pairs
    from corpus.wording import counted
    from models.training.prepare import Preparation
    from pipeline.terminal import say

    preparation = Preparation(
        chain.from_iterable(map(read_pairs, held_out or ())),
        caps=_caps(cap or ()),
        normalize=normalize,
        language_of=lambda text: language_of(text).code,
    )
    kept = write_pairs(output, preparation(_counted(_read(pairs, parallel))))
    if json:
        print_json({"output": str(output), "kept": kept, "sources": preparation.counts})
    else:
        _print_preparation(preparation)
        next_step = f" Train on them with: songngu train {output} -o MODEL" if kept else ""
        say(f"{counted(kept, 'pair')} in {output}.{next_step}")


def train(
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="Folder of the model. A training that was stopped there goes on.",
            show_default=False,
        ),
    ],
    pairs: Pairs = None,
    parallel: Parallel = None,
    init: Annotated[
        str | None,
        typer.Option(
            "--init",
            help="Marian model to go on from: a name, a folder or a Hub id. [default: embedded]",
            metavar="MODEL",
        ),
    ] = None,
    parent: Annotated[
        str | None,
        typer.Option(
            "--parent", help="Marian model into English from another language, to be given Vietnamese.", metavar="MODEL"
        ),
    ] = None,
    recipe: Annotated[
        str | None,
        typer.Option(
            "--recipe",
            help="finetune, transfer, embedded, or a YAML file. [default: finetune; transfer with --parent]",
            metavar="RECIPE",
        ),
    ] = None,
    dev: Annotated[
        list[Path] | None,
        typer.Option(
            "--dev",
            help="Development set: the weights that do best on it are kept. May be repeated."
            f" [default: up to {HOLD_OUT} of the pairs, which are not trained on]",
            metavar="PAIRS",
        ),
    ] = None,
    hours: Annotated[
        float | None,
        typer.Option("--hours", help="Stop after that long; the same command goes on.", min=0, metavar="H"),
    ] = None,
    steps: Annotated[
        int | None, typer.Option("--steps", help="Updates in all. [default: the recipe's]", min=1, metavar="N")
    ] = None,
    tokens: Annotated[
        int | None,
        typer.Option("--tokens", help="Padded tokens of a batch. [default: the recipe's]", min=16, metavar="N"),
    ] = None,
    learning_rate: Annotated[
        float | None,
        typer.Option("--learning-rate", "--lr", help="Highest learning rate. [default: the recipe's]", metavar="X"),
    ] = None,
    freeze: Annotated[
        Literal["none", "decoder"] | None,
        typer.Option("--freeze", help="decoder: its own layers stay as they are. [default: the recipe's]"),
    ] = None,
    evaluate_every: Annotated[
        int | None,
        typer.Option("--evaluate-every", help="Steps between evaluations. [default: the recipe's]", min=1, metavar="N"),
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", help="Of everything that is drawn. [default: the recipe's]", metavar="N")
    ] = None,
    device: Device = None,
    save_every: Annotated[
        float, typer.Option("--save-every", help="Seconds between saved states.", min=0, metavar="S")
    ] = 600.0,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Throw away the training in the folder and start over.")
    ] = False,
    json: Json = False,
) -> None:
    """Train a translation model on pairs. Fine-tune one, or give a model from another language a Vietnamese side.

    Stop it whenever you like: the same command goes on with the very next batch. OUT is an ordinary model folder that
    --translator takes; OUT/training holds the log, its picture and the recipe.
    """
    from models import ModelError
    from models.training.recipe import load_recipe
    from models.training.trainer import Trainer
    from pipeline.config import load_config
    from pipeline.terminal import say

    on = load_config(None, {"device": device}).device
    if init and parent:
        raise typer.BadParameter("give --init or --parent, not both")
    settings = load_recipe(
        recipe or ("transfer" if parent else "finetune"),
        {
            "steps": steps,
            "batch_tokens": tokens,
            "learning_rate": learning_rate,
            "freeze": freeze,
            "evaluate_every": evaluate_every,
            "seed": seed,
        },
    )
    found, held = _split(list(_read(pairs, parallel)), dev)
    if not found:
        raise ModelError("There are no pairs to train on.")
    if fresh:
        _throw_away(output)
    start = _start(output, init, parent, found, settings)
    trainer = Trainer(start, output, found, held, settings, device=on, save_every=save_every)
    with _stop_request() as stop, _Progress(settings.steps, as_json=json) as progress:
        done = trainer.train(hours=hours, should_stop=lambda: stop.asked, report=progress.entry, on_step=progress.step)
    if json:
        print_json(_summary(done))
    else:
        for line in _last_lines(done):
            say(line)
    if stop.asked and not done.finished:
        raise KeyboardInterrupt


def _read(pairs: list[Path] | None, parallel: list[Path] | None) -> Iterator[ParallelPair]:
    from corpus.pairs import read_pairs, read_parallel

    if not pairs and not parallel:
        raise typer.BadParameter("give files of pairs, datasets, or two files with --parallel")
    for path in pairs or ():
        yield from read_pairs(path)
    for vietnamese, english in couples(parallel):
        yield from read_parallel(vietnamese, english)


def _caps(arguments: Sequence[str]) -> dict[str, int]:
    caps = {}
    for argument in arguments:
        source, _, count = argument.rpartition("=")
        if not source or not count.isdigit():
            raise typer.BadParameter(f"--cap takes SOURCE=N, such as subtitles=20000, not {argument}")
        caps[source] = int(count)
    return caps


def _counted(pairs: Iterable[ParallelPair]) -> Iterator[ParallelPair]:
    """Pass pairs on; on a terminal, say how many have come by."""
    if not sys.stderr.isatty():
        yield from pairs
        return
    with bar("pairs: {task.completed:,.0f}", measured=False) as progress:
        task = progress.add_task("Reading", total=None)
        for pair in pairs:
            yield pair
            progress.advance(task)


def _print_preparation(preparation: Preparation) -> None:
    from pipeline.terminal import print_table

    reasons = sorted({reason for counts in preparation.counts.values() for reason in counts} - {"kept"})
    rows = []
    for source, counts in preparation.counts.items():
        values = {"read": sum(counts.values()), **{name: counts[name] for name in ("kept", *reasons)}}
        rows.append(
            {"source": source}
            | {name.replace("_", " "): f"{value:,}" if value else "" for name, value in values.items()}
        )
    print_table(rows)


def _split(
    pairs: list[ParallelPair], dev: list[Path] | None
) -> tuple[list[ParallelPair], dict[str, list[ParallelPair]]]:
    """The pairs to train on and the development sets; without any, some of the pairs, evenly spread, are held out."""
    from corpus.pairs import read_pairs

    if dev:
        return pairs, {path.name.removesuffix(".tsv"): list(read_pairs(path)) for path in dev}
    every = max(10, len(pairs) // HOLD_OUT)
    held = pairs[::every]
    texts = {side for pair in held for side in (pair.vi, pair.en)}
    # A copy of a held-out sentence elsewhere in the data would make the score worthless.
    return [pair for pair in pairs if pair.vi not in texts and pair.en not in texts], {"held-out": held}


def _start(output: Path, init: str | None, parent: str | None, pairs: Sequence[ParallelPair], settings: Recipe) -> Path:
    """The folder of the model to go on from; for a transfer the child, which is built once."""
    from models.registry import model_folder

    if parent is None:
        return model_folder(init)
    from models.training.transfer import transfer

    if not sys.stderr.isatty():
        typer.echo("building the child's vocabulary and embeddings ...", err=True)
    return transfer(model_folder(parent), pairs, output / "training" / "start", settings.transfer)


def _throw_away(output: Path) -> None:
    """Remove a training and the model that came of it; whatever else lies in the folder stays."""
    from models.fingerprint import model_files

    if (output / "training").is_dir():
        shutil.rmtree(output / "training")
        for path in model_files(output):
            path.unlink()


class _Stop:
    asked = False


@contextmanager
def _stop_request() -> Iterator[_Stop]:
    """Turn the first Ctrl-C or SIGTERM into a request to stop after the step at hand; the second stops at once."""
    stop = _Stop()

    def ask(number: int, _: Any) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True
        typer.echo("songngu: stopping after this step; the state is being saved ...", err=True)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Progress:
    """How far a training is: a bar on a terminal, lines elsewhere, the log's own entries with ``--json``."""

    def __init__(self, steps: int, *, as_json: bool) -> None:
        self._steps, self._json = steps, as_json
        self._bar: Any = None

    def __enter__(self) -> _Progress:
        if sys.stderr.isatty() and not self._json:
            self._bar = bar("{task.completed:.0f}/{task.total:.0f} steps")
            self._bar.add_task("training", total=self._steps)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def step(self, number: int) -> None:
        """Move the bar."""
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=number)

    def entry(self, entry: dict[str, Any]) -> None:
        """Show an entry of the log."""
        if self._json:
            print_json(entry)
        elif "bleu" in entry:
            scores = ", ".join(f"{name} {bleu:.1f}" for name, bleu in entry["bleu"].items())
            self._say(f"step {entry['step']}: BLEU {scores}")
        elif self._bar:
            self._bar.update(self._bar.task_ids[0], description=f"loss {entry['loss']:.2f}")
        else:
            self._say(
                f"step {entry['step']} of {self._steps}: loss {entry['loss']:.3f}, {entry['pairs_per_second']} pairs/s"
            )

    def _say(self, text: str) -> None:
        if self._bar:
            self._bar.console.print(text, highlight=False)
        else:
            typer.echo(text, err=True)


def _summary(done: Training) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(done), "folder": str(done.folder)}


def _last_lines(done: Training) -> Iterator[str]:
    if not done.finished:
        yield f"Stopped at step {done.step} of {done.steps}. The same command goes on from there."
    if done.best is None:
        return
    yield f"{done.folder} is the model of step {done.best.step}: BLEU {_change(done.first, done.best)} (greedy, samples of the development sets)."
    if done.best.mean <= done.first.mean:
        yield "That is no better than the model it started from: keep that one, or train longer or on other pairs."
    elif done.finished:
        yield f"Measure it with: songngu eval PAIRS.tsv -t {done.folder}   Use it with: songngu run INPUT... -o OUT -t {done.folder}"


def _change(first: Evaluation, best: Evaluation) -> str:
    return ", ".join(f"{name} {first.bleu[name]:.1f} -> {bleu:.1f}" for name, bleu in best.bleu.items())
