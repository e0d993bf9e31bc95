"""An evaluation as tables for a terminal, as JSON, and its predictions as JSON Lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from claimcheck.render.clean import clean, encodable
from claimcheck.render.terminal import printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from claimcheck.model.evaluation import Calibration, Evaluation, Reliability, SetFigures

FORMATS = ("table", "json")
_NAMES = {
    "auroc": "AUROC",
    "macro_f1": "Macro-F1",
    "balanced_accuracy": "Bal. acc.",
    "brier": "Brier",
    "ece": "ECE",
}
_DASH = "–"
# Below this there is no room for intervals; the JSON has them.
_WITH_INTERVALS = 90


def evaluation_table(evaluation: Evaluation, *, width: int, color: bool) -> str:
    """Tables of `width` columns (60 or more): what the probabilities are worth, what the verdicts, what the search."""
    pairs = {name: one for name, one in evaluation.sets.items() if one.reliability is not None}
    queries = {name: one for name, one in evaluation.sets.items() if one.reliability is None}
    parts: list[RenderableType] = []
    if pairs:
        parts += [_probabilities(pairs, evaluation.pooled, width), _verdicts(pairs, width)]
    if queries:
        parts.append(_search(queries, width))
    parts.append(Text("\n".join(_notes(evaluation, width if pairs else 0)), style="dim"))
    return printed(parts, width=width, color=color)


def evaluation_json(evaluation: Evaluation) -> str:
    """The figures, models and thresholds as one JSON object with a line end behind it."""
    data = evaluation.model_dump(mode="json")
    return encodable(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def predictions_lines(evaluation: Evaluation) -> str:
    """What was said of each labelled pair: one JSON object a row, one row a line."""
    dumped = (one.model_dump(mode="json") for one in evaluation.predictions)
    lines = (json.dumps(one, ensure_ascii=False, allow_nan=False) for one in dumped)
    return encodable("".join(f"{line}\n" for line in lines))


def calibration_table(calibration: Calibration, *, width: int, color: bool) -> str:
    """What the fit brought: AUROC, Brier score and calibration error of the shipped head and of the new one."""
    table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False, header_style="bold")
    table.add_column(f"On {calibration.measured} rows that fitted nothing", ratio=1)
    table.add_column("Shipped", justify="right")
    table.add_column("Fitted", justify="right")
    for figure in ("auroc", "brier", "ece"):
        table.add_row(_NAMES[figure], _figure(calibration.before[figure]), _figure(calibration.after[figure]))
    thresholds = ", ".join(f"{clean(name)} {value:.2f}" for name, value in calibration.thresholds.items())
    note = (
        f"Measured: a head fitted on one half of the claims, on the other half. Written: a head fitted on all "
        f"{calibration.rows} rows ({calibration.supported} supported); thresholds: {thresholds}. "
    )
    if calibration.promised:
        note += f"At most {calibration.promised:.0%} of what passes that for verified is unsupported (95% bound)."
    else:
        note += "These rows are too few or too mixed to promise how many of the verified are unsupported."
    return printed([table, Text(note, style="dim")], width=width, color=color)


def _figure(found: tuple[float, float, float] | None) -> str:
    return _DASH if found is None else f"{found[0]:.3f} ({found[1]:.2f}–{found[2]:.2f})"


def _probabilities(sets: dict[str, SetFigures], pooled: Reliability, width: int) -> Table:
    table = _empty(["Rows", *_NAMES.values(), "Claim alone"], width)
    for name, one in sets.items():
        cells = [_cell(one, figure, interval=width >= _WITH_INTERVALS) for figure in _NAMES]
        table.add_row(clean(name), str(one.rows), *cells, _number(one.claim_only))
    if len(sets) > 1:
        calibration = [_number(pooled.brier), _number(pooled.ece)]
        table.add_row("pooled", str(pooled.rows), *[""] * 3, *calibration, "", style="dim")
    return table


def _verdicts(sets: dict[str, SetFigures], width: int) -> Table:
    table = _empty(["Verified", "unsupp.", "refuted", "Unchecked", "hit@3", "Rows/s"], width)
    for name, one in sets.items():
        shares = (_percent(share) for share in (one.verified, one.unsupported_verified, one.refuted_verified))
        table.add_row(
            clean(name), *shares, str(one.unchecked or 0), _number(one.hit_at_3), f"{one.rows_per_second:.1f}"
        )
    return table


def _search(sets: dict[str, SetFigures], width: int) -> Table:
    table = _empty(["Queries", "hit@1", "hit@3", "hit@10", "MRR", "Queries/s"], width)
    for name, one in sets.items():
        figures = (_number(value) for value in (one.hit_at_1, one.hit_at_3, one.hit_at_10, one.mrr))
        table.add_row(clean(name), str(one.rows), *figures, f"{one.rows_per_second:.1f}")
    return table


def _empty(columns: Sequence[str], width: int) -> Table:
    gap = 1 if width >= _WITH_INTERVALS else 0
    table = Table(box=SIMPLE_HEAD, width=width, pad_edge=False, padding=(0, gap), header_style="bold")
    table.add_column("Set", ratio=1, min_width=10, overflow="fold")
    for column in columns:
        table.add_column(column if gap else column.replace(" ", "\n"), justify="right", no_wrap=True)
    return table


def _notes(evaluation: Evaluation, width: int) -> list[str]:
    """What stands below the tables; `width` is that of the tables of labelled pairs, 0 where there are none."""
    thresholds = ", ".join(f"{clean(name)} {value:.2f}" for name, value in evaluation.thresholds.items())
    models = ", ".join(f"{clean(model.name)} {model.digest[:12]}" for model in evaluation.models)
    notes = [f"Thresholds: {thresholds}. Models: {models}."]
    if width:
        notes.insert(
            0,
            "Claim alone: the AUROC that the claims' words reach without any evidence. Beside Verified: the shares of "
            "unsupported and of refuted rows among the verified.",
        )
    if width >= _WITH_INTERVALS:
        notes.insert(
            0, "Below a figure: its 95% bootstrap interval. ECE: expected calibration error, ten bins of equal size."
        )
    return notes


def _cell(one: SetFigures, figure: str, *, interval: bool) -> str:
    ends = one.intervals.get(figure) if interval else None
    return _number(getattr(one, figure)) + (f"\n{ends[0]:.2f}–{ends[1]:.2f}" if ends else "")


def _number(value: float | None) -> str:
    return _DASH if value is None else f"{value:.3f}"


def _percent(value: float | None) -> str:
    return _DASH if value is None else f"{value:.1%}"
