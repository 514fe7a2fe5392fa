"""The settings of a run: where they come from, which of them shape the result, and how two runs' settings differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from models import Translator
    from models.terms import Terms


_DEVICES: Final = "auto, cpu, cuda, cuda:1, mps"
_DEVICE: Final = re.compile(r"auto|(?:cpu|cuda|mps)(?::\d+)?")


class ConfigError(Exception):
    """A setting is wrong. The message names it, the value and what is allowed."""


class RunConfig(BaseModel):
    """Everything that ``songngu run`` can be told, apart from its inputs and its output folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    translator: str | None = Field(
        default="embedded",
        description="model: a name from `songngu models`, a local folder or a Hub id; with engine endpoint the server's name"
        " for it, unset: its only one",
    )
    summarizer: str = Field(
        default="lexrank",
        description="summariser: lexrank, a sequence-to-sequence model, or endpoint:MODEL on the endpoint's server",
    )
    summary_sentences: int = Field(default=3, ge=1, le=50, description="sentences in a summary")
    beams: int | None = Field(
        default=None, ge=1, le=32, description="beam width; unset: what the model was registered with"
    )
    min_words: int = Field(default=40, ge=1, description="words that an article has at least")
    near_duplicates: float = Field(
        default=0.8,
        gt=0,
        le=1,
        description="share of their text that articles have in common to count as copies; 1: only identical ones do",
    )
    keep_repeated: bool = Field(
        default=False, description="whether to keep paragraphs that half of a site's articles begin or end with"
    )
    reader: bool = Field(default=True, description="whether to write pages for a browser beside the dataset")
    text_column: str | None = Field(default=None, description="column or field that holds the text")
    engine: Literal["auto", "torch", "ctranslate2", "endpoint"] = Field(
        default="auto",
        description="what runs the translator: auto takes the fastest that supports it, endpoint asks a server",
    )
    endpoint: str | None = Field(
        default=None, description="address of an OpenAI-compatible API, such as http://localhost:8000/v1"
    )
    concurrency: int = Field(default=8, ge=1, le=1000, description="requests to the endpoint at a time")
    requests_per_minute: float | None = Field(
        default=None, gt=0, description="requests to the endpoint in a minute; unset: as many as it answers"
    )
    timeout: float = Field(default=120, gt=0, description="seconds that the endpoint has for a request")
    patience: float = Field(
        default=300,
        ge=0,
        description="seconds that a request may fail and be tried again before the endpoint is given up",
    )
    device: str = Field(default="auto", description=_DEVICES)
    batch_tokens: int | None = Field(
        default=None, ge=16, description="source tokens times beams in a batch; unset: by device"
    )
    terms: Path | None = Field(
        default=None, description="glossary: a file of Vietnamese terms and the English that they have to have"
    )
    cache: bool = Field(default=True, description="whether to take translations from the cache and keep new ones there")

    @field_validator("*", mode="before")
    @classmethod
    def _no_truth_value_for_another(cls, value: Any, field: ValidationInfo) -> Any:
        """Refuse ``beams: true``, which would count as 1."""
        if isinstance(value, bool) and cls.model_fields[field.field_name or ""].annotation is not bool:
            raise PydanticCustomError("bool", "it takes no true or false")
        return value

    @field_validator("device")
    @classmethod
    def _known_device(cls, value: str) -> str:
        if not _DEVICE.fullmatch(value):
            raise PydanticCustomError("device", "it has to be one of " + _DEVICES)
        return value

    def shaping(self) -> dict[str, Any]:
        """Return the settings that the result depends on: a run is continued only under the same ones.

        Raises:
            ConfigError: the glossary cannot be read.
        """
        shaping = self.model_dump(exclude=_NOT_SHAPING)
        return {**shaping, "terms": self.load_terms().fingerprint} if self.terms else shaping

    def not_shaping(self) -> dict[str, Any]:
        """Return the other settings, as JSON, for whoever goes on. A server may be elsewhere by then, and its address is not for others."""
        return self.model_dump(mode="json", include=_NOT_SHAPING - {"endpoint", "terms"})

    def translator_options(self) -> dict[str, Any]:
        """Return what ``load_translator`` takes, without what is to be left to the model."""
        if self.engine == "endpoint":
            return {"engine": self.engine, "endpoint": self.endpoint, "terms": self.load_terms(), **self._server()}
        options = {
            "engine": self.engine,
            "device": self.device,
            "beams": self.beams,
            "max_batch_tokens": self.batch_tokens,
        }
        return {name: value for name, value in options.items() if value is not None}

    def summarizer_options(self) -> dict[str, Any]:
        """Return what ``load_summarizer`` takes."""
        return {"endpoint": self.endpoint, **self._server()} if _on_server(self.summarizer) else {"device": self.device}

    def _server(self) -> dict[str, Any]:
        names = ("concurrency", "requests_per_minute", "timeout", "patience")
        return {name: getattr(self, name) for name in names}

    def load_terms(self) -> Terms:
        """Return the glossary, an empty one where none was named.

        Raises:
            ConfigError: it cannot be read.
        """
        from models.terms import NO_TERMS
        from pipeline.terms import read_terms

        return read_terms(self.terms) if self.terms else NO_TERMS

    def load_translator(self, *, now: bool = False) -> Translator:
        """Return the translator, with the cache of translations before it unless that is switched off.

        Its weights are loaded ``now`` or for the first segment that is not in the cache.

        Raises:
            ModelError: the model cannot be had.
            CacheError: ``SONGNGU_CACHE_SIZE`` makes no sense.
        """
        from models import load_translator
        from models.translators.cache import with_cache

        translator = load_translator(self.translator, now=now, **self.translator_options())
        # What a server has under a name may change from one day to the next.
        return with_cache(translator) if self.cache and self.engine != "endpoint" else translator


