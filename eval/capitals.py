"""What capitals cost: test sets in capitals and with one on every word, translated as they are and as `songngu run` reads them.

    python -m eval.capitals TRANSLATOR FILE...

Printed are BLEU and, behind the stroke, BLEU without regard to capitals; greedy.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from eval.testsets import EvalSet, read_sets
from models import load_translator
from models.base import Translator
from models.truecase import in_sentence_case


def on_every_word(text: str) -> str:
    """Return ``text`` with a capital on every word."""
    return " ".join(f"{word[:1].upper()}{word[1:]}" for word in text.split())


WAYS: Final[dict[str, Callable[[str], str]]] = {
    "as it is": str,
    "IN CAPITALS": str.upper,
    "On Every Word": on_every_word,
}


def scores(translator: Translator, test_set: EvalSet) -> list[tuple[str, str, str]]:
    """Return for each way of writing the set its name, the scores of the model alone, and those with sentence case restored."""
    found = []
    for name, way in WAYS.items():
        written = [way(source) for source in test_set.sources]
        alone, restored = (_score(translator, own, test_set.references) for own in (written, _restored(written)))
        found.append((name, alone, restored))
    return found


def _restored(texts: Sequence[str]) -> list[str]:
    # Each alone: no name is known from the rest of its article.
    return [in_sentence_case([text])[0] for text in texts]


def _score(translator: Translator, sources: Sequence[str], references: Sequence[str]) -> str:
    import sacrebleu

    outputs = [translation.text for translation in translator.translate(sources)]
    return " / ".join(
        f"{sacrebleu.corpus_bleu(outputs, [references], lowercase=lowercase).score:.1f}" for lowercase in (False, True)
    )


def main(arguments: list[str]) -> int:
    """``python -m eval.capitals TRANSLATOR FILE...`` prints a table."""
    if len(arguments) < 2 or any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    translator = load_translator(arguments[0], beams=1)
    print("| test set | written | the model alone | `songngu run` |", "|---|---|--:|--:|", sep="\n")
    for test_set in read_sets(list(map(Path, arguments[1:]))):
        for name, alone, restored in scores(translator, test_set):
            print(f"| {test_set.name} | {name} | {alone} | {restored} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
