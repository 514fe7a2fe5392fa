"""The command line. Only typer is imported here; a command brings in what it needs when it is called, so that help comes at once."""

from __future__ import annotations

import os
import sys
from importlib.metadata import entry_points
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from pipeline.config import RunConfig

app = typer.Typer(
    name="songngu",
    help="Vietnamese articles in, an aligned Vietnamese-English dataset with English summaries out.",
    epilog="Start with: songngu run ARTICLES -o OUT",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich would double the time that --help takes
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)

Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, hf://org/name[:config][:split], or - for standard input.",
        metavar="INPUT...",
        show_default=False,
    ),
]
Translator = Annotated[
    str | None,
    typer.Option(
        "--translator",
        "-t",
        help="Model: a name from `songngu models`, a folder or a Hub id; with --engine endpoint the server's name for it."
        " [default: embedded; of a server: its only one]",
        metavar="MODEL",
    ),
]
Summarizer = Annotated[
    str | None,
    typer.Option(
        "--summarizer",
        help="lexrank (picks sentences), or a model that writes its own; endpoint:MODEL is one on the --endpoint server."
        " [default: lexrank]",
        metavar="MODEL",
    ),
]
Beams = Annotated[
    int | None,
    typer.Option("--beams", help="Beam width: 1 is fastest. [default: the model's own]", min=1, metavar="N"),
]
TextColumn = Annotated[
    str | None,
    typer.Option("--text-column", help="Column that holds the text, where it is not found by itself.", metavar="NAME"),
]
MinWords = Annotated[
    int | None,
    typer.Option("--min-words", help="Shorter texts go to the quarantine. [default: 40]", min=1, metavar="N"),
]
NearDuplicates = Annotated[
    float | None,
    typer.Option(
        "--near-duplicates",
        help="Share of their text that two articles have in common, and all figures, to count as copies; 1: only identical ones do."
        " [default: 0.8]",
        min=0,
        max=1,
        metavar="X",
    ),
]
KeepRepeated = Annotated[
    bool | None,
    typer.Option(
        "--keep-repeated",
        help="Keep the paragraphs that half of a site's articles begin or end with: by default they are taken for the site's, not"
        " the articles'.",
    ),
]
Device = Annotated[
    str | None, typer.Option("--device", help="auto, cpu, cuda, cuda:1, mps. [default: auto]", metavar="DEVICE")
]
Engine = Annotated[
    str | None,
    typer.Option(
        "--engine",
        help="What runs the translator: auto, ctranslate2 (8 bits on a CPU, the fastest), torch, endpoint (a server)."
        " [default: auto]",
        metavar="ENGINE",
    ),
]
Endpoint = Annotated[
    str | None,
    typer.Option(
        "--endpoint",
        help="OpenAI-compatible API, such as http://localhost:8000/v1 (vLLM, llama.cpp, Ollama, a hosted one); its key comes"
        " from SONGNGU_API_KEY or OPENAI_API_KEY.",
        metavar="URL",
    ),
]
Concurrency = Annotated[
    int | None,
    typer.Option("--concurrency", help="Requests to the endpoint at a time. [default: 8]", min=1, metavar="N"),
]
RequestsPerMinute = Annotated[
    float | None,
    typer.Option("--requests-per-minute", help="Requests to the endpoint at most. [default: no limit]", metavar="N"),
]
Timeout = Annotated[
    float | None,
    typer.Option("--timeout", help="Seconds for a request to the endpoint. [default: 120]", metavar="S"),
]
Patience = Annotated[
    float | None,
    typer.Option(
        "--patience",
        help="Seconds that a request may fail and be tried again before the endpoint is given up. [default: 300]",
        metavar="S",
    ),
]
TermsFile = Annotated[
    Path | None,
    typer.Option(
        "--terms",
        help="Glossary: a table of Vietnamese, tab, English (and more accepted forms). What lacks its term is translated again, or"
        " flagged.",
        metavar="FILE",
    ),
]
Cache = Annotated[
    bool | None,
    typer.Option(
        "--cache/--no-cache",
        help="Take translations from the cache and keep new ones there (songngu cache). [default: cache]",
    ),
]
Parallel = Annotated[
    list[Path] | None,
    typer.Option("--parallel", help="Two files, one text a line. Repeatable.", metavar="VI EN", show_default=False),
]
_PROBLEMS_SHOWN = 20
_STOPPED = 130  # the exit code of what Ctrl-C has ended
_SEGMENTS_IN_BLOCK = 1024  # enough for batches without gaps; what is translated of a long file is written this often
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 3 if any input could not be used.")]
JsonResult = Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]


