"""Where `schemas/` and `xslt/` are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


@cache
def folder(name: str) -> Path:
    """Return the folder `schemas` or `xslt` that belongs to this installation.

    Raises:
        FileNotFoundError: the installation is broken (neither a wheel nor a checkout).
    """
    for candidate in (PACKAGE / "_data" / name, PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"tei-pipeline is installed without its folder {name}/: install it again")


def schema_file(name: str) -> Path:
    """Return a file of `schemas/`, such as `tei-record.xsd`."""
    return folder("schemas") / name


def xslt_file(name: str) -> Path:
    """Return a file of `xslt/`, such as `html.xsl`."""
    return folder("xslt") / name


def profile_files() -> list[Path]:
    """Return the built-in record layouts, sorted by name."""
    return sorted((PACKAGE / "profiles").glob("*.toml"))
