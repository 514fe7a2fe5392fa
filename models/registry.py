"""The models that songngu knows by name, and the one place where a name becomes a translator or a summariser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from models.base import ModelError, Summarizer, Translator

Task = Literal["translation", "summarization"]
REGISTRY = Path(__file__).with_name("registry.yaml")


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One entry of ``registry.yaml``; what its fields mean stands there."""

    id: str
    task: Task
    license: str
    parameters: int
    download: int
    hub: str | None = None
    folder: Path | None = None
    revision: str | None = None
    default: bool = False
    commercial: bool = True
    scores: Mapping[str, float] = field(default_factory=dict)
    measured: bool = False
    beams: int | None = None
    window: int | None = None

    @property
    def ready(self) -> bool:
        """Whether the model works now, without a download."""
        if self.hub:
            from models.hub import is_cached

            return is_cached(self.hub, self.revision)
        return self.folder is None or self.folder.is_dir()

    @property
    def options(self) -> dict[str, Any]:
        """The decoding defaults, as the engines take them."""
        options = {"beams": self.beams, "window": self.window, "revision": self.revision, "name": self.id}
        return {name: value for name, value in options.items() if value is not None}


@cache
def known_models() -> tuple[ModelInfo, ...]:
    """Every registered model, translators first, in the registry's order."""
    import yaml

    entries: list[dict[str, Any]] = yaml.safe_load(REGISTRY.read_text(encoding="utf-8"))
    for entry in entries:
        if "folder" in entry:
            entry["folder"] = REGISTRY.parent / entry["folder"]
    return tuple(ModelInfo(**entry) for entry in entries)


def load_translator(name_or_path: str | Path | None = None, *, now: bool = True, **options: Any) -> Translator:
    """Loads a translator: a registry id, a model folder or a Hub id (``organisation/name``); by default the embedded model.

    ``options`` are ``engine`` (``auto``, ``torch``, ``ctranslate2``) and those of ``TransformersTranslator``; they win over
    the registry's defaults. With ``now=False`` the weights are loaded when they are first needed. ``engine="endpoint"`` takes
    the name of a model on a server, by default its only one, and the options of ``EndpointTranslator``. Raises ``ModelError``
    where the model cannot be had.
    """
    from models.translators.choice import open_translator

    if options.get("engine") == "endpoint":
        return open_translator(name_or_path, **options)
    info, where = _resolve(name_or_path, "translation")
    defaults = info.options if info else {}
    if info and info.folder:
        where = _unpacked(info.folder)
    translator = open_translator(where, **{"works_now": _works_now("translation"), **defaults, **options})
    if now:
        translator.load()
    return translator


def load_summarizer(name_or_path: str | Path | None = None, **options: Any) -> Summarizer:
    """Loads a summariser: a registry id, a model folder or a Hub id; by default LexRank, which needs no weights.

    ``options`` are those of ``Seq2SeqSummarizer`` and win over the registry's defaults. ``endpoint:MODEL`` is a model on a
    server (``endpoint`` alone: its only one) and takes the options of ``EndpointSummarizer``. Raises ``ModelError`` where the
    model cannot be had.
    """
    from models.summarizers.lexrank import LexRank
    from models.summarizers.seq2seq import Seq2SeqSummarizer

    kind, _, served = str(name_or_path).partition(":")
    if kind == "endpoint":
        from models.summarizers.endpoint import EndpointSummarizer

        return EndpointSummarizer(
            served or None, **{name: value for name, value in options.items() if name != "device"}
        )
    info, where = _resolve(name_or_path, "summarization")
    if info and not info.hub:
        return LexRank()  # it has no weights: no device, no beams
    defaults = info.options if info else {}
    return Seq2SeqSummarizer(where, **{"works_now": _works_now("summarization"), **defaults, **options})


def _resolve(name_or_path: str | Path | None, task: Task) -> tuple[ModelInfo | None, str | Path]:
    """The registry's entry, where there is one, and what to load: a folder or a Hub id."""
    from models.hub import HUB_ID

    models = [info for info in known_models() if info.task == task]
    if name_or_path is None:
        info = next(info for info in models if info.default)
        return info, info.hub or info.id
    named = str(name_or_path)
    for info in models:
        if named in (info.id, info.hub):
            return info, info.hub or info.id
    if Path(named).expanduser().is_dir() or HUB_ID.fullmatch(named):
        return None, name_or_path
    ids = ", ".join(info.id for info in models)
    raise ModelError(f"No model {named}: it is no folder, no Hub id (organisation/name), and none of {ids}.")


def licence_notice(name_or_path: str) -> str | None:
    """What has to be said before a model is used: that its licence forbids commercial use, where that is known."""
    for info in known_models():
        if name_or_path in (info.id, info.hub) and not info.commercial:
            return f"{info.id}: its licence, {info.license}, forbids commercial use."
    return None


def model_folder(name_or_path: str | Path | None = None) -> Path:
    """The folder of a translation model: unpacked where it is the embedded one, downloaded where it is the Hub's.

    Raises ``ModelError`` where the model cannot be had.
    """
    from models.hub import locate

    info, where = _resolve(name_or_path, "translation")
    if info and info.folder:
        return _unpacked(info.folder)
    return locate(where, info.revision if info else None, works_now=_works_now("translation")).folder


def _unpacked(folder: Path) -> Path:
    from models.embedded import unpack

    if not folder.is_dir():
        raise ModelError(
            f"The embedded model is missing from this installation ({folder} does not exist): install songngu again, or"
            f" name a model folder or Hub id. {_works_now('translation')}".strip()
        )
    return unpack(folder)


def _works_now(task: Task) -> str:
    ready = [info.id for info in known_models() if info.task == task and info.ready]
    return f"Works now: {', '.join(ready)}." if ready else ""
