"""`make fuzz`: schemathesis, all checks, over a live server with the demo network; see schemathesis.toml."""

import subprocess
import sys
from pathlib import Path

from bench.stage import stage

PORT = 8313


def main() -> int:
    examples = sys.argv[1] if len(sys.argv) > 1 else "40"
    command = [
        str(Path(sys.executable).parent / "schemathesis"),
        "run",
        f"http://127.0.0.1:{PORT}/openapi.json",
    ]
    options = [
        "--checks",
        "all",
        "--max-examples",
        examples,
        "--phases",
        "examples,coverage,fuzzing,stateful",
    ]
    with stage() as at, at.serving("api.commands.serving:create_app", PORT):
        key = ["--header", f"Authorization: Bearer {at.key}", "--request-timeout", "30"]
        return subprocess.run([*command, *options, *key], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