class Commands(TyperGroup):
    """Lists the commands with the whole first sentence of each, which typer cuts where a terminal is narrow; says that one was stopped."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:  # typer would say nothing, or "Aborted!", by its version
            _warn_of_a_stop()
            raise typer.Exit(_STOPPED) from None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        with formatter.section("Commands"):
            formatter.write_dl([(name, own.get_short_help_str(sys.maxsize)) for name, own in commands.items() if own])


class TwoFiles(TyperCommand):
    """Lets ``--parallel VI EN`` occur more than once, which typer offers for options of one value only."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        words = iter(args)
        found: list[str] = []
        for word in words:
            if word == "--parallel":
                found += [part for file in islice(words, 2) for part in (word, file)] or [word]
            else:
                found += [word, *words] if word == "--" else [word]
        return super().parse_args(ctx, found)


def _options_of_the_call(context: typer.Context, file: Path | None) -> Path | None:
    """Let the file of ``--config`` say what is not given of the options that are no settings."""
    if file:
        from pipeline.config import OF_A_CALL, read_options

        context.default_map = {name: value for name, value in read_options(file).items() if name in OF_A_CALL}
    return file


@app.callback(cls=Commands, invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"songngu {installed('songngu')}")
        raise typer.Exit


@app.command()
def run(
    inputs: Inputs,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="Folder of the dataset. A folder of an earlier run is continued.", show_default=False
        ),
    ],
    translator: Translator = None,
    summarizer: Summarizer = None,
    summary_sentences: Annotated[
        int | None,
        typer.Option("--summary-sentences", help="Sentences in a summary. [default: 3]", min=1, metavar="N"),
    ] = None,
    beams: Beams = None,
    text_column: TextColumn = None,
    min_words: MinWords = None,
    near_duplicates: NearDuplicates = None,
    keep_repeated: KeepRepeated = None,
    reader: Annotated[
        bool | None,
        typer.Option("--reader/--no-reader", help="Write OUT/reader, pages for a browser, as well. [default: reader]"),
    ] = None,
    engine: Engine = None,
    endpoint: Endpoint = None,
    concurrency: Concurrency = None,
    requests_per_minute: RequestsPerMinute = None,
    timeout: Timeout = None,
    patience: Patience = None,
    device: Device = None,
    batch_tokens: Annotated[
        int | None,
        typer.Option(
            "--batch-tokens", help="Source tokens times beams in a batch. [default: by device]", min=16, metavar="N"
        ),
    ] = None,
    terms: TermsFile = None,
    cache: Cache = None,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            help="YAML file with any of these options; the command line wins.",
            metavar="FILE",
            callback=_options_of_the_call,
            is_eager=True,
        ),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Throw away what is in the folder and start over.")] = False,
    join: Annotated[
        bool,
        typer.Option(
            "--join",
            help="Where another process is at work in the folder, help it: start the same command on every GPU and machine that sees it.",
        ),
    ] = False,
    strict: Strict = False,
    json: JsonResult = False,
) -> None:
    """Clean, translate and summarise articles into a dataset. Call it again to go on or to add more."""
    _stop_on_sigterm()
    from pipeline.config import load_config

    if fresh and join:
        raise typer.BadParameter("what others are working on cannot be thrown away: leave out --join or --fresh.")
    settings = load_config(
        config,
        {
            "translator": translator,
            "summarizer": summarizer,
            "summary_sentences": summary_sentences,
            "beams": beams,
            "text_column": text_column,
            "min_words": min_words,
            "near_duplicates": near_duplicates,
            "keep_repeated": keep_repeated,
            "reader": reader,
            "engine": engine,
            "endpoint": endpoint,
            "concurrency": concurrency,
            "requests_per_minute": requests_per_minute,
            "timeout": timeout,
            "patience": patience,
            "device": device,
            "batch_tokens": batch_tokens,
            "terms": terms,
            "cache": cache,
        },
    )
    _run_job(inputs, output, settings, fresh=fresh, join=join, strict=strict, json=json)


