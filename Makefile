# Tasks of seamline; `make` alone lists them. Every task does its own set-up: Python 3.11 or later
# and a package index are enough. docs/decisions/packaging.md tells why it is done this way.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.SUFFIXES:

# The first interpreter that is recent enough: `python3` may be older, or a shim without a version.
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
ifndef PYTHON
PYTHON := $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c '$(RECENT)' >/dev/null 2>&1 && command -v $$name && break; done)
endif
# Likewise: an `uv` that is found may be a shim that does not run.
UV := $(shell uv --version >/dev/null 2>&1 && command -v uv || echo .tools/bin/uv)
BIN := .venv/bin
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable
WORKERS ?= 2
REPORT ?= seamline-report

# The machine's interpreter and certificates, and none of the caller's Python settings.
export UV_PYTHON_DOWNLOADS := never
CERTIFICATES := $(wildcard /etc/ssl/certs/ca-certificates.crt)
ifneq ($(CERTIFICATES),)
export SSL_CERT_FILE ?= $(CERTIFICATES)
export PIP_CERT ?= $(CERTIFICATES)
export NODE_EXTRA_CA_CERTS ?= $(CERTIFICATES)
endif
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV UV_PYTHON UV_PROJECT_ENVIRONMENT

.PHONY: help
help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

##### For users

.PHONY: demo
demo: runtime ## install seamline into .venv and analyse the shop that comes with it
	@$(BIN)/seamline demo

.PHONY: report
report: runtime ## analyse seamline itself
	@$(BIN)/seamline scan . --output $(REPORT)

##### For developers

.PHONY: test
test: lint types contracts tests ## everything that has to hold before a commit

.PHONY: lint
lint: develop ## ruff: rules and format
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

.PHONY: types
types: develop ## mypy, strict, over all packages
	@$(BIN)/mypy

.PHONY: contracts
contracts: develop ## which package may import what
	@$(BIN)/lint-imports --no-logo

.PHONY: tests
tests: develop programs ## all tests
	@command -v $(BROWSERS) >/dev/null || export SEAMLINE_SKIP_BROWSER=1; \
	$(BIN)/pytest -n $(WORKERS) --dist loadfile

.PHONY: unit
unit: develop ## the tests that need no browser and build no wheel
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile --ignore tests/browser --ignore tests/packaging

.PHONY: accuracy
accuracy: develop ## ask real projects themselves, write docs/accuracy.md (PROJECTS="modoboa flaskbb"; hours)
	@$(BIN)/python -m tests.accuracy $(PROJECTS)

.PHONY: seams
seams: develop ## measure the seams of real histories, write docs/seams.md (TREES=folder; half an hour)
	@test -n "$(TREES)" || { echo 'Say where the trees lie: make seams TREES=... (tests/seams/README.md)' >&2; exit 2; }
	@$(BIN)/python -m tests.seams $(TREES)

.PHONY: bench
bench: develop ## how long a made-up program of 10,000 modules takes by stage, and how much memory
	@$(BIN)/python -m tests.benchmarks.clustering

.PHONY: bench-page
bench-page: develop programs ## how large the page of 10,000 modules is, and how quick in a browser
	@$(BIN)/python -m tests.benchmarks.page

.PHONY: browser
browser: develop programs ## the report opened in a real browser
	@$(BIN)/pytest tests/browser

.PHONY: pictures
pictures: develop programs ## take the documentation's pictures of a report (ANALYSIS=seamline-report/analysis.json VIEWS="map inside")
	@test -f "$(ANALYSIS)" || { echo 'Say of which report: make pictures ANALYSIS=...' >&2; exit 2; }
	@$(BIN)/python -m tests.browser.pictures $(ANALYSIS) $(VIEWS)

.PHONY: format
format: develop ## put the code into its one format
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

.PHONY: lock
lock: $(UV) ## choose new versions of the dependencies
	@$(UV) lock --upgrade

.PHONY: wheel
wheel: $(UV) ## build dist/*.tar.gz and dist/*.whl
	@$(UV) build

.PHONY: clean
clean: ## remove everything that can be made again
	@rm -rf .venv .tools dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache \
		.hypothesis reports/web/node_modules reports/web/dist seamline-report
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

##### The set-up behind the tasks

.PHONY: runtime
runtime: .venv
	@$(UV) sync --locked --no-default-groups --inexact

.PHONY: develop
develop: .venv
	@$(UV) sync --locked

# Made only when missing, so that another interpreter can be chosen once: make PYTHON=... test
.venv: | $(UV)
	@$(UV) venv --quiet --python '$(PYTHON)' .venv

# Debian's Python may come without what venv needs; uv itself needs nothing.
.tools/bin/uv:
	@test -n '$(PYTHON)' || { echo 'seamline needs Python 3.11 or later.' >&2; exit 1; }
	@rm -rf .tools
	@if ! '$(PYTHON)' -c 'import ensurepip' 2>/dev/null; then .ci/debian python3-venv; fi
	'$(PYTHON)' -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv

# What of them cannot be installed is said, and its tests are skipped: pytest's last lines list them.
.PHONY: programs
programs:
	@command -v dot >/dev/null || .ci/debian graphviz || true
	@command -v $(BROWSERS) >/dev/null || .ci/debian chromium fonts-liberation || true
