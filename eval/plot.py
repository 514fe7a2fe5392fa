"""The picture of a comparison: what quality costs in speed and size."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import mean
from typing import Any, Final

from eval.comparison import Result

FORMATS: Final = (".svg", ".png", ".pdf")
_INK, _GREY, _PALE, _LIGHT = "#1f5a99", "#555555", "#8a8a8a", "#bbbbbb"
# Marker areas in square points: one a million parameters, but never too small to be seen nor unbounded.
_SMALLEST, _LARGEST = 20.0, 1500.0
_BLEU: Final = " BLEU"


@dataclass(frozen=True, slots=True)
class _Point:
    """A system over all test sets: mean BLEU, segments a second, millions of parameters."""

    name: str
    bleu: float
    speed: float | None
    parameters: float | None

    @property
    def area(self) -> float:
        return min(max(self.parameters or 0.0, _SMALLEST), _LARGEST)

    @property
    def label(self) -> str:
        return f"{self.name} ({_millions(self.parameters)})" if self.parameters else self.name

    @property
    def radius(self) -> float:
        """In points."""
        return math.sqrt(self.area / math.pi)


@dataclass(frozen=True, slots=True)
class _Line:
    """A score without a speed."""

    label: str
    bleu: float
    published: bool = False

    @property
    def ink(self) -> str:
        return _PALE if self.published else _GREY


# What is named, how far from it in points, and where the text's anchor lies (horizontally, vertically).
_Spot = tuple[tuple[float, float], tuple[float, float], str, str]


def plot_results(results: Sequence[Result], out: Path, *, published: bool = True) -> None:
    """Draw quality (BLEU, averaged over the test sets) against speed and size, and write it as the suffix of ``out`` says.

    Systems without a speed are dashed lines. Where the only test set is one of which the registry knows published scores
    (``flores200-dev``), those of the models that were not measured are dotted lines; ``published`` is false where only part
    of the set was measured, with which they cannot be compared. The same results give the same bytes.
    """
    import matplotlib
    from matplotlib.figure import Figure

    points = [_point(list(own)) for _, own in groupby(sorted(results, key=_name), key=_name)]
    placed = [(point, point.speed) for point in points if point.speed]
    sets = {result.test_set.name for result in results}
    style = {
        "svg.hashsalt": "songngu",
        "svg.fonttype": "none",  # text that can be searched and read aloud
        "font.size": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": _LIGHT,
        "xtick.color": _GREY,
        "ytick.color": _GREY,
        "axes.labelcolor": _GREY,
    }
    with matplotlib.rc_context(style):
        figure = Figure(figsize=(7, 4.2), layout="constrained")
        axes = figure.add_subplot()
        axes.set_ylabel(
            f"BLEU, {next(iter(sets))}" if len(sets) == 1 else f"BLEU, mean of {len(sets)} test sets", parse_math=False
        )
        axes.grid(axis="y", color="#eeeeee", linewidth=0.8)
        axes.set_axisbelow(True)
        lines = [_Line(point.name, point.bleu) for point in points if not point.speed]
        if published and len(sets) == 1:
            known = _published(next(iter(sets)))
            for point in points:
                known.pop(point.name, None)
            lines += [_Line(f"{name} (published)", bleu, published=True) for name, bleu in known.items()]
        for line in lines:
            axes.axhline(line.bleu, linestyle=":" if line.published else "--", color=line.ink, linewidth=1, zorder=1)
        for point, speed in sorted(placed, key=lambda pair: -pair[0].area):  # the small ones in front
            axes.scatter(speed, point.bleu, s=point.area, color=_INK, edgecolors="white", linewidths=0.8, zorder=3)
        _limits(axes, [speed for _, speed in placed], [point.bleu for point in points] + [line.bleu for line in lines])
        _label(figure, axes, placed, lines)
        scratch = out.with_name(f".{out.name}")
        undated = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
        figure.savefig(scratch, format=out.suffix[1:], dpi=200, metadata=undated.get(out.suffix))
    scratch.replace(out)


def _name(result: Result) -> str:
    return result.system.name


def _point(results: Sequence[Result]) -> _Point:
    seconds = sum(result.output.seconds or 0.0 for result in results)
    segments = sum(result.scores.segments for result in results)
    bleu = mean(result.scores.bleu for result in results)
    system = results[0].system
    return _Point(system.name, bleu, segments / seconds if seconds else None, system.parameters)


def _published(test_set: str) -> dict[str, float]:
    """The registry's scores on the test set of that name (``flores200-dev``, ``flores200-dev-vi``; not ``flores200-devtest``)."""
    from models import known_models

    return {
        info.id: score
        for info in known_models()
        for key, score in info.scores.items()
        if key.endswith(_BLEU) and re.match(rf"{re.escape(key.removesuffix(_BLEU))}(?![a-zA-Z0-9])", test_set)
    }


