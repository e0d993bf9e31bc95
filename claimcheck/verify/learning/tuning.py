"""Lessons → the entailment model: two large teachers are taught, then a student of half the layers from both.

A teacher is taught all courses in their order, all that is labelled once more in any order, and the written ones again.
The student learns what the teachers make of every pair (Hinton, Vinyals and Dean, 2015) beside its label, and is led by
the teacher's layers at first (as TinyBERT: Jiao et al., 2020). Batches are of like length and about as many word
pieces. On one H200 a teacher took five minutes and the student ten; a processor takes days. What is done is kept in the
output folder, so that a run that was broken off goes on with the next network.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from claimcheck.verify.entailment import LONGEST
from claimcheck.verify.learning import courses, transformer
from claimcheck.verify.learning.lessons import UNLABELLED, Lesson
from claimcheck.verify.learning.transformer import TAKEN, Transformer
from claimcheck.verify.network import packaged_folder

_PIECES_A_BATCH, _CHUNK = 16_384, 16_384
_WARM_UP, _DECAY = 0.05, 0.01
_TEACHERS, _TEACHERS_RATE, _STUDENTS_RATE = 2, 4e-5, 1.2e-4
# The student's passes; from the second half on it meets only so many of the general pairs.
_PASSES, _GENERAL_KEPT = 8, 0.4
# How soft the teachers' answers are made, and what they, the labels and the teacher's layers weigh.
_SOFTENED, _TOLD, _LABELLED, _LED = 2.0, 0.7, 0.3, 3.0
_EVERY, _WIDER = 200, 8

Numbers = npt.NDArray[np.int64]


class Targets(NamedTuple):
    """What is known of each of n pairs.

    Attributes:
        label: as in a lesson [n].
        general: whether it is a general pair [n].
        answers: the logits [n, 3] of the teachers.
    """

    label: Numbers
    general: npt.NDArray[np.bool_]
    answers: npt.NDArray[np.float32]


class Pairs:
    """The word pieces of (window, claim) pairs on a device; where both are too long the longer one is cut."""

    def __init__(self, pairs: Sequence[tuple[str, str]], device: str) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415 - only here

        tokenizer = Tokenizer.from_file(str(packaged_folder() / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST, strategy="longest_first")
        ids, kinds = (np.zeros((len(pairs), LONGEST), dtype=np.int32) for _ in range(2))
        self.lengths = np.zeros(len(pairs), dtype=np.int64)
        for i, encoding in enumerate(tokenizer.encode_batch(list(pairs))):
            self.lengths[i] = length = len(encoding.ids)
            ids[i, :length], kinds[i, :length] = encoding.ids, encoding.type_ids
        self._ids, self._kinds, self._length = (torch.from_numpy(x).to(device) for x in (ids, kinds, self.lengths))

    def batch(self, numbers: Numbers) -> tuple[Any, Any, Any]:
        """Ids, kinds and mask [n, longest] of these pairs, padded to a length that suits the device."""
        chosen = torch.from_numpy(numbers).to(self._ids.device)
        longest = min(LONGEST, -(-int(self.lengths[numbers].max()) // _WIDER) * _WIDER)
        places = torch.arange(longest, device=chosen.device)[None]
        mask = places < self._length[chosen][:, None]
        return self._ids[chosen][:, :longest].long(), self._kinds[chosen][:, :longest].long(), mask


def batches(lengths: Numbers, seed: int, *, pieces: int = _PIECES_A_BATCH, chunk: int = _CHUNK) -> list[Numbers]:
    """Places in batches: in the order of teaching by chunks, inside a chunk by length, shuffled."""
    rng = random.Random(seed)  # noqa: S311 - an order, no secret
    found: list[Numbers] = []
    for start in range(0, len(lengths), chunk):
        places = start + np.argsort(lengths[start : start + chunk], kind="stable")
        in_chunk: list[list[int]] = [[]]
        for i in places.tolist():
            if in_chunk[-1] and (len(in_chunk[-1]) + 1) * lengths[i] > pieces:
                in_chunk.append([])
            in_chunk[-1].append(i)
        rng.shuffle(in_chunk)
        found.extend(np.array(batch) for batch in in_chunk)
    return found


def entailment(data: Path, out: Path, seed: int) -> dict[str, Any]:
    """Teaches the teachers, then the student: its weights by the names of its graph."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    courses_of = {course.name: course.lessons(data, seed) for course in (*courses.FOUND, *courses.WRITTEN)}
    fresh, unlabelled = (course.lessons(data, seed) for course in (courses.FRESH, courses.UNTOLD))
    labelled = [*(lesson for found in courses_of.values() for lesson in found), *fresh]
    written = [lesson for course in courses.WRITTEN for lesson in courses_of[course.name]]
    unique = list(dict.fromkeys((lesson.premise, lesson.claim) for lesson in (*labelled, *unlabelled)))
    numbers = {pair: number for number, pair in enumerate(unique)}
    pairs = Pairs(unique, device)
    answers = []
    for turn in range(_TEACHERS):
        model, answered = transformer.teacher(seed + turn), out / f"teacher-{turn}.npy"
        kept = out / f"teacher-{turn}.pt"
        if kept.exists():
            model.load_state_dict(torch.load(kept, weights_only=True))
        else:
            teach(model.to(device), pairs, numbers, (labelled[: -len(fresh)], labelled, written), seed + turn)
            np.save(answered, logits(model, pairs))
            torch.save(model.state_dict(), kept)
        answers.append(np.load(answered))
    young = transformer.student(model).to(device)
    distil(young, model.to(device), pairs, targets(numbers, labelled, np.mean(answers, axis=0)), seed)
    return transformer.arrays(young)


