"""Cleaning of what a run reads: in batches, and by other processes as well once there is so much of it that starting them pays.

With the embedded model on a GPU an article of a web page is translated in less time than one processor needs to clean it.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Final, NamedTuple, Self

from corpus.types import Article, Document, Rejected
from pipeline.stages import Clean
from pipeline.store import ShardStore

log = logging.getLogger("songngu")

_DOCUMENTS_IN_BATCH: Final = 64
_CHARACTERS_IN_BATCH: Final = 2_000_000
_SECONDS_ALONE: Final = 5.0  # a process needs two or three to start
_BATCHES_PER_PROCESS: Final = 2  # one being cleaned, one at hand
MOST_PROCESSES: Final = 8  # more are not fed by the one that reads


class _UnderWay(NamedTuple):
    documents: list[Document]
    results: Future[list[Article | Rejected]]


class Cleaner:
    """Cleans documents and saves what comes of them, in the order in which they were added.

    ``added`` and ``saved`` count documents: when one is saved, so are all that were added before it.
    """

    def __init__(self, stage: Clean, store: ShardStore[Article | Rejected], processes: int = 1) -> None:
        self._stage, self._store, self._processes = stage, store, processes
        self._pool: _Pool | None = None
        self._batch: list[Document] = []
        self._characters = 0
        self._ids: set[str] = set()  # of what is not saved yet
        self._under_way: deque[_UnderWay] = deque()
        self._seconds = 0.0
        self.added = self.saved = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.end()

    def add(self, document: Document) -> None:
        """Clean ``document``, now or soon, unless that was done before."""
        if document.id in self._store or document.id in self._ids:
            return
        self._batch.append(document)
        self._ids.add(document.id)
        self._characters += len(document.content)
        self.added += 1
        if len(self._batch) >= _DOCUMENTS_IN_BATCH or self._characters >= _CHARACTERS_IN_BATCH:
            self._clean_batch()

    def finish(self) -> None:
        """Clean and save all that was added."""
        self._clean_batch()
        while self._under_way:
            self._save_first()

    def _clean_batch(self) -> None:
        batch, self._batch, self._characters = self._batch, [], 0
        if not batch:
            return
        if self._pool is None and self._processes > 1 and self._seconds >= _SECONDS_ALONE:
            self._pool = _Pool(self._processes, self._stage)
        while self._pool and len(self._under_way) >= _BATCHES_PER_PROCESS * self._processes:
            self._save_first()
        if self._pool is None:
            began = time.perf_counter()
            self._save(batch, self._stage.run(batch))
            self._seconds += time.perf_counter() - began
            return
        self._under_way.append(_UnderWay(batch, self._pool.clean(batch)))

    def _save_first(self) -> None:
        documents, results = self._under_way.popleft()
        try:
            self._save(documents, results.result())
        except _ProcessKilledError:
            self._save(documents, self._stage.run(documents))
            self._go_on_alone()

    def _go_on_alone(self) -> None:
        """Processes were killed, most often for want of memory: clean what they had, and all that comes, here."""
        log.warning("a process that cleaned was killed; cleaning goes on in one process")
        assert self._pool
        self._pool.end()
        self._pool, self._processes = None, 1
        while self._under_way:
            documents, _ = self._under_way.popleft()
            self._save(documents, self._stage.run(documents))

    def _save(self, documents: Sequence[Document], results: Sequence[Article | Rejected]) -> None:
        self._store.add([(document.id, result) for document, result in zip(documents, results, strict=True)])
        self._ids.difference_update(document.id for document in documents)
        self.saved += len(documents)


def usable_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _ProcessKilledError(Exception):
    """A process ended before it had answered."""


class _Process:
    """Another process that cleans. Its pipe is its own, so that none but the thread that asks it notices when it is killed.

    The processes of the standard library's pool share a pipe: on Python 3.11.2 the program never ended after one was killed.
    """

    def __init__(self, stage: Clean) -> None:
        # A fork would copy the locks of the threads that a loaded model has.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, stage), daemon=True)
        self._process.start()
        theirs.close()  # its death then ends the pipe

    def clean(self, documents: list[Document]) -> list[Article | Rejected]:
        try:
            self._pipe.send(documents)
            results: list[Article | Rejected] = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise _ProcessKilledError from error
        return results

    def end(self) -> None:
        self._process.kill()
        self._process.join()


class _Pool:
    """Processes that clean one batch each at a time, and a thread for each that waits for it."""

    def __init__(self, processes: int, stage: Clean) -> None:
        self._processes = [_Process(stage) for _ in range(min(processes, MOST_PROCESSES))]
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        for process in self._processes:
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(len(self._processes))

    def clean(self, documents: list[Document]) -> Future[list[Article | Rejected]]:
        """Clean ``documents`` as soon as a process is idle; the result raises ``_ProcessKilledError`` where that ends too early."""
        return self._threads.submit(self._clean, documents)

    def _clean(self, documents: list[Document]) -> list[Article | Rejected]:
        process = self._idle.get()
        try:
            return process.clean(documents)
        finally:
            self._idle.put(process)

    def end(self) -> None:
        """End the processes, whatever they are at."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._processes:
            process.end()


def _serve(pipe: Connection, stage: Clean) -> None:
    """In each process: clean what comes through ``pipe``, until the process that started this one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that started this one
    with suppress(EOFError, OSError):
        while True:
            pipe.send(stage.run(pipe.recv()))