@app.command()
def retry(
    output: Annotated[Path, typer.Argument(help="Folder of a run.", metavar="OUT", show_default=False)],
    endpoint: Endpoint = None,
    device: Device = None,
    strict: Strict = False,
    json: JsonResult = False,
) -> None:
    """Go on with a run, and read again what could not be used. All its inputs are read, and it goes on as it was begun."""
    _stop_on_sigterm()
    from pipeline.config import load_config
    from pipeline.inputs import STANDARD_INPUT
    from pipeline.status import read_settings

    inputs, settings = read_settings(output)
    for known in inputs:
        if not known.is_there:
            what = (
                "what came through standard input cannot be read again; it stays as it was."
                if known.name == STANDARD_INPUT
                else f"{known.printable} is not there any more; what was read of it stays as it was."
            )
            _warn(what)
    config = load_config(None, settings | {"endpoint": endpoint, "device": device or settings.get("device")})
    typed = {known.name: known.typed for known in inputs if known.is_there}
    _run_job(list(typed), output, config, typed=typed, strict=strict, json=json)


@app.command()
def clean(inputs: Inputs, text_column: TextColumn = None, json: Json = False) -> None:
    """Show the article in each input: title, date, author and text. Nothing is translated."""
    from corpus.clean import clean as clean_document
    from corpus.readers import read_documents
    from corpus.types import Rejected

    for item in read_documents(inputs, text_column=text_column):
        if isinstance(item, Rejected):
            _warn(f"{item.source}: {item.detail}")
            continue
        found = clean_document(item)
        if json:
            print_json(
                {
                    "source": found.source,
                    "title": found.title,
                    "published": found.published,
                    "author": found.author,
                    "text": found.text,
                    "lines": [{"line": line.line, "label": line.label, "reason": line.reason} for line in found.lines],
                }
            )
        else:
            head = "  ".join(filter(None, (found.published, found.author)))
            typer.echo(f"== {found.source}\n{found.title or '(no title)'}\n{head}\n\n{found.text}\n")


@app.command()
def translate(
    text: Annotated[
        list[str] | None,
        typer.Argument(help="A text, files, or - for standard input.", metavar="[TEXT|FILE...]", show_default=False),
    ] = None,
    lines: Annotated[
        bool, typer.Option("--lines", help="Each line is one segment: as many lines out as in, and nothing else.")
    ] = False,
    translator: Translator = None,
    beams: Beams = None,
    engine: Engine = None,
    endpoint: Endpoint = None,
    concurrency: Concurrency = None,
    requests_per_minute: RequestsPerMinute = None,
    timeout: Timeout = None,
    patience: Patience = None,
    device: Device = None,
    terms: TermsFile = None,
    cache: Cache = None,
    json: Json = False,
) -> None:
    """Translate a text, files or standard input. Doubtful sentences are named on standard error."""
    from contextlib import closing

    from corpus.normalize import normalize
    from corpus.schema import HARMLESS, unanswered_row
    from corpus.segment import split_sentences
    from models.checked import CheckedTranslator
    from models.lexicon import unanswered
    from models.truecase import in_sentence_case
    from pipeline.config import load_config
    from pipeline.progress import Reporter, terminal_reporter

    options = {
        "translator": translator,
        "beams": beams,
        "device": device,
        "engine": engine,
        "endpoint": endpoint,
        "concurrency": concurrency,
        "requests_per_minute": requests_per_minute,
        "timeout": timeout,
        "patience": patience,
        "terms": terms,
        "cache": cache,
    }
    config = load_config(None, options)
    model = CheckedTranslator(config.load_translator(), config.load_terms())
    if lines:  # whatever else breaks lines stays inside the segment, as a space
        paragraphs = [" ".join(normalize(line).split()) for part in _texts(text) for line in _lines(part)]
    else:
        paragraphs = [line for part in _texts(text) for line in _lines(normalize(part))]
    spans = [[(0, len(p))] if lines else list(split_sentences(p)) for p in paragraphs]
    segments = [p[start:end].strip() for p, own in zip(paragraphs, spans, strict=True) for start, end in own]
    read = in_sentence_case(segments)
    blocks = [read[start : start + _SEGMENTS_IN_BLOCK] for start in range(0, len(read), _SEGMENTS_IN_BLOCK)]
    # On a terminal the translations themselves show how far it is.
    reporter = terminal_reporter() if len(blocks) > 1 and not sys.stdout.isatty() else Reporter()
    reporter.begin("Translating", len(read))
    translations = (one for block in blocks for one in model.translate(block, progress=reporter.segments))
    remaining = iter(zip(segments, read, strict=True))
    with closing(reporter):
        for number, own in enumerate(spans, 1):
            parts = []
            for _ in own:
                (source, as_read), target = next(remaining), next(translations)
                english = " ".join(target.text.split())
                parts.append(english)
                if json:
                    words = unanswered_row(unanswered(as_read, english))
                    print_json(
                        {"vi": source, "en": english, "score": target.score, "flags": target.flags, "unanswered": words}
                    )
                elif not HARMLESS.issuperset(target.flags):
                    _warn(f"line {number}: {', '.join(target.flags)}: {english}")
            if not json:
                typer.echo(" ".join(parts))


