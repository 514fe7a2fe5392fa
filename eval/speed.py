"""The report of a benchmark: a page with its table and a picture, as docs/speed.md is."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from eval.benchmark import BASELINE, COLUMNS, LONG_ENOUGH, Standing, rows
from eval.contestants import BARE, CONTESTANTS

_INK, _GREY = "#1f5a99", "#9aa5b1"


def write_report(out: Path, standings: Sequence[Standing], *, model: str, segments: int, rounds: int) -> None:
    """Writes ``out`` (Markdown) and, beside it, the picture of the same name."""
    picture = out.with_suffix(".svg")
    plot_speed(standings, picture)
    page = _page(standings, picture.name, model=model, segments=segments, rounds=rounds)
    out.write_text("\n".join(page) + "\n", encoding="utf-8")


def _page(standings: Sequence[Standing], picture: str, *, model: str, segments: int, rounds: int) -> Iterator[str]:
    versions = ", ".join(f"{name} {version(name)}" for name in ("ctranslate2", "torch", "transformers"))
    how_often = (
        "once"
        if rounds == 1
        else f"in turns and in reversed order every second time, for {rounds} rounds or {LONG_ENOUGH / 60:.0f} minutes each; the best round counts"
    )
    yield "# How fast it is"
    yield ""
    yield (
        f"`songngu benchmark`: {segments:,} segments in the order of arrival, the weights of `{model}`, {os.cpu_count()} cores"
        f" ({platform.machine()}, {platform.system()}), Python {platform.python_version()}, {versions}. Everything is"
        f" measured in one run, each way in a process of its own, {how_often}. Compare the ratios; the absolute figures are those of this machine."
    )
    yield ""
    yield f"![Segments a second]({picture})"
    yield ""
    yield "| " + " | ".join(COLUMNS) + " |"
    yield "|---|" + "--:|" * (len(COLUMNS) - 1)
    for row in rows(standings):
        yield "| " + " | ".join(row) + " |"
    yield ""
    yield (
        f"The ratio is to “{BASELINE}” at the same beam width. *Of the bare engine* is the speed relative to “{BARE}” within the"
        " same round, the median of the rounds: the machine may be faster in one way's best round than in another's."
    )
    yield ""
    yield "What each one is:"
    yield ""
    for name in dict.fromkeys(standing.name for standing in standings):
        meaning = " ".join((CONTESTANTS[name].__doc__ or "").split())
        yield f"- **{name}**: {meaning}"


def plot_speed(standings: Sequence[Standing], out: Path) -> None:
    """Draws segments a second as bars, a group for each beam width; the same standings give the same bytes."""
    import matplotlib
    from matplotlib.figure import Figure

    beams = sorted({standing.beams for standing in standings})
    style = {"svg.hashsalt": "songngu", "svg.fonttype": "none", "font.size": 9}
    with matplotlib.rc_context(style):
        figure = Figure(figsize=(7, 0.5 + 0.32 * len(standings) + 0.3 * len(beams)), layout="constrained")
        for number, axes in enumerate(figure.subplots(len(beams), 1, sharex=True, squeeze=False)[:, 0]):
            own = [standing for standing in standings if standing.beams == beams[number]]
            colours = [_INK if standing.name.startswith("songngu") else _GREY for standing in own]
            bars = axes.barh([s.name for s in own], [s.segments_per_second for s in own], color=colours, height=0.7)
            axes.bar_label(bars, fmt="%.1f", padding=3, fontsize=8)
            axes.invert_yaxis()
            axes.set_title(f"beam {beams[number]}" if beams[number] > 1 else "greedy", loc="left", fontsize=9)
            axes.spines[["top", "right", "left", "bottom"]].set_visible(False)
            axes.tick_params(length=0)
            axes.xaxis.set_visible(False)
            axes.margins(x=0.12)
        scratch = out.with_name(f".{out.name}")
        figure.savefig(scratch, format=out.suffix[1:], metadata={"Date": None} if out.suffix == ".svg" else None)
    scratch.replace(out)
