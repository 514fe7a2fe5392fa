"""The picture of a training: loss and development scores over the steps, drawn from its log."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

LOG_PLOT = "log.svg"
_GREY = "#888888"


def plot_log(logs: Sequence[Path], out: Path) -> None:
    """Draws the logs of one training, or of several that went on from each other, over the pairs that were seen.

    ``out`` is written as its suffix says (svg, png, pdf); the same logs give the same bytes.
    """
    import matplotlib
    from matplotlib.figure import Figure

    losses: list[tuple[int, float]] = []
    scores: dict[str, list[tuple[int, float]]] = {}
    before = 0
    for log in logs:
        for line in log.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            pairs = before + entry["pairs"]
            if "loss" in entry:
                losses.append((pairs, entry["loss"]))
            for name, bleu in entry.get("bleu", {}).items():
                scores.setdefault(name, []).append((pairs, bleu))
        before = max((pairs for pairs, _ in losses), default=0)

    with matplotlib.rc_context({"svg.hashsalt": "songngu", "font.size": 9, "axes.spines.top": False}):
        figure = Figure(figsize=(7, 3.6), layout="constrained")
        left = figure.add_subplot()
        right = left.twinx()
        if losses:
            left.plot(*zip(*losses, strict=True), color=_GREY, linewidth=0.9)
        left.set_xlabel("pairs")
        left.set_ylabel("training loss", color=_GREY)
        left.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        for index, (name, points) in enumerate(sorted(scores.items())):
            right.plot(*zip(*points, strict=True), marker="o", markersize=3, color=f"C{index}", label=name)
        right.set_ylabel("BLEU (greedy)")
        if scores:
            right.legend(frameon=False, loc="lower right")
        scratch = out.with_name(f".{out.name}")
        figure.savefig(scratch, format=out.suffix[1:], metadata={"Date": None} if out.suffix == ".svg" else None)
    scratch.replace(out)