@app.command()
def summarize(
    text: Annotated[
        list[str] | None,
        typer.Argument(help="English files, or - for standard input.", metavar="[FILE...]", show_default=False),
    ] = None,
    sentences: Annotated[
        int, typer.Option("--sentences", "-n", help="Sentences in the summary.", min=1, metavar="N")
    ] = 3,
    summarizer: Summarizer = None,
    endpoint: Endpoint = None,
    device: Device = None,
    json: Json = False,
) -> None:
    """Summarise English text. (Vietnamese articles are translated and summarised by `songngu run`.)"""
    from corpus.segment import split_sentences
    from corpus.types import running_text
    from models import load_summarizer
    from pipeline.config import load_config

    config = load_config(None, {"summarizer": summarizer, "endpoint": endpoint, "device": device})
    engine = load_summarizer(config.summarizer, **config.summarizer_options())
    for part in _texts(text, files_only=True):
        found = [line[start:end] for line in part.split("\n") for start, end in split_sentences(line)]
        summary = engine.summarize(found, size=sentences)
        if json:
            print_json({"summary": [{"en": s.en, "support": list(s.support)} for s in summary]})
        else:
            typer.echo(running_text(s.en for s in summary))


@app.command()
def models(json: Json = False) -> None:
    """List the models known by name: licence, size, BLEU."""
    from pipeline.show import print_models

    print_models(as_json=json)


@app.command()
def show(
    output: Annotated[Path, typer.Argument(help="Folder of a dataset.", metavar="OUT", show_default=False)],
    article: Annotated[
        str | None,
        typer.Argument(help="Id of an article, or its number counted from 1.", metavar="[ARTICLE]", show_default=False),
    ] = None,
    flagged: Annotated[
        bool, typer.Option("--flagged", help="Only sentences with a doubt; with --json, with any flag.")
    ] = False,
    json: Json = False,
) -> None:
    """Show a dataset: its articles, its doubts, or one article whole. The last two have both languages, sentence by sentence."""
    from pipeline.show import print_dataset

    print_dataset(output, article, flagged=flagged, as_json=json)


@app.command()
def status(
    output: Annotated[Path, typer.Argument(help="Folder of a run.", metavar="OUT", show_default=False)],
    json: Json = False,
) -> None:
    """Show how a run stands, and the command that goes on. What is done and left, and why it ended if it did."""
    from dataclasses import asdict

    from pipeline.status import read_status, status_lines
    from pipeline.terminal import say

    found = read_status(output)
    if json:
        print_json(asdict(found))
    else:
        for line in status_lines(found):
            say(line)


@app.command()
def report(
    dataset: Annotated[Path, typer.Argument(help="Folder of a dataset.", metavar="OUT", show_default=False)],
    json: Json = False,
) -> None:
    """Show what came of each site. Articles, what their pages did not say, and how doubtful the translations are."""
    from dataclasses import asdict

    from pipeline.report import report_rows, report_sites
    from pipeline.terminal import print_table, say

    sites = report_sites(dataset)
    if json:
        for site in sites:
            print_json(asdict(site))
    else:
        print_table(list(report_rows(sites)))
        say("unanswered: words of a sentence without a counterpart in the other language, on average")


