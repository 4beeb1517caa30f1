# The doors of the repository. `make help` lists them.
PORT ?= 8000
SIZE ?= small
FRESH ?=
export PORT SIZE FRESH
# Where it is set, each of a hundred processes compiles Django, Wagtail and the rest anew.
unexport PYTHONDONTWRITEBYTECODE
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup demo test check fix bench trust trust-full serve lock

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: ## install what the commands below need (quick when nothing changed)
	@sh .ci/setup.sh

demo: ## seed the demo district and start it: PORT=8000 SIZE=small, FRESH=1 starts over
	@sh .ci/demo.sh

test: ## the whole suite on SQLite, then the PostgreSQL part on a throw-away server
	@sh .ci/test.sh

check: ## format, lint, types, floors, templates, translations, migrations, sizes
	@sh .ci/check.sh

fix: setup ## let the tools mend what they can
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .

bench: ## measure, and print the tables with the limits beside them
	@sh .ci/bench.sh

trust: ## the figures of the trust goals (up to 60 minutes)
	@sh .ci/trust.sh

trust-full: ## the same, unabridged (hours)
	@sh .ci/trust.sh full

serve: ## production: DATABASE_URL, PUBLIC_URL and keys from the environment
	@sh .ci/serve.sh

lock: setup ## choose versions anew and write requirements.lock
	@sh .ci/lock.sh
