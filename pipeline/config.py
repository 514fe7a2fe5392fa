"""The settings of a run: where they come from, which of them shape the result, and how two runs' settings differ."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class ConfigError(Exception):
    """A setting is wrong. The message names it, the value and what is allowed."""


class RunConfig(BaseModel):
    """Everything that ``songngu run`` can be told, apart from its inputs and its output folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    translator: str = Field(
        default="embedded", description="model: a name from `songngu models`, a local folder or a Hub id"
    )
    summarizer: str = Field(default="lexrank", description="summariser: lexrank, or a sequence-to-sequence model")
    summary_sentences: int = Field(default=3, ge=1, le=50, description="sentences in a summary")
    beams: int | None = Field(
        default=None, ge=1, le=32, description="beam width; unset: what the model was registered with"
    )
    min_words: int = Field(default=40, ge=1, description="words that an article has at least")
    text_column: str | None = Field(default=None, description="column or field that holds the text")
    engine: Literal["auto", "torch", "ctranslate2"] = Field(
        default="auto", description="what runs the translator: auto takes the fastest that supports it"
    )
    device: str = Field(default="auto", description="auto, cpu, cuda, cuda:1, mps")
    batch_tokens: int | None = Field(
        default=None, ge=16, description="source tokens times beams in a batch; unset: by device"
    )

    def shaping(self) -> dict[str, Any]:
        """Return the settings that the result depends on: a run is continued only under the same ones."""
        return self.model_dump(exclude=_NOT_SHAPING)

    def translator_options(self) -> dict[str, Any]:
        """Return what ``load_translator`` takes, without what is to be left to the model."""
        options = {
            "engine": self.engine,
            "device": self.device,
            "beams": self.beams,
            "max_batch_tokens": self.batch_tokens,
        }
        return {name: value for name, value in options.items() if value is not None}


# Where and in which portions the work is done may change from one call to the next.
_NOT_SHAPING: Final = {"device", "batch_tokens"}


def load_config(file: Path | None, options: Mapping[str, Any]) -> RunConfig:
    """Put a YAML ``file`` and the command line's ``options`` together; an option that is not ``None`` wins.

    Raises:
        ConfigError: the file cannot be read, names an unknown setting, or a value is out of its range.
    """
    settings: dict[str, Any] = {}
    if file is not None:
        import yaml

        try:
            loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise ConfigError(f"{file} cannot be read as YAML: {error}") from error
        if not isinstance(loaded, dict | None):
            raise ConfigError(
                f"{file} must hold settings as `name: value` lines, one of {', '.join(RunConfig.model_fields)}."
            )
        settings = {str(name).replace("-", "_"): value for name, value in (loaded or {}).items()}
    settings |= {name: value for name, value in options.items() if value is not None}
    try:
        return RunConfig(**settings)
    except ValidationError as error:
        raise ConfigError("; ".join(_explain(problem) for problem in error.errors())) from error


def _explain(problem: Any) -> str:
    name = ".".join(map(str, problem["loc"])).replace("_", "-")
    if problem["type"] == "extra_forbidden":
        known = ", ".join(field.replace("_", "-") for field in RunConfig.model_fields)
        return f"there is no setting {name!r}; there are {known}"
    return f"{name}: {problem['msg'][:1].lower()}{problem['msg'][1:]}, but it is {problem['input']!r}"


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Name each setting whose value differs, as ``beams: 4 -> 1``."""
    return [
        f"{name.replace('_', '-')}: {old.get(name)} -> {new.get(name)}"
        for name in {**old, **new}
        if old.get(name) != new.get(name)
    ]
