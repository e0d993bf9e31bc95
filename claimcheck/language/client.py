"""Asking a language model: a prompt and marked data in, an answer of a given form out, each question paid for once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from claimcheck.language.budget import Budget
from claimcheck.language.endpoint import REFUSED, Completion, Endpoint, Messages, NoReplyError
from claimcheck.language.prompts import Prompt, Prompts, marked
from claimcheck.language.replies import R, Reply, ReplyError, parse, schema_of
from claimcheck.model import ModelInfo
from claimcheck.store import Store, digest

# Part of every key under which an answer is kept: raise it when data are laid out, or replies read, otherwise.
_ASKED_VERSION = "1"
_KIND = "language"
_MOST_TOKENS = 1_024
_LONGEST_SHOWN_BACK = 4_000
# So many questions in a row without a reply, and no more are put.
_PATIENCE = 3


class LanguageModel:
    """The language model that the user named. Safe to use from several threads.

    An answer is kept in the store by model, endpoint, prompt and data, so that it is asked for once; so is that a model
    answered amiss twice. A reply that could not be had is not kept: the next run asks again.

    Args:
        endpoint: where the model is.
        store: keeps the answers.
        prompts: what to say.
        budget: counts, and may refuse.
        offline: what is not in the store is not asked for.
        warn: called with a line where the model is given up.
    """

    def __init__(  # noqa: PLR0913 - what it stands on, each by its name
        self,
        endpoint: Endpoint,
        store: Store,
        prompts: Prompts,
        budget: Budget,
        *,
        offline: bool = False,
        warn: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._endpoint = endpoint
        self._store = store
        self._prompts = prompts
        self._budget = budget
        self._warn = warn
        self._lock = threading.Lock()
        self._closed = "--offline" if offline else ""
        self._in_a_row = 0
        self._used: dict[str, Prompt] = {}
        self._counts: Counter[str] = Counter()
        self._amiss: Counter[str] = Counter()
        self._undone: Counter[str] = Counter()

    def ask(self, prompt: str, data: Sequence[tuple[str, str]], reply: type[R]) -> R | None:
        """The model's answer; None where there is none that can be used.

        Args:
            prompt: the name of a prompt's file.
            data: name and text of each thing to be read; whatever a stranger wrote stands here and nowhere else.
            reply: the form of the answer.
        """
        chosen, said = self._prompts.get(prompt), marked(data)
        made_by = (_ASKED_VERSION, self._endpoint.url, self._endpoint.model, chosen.digest, str(schema_of(reply)))
        key = digest(*made_by, said)
        kept = self._store.get_text(_KIND, key)
        answer = self._answer(chosen, said, reply) if kept is None else kept
        if answer is None:
            return None
        if kept is None:
            self._store.put_text(_KIND, key, answer)
        with self._lock:
            self._used[prompt] = chosen
            self._counts.update(["answers"] if kept is None else ["answers", "kept"])
        if not answer:
            self.disown("did not have the form asked for")
            return None
        return reply.model_validate_json(answer)

    def wording(self, prompt: str) -> str:
        """What the model is told by the prompt's file of that name."""
        return self._prompts.get(prompt).text

    def disown(self, reason: str) -> None:
        """Counts an answer that was not used."""
        with self._lock:
            self._amiss[reason] += 1

    @property
    def infos(self) -> tuple[ModelInfo, ...]:
        """The model and the prompts that were used; none where nothing was answered."""
        return self._infos(self._used.values()) if self._used else ()

    @property
    def planned(self) -> tuple[ModelInfo, ...]:
        """The model and all prompts that may be used, before anything is asked."""
        return self._infos(self._prompts)

    def infos_of(self, prompt: str) -> tuple[ModelInfo, ...]:
        """The model and one prompt, by the name of its file."""
        return self._infos([self._prompts.get(prompt)])

    def _infos(self, prompts: Iterable[Prompt]) -> tuple[ModelInfo, ...]:
        # A model's weights cannot be seen from here: its digest is that of its name.
        model = ModelInfo(name=self._endpoint.model, digest=digest(self._endpoint.model))
        return (model, *sorted((prompt.info for prompt in prompts), key=lambda info: info.name))

    @property
    def left_undone(self) -> bool:
        """Whether anything was to be asked that got no answer: another run may get one, and so another result."""
        return bool(self._undone)

    def account(self) -> str:
        """One line of what was asked, what it took and what was left undone; empty where nothing was to be asked."""
        if not self._counts["answers"] and not self._undone:
            return ""
        budget, about = self._budget, "about " if self._budget.estimated else ""
        answers, kept = self._counts["answers"], self._counts["kept"]
        parts = [
            f"{answers} {'answer' if answers == 1 else 'answers'} ({kept} from the cache)",
            f"{about}{budget.into} tokens in and {budget.out} out",
        ]
        if budget.cost is not None:
            parts.append(f"cost {about}{budget.cost:.4f}")
        parts += [f"{count} not used: the model {reason}" for reason, count in sorted(self._amiss.items())]
        parts += [f"{count} left undone: {reason}" for reason, count in sorted(self._undone.items())]
        return f"language model {self._endpoint.model}: {'; '.join(parts)}"

    def close(self) -> None:
        """Closes the connections."""
        self._endpoint.close()

    def _answer(self, prompt: Prompt, said: str, reply: type[Reply]) -> str | None:
        """The answer as JSON; empty where the model twice answered amiss, None where it did not answer."""
        messages = [{"role": "system", "content": prompt.text}, {"role": "user", "content": said}]
        for _ in range(2):
            completion = self._complete(messages, reply)
            if completion is None:
                return None
            try:
                return parse(completion.text, reply).model_dump_json()
            except ReplyError as error:
                wrong = f"That cannot be used: {error}. Answer again, with the JSON object alone."
                shown = completion.text[:_LONGEST_SHOWN_BACK] or "(nothing)"
                messages = [
                    *messages,
                    {"role": "assistant", "content": shown},
                    {"role": "user", "content": wrong},
                ]
        return ""

    def _complete(self, messages: Messages, reply: type[Reply]) -> Completion | None:
        """One reply, within the budget; None, counted, where there is none."""
        if self._closed:
            self._leave(self._closed)
            return None
        schema = schema_of(reply)
        characters = sum(len(message["content"]) for message in messages) + len(str(schema))
        call = self._budget.reserve(characters, _MOST_TOKENS)
        if call is None:
            self._leave(f"--max-cost {self._budget.limit:g} would be passed")
            return None
        calls = [call]

        def again() -> bool:
            more = self._budget.reserve(characters, _MOST_TOKENS)
            calls.extend([more] if more else [])
            return more is not None

        into: int | None = 0
        out: int | None = 0
        try:
            completion = self._endpoint.complete(messages, schema, _MOST_TOKENS, again)
            into, out = completion.tokens_in, completion.tokens_out
        except NoReplyError as error:
            if error.charged:
                into = out = None
            self._note(error)
            self._leave(str(error))
            return None
        finally:
            *lost, last = calls
            self._budget.settle(last, into, out)
            for one in lost:
                self._budget.settle(one, None, None)
        self._in_a_row = 0
        return completion

    def _note(self, error: NoReplyError) -> None:
        """Gives the endpoint up where it is of no use, or was of none for a while."""
        with self._lock:
            # A question that was not taken says nothing of the next one.
            self._in_a_row += error.status not in REFUSED
            if self._closed or not (error.closes or self._in_a_row >= _PATIENCE):
                return
            self._closed = str(error)
        self._warn(f"--llm: {error}; going on without the language model")

    def _leave(self, reason: str) -> None:
        with self._lock:
            self._undone[reason] += 1
