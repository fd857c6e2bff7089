"""Plain-text archival records to validated TEI-XML, and from there to HTML and PDF.

The public API is `convert`, `convert_all`, `validate`, `render` and `build`, the words of the command line; each stage
is also a module of its own (docs/architecture.md). They are loaded when first used, so that the command
starts at once.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tei.api import Report, build, convert, convert_all, render, validate
    from tei.encode import Settings
    from tei.findings import Finding, Severity, TeiError
    from tei.pipeline import Result

__all__ = [
    "Finding",
    "Report",
    "Result",
    "Settings",
    "Severity",
    "TeiError",
    "__version__",
    "build",
    "convert",
    "convert_all",
    "render",
    "validate",
]

_ROOMS = {
    "Finding": "tei.findings",
    "Result": "tei.pipeline",
    "Settings": "tei.encode",
    "Severity": "tei.findings",
    "TeiError": "tei.findings",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'tei' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_ROOMS.get(name, "tei.api")), name)
