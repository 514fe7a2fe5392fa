"""The one place where the name of an engine becomes a translator."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from models.base import Translator
from models.hub import locate

Engine = Literal["auto", "torch", "ctranslate2"]


def open_translator(path_or_id: str | Path, *, engine: Engine = "auto", **options: Any) -> Translator:
    """Loads a model folder or Hub id with an engine; ``auto`` takes CTranslate2 where it can, which is several times as fast.

    ``options`` are those of ``TransformersTranslator``. Raises ``ModelError`` where the model cannot be had or the engine
    cannot run it, and ``ValueError`` for an engine that there is not.
    """
    from models.translators.ctranslate2_engine import CTranslate2Translator, suits
    from models.translators.transformers_engine import TransformersTranslator

    match engine:
        case "torch":
            return TransformersTranslator(path_or_id, **options)
        case "ctranslate2":
            return CTranslate2Translator(path_or_id, **options)
        case "auto":
            source = locate(path_or_id, options.get("revision"), works_now=options.get("works_now", ""))
            fastest = (
                CTranslate2Translator if suits(source.folder, options.get("device", "auto")) else TransformersTranslator
            )
            return fastest(path_or_id, **options)
    raise ValueError(f"There is no engine {engine}; there are auto, torch and ctranslate2.")
