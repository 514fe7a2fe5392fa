"""A dataset to the Hugging Face Hub, once it is known to be whole: what others need of it, without a run's own work."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from corpus.load import DatasetError
from corpus.verify import problems

PUSHED: Final[Sequence[str]] = (
    *("README.md", "articles/train-*.parquet", "sentences/train-*.parquet", "sentences.tmx", "reader/*"),
    *("run/run.json", "run/quarantine.jsonl"),
)
"""Patterns of what others get. The rest stays here: finished work, which is as large as the dataset, logs with the names of machines, and
whatever else somebody keeps in the folder."""

_SHOWN: Final = 3


def push_dataset(dataset: Path, repository: str, *, private: bool = True) -> str:
    """Upload the folder ``dataset`` to the dataset ``repository`` (``ORG/NAME``) and return its address.

    A repository that is not there is made, ``private`` or for everybody; one that is there stays what it is, and its files of the
    same names are replaced. Whoever calls it has to be logged in (``hf auth login``, or ``HF_TOKEN``).

    Raises:
        DatasetError: there is no dataset, it is not whole, or the Hub does not take it.
    """
    found = list(islice(problems(dataset), _SHOWN))
    if found:
        raise DatasetError(
            f"{dataset} is not whole, so nothing was uploaded: {'; '.join(found)}. All of it: songngu verify {dataset}"
        )
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    hub = HfApi(library_name="songngu")
    try:
        made = hub.create_repo(repository, repo_type="dataset", private=private, exist_ok=True)
        hub.upload_folder(
            repo_id=made.repo_id,
            folder_path=dataset,
            repo_type="dataset",
            commit_message="Dataset made with songngu",
            allow_patterns=list(PUSHED),
            # What an earlier, larger dataset had more of.
            delete_patterns=[f"{config}/train-*.parquet" for config in ("articles", "sentences")] + ["reader/*.html"],
        )
    except HFValidationError as error:
        raise DatasetError(f"{repository} cannot be a repository's name, which is like ORG/NAME: {error}") from error
    # Whatever else keeps the Hub out of reach (no network, a proxy, a full disk) calls for the same remedy.
    except Exception as error:
        if isinstance(error, HfHubHTTPError) and error.response.status_code in (401, 403):
            raise DatasetError(
                f"The Hub does not let you write to {repository}. Log in with a token that may (`hf auth login`, or HF_TOKEN),"
                " or name a repository of your own."
            ) from error
        raise DatasetError(
            f"The Hub did not take {dataset}: {_first_line(error)}. The same command tries again; nothing is lost."
        ) from error
    return str(made)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
