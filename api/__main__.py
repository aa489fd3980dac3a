"""`python -m api …` is `inee …`, for where the package is not installed."""

from api.cli import app

if __name__ == "__main__":
    app(prog_name="inee")
