"""The dataset card: what a person finds first in the folder, and what ``datasets`` and the Hub read to load it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.save import Size
from corpus.schema import CONFIGS, FLAG_MEANINGS, features
from corpus.wording import counted


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a card tells of its dataset; ``weights`` is the translator's fingerprint, ``terms`` that of the glossary, if any."""

    size: Size
    translator: str
    weights: str
    terms: str | None
    summarizer: str
    songngu: str
    quarantined: Mapping[str, int]
    unfinished: int


def write_card(path: Path, facts: CardFacts) -> None:
    """Write the card to ``path``: YAML front matter for programs, then the same for people."""
    import yaml

    front = yaml.safe_dump(_front_matter(facts), allow_unicode=True, sort_keys=False, width=120)
    path.write_text(f"---\n{front}---\n\n{_body(facts)}", encoding="utf-8")


def _front_matter(facts: CardFacts) -> dict[str, Any]:
    return {
        "language": ["vi", "en"],
        "task_categories": ["translation", "summarization"],
        "license": "other",
        "license_name": "rights-of-the-publishers",
        "pretty_name": "Vietnamese articles with English translations and summaries",
        "tags": ["songngu", "machine-translated"],
        "size_categories": [_size_category(facts.size.rows["sentences"])],
        "configs": [
            {
                "config_name": config,
                "data_files": [{"split": "train", "path": f"{config}/train-*.parquet"}],
                **({"default": True} if config == "articles" else {}),
            }
            for config in CONFIGS
        ],
        "dataset_info": [
            {
                "config_name": config,
                "features": features(config)._to_yaml_list(),
                "splits": [
                    {"name": "train", "num_bytes": facts.size.bytes[config], "num_examples": facts.size.rows[config]}
                ],
            }
            for config in CONFIGS
        ],
    }


def _size_category(rows: int) -> str:
    for limit, name in (
        (1_000, "n<1K"),
        (10_000, "1K<n<10K"),
        (100_000, "10K<n<100K"),
        (1_000_000, "100K<n<1M"),
        (10_000_000, "1M<n<10M"),
    ):
        if rows < limit:
            return name
    return "n>10M"


def _body(facts: CardFacts) -> str:
    articles, sentences = facts.size.rows["articles"], facts.size.rows["sentences"]
    flagged = facts.size.flags["sentences"]
    lines = [
        "# Vietnamese articles with English translations and summaries",
        "",
        f"{counted(articles, 'article')} in {counted(sentences, 'aligned sentence')}. The English is machine translation: quote nothing from it before you have "
        "looked at the flags of the sentence, and have it checked by someone who reads Vietnamese before it carries an argument.",
        "",
        "| | |",
        "|---|---|",
        f"| translated by | {facts.translator} (weights {facts.weights[:16]}) |",
        *([f"| terms | those of a glossary ({facts.terms}) |"] if facts.terms else []),
        f"| summarised by | {facts.summarizer} |",
        f"| made with | songngu {facts.songngu} |",
        f"| could not be used | {counted(sum(facts.quarantined.values()), 'input')}"
        + "".join(f", {n} {reason}" for reason, n in sorted(facts.quarantined.items()))
        + " |",
    ]
    if facts.unfinished:
        lines.append(f"| not translated yet | {counted(facts.unfinished, 'article')}: the run was stopped |")
    lines += [
        "",
        "```python",
        "from datasets import load_dataset",
        "",
        'articles = load_dataset("PATH/TO/THIS/FOLDER", "articles", split="train")',
        'sentences = load_dataset("PATH/TO/THIS/FOLDER", "sentences", split="train")',
        "```",
        "",
        "## How far to trust it",
        "",
        "A program compared every sentence with its translation. It finds numbers and names that differ, clauses that are missing or made up, loops "
        "and words left in Vietnamese. A single wrong word has no flag: `unanswered` says which words of a sentence have no counterpart on the other "
        "side, and the more they are, the likelier it misleads.",
        "",
        "| flag | sentences | meaning |",
        "|---|---|---|",
        *(f"| `{flag}` | {flagged[flag]:,} | {FLAG_MEANINGS.get(flag, '')} |" for flag in sorted(flagged)),
        *([] if flagged else ["| none | | no sentence was flagged |"]),
        "",
        "`score` is the geometric mean of the probabilities that the model gave to its own words, `confidence` the mean of an article's scores: "
        "they compare sentences of one dataset with each other, and say nothing absolute.",
        "",
        "## What was done",
        "",
        "Every input was decoded, its page clutter taken out (`removed` lists each line with the reason), cut into sentences, translated sentence by "
        "sentence, checked, and summarised. `text_vi[start:end]` is the sentence of a lead or body row; `support` lists the sentences (`index`) that a "
        "summary sentence rests on. `run/quarantine.jsonl` lists the inputs that could not be used.",
        "",
        "The rights in the articles stay with their publishers. songngu makes no claim to them, and grants none.",
    ]
    return "\n".join(lines) + "\n"
