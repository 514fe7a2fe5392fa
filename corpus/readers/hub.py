"""Datasets on the Hugging Face Hub, streamed: ``hf://org/name``, ``hf://org/name:config``, ``hf://org/name:config:split``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpus.readers.base import InputError, Refused
from corpus.readers.columns import Records
from corpus.types import Document, Reason, Rejected

PREFIX: Final = "hf://"
_REFERENCE: Final = re.compile(r"hf://(?:datasets/)?(\w[\w.-]*(?:/\w[\w.-]*)?)(?::([^:/]*))?(?::([^:/]+))?")


def parse(reference: str) -> tuple[str, str | None, str]:
    """Repository, configuration (``None`` for the default one) and split of a reference.

    Raises:
        InputError: It is none.
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise InputError(f"{reference!r} names no dataset on the Hub. Write hf://org/name[:config][:split].")
    return match[1], match[2] or None, match[3] or "train"


def read_hub(reference: str, records: Records) -> Iterator[Document | Rejected]:
    """The rows of a dataset on the Hub, as they arrive.

    Raises:
        InputError: There is no such dataset, configuration or split, or the Hub cannot be reached.
        Refused: The connection is lost on the way.
    """
    import datasets

    repository, config, split = parse(reference)
    number = 0
    try:
        rows = iter(datasets.load_dataset(repository, config, split=split, streaming=True))
        row = next(rows, None)
    except Exception as error:  # whatever the library, the network and the repository's format can raise
        raise InputError(
            f"{reference}: the dataset cannot be opened: {_summary(error)}. Check the name, the configuration, the split "
            f"and the connection, or download it elsewhere and give the folder."
        ) from error
    while row is not None:
        number += 1
        yield records.document(f"{reference}#{number}", row)
        try:
            row = next(rows, None)
        except Exception as error:  # as above, but what came before is good
            raise Refused(Reason.UNREADABLE, f"The Hub sends no more: {_summary(error)}.") from error
    if not number:
        raise Refused(Reason.EMPTY, f"The split {split!r} has no rows.")


def _summary(error: Exception) -> str:
    first_line = (str(error).strip().splitlines() or [""])[0]
    return f"{type(error).__name__}: {first_line}".rstrip(".: ")
