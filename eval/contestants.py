"""What is timed against what: one function for each way of translating the same segments with the same weights.

Each runs in a process of its own (``python -m eval.contestants NAME < TASK``), so that none profits from what another has warmed
up and its peak memory is its own. Loading is not counted, and a few segments are translated before the clock starts; the run
that is timed as a whole counts everything from its first line on.
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

WARM_UP: Final = 8
ARTICLE: Final = 20
"""Segments in one of the articles that the segments are made into."""
NAIVE_BATCH: Final = 10


@dataclass(frozen=True, slots=True)
class Task:
    """What every contestant gets: a model's folder, the beam width, a device, and the segments in the order of arrival."""

    model: str
    beams: int
    device: str
    segments: list[str]


@dataclass(frozen=True, slots=True)
class Time:
    """What it took: ``seconds`` for the ``outputs`` of so many target ``tokens``, the process's peak ``memory`` in MB, and how many
    ``segments`` were translated of those given, a part of one counting by its words.
    """

    seconds: float
    outputs: list[str]
    tokens: int
    memory: float
    segments: float


class Timed(NamedTuple):
    """Seconds, the translations, and the part of the text that they are of, 0 to 1."""

    seconds: float
    outputs: list[str]
    part: float = 1.0


def stage(task: Task, engine: str = "auto") -> Timed:
    """Our translation stage, with scheduling, tokenising, checks and repair."""
    from corpus.types import Article, Segment
    from models import load_translator
    from pipeline.stages import Translate

    translator = load_translator(task.model, engine=engine, beams=task.beams, device=task.device)
    translator.translate(task.segments[:WARM_UP])
    articles = [
        Article(str(number), "", tuple(Segment(n, "body", text) for n, text in enumerate(part)))
        for number, part in enumerate(_articles(task.segments))
    ]
    began = time.perf_counter()
    pairs = Translate(translator).run(articles)
    return Timed(time.perf_counter() - began, [pair.en for own in pairs for pair in own])


def torch_stage(task: Task) -> Timed:
    """Our translation stage on torch. Only its scheduling sets it apart from transformers alone."""
    return stage(task, engine="torch")


def whole_run(task: Task) -> Timed:
    """``songngu run`` from text files to the dataset, with reading, cleaning, summaries and saving."""
    from datasets import load_dataset

    from pipeline import run

    with tempfile.TemporaryDirectory() as scratch:
        articles, out = Path(scratch) / "articles", Path(scratch) / "out"
        articles.mkdir()
        for number, part in enumerate(_articles(task.segments)):
            (articles / f"{number:06}.txt").write_text("\n\n".join(part) + "\n", encoding="utf-8")
        began = time.perf_counter()
        run([articles], out, translator=task.model, beams=task.beams, device=task.device, min_words=1, cache=False)
        seconds = time.perf_counter() - began
        pairs = [row["translation"] for row in load_dataset(str(out), "sentences", split="train")]
        # It cuts the text into segments of its own, and its cleaning may leave some out.
        translated, given = (
            sum(len(text.split()) for text in texts) for texts in ((p["vi"] for p in pairs), task.segments)
        )
        return Timed(seconds, [pair["en"] for pair in pairs], translated / given)


def bare_ctranslate2(task: Task) -> Timed:
    """CTranslate2 alone, with everything tokenised beforehand, sorted, and in batches of the size that suits it best."""
    from models.translators.ctranslate2_engine import CTranslate2Translator

    ours = CTranslate2Translator(task.model, beams=task.beams, device=task.device)
    ours.translate(task.segments[:WARM_UP])
    tokenizer, engine = ours.tokenizer, ours.engine
    sources = [tokenizer.convert_ids_to_tokens(ids) for ids in tokenizer(task.segments)["input_ids"]]
    began = time.perf_counter()
    results = engine.translate_batch(
        sources,
        beam_size=task.beams,
        max_batch_size=ours.batch_tokens,
        batch_type="tokens",
        max_decoding_length=256,
    )
    seconds = time.perf_counter() - began
    return Timed(seconds, [_detokenised(tokenizer, result.hypotheses[0]) for result in results])


