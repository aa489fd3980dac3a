"""`inee …`: everything one does to the system from a shell. `inee --help` lists it."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands import admins, base, dashboards, databases, doctor, imports, keys, serving, worker

app = typer.Typer(
    cls=base.OneLine,
    help="INEE Network Spaces: who may join which space, through which door, and why.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # they hold keys and people's data
)
for command in (
    serving.run,
    serving.serve,
    dashboards.dashboard,
    worker.worker,
    worker.due,
    worker.retention,
    databases.migrate,
    databases.revision,
    databases.demo,
    databases.demo_code,
    databases.reset,
    databases.psql,
    doctor.doctor,
):
    app.command()(command)
app.add_typer(admins.app, name="admin")
app.add_typer(keys.app, name="client")
app.add_typer(imports.app, name="import")


@app.command()
def openapi(to: Annotated[Path, typer.Argument(help="The file to write.")] = Path("openapi.yaml")) -> None:
    """Write the HTTP contract, as the code has it, to openapi.yaml."""
    from api import main
    from api import openapi as contract

    to.write_text(contract.as_yaml(main.create_app(base.settings())), encoding="utf-8")
    typer.echo(f"Wrote {to}.")
