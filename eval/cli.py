"""The commands that measure, added to the command line through the entry point group ``songngu.commands``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import Beams, Device, Engine, Json, Parallel, TwoFiles, couples, make_translator, print_json

Pairs = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Test sets: tab-separated files (Vietnamese, English; or source, Vietnamese, English), or datasets of `songngu run`.",
        metavar="PAIRS",
        show_default=False,
    ),
]
Translators = Annotated[
    list[str] | None,
    typer.Option(
        "--translator",
        "-t",
        help="Model: a name from `songngu models`, a folder or a Hub id. Repeatable; the first is what the others are"
        " compared with. [default: embedded]",
        metavar="MODEL",
        show_default=False,
    ),
]
Translations = Annotated[
    list[Path] | None,
    typer.Option(
        "--translations",
        help="English translations made elsewhere: one line for each segment that is measured, of all test sets in order."
        " Repeatable.",
        metavar="FILE",
    ),
]
Limit = Annotated[
    int | None, typer.Option("--limit", help="Only the first N pairs of each test set.", min=1, metavar="N")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Folder for the translations and scores.json.", metavar="DIR"),
]
Plot = Annotated[
    Path | None,
    typer.Option("--plot", help="Draw quality against speed and size (.svg, .png, .pdf).", metavar="FILE"),
]
Comet = Annotated[bool, typer.Option("--comet", help="Also COMET (wmt22-comet-da; needs the command comet-score).")]


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(name="eval", cls=TwoFiles)(evaluate)


def evaluate(
    pairs: Pairs = None,
    parallel: Parallel = None,
    translator: Translators = None,
    translations: Translations = None,
    beams: Beams = None,
    engine: Engine = None,
    device: Device = None,
    limit: Limit = None,
    comet: Comet = False,
    json: Json = False,
    output: Output = None,
    plot: Plot = None,
) -> None:
    """Measure translation models on test sets and compare them: BLEU, chrF++, speed, and how many sentences are flagged."""
    from eval.comparison import compare
    from eval.plot import FORMATS, plot_results
    from eval.report import OutputFolder, as_object, print_results
    from eval.systems import open_systems
    from eval.testsets import read_sets
    from pipeline.config import RunConfig
    from pipeline.progress import terminal_reporter

    if plot and plot.suffix not in FORMATS:
        raise typer.BadParameter(f"{plot} ends in none of {', '.join(FORMATS)}.", param_hint="--plot")
    sets = read_sets(pairs or [], couples(parallel), limit=limit)
    models = translator or ([] if translations else [RunConfig().translator])
    systems = open_systems(models, translations or [], lambda name: make_translator(name, beams, device, engine), sets)
    folder = OutputFolder(output, sets, systems) if output else None
    results = compare(
        sets,
        systems,
        terminal_reporter(),
        comet=comet,
        device=device,
        finished=folder.save_translations if folder else None,
    )
    if folder:
        folder.save_scores(results)
    if plot:
        plot.parent.mkdir(parents=True, exist_ok=True)
        plot_results(results, plot, published=limit is None)
    if json:
        for result in results:
            print_json(as_object(result))
    else:
        print_results(results)
