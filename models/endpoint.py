"""Asks a language model on an OpenAI-compatible server (vLLM, llama.cpp, Ollama, a hosted API), many questions at a time.

The translator and the summariser share what is here: which model the server has, the key, the pace, and what to do when an
answer does not come. The requests are sent by ``httpx2``, which huggingface_hub brings along, and not by the ``openai`` package:
one kind of request is all there is to send, and a total time for trying again, a pace for all requests together and errors
without the key in them would have to be written around that package too.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import os
import random
import re
import threading
import time
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, TypeVar

from models.base import ModelError

if TYPE_CHECKING:
    from httpx2 import AsyncClient, Response

log = logging.getLogger("songngu")

KEYS: Final = ("SONGNGU_API_KEY", "OPENAI_API_KEY")
"""The environment variables that may hold the key; the first that is set counts."""

TEMPERATURE: Final = 0
"""Of every request: the likeliest answer, and as far as the server keeps its word the same one each time."""

THOUGHT_TOKENS: Final = 8192
"""What a model that thinks before it answers gets on top, once it was seen to need it."""

_WHAT_TO_CHECK: Final = (
    "Check that the server is running and that --endpoint is the address of its API (http://HOST:PORT/v1)."
)
# Seconds that the server has for its first answer, the list of its models, before it counts as not there.
_START_TIMEOUT: Final = 30.0
_LONGEST_WAIT: Final = 30.0
# What is no answer at all is seldom a passing trouble: more often the address is another service's.
_NONSENSE_TRIES: Final = 5
_TROUBLE_TO_TELL: Final = 3
# Left out for a server that refuses them: the answer is as good without.
_OPTIONAL: Final = ("logprobs", "frequency_penalty")
_THOUGHT = re.compile(r"<(think(?:ing)?)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_THOUGHT_ENDS = re.compile(r"\A.*</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_THOUGHT_BEGINS = re.compile(r"<think(?:ing)?>.*\Z", re.DOTALL | re.IGNORECASE)

# What moves the cursor or renames the window where it is printed, and says nothing.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """One request. ``max_tokens`` bounds the answer, without the model's thoughts."""

    system: str
    user: str
    max_tokens: int
    frequency_penalty: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model said, without its thoughts.

    ``log_probabilities`` are those of its tokens, none where the server does not give them. ``tokens`` counts the generated
    tokens, thoughts included. ``truncated``: the answer reached its limit.
    """

    text: str
    log_probabilities: tuple[float, ...]
    tokens: int
    truncated: bool


class Endpoint:
    """A server, the key for it and the pace at which it is asked.

    A request that fails for a reason that may pass (no connection, a hang, 408, 429, 5xx, an answer that is none) is sent again,
    after 1, 2, 4 ... seconds with a random part, or when a ``Retry-After`` header says. Everything else is a ``ModelError``.
    """

    def __init__(
        self,
        url: str,
        *,
        concurrency: int = 8,
        requests_per_minute: float | None = None,
        timeout: float = 120.0,
        patience: float = 300.0,
        backoff: float = 1.0,
    ) -> None:
        """``url`` is the API's base address, such as ``http://localhost:8000/v1``; nothing is sent yet.

        ``concurrency`` is the number of requests at a time. ``timeout`` is in seconds, for one request; ``patience`` is how long
        one request may fail and wait, in seconds, before the server is given up; ``backoff`` the first of the waits. Raises
        ``ModelError`` for a key that cannot be sent and ``ValueError`` for options that make no sense.
        """
        if concurrency < 1 or timeout <= 0 or patience < 0 or backoff <= 0:
            raise ValueError(
                "concurrency has to be at least 1, timeout and backoff more than 0, patience not less than 0"
            )
        self.url = url.rstrip("/").removesuffix("/chat/completions")
        self._concurrency, self._timeout, self._patience, self._backoff = concurrency, timeout, patience, backoff
        self._pace = _Pace(requests_per_minute)
        self._key_name, self._key = _key()
        self._refused: set[str] = set()
        self._troubled = False

    def choose(self, model: str | None) -> str:
        """The model to ask: ``model``, which the server must have, or by default the only one that it has.

        Raises ``ModelError`` where the server cannot be reached, the key is wrong, or there is no such model.
        """
        [listed] = self._run(self._list)
        has = f"It has {', '.join(listed)}." if listed else "It lists none."
        if model is None:
            if len(listed) == 1:
                return listed[0]
            raise ModelError(
                f"{self.url}: which of the server's models? {has} Name one with -t (a summariser's: endpoint:MODEL)."
            )
        if model not in listed:
            # Some servers know more names than they list. Whether this is one of them shows now and not hours later.
            try:
                list(self._run(lambda client, _: self._probe(client, model)))
            except _NotFoundError as error:
                raise ModelError(f"{error} {has}") from None
        return model

    def ask(self, model: str, questions: Sequence[Question]) -> Generator[tuple[int, Answer], None, None]:
        """Yields the number of each question with its answer, as they come; the order is any.

        Whoever stops listening, or is interrupted, ends the requests under way at once. Raises ``ModelError`` where the server
        is given up or refuses a question.
        """

        async def work(client: AsyncClient, done: Callable[[tuple[int, Answer]], None]) -> None:
            left = iter(enumerate(questions))

            async def ask_on() -> None:
                for number, question in left:
                    done((number, await self._ask(client, model, question)))

            async with asyncio.TaskGroup() as group:
                for _ in range(min(self._concurrency, len(questions))):
                    group.create_task(ask_on())

        return self._run(work)

    # -- one question ------------------------------------------------------------------------------------------------------------

    async def _ask(self, client: AsyncClient, model: str, question: Question) -> Answer:
        answer, thought = await self._send(client, _chat(model, question), _answer)
        if answer.truncated and thought and not answer.text:
            roomier = replace(question, max_tokens=question.max_tokens + THOUGHT_TOKENS)
            answer, _ = await self._send(client, _chat(model, roomier), _answer)
        return answer

    async def _probe(self, client: AsyncClient, model: str) -> None:
        await self._send(client, _chat(model, Question("Answer in English.", "Xin chào.", 16)), _answer, starting=True)

    async def _list(self, client: AsyncClient, done: Callable[[list[str]], None]) -> None:
        try:
            done(await self._send(client, None, _listed, starting=True))
        except _NotFoundError:  # a server need not have a list
            done([])

    async def _send(
        self, client: AsyncClient, body: Mapping[str, Any] | None, read: Callable[[Any], T], *, starting: bool = False
    ) -> T:
        """Sends a request (without a body: for the list of models) until it is answered; ``read`` takes the answer apart.

        ``starting``: a server that is not there, does not answer or answers nonsense is given up at once.
        """
        failed, attempts, nonsense = 0.0, 0, 0
        while True:
            if body is not None:
                await self._pace.turn()
            began = time.monotonic()
            try:
                value = read(await self._exchange(client, body, starting=starting))
            except _TroubleError as trouble:
                attempts += 1
                nonsense += trouble.nonsense
                # Without the cause, whose text may hold what the server said, and that the key.
                if starting and not trouble.busy:
                    raise ModelError(f"{self.url} {self._redacted(trouble)}. {_WHAT_TO_CHECK}") from None
                wait = min(self._backoff * 2 ** min(attempts - 1, 16), _LONGEST_WAIT) * random.uniform(0.5, 1)
                wait = max(wait, trouble.wait)
                # Time spent in the queue for a turn is no failure, so it does not count.
                failed += time.monotonic() - began
                if failed + wait > self._patience or nonsense >= _NONSENSE_TRIES:
                    raise ModelError(self._given_up(trouble, attempts)) from None
                failed += wait
                self._tell(trouble, attempts)
                if trouble.wait:
                    self._pace.pause(trouble.wait)  # it is the server that wants the pause, not this request
                await asyncio.sleep(wait)
            else:
                self._troubled = False
                return value

    async def _exchange(self, client: AsyncClient, body: Mapping[str, Any] | None, *, starting: bool) -> Any:
        """One request and the JSON that comes back; raises ``_TroubleError`` for what may pass, else ``ModelError``."""
        import httpx2

        seconds = min(self._timeout, _START_TIMEOUT) if starting else self._timeout
        try:
            async with asyncio.timeout(seconds):
                if body is None:
                    response = await client.get(f"{self.url}/models")
                else:
                    sent = {name: value for name, value in body.items() if name not in self._refused}
                    response = await client.post(f"{self.url}/chat/completions", content=json.dumps(sent).encode())
        except TimeoutError:
            raise _TroubleError(f"does not answer within {seconds:g} seconds") from None
        except httpx2.ConnectError as error:
            raise _TroubleError(f"cannot be reached ({_cause(error)})") from error
        except httpx2.DecodingError as error:
            raise _TroubleError("answers with garbled data", nonsense=True) from error
        except httpx2.RequestError as error:
            raise _TroubleError(f"breaks off ({_cause(error)})") from error
        if response.status_code == HTTPStatus.OK:
            try:
                return response.json()
            except ValueError:
                kind = "HTML" if "html" in response.headers.get("content-type", "") else "something"
                raise _TroubleError(f"answers with {kind} that is not JSON", nonsense=True) from None
        said = self._said(response)
        if body is not None and response.status_code in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY):
            if unwanted := {name for name in _OPTIONAL if name in sent and name in said}:
                self._refused |= unwanted
                return await self._exchange(client, body, starting=starting)
            if "content_filter" in said:
                return {"choices": [{"message": {"content": ""}}]}  # a refusal, whatever the form
        raise self._failure(response, said, None if body is None else body["model"])

    def _failure(self, response: Response, said: str, model: str | None) -> Exception:
        """What a status other than 200 means."""
        code = response.status_code
        status = f"{code} {response.reason_phrase}".strip()
        text = f" ({self._redacted(said)})" if said else ""
        passing = code in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS) or code >= 500
        if passing and "insufficient_quota" not in said:
            return _TroubleError(f"answers {status}{text}", wait=_retry_after(response), busy=True)
        if code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            key = f"refuses the key in {self._key_name}" if self._key_name else f"wants a key: put it into {KEYS[0]}"
            return ModelError(f"{self.url} {key} ({status}).")
        if code == HTTPStatus.NOT_FOUND:
            hint = "" if self.url.endswith("/v1") else " The address of an API mostly ends in /v1."
            return _NotFoundError(
                f"{self.url} has no model {model}, or is not the API's address: {status}{text}.{hint}"
            )
        if response.is_redirect:
            return ModelError(f"{self.url} has moved ({status}): give the address that it leads to with --endpoint.")
        return ModelError(f"{self.url} refuses the request: {status}{text}.")

    def _said(self, response: Response) -> str:
        """The server's own words about an error: its code and message."""
        try:
            return _error_text(response.json())
        except ValueError:
            return ""

    def _redacted(self, text: object) -> str:
        """The text in one line, without the key: a server may repeat it. (A stand-in such as "none" is no secret.)"""
        return _one_line(str(text).replace(self._key, "...") if len(self._key) >= 8 else str(text))

    def _given_up(self, trouble: _TroubleError, attempts: int) -> str:
        asked = f" and asks to be left alone for {trouble.wait:g} seconds" if trouble.wait else ""
        times = f"after {attempts} attempts" if attempts > 1 else "at once"
        return (
            f"{self.url} {self._redacted(trouble)}{asked}; given up {times}. {_WHAT_TO_CHECK} What a run has finished is kept:"
            " the same command goes on from there."
        )

    def _tell(self, trouble: _TroubleError, attempts: int) -> None:
        """Says once that the trouble lasts, so that nobody looks at a bar that stands still and wonders."""
        if attempts == _TROUBLE_TO_TELL and not self._troubled:
            self._troubled = True
            log.warning("%s %s; trying again for up to %g seconds", self.url, self._redacted(trouble), self._patience)

    # -- all of them -------------------------------------------------------------------------------------------------------------

    def _run(self, work: Callable[[AsyncClient, Callable[[T], None]], Awaitable[None]]) -> Generator[T, None, None]:
        """Yields what ``work`` hands over. It runs in a thread of its own, because a notebook's has an event loop already."""
        loop = asyncio.new_event_loop()
        results: SimpleQueue[tuple[T] | BaseException | None] = SimpleQueue()

        async def main() -> None:
            async with self._client() as client:
                await work(client, lambda result: results.put((result,)))

        task = loop.create_task(main())

        def run() -> None:
            try:
                loop.run_until_complete(task)
                results.put(None)
            except BaseException as error:
                results.put(error)
            finally:
                loop.close()

        thread = threading.Thread(target=run, name="songngu-endpoint", daemon=True)
        thread.start()
        try:
            while (result := results.get()) is not None:
                if isinstance(result, BaseException):
                    raise _first(result)
                yield result[0]
        finally:
            with suppress(RuntimeError):  # the loop has come to its end
                loop.call_soon_threadsafe(task.cancel)
            thread.join(timeout=5)  # a connection that does not let itself be closed keeps nobody from stopping

    def _client(self) -> AsyncClient:
        from httpx2 import AsyncClient, Limits

        limits = Limits(max_connections=self._concurrency, max_keepalive_connections=self._concurrency)
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        # Time is kept for a request as a whole: a server that sends a byte a minute hangs as much as one that sends none.
        return AsyncClient(headers=headers, timeout=None, limits=limits)


