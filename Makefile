# Every target sets up what it needs; nothing but Python 3.11+ and make has to be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
BENCH_STAMP := $(VENV)/.installed-bench
# Tests with a terminal wait for most of their time, so two workers share a core. Slow tests stand together: a
# worker that has nothing left takes over half of what another still has.
WORKERS = $(shell $(PYTHON) -c 'import os; print(2 * (os.cpu_count() or 1))')

.DEFAULT_GOAL := help
.PHONY: help run demo test faults nightly mutants check lint types imports spelling screenshots bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(STAMP) ## open thanks-tui
	@$(BIN)/thanks-tui

demo: $(STAMP) ## open it on made-up data; yours is not touched
	@$(BIN)/thanks-tui --demo

test: $(DEV_STAMP) ## run the whole test suite
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal $(ARGS)

faults: $(DEV_STAMP) ## run what takes minutes: every fault at every system call, kills, full disks
	$(BIN)/python -m pytest --numprocesses auto -m faults $(ARGS)

nightly: $(DEV_STAMP) ## run the random walks for as long as a night allows
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest --numprocesses auto -m 'faults or not faults' tests/data/store tests/faults $(ARGS)

mutants: $(DEV_STAMP) ## change the store's code in small ways and see whether a test notices
	$(BIN)/python -m tests.mutating $(ARGS)

check: lint types imports spelling ## everything CI checks beside the tests

lint: $(DEV_STAMP) ## ruff: lint and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_STAMP) ## basedpyright, strict
	$(BIN)/basedpyright

imports: $(DEV_STAMP) ## the import contracts
	$(BIN)/lint-imports

spelling: $(DEV_STAMP) ## codespell
	$(BIN)/codespell

screenshots: $(DEV_STAMP) ## draw the pictures of the README anew
	$(BIN)/python -m screenshots.draw

bench: $(BENCH_STAMP) ## measure it all and write docs/benchmark.md; ARGS=quick only prints
	$(BIN)/python -m bench $(ARGS)

clean: ## remove the environment and the caches
	rm -rf $(VENV) .venv-bench build dist *.egg-info .pytest_cache .ruff_cache .hypothesis .coverage

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "thanks-tui needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv $(VENV)

$(STAMP): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV_STAMP): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(STAMP)

$(BENCH_STAMP): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@ $(STAMP)
