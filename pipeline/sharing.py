"""Shards that several processes translate together, on one machine or on all that see the folder.

The process that leads the run writes down which shards there are. Each process, the leader too, takes one after another of those
that nobody has taken. A claim is a lock on a file: it goes when its holder is killed, and whoever comes by does that shard anew.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from pipeline.plan import Planned
from pipeline.store import ShardStore, write_atomically

log = logging.getLogger("songngu")

_SECONDS_BETWEEN_LOOKS: Final = 1.0


class SharedShards:
    """The shards of the run whose unfinished work lies in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._list, self._claims = folder / "shards.jsonl", folder / "claims"

    def offer(self, shards: Sequence[Sequence[Planned]]) -> None:
        """From now on other processes may take these shards."""
        self._claims.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps([asdict(planned) for planned in shard]) + "\n" for shard in shards)
        write_atomically(self._list, (line.encode() for line in lines))

    def withdraw(self) -> None:
        """From now on nobody takes another one; a shard that somebody is at is still done."""
        self._list.unlink(missing_ok=True)

    def are_offered(self) -> bool:
        """Whether there is something to take, or was until all of it was taken."""
        return self._list.exists()

    def read(self) -> list[list[Planned]]:
        """Return the shards that were offered; none where they were withdrawn meanwhile."""
        try:
            lines = self._list.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [[Planned(**_as_tuples(planned)) for planned in json.loads(line)] for line in lines]

    def take(
        self, shards: Sequence[Sequence[Planned]], translated: ShardStore[Any], *, until_all_are_done: bool
    ) -> Iterator[tuple[Sequence[Planned], bool]]:
        """Yield each of ``shards`` with whether it is the caller's to translate: it has to be in ``translated`` before the next is asked
        for. The others are those that another process has finished meanwhile.

        It ends when all are done or, unless the caller waits ``until_all_are_done``, taken by others; and when they were withdrawn.
        """
        left, waits = list(shards), False
        while left:
            taken = []
            for shard in left:
                if not self.are_offered():
                    return
                keys = [planned.key for planned in shard]
                if translated.find(keys):
                    yield shard, False
                    continue
                claim = self._claims / f"{translated.name(keys)}.lock"
                try:
                    with FileLock(claim, timeout=0):
                        mine = not translated.find(keys)  # not if its last holder had just finished it
                        yield shard, mine
                        claim.unlink(missing_ok=True)
                except Timeout:
                    taken.append(shard)
            if len(taken) == len(left):
                if not until_all_are_done:
                    return
                if not waits:
                    log.info("waiting for %d shards that other processes have taken", len(taken))
                    waits = True
                time.sleep(_SECONDS_BETWEEN_LOOKS)
            left = taken

    def in_work(self) -> int:
        """Return how many shards are being translated at this moment."""
        return sum(is_locked(claim) for claim in self._claims.glob("*.lock"))


def is_locked(path: Path) -> bool:
    """Return whether a process holds the lock file at ``path``, which needs to be readable only."""
    import fcntl

    try:
        with path.open("rb") as file:
            # Unlike FileLock's, a shared lock takes a file that cannot be written, and hides nothing from others who ask.
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _as_tuples(planned: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in planned.items()}