_latest: tuple[tuple[Any, ...], Endpoint] | None = None


def open_endpoint(url: str | None = None, **options: Any) -> Endpoint:
    """A server, with the options of ``Endpoint``.

    Whoever opens the same server with the same options and key gets the same object, so that a translator and a summariser keep
    its pace together. Raises ``ModelError`` where no server is named.
    """
    global _latest
    if url is None:
        raise ModelError(
            "No server is named: give --endpoint http://localhost:8000/v1 (the address of the server's API)."
        )
    asked = (url, sorted(options.items()), _key())
    if _latest is None or _latest[0] != asked:
        _latest = asked, Endpoint(url, **options)
    return _latest[1]


def _chat(model: str, question: Question) -> dict[str, Any]:
    """The body of a request."""
    body = {
        "model": model,
        "messages": [
            {"role": "system", "content": _encodable(question.system)},
            {"role": "user", "content": _encodable(question.user)},
        ],
        "temperature": TEMPERATURE,
        "max_tokens": question.max_tokens,
        "logprobs": True,
    }
    return body | ({"frequency_penalty": question.frequency_penalty} if question.frequency_penalty else {})


def without_thoughts(text: str) -> str:
    """What a model said after it had thought: without ``<think>`` blocks, also where the opening or closing tag is missing."""
    text = _THOUGHT.sub("", text)
    text = _THOUGHT_ENDS.sub("", text)  # where the prompt's template opened the block
    return _THOUGHT_BEGINS.sub("", text).strip()


