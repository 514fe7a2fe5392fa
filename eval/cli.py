"""The commands that measure, added to the command line through the entry point group ``songngu.commands``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import Beams, Device, Json, Translator, make_translator, print_json

Pairs = Annotated[
    list[Path],
    typer.Argument(
        help="Tab-separated files: Vietnamese, English reference.", metavar="PAIRS.tsv...", show_default=False
    ),
]
Limit = Annotated[int | None, typer.Option("--limit", help="Only the first N pairs of each file.", min=1, metavar="N")]


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(name="eval")(evaluate)


def evaluate(
    pairs: Pairs,
    translator: Translator = None,
    beams: Beams = None,
    device: Device = None,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """Measure a translation model on pairs: BLEU and chrF++ (sacrebleu), and how many sentences are flagged."""
    from dataclasses import asdict

    from eval.translation import read_pairs, score_translator

    sets = [(path, read_pairs(path, limit=limit)) for path in pairs]
    engine = make_translator(translator, beams, device)
    for path, found in sets:
        scores = score_translator(engine, found)
        if json:
            print_json({"file": str(path), "translator": engine.name, **asdict(scores)})
        else:
            typer.echo(f"{path.name}: {scores}")
