"""Makes docs/quality.md: what the embedded model can and cannot do, from one measurement, beside what others publish.

    python -m eval.quality flores200-dev.tsv evbnews-dev.tsv vlsp20-dev.tsv

The figures also go to docs/quality.json, from which a test checks those in the README, the model's card and the registry.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import yaml

from eval.comparison import Result, compare
from eval.figures import figures_that_arrive
from eval.names import Arrived, names_that_arrive
from eval.plot import plot_results
from eval.report import as_object
from eval.systems import open_systems
from eval.testsets import read_sets
from models import known_models, load_translator
from models.training.plot import plot_log
from pipeline.progress import terminal_reporter

DOCS: Final = Path(__file__).parents[1] / "docs"
OFFICIAL: Final = Path(__file__).with_name("sets") / "official.tsv"
HISTORY, LOG = Path(__file__).with_name("history.yaml"), Path(__file__).with_name("history.jsonl")
SHOWN, SEED = 20, 2024
FLAGS: Final = ("repetition", "copied_source", "number_mismatch", "name_mismatch", "omission", "addition")
MACHINE: Final = ("seconds", "segments_per_second", "tokens_per_second", "file")
"""What depends on where the measurement was made."""
DOMAINS: Final = {
    "flores200-dev": "Wikinews, Wikivoyage, Wikijunior (FLORES-200)",
    "evbnews-dev": "news, whole documents held out (EVBCorpus)",
    "vlsp20-dev": "news about Vietnam (VLSP 2020)",
    "official": "party and government news, our own sentences",
}
# FLORES-200 as published with mozilla/firefox-translations-models; the registry has those of the models that songngu runs.
ELSEWHERE: Final = {"Google (2024)": 41.1, "Microsoft (2024)": 39.9, "Firefox vi-en tiny, 17 MB": 33.6}


def measure(files: Sequence[Path], translator: str, out: Path) -> None:
    """Measures ``translator`` on the test sets in ``files`` and on our own, and writes quality.md, .json and .svg to ``out``.

    Raises:
        InputError: A test set is missing or damaged.
        ModelError: The model cannot be had.
    """
    sets = read_sets([*files, OFFICIAL])
    results = compare(sets, open_systems([translator], [], load_translator, sets), terminal_reporter())
    figures = [{name: value for name, value in as_object(r).items() if name not in MACHINE} for r in results]
    (out / "quality.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    plot_results(
        [result for result in results if result.test_set.name == "flores200-dev"] or results, out / "quality.svg"
    )
    plot_log([LOG], out / "training.svg")
    pairs = [(pair.vi, pair.en) for one in sets for pair in one.pairs if one.name != "official"]
    loaded = load_translator(translator)
    page = _page(results, names_that_arrive(loaded, pairs), figures_that_arrive(loaded, pairs))
    (out / "quality.md").write_text("\n".join(page) + "\n", encoding="utf-8")


def _page(results: Sequence[Result], arrived: Arrived, figures: tuple[int, int]) -> Iterator[str]:
    names = [result.test_set.name for result in results]
    yield "# How good the embedded model is"
    yield ""
    yield "This page and its figures are made by"
    yield ""
    yield f"    python -m eval.quality {' '.join(f'{name}.tsv' for name in names if name != 'official')}"
    yield ""
    yield (
        "from the test sets (tab-separated: Vietnamese, English; `official` comes with songngu) and the weights in `models/embedded/`. The engine is"
        " the one that `songngu run` chooses: CTranslate2, 8 bits, beam 4. The last stretch of training used no sentence of these sets, in whole or in"
        " half (`songngu prepare --held-out`). Before it, 43 of the 711,659 pairs that were drawn from came near one."
    )
    yield ""
    yield "## By domain"
    yield ""
    yield "| test set | what it is | segments | BLEU | chrF++ | length | loops | left in Vietnamese | numbers doubtful | names doubtful | left out | made up |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for result in results:
        scores = result.scores
        shares = (scores.flags.get(flag, 0.0) for flag in FLAGS)
        yield (
            f"| {result.test_set.name} | {DOMAINS.get(result.test_set.name, '')} | {scores.segments:,} | {scores.bleu:.1f} |"
            f" {scores.chrf:.1f} | {scores.length_ratio:.2f} | {' | '.join(f'{share:.2%}' for share in shares)} |"
        )
    yield ""
    yield "- `official` shares its terms with the generated pairs that the model was trained on. It shows that they were learnt, and flatters."
    yield (
        "- The last six columns are what the model itself writes. `songngu run` translates what loops or loses a name a second time and flags the rest."
        f" Over the sets that are not ours, {_share(results, 'repetition')} loop and {_share(results, 'copied_source')} are left in Vietnamese."
    )
    yield (
        "- “Numbers doubtful”, “left out” and “made up” count some correct sentences too. A number that a person would write out, or leave out, is"
        " doubted. The last two columns count words in a row without a counterpart, which 6 to 9% of the references have as well."
    )
    yield (
        "- **Names** (`python -m eval.names`): invented names, drawn from the syllables of these sets, replaced the real ones in their sentences. Of"
        f" {arrived.names} the model writes {_part(arrived.found, arrived)}. A sentence that loses one is translated once more with a name that the model"
        f" knows, and the right one is put in its place: in the dataset {_part(arrived.kept, arrived)} are right. The others are flagged if a family"
        " name, a form of address or the word for an administrative unit marks them as names."
    )
    yield (
        f"- **Figures** (`python -m eval.figures`): of {figures[0]} sentences with invented numbers and dates, the model has all of them right in"
        f" {figures[1]} ({figures[1] / max(1, figures[0]):.1%})."
    )
    yield ""
    yield f"sacrebleu: BLEU {results[0].scores.bleu_signature}, chrF++ {results[0].scores.chrf_signature}."
    yield ""
    yield "## Beside others"
    yield ""
    yield "BLEU on flores200-dev. The embedded model is measured; the others are published figures."
    yield ""
    yield "| system | BLEU | |"
    yield "|---|--:|---|"
    for bleu, name, note in sorted(_ladder(results), reverse=True):
        yield f"| {name} | {bleu:.1f} | {note} |"
    yield ""
    yield "![Quality against speed](quality.svg)"
    yield ""
    yield "The speed in the picture was measured on two CPU cores."
    yield ""
    yield "## How it got there"
    yield ""
    yield "The model was trained from opus-mt-fr-en, a French-English model, on two CPU cores and in four stretches of seven to nine minutes on a GPU. [docs/training.md](training.md) explains the methods."
    yield ""
    yield "| pairs seen | flores200-dev | |"
    yield "|--:|--:|---|"
    for step in yaml.safe_load(HISTORY.read_text(encoding="utf-8")):
        yield f"| {'not counted' if step['pairs'] is None else format(step['pairs'], ',')} | {step['bleu']} | {step['what']} |"
    yield ""
    yield "The third of the GPU stretches: BLEU of each set, greedy, before and after it. The loss is R-Drop's (cross-entropy and consistency), under dropout."
    yield ""
    yield "![Loss and scores of the third stretch on a GPU](training.svg)"
    yield ""
    yield f"## {SHOWN} outputs, drawn at random and unedited"
    yield ""
    yield f"From `eval/sets/official.tsv` (seed {SEED}): the Vietnamese, the model's English in bold, a person's English in italics."
    yield ""
    official = next(result for result in results if result.test_set.name == "official")
    for number in sorted(random.Random(SEED).sample(range(len(official.test_set.pairs)), SHOWN)):
        pair = official.test_set.pairs[number]
        yield f"{number + 1}. {pair.vi}<br>"
        yield f"   **{official.output.translations[number]}**<br>"
        yield f"   *{pair.en}*"


def _part(count: int, arrived: Arrived) -> str:
    return f"{count} ({count / max(1, arrived.names):.0%})"


def _share(results: Sequence[Result], flag: str) -> str:
    """The share of segments with a flag over the sets that are not ours."""
    others = [result.scores for result in results if result.test_set.name != "official"] or [results[0].scores]
    found = sum(scores.flags.get(flag, 0.0) * scores.segments for scores in others)
    return f"{found / sum(scores.segments for scores in others):.2%}"


def _ladder(results: Sequence[Result]) -> Iterator[tuple[float, str, str]]:
    for result in results:
        if result.test_set.name == "flores200-dev":
            yield result.scores.bleu, f"**{result.system.name}**", "comes with songngu, 60 MB"
    for info in known_models():
        if info.hub and "flores200-dev BLEU" in info.scores:
            yield info.scores["flores200-dev BLEU"], f"`{info.id}`", f"downloads {info.download:,} MB; {info.license}"
    for name, bleu in ELSEWHERE.items():
        yield bleu, name, "not in songngu"


def main(arguments: list[str]) -> int:
    """``python -m eval.quality FILE...`` writes docs/quality.md for the embedded model."""
    if not arguments or any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    measure([Path(argument) for argument in arguments], "embedded", DOCS)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
