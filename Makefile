# Everything a person does here is one of these lines; `make help` prints them.
# A machine needs Python 3.11 or newer, and Node 20.19 or newer for the dashboard: the database comes with the packages.
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
RUN = .venv/.run
DEV = .venv/.dev
NODE = frontend/node_modules/.ready
PAGES = frontend/dist/index.html
HAS_NODE := $(shell node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null && echo yes)
OPERATIONS ?= 20000
WORKERS ?= 16
SEED ?= 1
NO_NODE = Node 20.19 or newer is needed for the dashboard
.PHONY: help setup dev run test test-fast test-pages lint fmt pages chromium openapi migrate revision demo reset psql bench bench-import kill-worker campaign campaign-broken fuzz
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

setup: $(DEV) $(NODE) ## everything for working on it, in .venv and frontend/node_modules

run: $(RUN) $(if $(HAS_NODE),$(PAGES)) ## start: database, demo network, API on 127.0.0.1:8000, dashboard on 127.0.0.1:5173
	@$(if $(HAS_NODE),,echo "$(NO_NODE); going on without it.")
	.venv/bin/inee run

dev: $(DEV) $(NODE) ## the same, each reloading itself when its code changes
	.venv/bin/inee run --reload

test: lint test-pages $(PAGES) chromium ## everything that must hold: lint, types, layers, all tests
	.venv/bin/pytest -n auto

test-pages: $(NODE) ## the dashboard alone: style, types, its own tests
	npm --prefix frontend run --silent check

pages: $(PAGES) ## build the dashboard

chromium: ## the browser of the tests, from Debian's packages where this user may install them
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	  || { echo "The browser tests need chromium: sudo apt-get update && sudo apt-get install -y chromium"; exit 1; }

test-fast: $(DEV) ## the rules alone: no database, seconds
	.venv/bin/pytest tests/rules

lint: $(DEV) ## style, types, layers, dependencies
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/deptry .

fmt: $(DEV) $(NODE) ## put the style right
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	npm --prefix frontend run --silent fix

openapi: $(RUN) $(NODE) ## write openapi.yaml, and the dashboard's types, from the code
	.venv/bin/inee openapi
	npm --prefix frontend run --silent api

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

campaign: $(DEV) ## 20,000 random operations by 16 workers, no invariant broken: make campaign OPERATIONS=2000 WORKERS=8 SEED=7; minutes
	.venv/bin/python -m bench.campaign --operations $(OPERATIONS) --workers $(WORKERS) --seed $(SEED)

campaign-broken: $(DEV) ## the same with one guard after the other taken away: each must be missed; minutes
	.venv/bin/python -m bench.campaign.broken --workers $(WORKERS) --seed $(SEED)

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

$(NODE): frontend/package-lock.json
	@test -n "$(HAS_NODE)" || { echo "$(NO_NODE)."; exit 1; }
	npm --prefix frontend ci --silent
	@touch $@

$(PAGES): $(NODE) frontend/index.html frontend/vite.config.ts $(shell find frontend/src frontend/public -type f)
	npm --prefix frontend run --silent build
