# Two commands do all the set-up: `make brief` and `make test`.
FROM ?= examples/ukraine-2025/reporting
NAME := $(shell cd "$(FROM)" 2>/dev/null && pwd | awk -F/ '{print $$(NF-1) "-" $$NF}')
DOSSIER ?= $(or $(NAME),dossier).dragoman
OUT ?= brief.html
PYTHON ?= python3
BIN := .venv/bin

.PHONY: brief setup setup-dev test test-all lint pins schema docs clean help

help:
	@echo "make brief [FROM=folder] [OUT=page]  read a folder of reporting, write the brief"
	@echo "make setup                          make .venv with the program in it"
	@echo "make test                           all tests, linters and type checks"
	@echo "make test-all                       the long ones as well"
	@echo "make docs                           the documentation, into build/docs"
	@echo "make pins                           renew the pinned requirements"

brief: setup
	@$(BIN)/dragoman brief "$(FROM)" --dossier "$(DOSSIER)" --out "$(OUT)" || test $$? -eq 3

setup: .venv/run.done

setup-dev: .venv/dev.done

.venv/run.done: requirements/run.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dragoman needs Python 3.11 or later; set PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "setting up .venv (once; a few minutes) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.done: .venv/run.done requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

lint: setup-dev
	$(BIN)/ruff check src tests benchmarks training
	$(BIN)/ruff format --check src tests benchmarks training
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: lint
	$(BIN)/pytest -n 2 -m "not slow"

test-all: lint
	$(BIN)/pytest -n 2

schema: setup
	$(BIN)/python -m dragoman.exchange.schema > docs/schema.json

docs: setup-dev
	$(BIN)/sphinx-build -W --keep-going -n -q -b html -d build/doctrees docs build/docs

pins:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml requirements/build.in -o requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group dev -c requirements/run.txt -o requirements/dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements/train.in -c requirements/run.txt -o requirements/train.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis
