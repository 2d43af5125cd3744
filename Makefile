# Abacus by make. Everything a machine must have beforehand: Python 3.11 or later with venv and pip, and make.
# A target that has nothing to do says nothing; stamps in .venv remember which pins are installed.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
    "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
PORT ?= 8501
WORKERS ?= 3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet install --no-compile
# On all cores, which pip does on one; packages carry files of old syntax that no Python 3 compiles.
COMPILE := $(BIN)/python -m compileall -qq -j 0 .venv/lib
PO := $(wildcard core/locale/*/LC_MESSAGES/abacus.po)
MO := $(PO:.po=.mo)
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --no-loadscope-reorder
KERNELS := $(wildcard models/forecasting/compiled/*.py)

.PHONY: help run test test-fast ready lint format catalogues browser pins clean
.DEFAULT_GOAL := help

help:
	@echo "make run         start Abacus on this machine, http://localhost:$(PORT)"
	@echo "make test        everything: lint, types, tests, pages in Chromium"
	@echo "make test-fast   the same without Chromium"
	@echo "make format      format and mend what ruff can mend"
	@echo "make lint        ruff and mypy only"
	@echo "make catalogues  collect the sentences to translate"
	@echo "make pins        resolve requirements*.in anew"
	@echo "make clean       remove .venv and caches; the data in var/ stays"

run: .venv/.installed $(MO) .venv/.compiled
	@$(BIN)/python -m core prepare
	@echo "Abacus is at http://localhost:$(PORT) - stop it with Ctrl-C"
	@exec $(BIN)/python serve.py --server.port $(PORT)

test: ready browser
	$(PYTEST)

test-fast: ready
	$(PYTEST) --ignore=tests/browser

# What tests need beforehand; the engine is compiled beside lint and types.
ready: .venv/.installed-dev $(MO)
	@$(MAKE) --no-print-directory --jobs 2 .venv/.compiled lint

lint: .venv/.installed-dev
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy

format: .venv/.installed-dev
	$(BIN)/ruff check --quiet --fix-only .
	$(BIN)/ruff format --quiet .

# The sentences of the code -> template -> both translations (new ones empty) -> compiled.
catalogues: .venv/.installed
	@$(BIN)/python -m core.locale.collect
	@$(MAKE) --no-print-directory $(MO)

%.mo: %.po .venv/.installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# Forecast kernels to machine code, kept beside them: nobody's first click waits for it.
.venv/.compiled: $(KERNELS) .venv/.installed
	@echo "Compiling the forecast engine (once, about half a minute) ..."
	@$(BIN)/python -m models.forecasting.compile
	@touch $@

# Chromium and a Chinese font for the browser tests: brought on Debian as root, asked for elsewhere.
browser:
	@sh tests/browser/bring.sh

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed (python3.11)." >&2; exit 1; }
	@echo "Making .venv with $(PYTHON) ..."
	@$(PYTHON) -m venv .venv

.venv/.installed: requirements.txt | .venv/bin/python
	@echo "Installing what Abacus needs (once, about a minute) ..."
	@$(PIP) --requirement requirements.txt
	@$(COMPILE) || true
	@touch $@

.venv/.installed-dev: requirements-dev.txt requirements.txt | .venv/bin/python
	@echo "Installing what Abacus and its tests need (once, about two minutes) ..."
	@$(PIP) --requirement requirements-dev.txt
	@$(COMPILE) || true
	@touch .venv/.installed $@

pins:
	@uv pip compile --quiet --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	    --custom-compile-command "make pins" requirements.in --output-file requirements.txt
	@uv pip compile --quiet --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	    --custom-compile-command "make pins" requirements-dev.in --output-file requirements-dev.txt

clean:
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find core models pages tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -f $(MO)
