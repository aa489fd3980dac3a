"""`python -m api …` is `inee …`, for where the package is not installed."""

from api.cli import app

app(prog_name="inee")