# Where, how fast and in which portions the work is done, whether it was done before, and what is made of the dataset, may change from
# one call to the next. Of the glossary it is the content that shapes the result, not where it lies.
_NOT_SHAPING: Final = {
    "terms", "reader", "device", "batch_tokens", "cache", "endpoint", "concurrency", "requests_per_minute", "timeout", "patience",
}  # fmt: skip


OF_A_CALL: Final = frozenset({"output", "fresh", "join", "strict", "json"})
"""The options of ``songngu run`` that are no settings: what a file says of them is for the command line."""


def read_options(file: Path) -> dict[str, Any]:
    """Read a YAML ``file`` of options, by their names with underscores.

    Raises:
        ConfigError: the file cannot be read, or holds something else.
    """
    import yaml

    try:
        text = file.read_text(encoding="utf-8")
        loaded = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{file} cannot be read as YAML: {error}") from error
    if not isinstance(loaded, dict | None):
        raise ConfigError(
            f"{file} must hold settings as `name: value` lines, one of {', '.join(RunConfig.model_fields)}."
        )
    # Of two values for a name PyYAML takes the last, and says nothing.
    node = yaml.compose(text, yaml.SafeLoader) if loaded else None
    names = Counter(str(name.value).replace("-", "_") for name, _ in (node.value if node else ()))
    if twice := [name.replace("_", "-") for name, count in names.items() if count > 1]:
        raise ConfigError(f"{file} says twice what {', '.join(twice)} is: leave one of them out.")
    return {str(name).replace("-", "_"): value for name, value in (loaded or {}).items()}


def load_config(file: Path | None, options: Mapping[str, Any]) -> RunConfig:
    """Put a YAML ``file`` and the command line's ``options`` together; an option that is not ``None`` wins.

    Raises:
        ConfigError: the file cannot be read, names an unknown setting, or a value is out of its range.
    """
    said = read_options(file) if file else {}
    settings = {name: value for name, value in said.items() if name not in OF_A_CALL}
    settings |= {name: value for name, value in options.items() if value is not None}
    if settings.get("engine") == "endpoint":
        settings.setdefault("translator", None)
    try:
        config = RunConfig(**settings)
    except ValidationError as error:
        raise ConfigError("; ".join(_explain(problem) for problem in error.errors())) from error
    _check_endpoint(config)
    return config


def _on_server(summarizer: str) -> bool:
    return summarizer.partition(":")[0] == "endpoint"


def _check_endpoint(config: RunConfig) -> None:
    """Refuse settings that do not fit together, before anything is read, written or logged.

    Raises:
        ConfigError: the endpoint is missing, is not used or is no address, or its translator is told what only weights of
            our own take.
    """
    from urllib.parse import urlsplit

    used = config.engine == "endpoint" or _on_server(config.summarizer)
    if config.endpoint is None:
        if used:
            raise ConfigError("endpoint: the server's address is missing: --endpoint http://localhost:8000/v1")
        return
    if not used:
        raise ConfigError(
            f"endpoint: nothing asks it, for the engine is {config.engine}: add --engine endpoint, or --summarizer endpoint:MODEL"
        )
    try:
        address = urlsplit(config.endpoint)
        usable = address.scheme in ("http", "https") and bool(address.hostname) and (address.port or 0) >= 0
    except ValueError:
        usable = False
    # The value is not shown: what does not belong there is mostly a key, and the log shows this setting.
    if not usable or address.username or address.password or address.query or address.fragment:
        raise ConfigError(
            "endpoint: it has to be a plain address such as http://localhost:8000/v1 (a key goes into SONGNGU_API_KEY)"
        )
    if config.engine == "endpoint" and (config.beams or config.batch_tokens):
        raise ConfigError("beams, batch-tokens: engine endpoint takes neither, the server decides: leave them out")


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
