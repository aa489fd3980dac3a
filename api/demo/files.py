"""The tables of the demo network that people can read and change: the .toml files beside this one."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("api.demo").joinpath(name).read_text(encoding="utf-8"))
