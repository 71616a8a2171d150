# Two commands do everything on a bare Debian or Ubuntu: `make run` and `make test` (README.md).
# PORT=, DATABASE_URL=, REDIS_URL= and DATA_DIR= after any of them are honoured.

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py

.PHONY: help run test check fix bench ready-to-run ready-to-check

help:
	@echo "make run    installs what is missing and serves the portal on http://127.0.0.1:8000"
	@echo "make test   installs what is missing and runs every test on SQLite, then on PostgreSQL all that ask a database"
	@echo "make check  style, types, floors, migrations, templates, generated diagram; changes nothing"
	@echo "make fix    formats and corrects what a program can correct"
	@echo "make bench  measures pages, papers and reach on the demo world"

run: ready-to-run
	@$(MANAGE) serve --prepare

test:
	@python3 -m tools.bootstrap test
	@$(PYTHON) -m tools.run_tests

check: ready-to-check
	@$(PYTHON) -m tools.run_checks

fix: ready-to-check
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

bench: ready-to-run
	@$(MANAGE) bench

ready-to-run:
	@python3 -m tools.bootstrap run

ready-to-check:
	@python3 -m tools.bootstrap check
