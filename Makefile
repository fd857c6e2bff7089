# `make demo` and `make test` need only Python 3.11 or newer, make and a package registry.
.DEFAULT_GOAL := help
.PHONY: help setup demo test schemas clean
unexport PYTHONPATH

python := .venv/bin/python

help:  ## list what make can do
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 16

setup:  ## make .venv and install the system packages that may be installed
	@scripts/setup

demo: setup  ## convert, validate and render the records of examples/ into demo/
	@scripts/demo

test: setup  ## ruff, mypy and pytest
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy
	$(python) -m pytest

schemas: setup  ## make schemas/*.rng, *.xsd and *.odd from tei-record.rnc (needs Java)
	$(python) scripts/make-schemas

clean:  ## remove everything that make made, .venv too
	rm -rf .venv demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find tei tests -name __pycache__ -type d -prune -exec rm -rf {} +