class _TroubleError(Exception):
    """What may pass: the request is sent again, after at least ``wait`` seconds.

    ``busy``: the server is there and says so itself; ``nonsense``: what came was no answer.
    """

    def __init__(self, reason: str, *, wait: float = 0.0, busy: bool = False, nonsense: bool = False) -> None:
        super().__init__(reason)
        self.wait, self.busy, self.nonsense = wait, busy, nonsense


class _NotFoundError(ModelError):
    """Status 404."""


class _Pace:
    """A token bucket that holds one token: requests are spaced evenly, so that no burst breaks the server's own limit."""

    def __init__(self, per_minute: float | None) -> None:
        if per_minute is not None and per_minute <= 0:
            raise ValueError("requests_per_minute has to be more than 0")
        self._interval = 60 / per_minute if per_minute else 0.0
        self._next = 0.0
        self._lock = threading.Lock()

    async def turn(self) -> None:
        """Waits until the next request may be sent."""
        while (wait := self._take()) > 0:
            await asyncio.sleep(wait)

    def pause(self, seconds: float) -> None:
        """Lets no request out for so long."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)

    def _take(self) -> float:
        """Takes the token and returns 0, or the seconds until there is one."""
        with self._lock:
            now = time.monotonic()
            if now < self._next:
                return self._next - now
            self._next = now + self._interval
            return 0.0


def _key() -> tuple[str, str]:
    """The variable that holds the key, and the key; two empty strings where there is none."""
    for name in KEYS:
        if key := os.environ.get(name, "").strip():
            # An HTTP library's complaint would show the key.
            if not re.fullmatch(r"[!-~]+", key):
                raise ModelError(f"The key in {name} holds blanks or characters that no key has: set it again.")
            return name, key
    return "", ""


def _listed(data: Any) -> list[str]:
    try:
        return [str(entry["id"]) for entry in data["data"]]
    except (KeyError, TypeError):
        raise _TroubleError("answers with JSON that is no list of models", nonsense=True) from None


def _answer(data: Any) -> tuple[Answer, bool]:
    """The answer in a chat completion, and whether the model thought before it."""
    try:
        choice = data["choices"][0]
        message = choice["message"]
        content = message.get("content") or message.get("refusal") or ""
        thought = bool(message.get("reasoning_content") or message.get("reasoning"))
        if not isinstance(content, str):
            raise TypeError(content)
    except (KeyError, IndexError, TypeError, AttributeError):
        reason = f" ({_error_text(data)})" if isinstance(data, dict) and "error" in data else ""
        raise _TroubleError(f"answers with JSON that holds no choices{reason}", nonsense=True) from None
    content = _CONTROL.sub("", _encodable(content))
    text = without_thoughts(content)
    usage = data.get("usage")
    tokens = usage.get("completion_tokens") if isinstance(usage, dict) else None
    probabilities = _log_probabilities(choice.get("logprobs"))
    return (
        Answer(
            text=text,
            log_probabilities=probabilities,
            tokens=tokens if isinstance(tokens, int) else len(probabilities),
            truncated=choice.get("finish_reason") == "length",
        ),
        thought or text != content.strip(),
    )


def _log_probabilities(found: Any) -> tuple[float, ...]:
    """The log-probabilities of the answer's tokens, those of its thoughts left out; none where the server gives none."""
    entries = found.get("content") if isinstance(found, dict) else None
    values: list[float] = []
    end = ""
    for entry in entries if isinstance(entries, list) else ():
        try:
            values.append(float(entry["logprob"]))
            end = (end + str(entry["token"]))[-32:]
        except (KeyError, TypeError, ValueError):
            return ()
        if re.search(r"</think(?:ing)?>\s*\Z", end, re.IGNORECASE):
            values.clear()
    return tuple(values) if all(map(math.isfinite, values)) else ()