@app.command()
def verify(
    dataset: Annotated[Path, typer.Argument(help="Folder of a dataset.", metavar="OUT", show_default=False)],
) -> None:
    """Check that a dataset is whole. Columns, offsets, paragraphs, summaries, counts. Exits with 1 if it is not."""
    from corpus.load import count_articles
    from corpus.verify import problems
    from corpus.wording import counted
    from pipeline.terminal import say

    found = 0
    for found, problem in enumerate(problems(dataset), 1):
        if found <= _PROBLEMS_SHOWN:
            say(problem)
    if found:
        shown = f", {_PROBLEMS_SHOWN} are shown" if found > _PROBLEMS_SHOWN else ""
        _warn(f"{counted(found, 'problem')} in {dataset}{shown}")
        raise typer.Exit(1)
    say(f"{dataset} is whole: {counted(count_articles(dataset), 'article')}.")


@app.command()
def export(
    dataset: Annotated[Path, typer.Argument(help="Folder of a dataset.", metavar="OUT", show_default=False)],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="reader: pages that open in a browser, both languages side by side; tmx: a translation memory.",
            metavar="FORMAT",
        ),
    ] = "reader",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Folder of the reader, or the file. [default: OUT/reader, OUT/sentences.tmx]",
            metavar="PATH",
        ),
    ] = None,
) -> None:
    """Write a dataset as a reading room or a translation memory. The one is for people, the other for programs.

    For CSV, JSON lines and the like load it with datasets and call its to_csv, to_json, ...
    """
    from corpus.export import EXPORTERS
    from pipeline.explain import EXPLAIN

    if form not in EXPORTERS:
        raise typer.BadParameter(f"there is no {form!r}, only {', '.join(EXPORTERS)}", param_hint="--format")
    exporter = EXPORTERS[form]
    target = output or dataset / exporter.place
    exporter.write(dataset, target, EXPLAIN)
    typer.echo(target / exporter.opens)


@app.command()
def push(
    dataset: Annotated[Path, typer.Argument(help="Folder of a dataset.", metavar="OUT", show_default=False)],
    repository: Annotated[
        str,
        typer.Argument(
            help="Dataset on the Hub; it is made where there is none.", metavar="ORG/NAME", show_default=False
        ),
    ],
    public: Annotated[
        bool,
        typer.Option(
            "--public", help="Everybody may read a new one. The rights in articles are mostly their publishers'."
        ),
    ] = False,
) -> None:
    """Upload a dataset to the Hub, private unless you say otherwise. It goes to the Hugging Face Hub once it is found whole."""
    from corpus.push import push_dataset

    typer.echo(push_dataset(dataset, repository, private=not public))


def make_translator(
    name: str | None, beams: int | None, device: str | None, engine: str | None, **endpoint: str | float | None
) -> Any:
    """Load the translator that the options name, without the cache: what comes from there says nothing of a model's speed.

    ``endpoint`` are the settings of the server, by their names in ``RunConfig``.
    """
    from pipeline.config import load_config

    options = {"translator": name, "beams": beams, "device": device, "engine": engine, "cache": False, **endpoint}
    return load_config(None, options).load_translator(now=True)


def couples(parallel: list[Path] | None) -> list[tuple[Path, Path]]:
    """Return the files of all ``--parallel`` options by twos."""
    files = parallel or []
    if len(files) % 2:
        raise typer.BadParameter("it takes two files: Vietnamese, English.", param_hint="--parallel")
    return list(zip(files[::2], files[1::2], strict=True))


def _texts(arguments: list[str] | None, *, files_only: bool = False) -> list[str]:
    """The texts that the arguments name: standard input for none or "-", the content of a file, or the argument itself.

    Raises:
        InputError: an argument is no file, but has to be one, or looks like the name of one; or what it names is no text.
    """
    from corpus.encoding import BinaryError, UndecodableError, decode, repair
    from corpus.readers import InputError

    found = []
    for argument in arguments or ["-"]:
        data = sys.stdin.buffer.read() if argument == "-" else _content(argument, files_only=files_only)
        name = "standard input" if argument == "-" else argument
        try:
            found.append(argument if data is None else repair(decode(data).text))
        except BinaryError as error:
            raise InputError(f"{name} is {error}. Only text can be read here.") from error
        except UndecodableError as error:
            raise InputError(f"{name} cannot be decoded: {error}.") from error
    return found


