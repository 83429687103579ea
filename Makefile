# `make report` and `make test` set everything up themselves; see scripts/setup.sh.

SOURCES ?=
ARGS ?=
TEST ?=
JOBS ?= auto
export SOURCES
# Modules are compiled once, not in every run: those of pandas alone take two seconds.
unexport PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE

PYTHON_IN_VENV := .venv/bin/python
PYTEST := $(PYTHON_IN_VENV) -m pytest -q
WITH_SOURCES := $${SOURCES:+--sources "$$SOURCES"}

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help report brief watch test check example score bench bench-check bench-compile bench-draft model faults docs golden lock validate clean distclean setup-run setup-dev setup-validate

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

report: setup-run ## build build/briefing.pdf (SOURCES=folder of the documents, ARGS=--strict ...)
	@.venv/bin/reportgen build $(WITH_SOURCES) $(ARGS)

brief: setup-run ## build build/brief/brief.pdf, the same records in four pages (SOURCES=folder, ARGS=--strict ...)
	@.venv/bin/reportgen build --product brief $(WITH_SOURCES) $(ARGS)

example: setup-run ## draft a briefing from examples/kelp, apply its review, build build/example/build/briefing.pdf
	@rm -rf build/example
	@.venv/bin/reportgen draft examples/kelp/documents --output build/example --title "Kelp in the Orran Isles"
	@.venv/bin/reportgen review --project build/example --sources examples/kelp/documents --apply examples/kelp/decisions.csv
	@.venv/bin/reportgen build --strict --project build/example --sources examples/kelp/documents

watch: setup-run ## build again after each edit, until interrupted (SOURCES=folder, ARGS=--strict ...)
	@.venv/bin/reportgen watch $(WITH_SOURCES) $(ARGS)

test: setup-dev ## run the tests (TEST="tests/test_x.py -k name", JOBS=2)
	@$(PYTEST) $(if $(TEST),,-n $(JOBS) --dist worksteal) $(TEST)

check: setup-dev ## lint, types, import directions, lock files, and the briefing's own checks
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(PYTHON_IN_VENV) scripts/lock.py --check
	@.venv/bin/reportgen check --strict $(WITH_SOURCES) $(ARGS)

validate: setup-validate ## PDF/A and PDF/UA, tags, text, same bytes, the page in a browser (SOURCES=folder, ARGS="--only tags")
	@PYTHONPATH=src:scripts $(PYTHON_IN_VENV) -m validate $(WITH_SOURCES) $(ARGS)

score: setup-dev ## recall and precision of extraction on the annotated texts (SOURCES=folder, ARGS=--show)
	@$(PYTHON_IN_VENV) benchmarks/text_score.py $(WITH_SOURCES) $(ARGS)
	@$(PYTHON_IN_VENV) benchmarks/reference_score.py $(WITH_SOURCES) $(ARGS)

bench: setup-dev ## speed of extraction, beside other programs in the same run, and of the checks (ARGS="--rounds 3")
	@$(PYTHON_IN_VENV) benchmarks/extraction.py --peers "$$(sh scripts/peers.sh || :)" $(ARGS)
	@PYTHONPATH=src:benchmarks $(PYTHON_IN_VENV) benchmarks/checking.py $(WITH_SOURCES)

bench-check: setup-dev ## speed of the checks alone, up to 5,000 records (ARGS="--rounds 3 --sizes 500,5000 --json FILE")
	@PYTHONPATH=src:benchmarks $(PYTHON_IN_VENV) benchmarks/checking.py $(WITH_SOURCES) $(ARGS)

bench-compile: setup-dev ## speed of the compile stage, beside other programs (ARGS="--preset quick", "--sizes 40,briefing --rounds 3")
	@PYTHONPATH=src:benchmarks $(PYTHON_IN_VENV) -m compile --peers "$$(sh scripts/peers.sh || :)" $(ARGS)

bench-draft: setup-dev ## time, memory and growth of draft and of the build of what it makes (ARGS="--sizes 10,50,200")
	@PYTHONPATH=src:benchmarks $(PYTHON_IN_VENV) benchmarks/drafting.py $(ARGS)

model: setup-dev ## train the model that labels references; the same bytes each time
	@PYTHONPATH=src:scripts $(PYTHON_IN_VENV) -m train_references

faults: setup-dev ## put faults into a copy of the report: caught, located, missed (SOURCES=folder, ARGS="--no-engine")
	@PYTHONPATH=src:tests $(PYTHON_IN_VENV) -m faults $(WITH_SOURCES) $(ARGS)

docs: setup-dev ## write docs/codes/ anew from the register of codes
	@$(PYTHON_IN_VENV) scripts/code_pages.py

golden: setup-dev ## write the tests' expected results anew, for you to read the diff (TEST=...)
	@REPORTGEN_GOLDEN=1 $(PYTEST) $(TEST)

lock: ## resolve the dependencies and write requirements/*.txt (ARGS=--upgrade)
	@python=$$(sh scripts/setup.sh --python) && "$$python" scripts/lock.py $(ARGS)

clean: ## remove build/ and caches
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage
	@find . -name .venv -prune -o -name .git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## remove the environments too
	@rm -rf .venv .venv-peers

setup-run:
	@sh scripts/setup.sh run

setup-dev:
	@sh scripts/setup.sh dev

setup-validate:
	@sh scripts/setup.sh validate
