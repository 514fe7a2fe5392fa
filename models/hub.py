"""Finds a model's files: a folder as it is, a Hub id through the Hub's own cache. Weights come from safetensors only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from models.base import ModelError
from models.fingerprint import MODEL_FILES, folder_fingerprint
from models.marian import converted, is_marian_checkpoint

HUB_ID = re.compile(r"\w[\w.-]*/\w[\w.-]*")  # "./model" is a folder, and a missing one is not looked for on the Hub
TOKENIZER_FILES = ("tokenizer.json", "source.spm", "sentencepiece.bpe.model", "spiece.model", "vocab.json")


@dataclass(frozen=True, slots=True)
class Source:
    """A model on this disk. ``commit`` is the Hub commit that the folder is a snapshot of, ``None`` for a plain folder."""

    name: str
    folder: Path
    commit: str | None = None

    def fingerprint(self) -> str:
        """Says which weights these are: the commit for a snapshot, whose files cannot change, else a hash of the files."""
        return self.commit or folder_fingerprint(self.folder)


def locate(path_or_id: str | Path, revision: str | None = None, *, works_now: str = "") -> Source:
    """Finds a model folder, or downloads a Hub model's snapshot (or takes it from the Hub's cache) at ``revision``.

    ``works_now`` ends the message of the ``ModelError`` that is raised where there is no usable model.
    """
    folder = Path(path_or_id).expanduser()
    if folder.is_dir():
        source = Source(folder.resolve().name, folder)
    elif isinstance(path_or_id, str) and HUB_ID.fullmatch(path_or_id):
        source = _snapshot(path_or_id, revision, works_now)
    else:
        raise ModelError(
            f"No model {path_or_id}: neither a folder nor a Hub id (organisation/name). {works_now}".strip()
        )
    if is_marian_checkpoint(source.folder):
        return Source(source.name, converted(source.folder), source.commit)
    if missing := _missing(source.folder):
        raise ModelError(f"{path_or_id} is no model that songngu can load: {missing}. {works_now}".strip())
    return source


def is_cached(hub_id: str, revision: str | None) -> bool:
    """Whether a Hub model lies in the Hub's cache on this machine."""
    from huggingface_hub import try_to_load_from_cache

    return isinstance(try_to_load_from_cache(hub_id, "config.json", revision=revision), str)


def _snapshot(hub_id: str, revision: str | None, works_now: str) -> Source:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError, RevisionNotFoundError

    try:
        folder = Path(snapshot_download(hub_id, revision=revision, allow_patterns=list(MODEL_FILES)))
        if not (folder / "config.json").is_file():  # perhaps Marian's own files
            folder = Path(snapshot_download(hub_id, revision=revision, allow_patterns=[*MODEL_FILES, "*.npz"]))
    except GatedRepoError as error:
        reason = (
            f"{hub_id} asks for consent: accept its terms on https://huggingface.co/{hub_id}, then `hf auth login`."
        )
        raise ModelError(f"{reason} {works_now}".strip()) from error
    except (RepositoryNotFoundError, RevisionNotFoundError) as error:
        reason = f"There is no model {hub_id}{f' at revision {revision}' if revision else ''} on the Hub."
        raise ModelError(f"{reason} {works_now}".strip()) from error
    # Whatever else keeps the Hub out of reach (no network, a proxy, offline mode, a full disk) calls for the same remedy.
    except Exception as error:
        at = f" --revision {revision}" if revision else ""
        raise ModelError(
            f"{hub_id} is not on this machine and the Hub cannot be reached ({_first_line(error)}). Where there is a network,"
            f" `hf download {hub_id}{at} --local-dir FOLDER`, then give FOLDER as the model. {works_now}".strip()
        ) from error
    return Source(hub_id, folder, folder.name)


def _missing(folder: Path) -> str | None:
    """What a folder lacks to be a model, in words."""
    if not (folder / "config.json").is_file():
        return "config.json is missing"
    if not any(folder.glob("*.safetensors")):
        return (
            "model.safetensors is missing (pickled weights can run code and are not loaded; on the Hub, look for the revision"
            " that adds a safetensors variant, often refs/pr/1)"
        )
    if not any((folder / name).is_file() for name in TOKENIZER_FILES):
        return f"the tokenizer is missing (one of {', '.join(TOKENIZER_FILES)})"
    return None


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