def _error_text(data: Any) -> str:
    """The code and message of an error, in any of the forms that servers give it."""
    error = data.get("error", data) if isinstance(data, dict) else data
    if isinstance(error, dict):
        parts = [str(error[name]) for name in ("code", "message", "detail") if error.get(name)]
        return ": ".join(dict.fromkeys(parts))
    return str(error)


def _retry_after(response: Response) -> float:
    """Seconds that the server asks to wait, as it says in seconds or as a date; 0 where it does not."""
    value = response.headers.get("retry-after", "")
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except (ValueError, TypeError):
            return 0.0
    return max(0.0, seconds) if math.isfinite(seconds) else 0.0


def _encodable(text: str) -> str:
    """The text without halves of surrogate pairs, which no file and no request can hold."""
    return text.encode("utf-8", "replace").decode()


def _one_line(text: str) -> str:
    return _CONTROL.sub("", " ".join(text.split()))[:200].rstrip(". ")


def _cause(error: BaseException) -> str:
    """Why there is no connection: the first cause in the chain, which the library's own words hide."""
    while cause := error.__cause__ or error.__context__:
        error = _first(cause)
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    return _one_line(str(error)) or type(error).__name__


def _first(error: BaseException) -> BaseException:
    """The error itself, where tasks that ran side by side put it into a group."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