def _content(argument: str, *, files_only: bool) -> bytes | None:
    """The bytes of the file ``argument``, or ``None`` where it is a text."""
    from errno import ENAMETOOLONG

    from corpus.readers import READERS, InputError

    path, is_meant = Path(argument), files_only
    try:
        if path.exists() and not path.is_dir():
            return path.read_bytes()
        if len(argument.split()) == 1:  # ends as files of text do, or begins with a folder ("và/hoặc" does not)
            is_meant |= path.suffix.lower() in READERS or ("/" in argument and path.parent.is_dir())
    except OSError as error:
        if error.errno != ENAMETOOLONG:  # as texts are
            raise
    if is_meant:
        raise InputError(f"{argument}: there is no file of this name. Check the spelling and where you are.")
    return None


def _lines(text: str) -> list[str]:
    """The lines of a text, as many as ``\\n`` ends, and one more where the last has no end."""
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1]


def _run_job(
    inputs: list[str],
    output: Path,
    config: RunConfig,
    *,
    typed: dict[str, str] | None = None,
    fresh: bool = False,
    join: bool = False,
    strict: bool,
    json: bool,
) -> None:
    """Do the job and say in a few lines what was done, what is doubtful, where it lies and what to do next."""
    from contextlib import suppress
    from dataclasses import asdict

    from corpus.load import read_state
    from corpus.wording import counted
    from models.registry import licence_notice
    from models.translators.choice import gpu_notice
    from pipeline.cleaning import usable_processors
    from pipeline.job import Helped, Run
    from pipeline.progress import terminal_reporter
    from pipeline.show import report_lines
    from pipeline.terminal import say, until_gone

    if not fresh:
        with suppress(FileNotFoundError, NotADirectoryError):
            read_state(output)  # a damaged one is told before a model is loaded
    for model in dict.fromkeys((config.translator, config.summarizer)):
        if model and (notice := licence_notice(model)):
            _warn(notice)
    if notice := gpu_notice(config.engine, config.device):
        _warn(notice)
    job = Run(output, config, terminal_reporter(), usable_processors(), typed)
    report = job.join(inputs) if join else job(inputs, fresh=fresh)
    with until_gone(sys.stdout):
        if json:
            print_json(asdict(report))
        elif isinstance(report, Helped):
            done = counted(report.translated_now, "article")
            say(f"Translated {done} of {output} here. The process that was helped writes the dataset.")
        else:
            for line in report_lines(report):
                say(line)
    if isinstance(report, Helped):
        return
    if report.stopped:
        raise typer.Exit(_STOPPED)
    if strict and report.quarantined:
        raise typer.Exit(3)


def print_json(value: dict[str, Any]) -> None:
    """Print one object on one line."""
    from json import dumps

    typer.echo(dumps(value, ensure_ascii=False))


def _warn(text: str) -> None:
    from pipeline.terminal import say

    say(f"songngu: {text}", err=True)


def _warn_of_a_stop() -> None:
    _warn("stopped. What is finished is kept; the same command goes on from there.")


def _stop_on_sigterm() -> None:
    """A batch system that ends a job gets the same clean stop as Ctrl-C."""
    import signal

    def stop(*_: Any) -> NoReturn:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)


def _open_standard_streams() -> None:
    """Open those that whoever started the process has closed, as for daemons: else what libraries write there goes into our next file."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # It is open as long as the process, as the stream that it stands for would be.
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def main() -> None:
    """Run the command line. Errors that a user can mend are one line; a traceback is for bugs.

    The commands of packages above this one (``eval``) come in through the entry point group ``songngu.commands``.
    """
    _open_standard_streams()
    try:
        for command in entry_points(group="songngu.commands"):
            command.load()(app)
        app()
    except KeyboardInterrupt:
        _warn_of_a_stop()
        sys.exit(_STOPPED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe has gone; there is nobody left to tell
        sys.exit(1)
    except Exception as error:
        code = _exit_code(error)
        if code is None:
            raise
        _warn(str(error))
        sys.exit(code)


def _exit_code(error: Exception) -> int | None:
    from corpus.export.reading_room import TargetError
    from corpus.load import DatasetError
    from corpus.readers import InputError
    from models.base import ModelError
    from models.translators.cache import CacheError
    from pipeline.config import ConfigError
    from pipeline.job import RunError
    from pipeline.store import DamagedShardError

    if isinstance(error, InputError | ConfigError | TargetError):
        return 2
    if isinstance(error, RunError | DamagedShardError | DatasetError | ModelError | CacheError | OSError):
        return 1
    return None