def _limits(axes: Any, speeds: Sequence[float], scores: Sequence[float]) -> None:
    """Room around the points for their labels; ticks at 1, 2 and 5 of every power of ten."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

    axes.set_xscale("log")
    axes.xaxis.set_minor_locator(NullLocator())
    if speeds:
        axes.set_xlim(min(speeds) / 3, max(speeds) * 3)
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes.set_xlabel("segments a second (log scale); the area of a point shows the number of parameters")
    else:
        axes.xaxis.set_major_locator(NullLocator())
    margin = max(1.0, 0.15 * (max(scores) - min(scores)))
    axes.set_ylim(max(0.0, min(scores) - margin), max(scores) + margin)


def _label(figure: Any, axes: Any, placed: Sequence[tuple[_Point, float]], lines: Sequence[_Line]) -> None:
    """Write the names: of a line at one of its ends, of a point at one of its sides, where each covers the least."""
    from matplotlib.transforms import Bbox

    figure.draw_without_rendering()  # only then is it known what lies where
    taken = []
    for point, speed in placed:
        x, y = axes.transData.transform((speed, point.bleu))
        radius = point.radius * figure.dpi / 72
        taken.append(Bbox.from_extents(x - radius, y - radius, x + radius, y + radius))
    for line in sorted(lines, key=lambda line: -line.bleu):
        spots: list[_Spot] = [
            ((end, line.bleu), (0, offset), side, edge)
            for end, side in ((1, "right"), (0, "left"))
            for offset, edge in ((2, "bottom"), (-2, "top"))
        ]
        taken.append(_write(axes, line.label, spots, taken, xycoords=("axes fraction", "data"), color=line.ink))
    for point, speed in placed:
        away = point.radius + 3
        sides = ((away, 0, "left", "center"), (-away, 0, "right", "center"), (0, away, "center", "bottom"), (0, -away, "center", "top"))  # fmt: skip
        spots = [((speed, point.bleu), (x, y), side, edge) for x, y, side, edge in sides]
        taken.append(_write(axes, point.label, spots, taken, color="#222222"))


def _write(axes: Any, text: str, spots: Sequence[_Spot], taken: Sequence[Any], **options: Any) -> Any:
    """Write ``text`` in the best of the ``spots`` and return the box that it takes, in pixels."""

    def at(spot: _Spot) -> Any:
        xy, offset, side, edge = spot
        return axes.annotate(
            text, xy, offset, ha=side, va=edge, textcoords="offset points", parse_math=False, fontsize=8, **options
        )

    costs = []
    for spot in spots:
        trial = at(spot)
        costs.append(_covered(trial.get_window_extent(), taken, axes.bbox))
        trial.remove()
    return at(spots[costs.index(min(costs))]).get_window_extent()


def _covered(box: Any, taken: Sequence[Any], inside: Any) -> float:
    """The area, in square pixels, of what a label would cover or of what would lie outside the axes."""
    from matplotlib.transforms import Bbox

    overlaps = (Bbox.intersection(box, other) for other in taken)
    within = Bbox.intersection(box, inside)
    area = sum(overlap.width * overlap.height for overlap in overlaps if overlap)
    return float(area + box.width * box.height - (within.width * within.height if within else 0.0))


def _millions(parameters: float) -> str:
    return f"{parameters:,.0f} M" if parameters >= 1 else f"{parameters:.2g} M"
