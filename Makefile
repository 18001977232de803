# The house's commands; README.md gives the same steps without make.
#   make run     the site on this machine (make run PORT=8123; DATABASE_URL=... for another database)
#   make demo    the same code for an invented partnership, with a database of its own (port 8001)
#   make test    everything that must hold before a change lands
#   make check   the part of it that takes seconds: lint, types, contracts, migrations, settings
#   make bench   what each page costs beside a bare Django view, some minutes on a quiet machine
#   make stress  200 people at once, kills, a mail server with every fault, on both databases; some minutes
#   make lock    the locks anew from pyproject.toml, with uv
#   make clean   takes the environment away, never the database

PYTHON ?= python3
BIN = .venv/bin
COMPILE = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# As a site in service has it, with nothing of this machine's own environment.
IN_SERVICE = env -i PATH="$$PATH" ENV_FILE=tests/in_service.env $(BIN)/python -W error manage.py
# Nothing of this machine's own environment: a demo can never reach the database of a real site.
DEMO = env -i PATH="$$PATH" $(if $(PORT),PORT="$(PORT)") ENV_FILE=content/exampleton/settings.env

.PHONY: run demo test check suite browser bench stress lock clean

run: .venv/runtime
	@exec $(BIN)/python manage.py serve

demo: .venv/runtime
	@exec $(DEMO) $(BIN)/python manage.py serve

test: check browser suite

check: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	git ls-files -z '*.py' | xargs -0 $(BIN)/django-upgrade --check --target-version 5.2
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -W error manage.py check --fail-level WARNING
	$(IN_SERVICE) makemigrations --check
	$(IN_SERVICE) check --deploy --fail-level WARNING

suite: .venv/development
	@$(BIN)/python -W error -m tests.both

# Without Chromium its tests are skipped, and say so.
browser:
	@sh .ci/install chromium fonts-liberation

stress: .venv/development
	@$(BIN)/python -m tests.stress

bench: .venv/development
	@$(BIN)/python -m tests.bench

.venv/bin/pip:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" \
	  || { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version)." >&2; exit 1; }
	@$(PYTHON) -c "import ensurepip" 2>/dev/null \
	  || { echo "Python's venv is missing: install it with “apt-get install python3-venv”." >&2; exit 1; }
	@echo "Making the environment in .venv ..."
	@$(PYTHON) -m venv .venv

.venv/runtime: requirements.txt | .venv/bin/pip
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/development: requirements-dev.txt | .venv/bin/pip
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

lock:
	@command -v uv >/dev/null || { echo "uv is missing: “pip install uv” in an environment of your own." >&2; exit 1; }
	$(COMPILE) -o requirements.txt
	$(COMPILE) --group dev -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*
