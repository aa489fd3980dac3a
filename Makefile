# Everything a person does here is one of these lines; `make help` prints them.
# A machine needs Python 3.11 or newer and nothing else: the database comes with the packages.
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
RUN = .venv/.run
DEV = .venv/.dev
.PHONY: help dev run test test-fast lint fmt openapi migrate revision demo reset psql bench bench-import kill-worker fuzz
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

dev: $(DEV) ## everything for working on it, in .venv

run: $(RUN) ## start: database, migrations, demo network, API on 127.0.0.1:8000
	.venv/bin/inee run

test: lint ## everything that must hold: lint, types, layers, all tests
	.venv/bin/pytest -n auto

test-fast: $(DEV) ## the rules alone: no database, seconds
	.venv/bin/pytest tests/rules

lint: $(DEV) ## style, types, layers, dependencies
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/deptry .

fmt: $(DEV) ## put the style right
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

openapi: $(RUN) ## write openapi.yaml from the code
	.venv/bin/inee openapi

migrate: $(RUN) ## bring the database to this version of the code
	.venv/bin/inee migrate

revision: $(RUN) ## write the next migration: make revision m="what it changes"
	.venv/bin/inee revision -m "$(m)"

demo: $(RUN) ## load the demo network into an empty database
	.venv/bin/inee demo

reset: $(RUN) ## delete everything in the database (asks)
	.venv/bin/inee reset

psql: $(RUN) ## PostgreSQL's prompt on the database
	.venv/bin/inee psql

bench: $(DEV) ## print speeds as ratios against the smallest honest peer
	.venv/bin/python -m bench

bench-import: $(DEV) ## a list of 15,000 people with 300 broken rows: time and memory
	.venv/bin/python -m bench.imports

kill-worker: $(DEV) ## a worker killed 20 times among 300 letters: none is lost; a minute or two
	.venv/bin/python -m bench.kills

fuzz: $(DEV) ## schemathesis over every operation of a live server; minutes
	.venv/bin/python -m bench.fuzz

$(RUN): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it: make run PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	.venv/bin/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(DEV): $(RUN) requirements-dev.lock
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
