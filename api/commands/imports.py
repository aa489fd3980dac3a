"""`inee import`: files into the network."""

import typer

app = typer.Typer(help="Bring lists into the network: preview first, then commit.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Bring lists into the network: preview first, then commit."""
