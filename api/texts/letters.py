"""The letters we mail, in five languages: `[letters.<template>]` with a subject and a body, both Jinja templates."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from api.texts import catalogue

# Plain text: nothing is escaped, and a parameter that is not given is an error, not a gap.
_ENVIRONMENT = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701


@cache
def _template(speech: str, name: str, part: str) -> Template:
    return _ENVIRONMENT.from_string(catalogue(speech)["letters"][name][part])


def render(name: str, speech: str, params: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and body. The subject tells nothing about the person: it is shown on locked screens."""
    common = {"network": catalogue(speech)["letters"]["network"], **params}
    subject = _template(speech, name, "subject").render(common)
    body = _template(speech, name, "body").render(common).strip()
    closing = _template(speech, "closing", "body").render(common).strip()
    return subject, f"{body}\n\n-- \n{closing}\n"
