"""How things are logged: one line an event on standard error, JSON for machines, coloured on a terminal.

Every line carries what is bound to structlog's contextvars (the request id, see middleware.py). Personal data
never gets here: errors are told by class and place, because a database error's message repeats what people typed.
"""

import logging
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog
from structlog.types import EventDict, Processor

from api import clock

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def configure() -> None:
    """Route structlog and the standard library's loggers into one handler. Safe to call again."""
    terminal = sys.stderr.isatty()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_shared(), _first_line],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(terminal)],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for name, level in {
        "uvicorn.access": logging.CRITICAL,
        "sqlalchemy": logging.WARNING,
        "alembic": logging.WARNING,
    }.items():
        logging.getLogger(name).setLevel(level)
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.processors.add_log_level,
        _stamp,
    ]


def _rendering(terminal: bool) -> list[Processor]:
    if terminal:
        return [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    return [structlog.processors.ExceptionRenderer(_place), structlog.processors.JSONRenderer()]


def _stamp(_logger: Any, _method: str, event: EventDict) -> EventDict:
    event["at"] = clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return event


def _first_line(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Libraries put values on the lines below the first; of a traceback the last one says what happened."""
    lines = str(event["event"]).splitlines() or [""]
    event["event"] = lines[-1] if lines[0].startswith("Traceback") else lines[0]
    return event


def _place(exc_info: ExcInfo) -> list[dict[str, Any]]:
    """The chain of errors, each by class and place, SQLSTATE and constraint where there is one."""
    chain: list[dict[str, Any]] = []
    error: BaseException | None = exc_info[1]
    while error is not None and len(chain) < 8:
        frames = traceback.extract_tb(error.__traceback__)[-12:]
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        names = {name: getattr(error, name, None) for name in ("sqlstate", "constraint_name", "code")}
        known = {name: value for name, value in names.items() if isinstance(value, str)}
        where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        chain.append({"type": kind, **known, "where": where})
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain
