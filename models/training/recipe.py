"""How a model is trained: every number that shapes the result, in one YAML file that is kept beside the weights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.base import ModelError

RECIPES = Path(__file__).with_name("recipes")


class TransferRecipe(BaseModel):
    """How a parent model is given a Vietnamese source side; see ``models.training.transfer``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pieces: int = Field(default=10_000, ge=100, description="Vietnamese sentencepiece pieces")
    alignment_pairs: int = Field(default=70_000, ge=1, description="pairs that the word alignment is learnt from")
    alignment_tokens: int = Field(default=40, ge=2, description="longest side of such a pair, in tokens")
    alignment_rounds: int = Field(default=6, ge=1, description="rounds of expectation maximisation")


class Recipe(BaseModel):
    """Every setting of a training; two trainings with the same recipe, data and start give the same weights."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    steps: int = Field(default=1000, ge=1, description="updates of the weights in all")
    batch_tokens: int = Field(default=2048, ge=16, description="padded tokens of a batch, on its longer side")
    learning_rate: float = Field(default=2e-4, gt=0, description="highest learning rate (AdamW)")
    warmup: int = Field(default=50, ge=0, description="steps until it is reached")
    final_rate: float = Field(default=0.1, ge=0, le=1, description="share of it that is left at the last step")
    weight_decay: float = Field(default=0.01, ge=0, description="of AdamW")
    clip: float = Field(default=1.0, gt=0, description="largest norm of a gradient")
    label_smoothing: float = Field(default=0.1, ge=0, lt=1, description="probability spread over the other pieces")
    consistency: float = Field(
        default=0.0,
        ge=0,
        description="each batch is read twice with other units dropped, and the readings are drawn together: R-Drop's alpha",
    )
    dropout: float | None = Field(default=None, ge=0, lt=1, description="unset: the model's own")
    freeze: Literal["none", "decoder"] = Field(
        default="none", description="decoder: its self-attention and feed-forward layers stay as they are"
    )
    average: float = Field(default=0.99, ge=0, lt=1, description="decay of the moving average of the weights")

    max_tokens: int = Field(default=128, ge=4, description="a pair with a longer side is left out")
    per_round: Mapping[str, int] = Field(
        default_factory=dict, description="pairs of a source that are drawn in each round over the data"
    )
    unlisted: Literal["all", "none"] = Field(default="all", description="what is drawn of sources not in per_round")
    official: int = Field(default=0, ge=0, description="generated pairs of official language in each round")
    names: int = Field(
        default=0, ge=0, description="pairs in each round that get other names, besides half of the official ones"
    )
    figures: int = Field(default=0, ge=0, description="pairs in each round that get other numbers and dates")
    capitals: float = Field(default=0.02, ge=0, le=1, description="share of sources set in capitals, as headlines are")
    joined: float = Field(default=0.05, ge=0, le=1, description="share of pairs joined with the one that follows")

    evaluate_every: int = Field(default=200, ge=1, description="steps between evaluations")
    dev_pairs: int = Field(default=200, ge=1, description="pairs of each development set that are translated")
    patience: int = Field(default=0, ge=0, description="evaluations without a better one that end it; 0: none do")
    seed: int = Field(default=1, description="of everything that is drawn")

    transfer: TransferRecipe = TransferRecipe()


def load_recipe(name_or_path: str, options: Mapping[str, Any] | None = None) -> Recipe:
    """The recipe of that name (a file in ``recipes/``) or in that YAML file; ``options`` that are not ``None`` win.

    Raises ``ModelError`` where there is none, it cannot be read, or a value is out of its range.
    """
    import yaml

    path = RECIPES / f"{name_or_path}.yaml"
    if not path.is_file():
        path = Path(name_or_path)
    if not path.is_file():
        raise ModelError(f"There is no recipe {name_or_path}: give a YAML file or one of {', '.join(recipe_names())}.")
    try:
        settings = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ModelError(f"{path} cannot be read as YAML: {error}") from error
    if not isinstance(settings, dict):
        raise ModelError(f"{path} must hold settings as `name: value` lines.")
    settings |= {name: value for name, value in (options or {}).items() if value is not None}
    try:
        return Recipe(**settings)
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors())
        raise ModelError(
            f"{path}: {'; '.join(problems)}. The settings are {', '.join(Recipe.model_fields)}."
        ) from error


def recipe_names() -> list[str]:
    """The names of the recipes that come with songngu."""
    return sorted(path.stem for path in RECIPES.glob("*.yaml"))