def naive(task: Task) -> Timed:
    """What most people write: transformers' ``generate`` on ten segments at a time, in order of arrival."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(task.model)
    device = torch.device(
        "cuda" if task.device == "auto" and torch.cuda.is_available() else task.device.replace("auto", "cpu")
    )
    model = AutoModelForSeq2SeqLM.from_pretrained(task.model, dtype=torch.float32).to(device).eval()

    def translate(texts: Sequence[str]) -> list[str]:
        batch = tokenizer(list(texts), return_tensors="pt", padding=True, truncation=True).to(device)
        with torch.inference_mode():
            output = model.generate(**batch, num_beams=task.beams, max_new_tokens=256, max_length=None)
        return [str(text) for text in tokenizer.batch_decode(output, skip_special_tokens=True)]

    translate(task.segments[:WARM_UP])
    began = time.perf_counter()
    outputs = [
        text
        for start in range(0, len(task.segments), NAIVE_BATCH)
        for text in translate(task.segments[start : start + NAIVE_BATCH])
    ]
    return Timed(time.perf_counter() - began, outputs)


def argos(task: Task) -> Timed:
    """argos-translate's own function on the same weights in 8 bits, a segment at a time as its users call it; without its sentence
    splitter, which has nothing to split. Only where it is installed, and only with a beam of 4 or more, which it insists on.
    """
    import ctranslate2
    from argostranslate.package import Package
    from argostranslate.translate import apply_packaged_translation

    from models.translators.ctranslate2_engine import CTranslate2Translator

    ours = CTranslate2Translator(task.model, beams=task.beams, device=task.device)
    ours.load()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shutil.copytree(ours.converted, folder / "model")
        settings = json.loads((folder / "model" / "config.json").read_text(encoding="utf-8"))
        # Its tokenizer ends no sentence, which such a model wants.
        settings["add_source_eos"] = True
        (folder / "model" / "config.json").write_text(json.dumps(settings), encoding="utf-8")
        shutil.copyfile(Path(task.model) / "source.spm", folder / "sentencepiece.model")
        (folder / "metadata.json").write_text(json.dumps({"from_code": "vi", "to_code": "en"}), encoding="utf-8")
        package = Package(folder)
        engine = ctranslate2.Translator(str(folder / "model"), device="cpu" if task.device == "auto" else task.device)

        def translate(texts: Sequence[str]) -> list[str]:
            found = (apply_packaged_translation(package, text, engine, _AsItIs(), 1) for text in texts)
            return [str(hypotheses[0].value) for hypotheses in found]

        translate(task.segments[:WARM_UP])
        began = time.perf_counter()
        outputs = translate(task.segments)
        return Timed(time.perf_counter() - began, outputs)


class _AsItIs:
    """A sentence splitter that splits nothing."""

    def split_sentences(self, text: str) -> list[str]:
        return [text]


ARGOS: Final = "argos-translate, one by one"
BARE: Final = "CTranslate2 alone, ideal batches"
WHOLE: Final = "songngu run, whole"
"""The one whose outputs do not stand for the segments one by one: it cuts the text into segments itself."""

CONTESTANTS: Final[dict[str, Callable[[Task], Timed]]] = {
    "songngu, translation stage": stage,
    WHOLE: whole_run,
    BARE: bare_ctranslate2,
    "songngu on torch": torch_stage,
    ARGOS: argos,
    "transformers, batches of 10 as they come": naive,
}
"""The ways of translating, by the names that the tables give them; the last is what the others are compared with."""


def taking_part(model: Path, beams: int) -> list[str]:
    """The contestants that can run here, with that model's folder and a beam so wide."""
    argos_can = beams >= 4 and (model / "source.spm").exists() and find_spec("argostranslate")
    without = () if argos_can else (ARGOS,)
    return [name for name in CONTESTANTS if name not in without]


def time_one(name: str, task: Task) -> Time:
    """Times the contestant ``name`` in this process."""
    from models.loading import load_vocabulary
    from models.quiet import quiet

    with quiet():
        seconds, outputs, part = CONTESTANTS[name](task)
        tokens = load_vocabulary(Path(task.model)).tokenizer(text_target=outputs)["input_ids"]
    # Kilobytes on Linux, bytes on a Mac.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return Time(seconds, outputs, sum(map(len, tokens)), peak, part * len(task.segments))


def _articles(segments: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(segments), ARTICLE):
        yield segments[start : start + ARTICLE]


def _detokenised(tokenizer: Any, tokens: Sequence[str]) -> str:
    return str(tokenizer.decode(tokenizer.convert_tokens_to_ids(list(tokens)), skip_special_tokens=True))


if __name__ == "__main__":
    print(json.dumps(asdict(time_one(sys.argv[1], Task(**json.load(sys.stdin))))))
