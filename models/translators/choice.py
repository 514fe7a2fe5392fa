"""The one place where the name of an engine becomes a translator."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from models.base import ModelError, Translator
from models.hub import locate
from models.loading import is_causal

Engine = Literal["auto", "torch", "ctranslate2", "endpoint"]


def open_translator(path_or_id: str | Path | None, *, engine: Engine = "auto", **options: Any) -> Translator:
    """Loads a model folder or Hub id with an engine; ``auto`` takes CTranslate2 where it can, which is several times as fast.

    For ``endpoint`` it is the name that a server has for its model, or ``None`` for its only one. ``options`` are those of
    ``TransformersTranslator``, or of ``EndpointTranslator``. Raises ``ModelError`` where the model cannot be had or the engine
    cannot run it, and ``ValueError`` for an engine that there is not.
    """
    if engine == "endpoint":
        from models.translators.endpoint_engine import EndpointTranslator

        return EndpointTranslator(None if path_or_id is None else str(path_or_id), **options)
    if path_or_id is None:
        raise ValueError(f"Engine {engine} needs a model folder or Hub id.")
    from models.translators.chat_engine import ChatTranslator
    from models.translators.ctranslate2_engine import CTranslate2Translator, suits
    from models.translators.transformers_engine import TransformersTranslator

    if engine not in ("auto", "torch", "ctranslate2"):
        raise ValueError(f"There is no engine {engine}; there are auto, torch, ctranslate2 and endpoint.")
    folder = locate(path_or_id, options.get("revision"), works_now=options.get("works_now", "")).folder
    if is_causal(folder):
        if engine == "ctranslate2":
            raise ModelError(
                f"{path_or_id} is a language model: take --engine torch, or a server with --engine endpoint."
            )
        return ChatTranslator(path_or_id, **options)
    if engine == "ctranslate2" or (engine == "auto" and suits(folder, options.get("device", "auto"))):
        return CTranslate2Translator(path_or_id, **options)
    return TransformersTranslator(path_or_id, **options)


def gpu_notice(engine: Engine, device: str) -> str | None:
    """What has to be said where there is a GPU that CTranslate2 could use, and does not for want of a library."""
    from models.translators.ctranslate2_engine import CUBLAS, GET_CUBLAS, lacks_cublas

    if engine != "auto" or not lacks_cublas(device):
        return None
    return f"CTranslate2, several times as fast as torch on a GPU, needs {CUBLAS}: {GET_CUBLAS}. Going on with torch."
