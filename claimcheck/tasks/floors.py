"""Pinned figures: what a change of the verifier must not fall short of.

A floor is the measured figure with a slack of 0.01, not the end of its interval: the same data and the same weights
give the same figures but for the last bits, so that a small slack shows a real loss that an interval of ±0.04 would
let pass. Error-like figures are ceilings. The digest of every file is pinned beside its figures.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from claimcheck.errors import InputError
from claimcheck.model.evaluation import Evaluation
from claimcheck.tasks.workplace import first_fault, load, shown

_AT_LEAST = (
    "auroc",
    "macro_f1",
    "balanced_accuracy",
    "verified",
    "hit_at_1",
    "hit_at_3",
    "hit_at_10",
    "mrr",
)
_AT_MOST = ("brier", "ece", "unsupported_verified", "refuted_verified")
_SLACK = 0.01
# Figures and floors have four digits: what is equal in them is equal.
_EPSILON = 5e-5


class Floors(BaseModel):
    """Digests of files and floors of figures, by the name of the set."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    data: dict[str, str]
    floors: dict[str, dict[str, float]]


def load_floors(path: Path) -> Floors:
    """Reads pinned figures.

    Raises:
        InputError: the file cannot be read, is none of `--write-floors`, or pins a figure that does not exist.
    """
    try:
        floors = Floors.model_validate_json(load(path))
    except ValidationError as error:
        raise InputError(f"{shown(path)}: no file of --write-floors ({first_fault(error)})") from error
    unknown = sorted({name for pinned in floors.floors.values() for name in pinned} - {*_AT_LEAST, *_AT_MOST})
    if unknown:
        raise InputError(f"{shown(path)}: pins {unknown[0]!r}, which is no figure with a floor")
    if lacking := sorted(set(floors.floors) - set(floors.data)):
        raise InputError(f"{shown(path)}: has no digest of the data of {lacking[0]!r}")
    return floors


def shortfalls(floors: Floors, evaluation: Evaluation) -> list[str]:
    """What fell short, one line each, by set; a pinned set that was not measured is one too."""
    lines: list[str] = []
    for name in sorted({*floors.data, *floors.floors}):
        measured = evaluation.sets.get(name)
        if measured is None:
            lines.append(f"{name}: pinned, but not measured; name its file too")
            continue
        if measured.sha256 != floors.data[name]:
            lines.append(f"{name}: the file is not the one whose figures were pinned (its SHA-256 differs)")
            continue
        for figure, pinned in floors.floors.get(name, {}).items():
            value = getattr(measured, figure)
            least = figure in _AT_LEAST
            if value is None:
                lines.append(f"{name}: {figure} could not be measured, pinned at {pinned:.4f}")
            elif (value < pinned - _EPSILON) if least else (value > pinned + _EPSILON):
                lines.append(f"{name}: {figure} is {value:.4f}, pinned at {'least' if least else 'most'} {pinned:.4f}")
    return lines


def render_floors(evaluation: Evaluation) -> str:
    """The figures of a run as floors, 0.01 below (error-like figures: above) what was measured; JSON."""
    floors: dict[str, dict[str, float]] = {}
    for name, measured in sorted(evaluation.sets.items()):
        known = {figure: getattr(measured, figure) for figure in (*_AT_LEAST, *_AT_MOST)}
        floors[name] = {
            figure: round(max(0.0, value - _SLACK) if figure in _AT_LEAST else min(1.0, value + _SLACK), 4)
            for figure, value in known.items()
            if value is not None
        }
    data = {name: measured.sha256 for name, measured in sorted(evaluation.sets.items())}
    return json.dumps({"data": data, "floors": floors}, ensure_ascii=False, indent=1) + "\n"
