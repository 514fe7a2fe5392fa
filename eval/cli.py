"""The commands that measure, added to the command line through the entry point group ``songngu.commands``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import (
    Beams,
    Concurrency,
    Device,
    Endpoint,
    Engine,
    Json,
    Parallel,
    Patience,
    RequestsPerMinute,
    Timeout,
    Translator,
    TwoFiles,
    couples,
    make_translator,
    print_json,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.systems import System
    from models import Translator as TranslatorModel

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
        help="Model: a name from `songngu models`, a folder or a Hub id; with --engine endpoint the server's name for it."
        " Repeatable; the first is what the others are compared with. [default: embedded; of a server: its only one]",
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
    app.command()(benchmark)


def evaluate(
    pairs: Pairs = None,
    parallel: Parallel = None,
    translator: Translators = None,
    translations: Translations = None,
    beams: Beams = None,
    engine: Engine = None,
    endpoint: Endpoint = None,
    concurrency: Concurrency = None,
    requests_per_minute: RequestsPerMinute = None,
    timeout: Timeout = None,
    patience: Patience = None,
    device: Device = None,
    limit: Limit = None,
    comet: Comet = False,
    json: Json = False,
    output: Output = None,
    plot: Plot = None,
) -> None:
    """Measure translation models on test sets and compare them. BLEU, chrF++, speed, and how many sentences are flagged."""
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
    load = partial(
        make_translator,
        beams=beams,
        device=device,
        engine=engine,
        endpoint=endpoint,
        concurrency=concurrency,
        requests_per_minute=requests_per_minute,
        timeout=timeout,
        patience=patience,
    )
    given = translations or []
    if engine == "endpoint":
        models: Sequence[str | None] = translator or ([] if given else [None])
        systems = [*_served(list(map(load, models))), *open_systems([], given, load, sets)]
    else:
        systems = open_systems(translator or ([] if given else [str(RunConfig().translator)]), given, load, sets)
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


def _served(translators: Sequence[TranslatorModel]) -> list[System]:
    """The models of a server as systems. How large they are it does not tell, and there are no weights to load in turn."""
    from eval.systems import ModelSystem
    from eval.testsets import distinct

    def system(translator: TranslatorModel) -> ModelSystem:
        return ModelSystem(translator.name, None, translator.fingerprint, lambda: translator)

    names = [translator.name for translator in translators]
    distinct(names, names)  # none twice
    return list(map(system, translators))


def benchmark(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(help="Articles, as `songngu run` takes them.", metavar="[INPUT...]", show_default=False),
    ] = None,
    pairs: Annotated[
        list[Path] | None,
        typer.Option(
            "--pairs",
            help="Take the Vietnamese side of these pairs instead, and give BLEU too. Repeatable.",
            metavar="PAIRS",
        ),
    ] = None,
    translator: Translator = None,
    beams: Annotated[
        list[int] | None,
        typer.Option(
            "--beams", help="Beam width. Repeatable. [default: 1 and 4]", min=1, metavar="N", show_default=False
        ),
    ] = None,
    segments: Annotated[int, typer.Option("--segments", help="How many to translate at most.", min=16)] = 2000,
    rounds: Annotated[int, typer.Option("--rounds", help="How often each one runs; the best counts.", min=1)] = 2,
    device: Device = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="Also write a page (.md) and its picture (.svg).", metavar="FILE.md")
    ] = None,
    json: Json = False,
) -> None:
    """Time songngu on this machine and your texts. It is set against the bare engine and against what most people write."""
    from dataclasses import asdict

    from eval import benchmark as timing
    from eval.speed import write_report
    from models.registry import model_folder
    from pipeline.terminal import print_table

    found, references = _segments(inputs or [], pairs or [], segments)
    standings = [
        standing
        for width in beams or (1, 4)
        for standing in timing.benchmark(
            model_folder(translator),
            found,
            beams=width,
            device=device or "auto",
            rounds=rounds,
            references=references,
            progress=lambda line: typer.echo(line, err=True),
        )
    ]
    if report:
        write_report(report, standings, model=translator or "embedded", segments=len(found), rounds=rounds)
    if json:
        for standing in standings:
            print_json(asdict(standing))
        return
    print_table([dict(zip(timing.COLUMNS, row, strict=True)) for row in timing.rows(standings)])


def _segments(inputs: list[str], pairs: list[Path], limit: int) -> tuple[list[str], list[str]]:
    """The first segments of the inputs and of the pairs, in their order; with pairs alone also their English sides."""
    from itertools import chain, islice

    from corpus.clean import to_article
    from corpus.pairs import read_pairs
    from corpus.readers import InputError, read_documents
    from corpus.types import Article, Document

    if not inputs and not pairs:
        raise InputError("There is nothing to translate. Give articles, or pairs with --pairs.")
    articles = (
        to_article(document, min_words=1) for document in read_documents(inputs) if isinstance(document, Document)
    )
    own = ((segment.text, "") for article in articles if isinstance(article, Article) for segment in article.segments)
    given = ((pair.vi, pair.en) for path in pairs for pair in read_pairs(path))
    found = list(islice(chain(own, given), limit))
    if not found:
        raise InputError("There is no Vietnamese text in the inputs.")
    return [vi for vi, _ in found], [] if inputs else [en for _, en in found]
