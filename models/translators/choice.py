"""The one place where the name of an engine becomes a translator."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any, Literal

from models.base import ModelError, Translator
from models.hub import locate

Engine = Literal["auto", "torch", "ctranslate2"]


def open_translator(path_or_id: str | Path, *, engine: Engine = "auto", **options: Any) -> Translator:
    """Loads a model folder or Hub id with an engine; ``auto`` takes CTranslate2 where it can, which is several times as fast.

    ``options`` are those of ``TransformersTranslator``. Raises ``ModelError`` where the model cannot be had or the engine
    cannot run it, and ``ValueError`` for an engine that there is not.
    """
    from models.translators.ctranslate2_engine import CTranslate2Translator
    from models.translators.transformers_engine import TransformersTranslator

    match engine:
        case "torch":
            return TransformersTranslator(path_or_id, **options)
        case "ctranslate2":
            return CTranslate2Translator(path_or_id, **options)
        case "auto":
            if _suits_ctranslate2(path_or_id, **options):
                try:
                    return CTranslate2Translator(path_or_id, **options)
                except ModelError as error:
                    warnings.warn(f"{error} Going on with torch, which is slower.", stacklevel=2)
            return TransformersTranslator(path_or_id, **options)
    raise ValueError(f"There is no engine {engine}; there are auto, torch and ctranslate2.")


def _suits_ctranslate2(
    path_or_id: str | Path, *, device: str = "auto", revision: str | None = None, works_now: str = "", **_: Any
) -> bool:
    from models.loading import choose_device
    from models.translators.ctranslate2_engine import SUPPORTED

    source = locate(path_or_id, revision, works_now=works_now)
    try:
        model_type = json.loads((source.folder / "config.json").read_text(encoding="utf-8")).get("model_type")
    except (OSError, ValueError):
        return False  # the other engine says what is wrong with it
    return model_type in SUPPORTED and choose_device(device).partition(":")[0] in ("cpu", "cuda")