def teach(
    model: Transformer,
    pairs: Pairs,
    numbers: dict[tuple[str, str], int],
    passes: Sequence[Sequence[Lesson]],
    seed: int,
) -> None:
    """Teaches a network labelled lessons: the first pass in their order, the others in any."""
    rng, device = np.random.default_rng(seed), next(model.parameters()).device
    order: list[Numbers] = []
    every = [lesson for lesson_pass in passes for lesson in lesson_pass]
    which = np.array([numbers[lesson.premise, lesson.claim] for lesson in every])
    truth = torch.tensor([lesson.label for lesson in every], device=device)
    start = 0
    for turn, lesson_pass in enumerate(passes):
        places = np.arange(start, start + len(lesson_pass))
        places = rng.permutation(places) if turn else places
        order.extend(places[batch] for batch in batches(pairs.lengths[which[places]], seed + turn))
        start += len(lesson_pass)

    def loss(places: Numbers) -> Any:
        return functional.cross_entropy(model(*pairs.batch(which[places])), truth[torch.from_numpy(places).to(device)])

    _train(model, order, loss, _TEACHERS_RATE)


def distil(model: Transformer, teacher: Transformer, pairs: Pairs, targets: Targets, seed: int) -> None:
    """Teaches a student, which has the layers `TAKEN` of a teacher, what both teachers answer.

    In the first pass the teacher's layers lead those of the student.
    """
    rng, device = np.random.default_rng(seed), next(model.parameters()).device
    soft, truth = (torch.from_numpy(values).to(device) for values in (targets.answers, targets.label))
    general, led = targets.general, 0
    order: list[Numbers] = []
    for turn in range(_PASSES):
        often = turn < _PASSES / 2
        places = rng.permutation(np.flatnonzero(often | ~general | (rng.random(len(general)) < _GENERAL_KEPT)))
        order.extend(places[batch] for batch in batches(pairs.lengths[places], seed + turn))
        led = led or len(order)
    teacher.eval()

    def loss(places: Numbers) -> Any:
        nonlocal led
        led -= 1
        ids, kinds, mask = pairs.batch(places)
        hidden = model.hidden(ids, kinds, mask)
        said, chosen = model.classified(hidden[-1], mask), torch.from_numpy(places).to(device)
        told = functional.kl_div(
            functional.log_softmax(said / _SOFTENED, 1),
            functional.softmax(soft[chosen] / _SOFTENED, 1),
            reduction="batchmean",
        )
        known_here = truth[chosen] != UNLABELLED
        found = _TOLD * _SOFTENED**2 * told
        if bool(known_here.any()):
            found = found + _LABELLED * functional.cross_entropy(said[known_here], truth[chosen][known_here])
        if led >= 0:
            with torch.no_grad():
                aims = teacher.hidden(ids, kinds, mask)
            for own, layer in zip(hidden, TAKEN, strict=True):
                aim, weights = aims[layer].float(), mask[..., None].float()
                apart = ((own.float() - aim) ** 2 * weights).sum() / (aim**2 * weights).sum()
                found = found + _LED * apart / len(TAKEN)
        return found

    _train(model, order, loss, _STUDENTS_RATE)


def targets(numbers: dict[tuple[str, str], int], labelled: Sequence[Lesson], answers: Any) -> Targets:
    """What is known of each pair, by the lesson that was last to tell it, and by what teachers answered."""
    found = Targets(np.full(len(numbers), UNLABELLED), np.zeros(len(numbers), dtype=np.bool_), answers)
    for lesson in labelled:
        number = numbers[lesson.premise, lesson.claim]
        found.label[number] = lesson.label
        found.general[number] = lesson.rule in courses.GENERAL
    return found


def logits(model: Transformer, pairs: Pairs) -> npt.NDArray[np.float32]:
    """What a network answers to every pair [n, 3]."""
    model.eval()
    found = np.zeros((len(pairs.lengths), 3), dtype=np.float32)
    with torch.no_grad():
        for places in batches(pairs.lengths, 0, chunk=len(pairs.lengths)):
            with _half(model):
                found[places] = model(*pairs.batch(places)).float().cpu().numpy()
    return found


def _train(model: Transformer, order: Sequence[Numbers], loss: Callable[[Numbers], Any], rate: float) -> None:
    """Takes a step a batch, the rate rising quickly and falling slowly; the loss goes to the terminal."""
    trained = [values for values in model.parameters() if values.requires_grad]
    groups = [
        {"params": [v for v in trained if v.ndim > 1], "weight_decay": _DECAY},
        {"params": [v for v in trained if v.ndim == 1], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=rate)
    warm, started, running = max(1.0, _WARM_UP * len(order)), time.monotonic(), 0.0
    model.train()
    for step, places in enumerate(order):
        for group in optimizer.param_groups:
            group["lr"] = rate * min((step + 1) / warm, (len(order) - step) / max(1.0, len(order) - warm))
        with _half(model):
            found = loss(places)
        found.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        running += found.detach()
        if (step + 1) % _EVERY == 0 or step + 1 == len(order):
            taken = time.monotonic() - started
            print(f"step {step + 1}/{len(order)} loss {float(running) / _EVERY:.3f} {taken:.0f} s", flush=True)  # noqa: T201 - a recipe reports
            running = 0.0
    model.eval()


def _half(model: Transformer) -> Any:
    """Half precision on a device that is made for it."""
    device = next(model.parameters()).device.type
    return torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda")
