# make demo    installs what Samsyn needs and serves it with example data on http://localhost:8501
# make test    installs what the tests need, Chromium too, and runs every check
# make help    lists the rest

.DEFAULT_GOAL := help
.PHONY: help demo test quick lint format schema bench install install-dev chromium clean

PYTHON ?= python3
BIN := .venv/bin
# Any uv will do: the lock file decides what it installs.
UV := $(or $(shell command -v uv),.tools/uv/bin/uv)
SOURCES := etl dashboard tests .ci

help:
	@echo "make demo     installera och visa Samsyn med exempeldata på http://localhost:8501"
	@echo "make test     alla kontroller: stil, typer, importregler, tester, webbläsare (installerar Chromium)"
	@echo "make quick    detsamma utan webbläsaren och de långsamma testerna"
	@echo "make lint     stil, typer och importregler"
	@echo "make format   rätta stilen"
	@echo "make schema   skriv docs/indicators.schema.json på nytt, efter ett nytt formulär eller en ny nyckel"
	@echo "make bench    mätningarna"
	@echo "make clean    ta bort det installerade (data rörs inte)"

.tools/uv/bin/uv: .ci/get_uv.py
	@$(PYTHON) .ci/get_uv.py .tools/uv

# --inexact: what the tests need may stay when the demo is run after them.
.venv/.installed: uv.lock pyproject.toml | $(UV)
	@echo "Installerar Samsyn. Första gången tar det någon minut."
	@$(UV) sync --frozen --inexact --no-dev --compile-bytecode --quiet --python $(PYTHON)
	@touch $@

.venv/.installed-dev: uv.lock pyproject.toml | $(UV)
	@echo "Installerar Samsyn och det som testerna behöver."
	@$(UV) sync --frozen --inexact --compile-bytecode --quiet --python $(PYTHON)
	@touch $@ .venv/.installed

install: .venv/.installed
	@$(BIN)/python -m compileall -q etl dashboard

install-dev: .venv/.installed-dev
	@$(BIN)/python -m compileall -q etl dashboard

chromium: install-dev
	@.ci/get_chromium

demo: install
	@$(BIN)/samsyn demo

lint: install-dev
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install-dev
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

schema: install-dev
	$(BIN)/samsyn indicators --schema > docs/indicators.schema.json

QUICK := $(BIN)/pytest -m "not browser and not slow" -n 2

# What waits for processes and disks leaves a core idle; a browser and its server use both.
SLOW := $(BIN)/pytest -m "slow and not browser" -n 2 --dist loadscope

# Without coverage, which would double the wait; make test measures it.
quick: lint
	$(QUICK)

test: lint chromium
	$(QUICK) --cov --cov-report=
	$(SLOW) --cov --cov-append --cov-report=
	$(BIN)/pytest -m browser --cov --cov-append --cov-fail-under=90

bench: chromium
	@for bench in tests/bench/*_bench.py; do PYTHONPATH=. $(BIN)/python "$$bench" || exit 1; done

clean:
	rm -rf .venv .tools .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .coverage
