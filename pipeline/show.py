"""What a person at a terminal sees: the end of a run, the list of models, a dataset and its doubtful sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.export.notes import ONE_SIDED, notes, one_sided, without_counterpart
from corpus.load import Row, read_article_rows, read_articles
from pipeline.job import Report, RunError
from pipeline.terminal import print_table, stdout_console

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from models import ModelInfo


_HEADLINE_SCORE = "flores200-dev BLEU"


def report_lines(report: Report) -> Iterator[str]:
    """Yield the last lines of a run: what was done, what is doubtful, where it lies, what to do next."""
    from models import known_models

    yield f"{report.articles} articles, {report.segments} segments in {report.output} ({report.translated_now} articles translated in this call)."
    if report.unfinished:
        yield f"Stopped: {report.unfinished} articles are left. The same command goes on from here; what is finished can be used already."
    if report.duplicates:
        yield f"{report.duplicates} inputs have the same text as another one, or nearly; the dataset names them under `duplicates`."
    if report.no_longer_in_inputs:
        yield f"{report.no_longer_in_inputs} articles of earlier calls are no longer in their inputs and were left out."
    if report.quarantined:
        reasons = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in report.quarantined.items())
        yield f"{sum(report.quarantined.values())} inputs could not be used ({reasons}); {report.output}/run/quarantine.jsonl says why for each."
    if report.sentence_flags:
        flags = ", ".join(f"{count} {flag.replace('_', ' ')}" for flag, count in report.sentence_flags.items())
        yield f"Doubtful sentences: {flags}. Look at them with: songngu show {report.output} --flagged"
    else:
        yield "No sentence was flagged."
    yield _translator_line(report.translator, known_models())
    if report.reader:
        yield f"Read it in a browser: {report.reader}"
    yield f"Read it here: songngu show {report.output}   Load it: datasets.load_dataset({report.output!r}, 'articles')"


def _translator_line(name: str, models: Sequence[ModelInfo]) -> str:
    """Name the translator with its score, and what the next better one would cost."""
    score = next((info.scores.get(_HEADLINE_SCORE) for info in models if info.id == name), None)
    if score is None:
        return f"Translated by {name}, of which no score is known here. Measure it with: songngu eval PAIRS.tsv --translator {name}"
    line = f"Translated by {name}: BLEU {score} on FLORES-200 dev."
    better = max(
        (info for info in models if info.scores.get(_HEADLINE_SCORE, 0) > score),
        key=lambda i: i.scores[_HEADLINE_SCORE],
        default=None,
    )
    if better is None:
        return line
    licence = better.license + ("" if better.commercial else ", not for commercial use")
    return (
        f"{line} Better: --translator {better.id} (BLEU {better.scores[_HEADLINE_SCORE]}; downloads {better.download:,} MB once; {licence}) "
        "into another folder."
    )


def print_models(*, as_json: bool) -> None:
    """Print the registry of models."""
    from dataclasses import asdict

    from models import known_models

    if as_json:
        for info in known_models():
            print(json.dumps(asdict(info), ensure_ascii=False, default=str))
        return
    console = stdout_console()
    for task in ("translation", "summarization"):
        models = [info for info in known_models() if info.task == task]
        console.print(f"[bold]{task}[/bold]")
        print_table(list(map(_model_row, models)), left=("licence", "model"), spare="model")
        if task == "translation":
            console.print(
                f"[dim]BLEU: {_HEADLINE_SCORE.removesuffix(' BLEU')}, published unless it is measured here.[/dim]"
            )
        for info in models:
            if info.measured:
                scores = ", ".join(f"{name.replace(' BLEU', '')} {score}" for name, score in info.scores.items())
                console.print(f"[dim]BLEU of {info.id} as measured: {scores}[/dim]")
        console.print()
    console.print("[dim]Their names on the Hub, and all scores: songngu models --json[/dim]")


def _model_row(info: ModelInfo) -> dict[str, str]:
    score = {"BLEU": str(info.scores.get(_HEADLINE_SCORE, ""))} if info.task == "translation" else {}
    return {
        "name": info.id,
        **score,
        "size": f"{info.parameters:,} M" if info.parameters else "",
        "download": f"{info.download:,} MB" if info.download else "none",
        "licence": info.license + ("" if info.commercial else ", non-commercial"),
        "model": info.hub or "comes with songngu",
    }


def print_dataset(
    output: Path, article: str | None, *, flagged: bool, as_json: bool, console: Console | None = None
) -> None:
    """Print a dataset: its articles, one of them in both languages, or its flagged sentences; on ``console``, by default the terminal."""
    console = console or stdout_console()
    chosen = None if article is None else _find(output, article)
    if as_json:
        _print_json(output, chosen, flagged=flagged)
    elif flagged or chosen is not None:
        _print_sentences(console, output, chosen, flagged=flagged)
    else:
        _print_list(console, output)


def _find(output: Path, wanted: str) -> str:
    """Return the id of the article that ``wanted`` names: by its number or by the beginning of its id."""
    ids: list[str] = [row["id"] for row in read_article_rows(output, ["id"])]
    if wanted.isdigit() and 1 <= int(wanted) <= len(ids):
        return ids[int(wanted) - 1]
    matches = [id for id in ids if len(wanted) >= 6 and id.startswith(wanted)]
    if len(matches) != 1:
        raise RunError(
            f"There is no article {wanted} in {output}. Give its number (1 to {len(ids)}) or its id; songngu show {output} lists them."
        )
    return matches[0]


def _print_json(output: Path, chosen: str | None, *, flagged: bool) -> None:
    if chosen is None and not flagged:
        for article in read_article_rows(output):
            print(json.dumps(article, ensure_ascii=False))
        return
    for _, sentences in _read(output, chosen):
        for row in sentences:
            if row["flags"] or not flagged:
                print(json.dumps(row, ensure_ascii=False))


def _read(output: Path, chosen: str | None) -> Iterator[tuple[Row, list[Row]]]:
    return (found for found in read_articles(output) if chosen is None or found[0]["id"] == chosen)


def _print_list(console: Console, output: Path) -> None:
    number = 0
    for number, row in enumerate(read_article_rows(output), 1):
        console.print(f"[bold]{number}[/bold]  {_safe(row['title_en'] or row['title_vi'] or '(no title)')}")
        console.print(f"   [dim]{_facts(row, 'published', 'author', 'source', 'id')}[/dim]")
        console.print(f"   {_safe(row['summary_en'])}")
        if row["flags"]:
            console.print(f"   [yellow]doubts: {', '.join(row['flags'])}[/yellow]")
        console.print()
    console.print(f"{number} articles. One in both languages: songngu show {output} NUMBER", markup=False)


def _print_sentences(console: Console, output: Path, chosen: str | None, *, flagged: bool) -> None:
    from pipeline.explain import EXPLAIN

    for article, sentences in _read(output, chosen):
        shown = [row for row in sentences if row["flags"] or not flagged]
        if not shown:
            continue
        title = _safe(article["title_en"] or article["title_vi"] or "")
        console.print(f"\n[bold]{title}[/bold]  [dim]{article['id']}[/dim]")
        if not flagged:
            console.print(f"[dim]{_facts(article, 'published', 'author', 'url', 'source')}[/dim]")
            console.print(f"[bold]Summary:[/bold] {_safe(article['summary_en'])}")
        for row in shown:
            flags = f"  [yellow]{', '.join(row['flags'])}[/yellow]" if row["flags"] else ""
            score = "" if row["score"] is None else f" {row['score']:.2f}"
            console.print(f"\n[dim]{row['index']} {row['role']}{score}[/dim]{flags}")
            for language, style in (("vi", "cyan"), ("en", "")):
                console.print(_marked(row["translation"][language], row["unanswered"][language], style))
            for flag, meaning in notes(row, one_sided(row, EXPLAIN)):
                if flag in ONE_SIDED:
                    console.print(f"[yellow]{flag}: {_safe(meaning)}[/yellow]")
            if words := without_counterpart(row, EXPLAIN):
                console.print(f"[dim]without a counterpart: {_safe(words)}[/dim]")


def _facts(row: Mapping[str, Any], *names: str) -> str:
    return _safe("  ".join(filter(None, map(row.get, names))))


def _marked(text: str, spans: Sequence[Mapping[str, int]], style: str) -> Text:
    from rich.text import Text

    shown = Text(text, style)
    for span in spans:
        shown.stylize("underline", span["start"], span["end"])
    return shown


def _safe(text: str) -> str:
    from rich.markup import escape

    return escape(text)
