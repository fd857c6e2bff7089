"""Other programs that make PDFs, given the same documents: as XSL-FO to Apache FOP, as a page of HTML to WeasyPrint.

Both get the print document of `xslt/print.xsl` in an ordinary look (fo.xsl, html.xsl), so what is measured of them is the
layout alone; neither tags what it writes. FOP is Debian's `fop` with the JDK; it reads no Noto font for East Asian
letters, so both take Droid Sans Fallback (Debian's `fonts-droid-fallback`) for them, and Noto Serif.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

_HERE = Path(__file__).parent
_JARS = (
    "fop",
    "commons-io",
    "commons-logging",
    "batik-all",
    "xmlgraphics-commons",
    "xml-apis-ext",
    "fontbox2",
)
_QUIET = "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog"
_SIZES = {"a4": ("210mm", "297mm"), "a5": ("148mm", "210mm")}
PAPERS = tuple(_SIZES)
_FACES = (
    ("Noto Serif", "normal", "normal", "Noto Serif:style=Regular"),
    ("Noto Serif", "italic", "normal", "Noto Serif:style=Italic"),
    ("Noto Serif", "normal", "bold", "Noto Serif:style=Bold"),
    ("Droid Sans Fallback", "normal", "normal", "Droid Sans Fallback"),
)


def has_fop() -> bool:
    """Whether FOP, and the JDK that runs our few lines of Java, are there."""
    return shutil.which("fop") is not None and shutil.which("javac") is not None


def fop_seconds(documents: list[etree._Element], paper: str) -> float:
    """Processor seconds of FOP for these documents, all in one Java; its start and the first are not counted.

    Raises:
        SystemExit: it did not make a PDF of each.
    """
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "fop.xconf").write_text(_configuration())
        files = _written(documents, "fo.xsl", paper, place)
        first = _batch(place, files[:1])
        return _batch(place, files) - first


def weasyprint_seconds(documents: list[etree._Element], paper: str) -> float:
    """Processor seconds of WeasyPrint for these documents; its start and the first are not counted."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    with TemporaryDirectory() as folder:
        pages = [file.read_bytes() for file in _written(documents, "html.xsl", paper, Path(folder))]
    weasyprint.HTML(string=pages[0].decode()).write_pdf(font_config=fonts)
    start = time.process_time()
    for page in pages[1:]:
        weasyprint.HTML(string=page.decode()).write_pdf(font_config=fonts)
    return time.process_time() - start


def _written(documents: list[etree._Element], sheet: str, paper: str, place: Path) -> list[Path]:
    """The documents by one of the stylesheets here, each a file."""
    program = etree.XSLT(etree.parse(_HERE / sheet))
    width, height = map(etree.XSLT.strparam, _SIZES[paper])
    files = [place / f"{at}.{Path(sheet).stem}" for at in range(len(documents))]
    for file, document in zip(files, documents, strict=True):
        file.write_bytes(bytes(program(document, width=width, height=height)))
    return files


def _batch(place: Path, files: list[Path]) -> float:
    """Processor seconds of one Java that makes PDFs of all these files."""
    jars = [f"/usr/share/java/{name}.jar" for name in _JARS]
    command = ["java", _QUIET, "-cp", ":".join([*jars, "/usr/share/fop/fop-hyph.jar"])]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603  (Java, on files of the measure)
        [*command, str(_HERE / "FopBatch.java"), str(place / "fop.xconf"), *map(str, files)],
        check=True,
        stderr=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    without = [file.name for file in files if not file.with_name(f"{file.name}.pdf").stat().st_size]
    if without:
        raise SystemExit(f"FOP made nothing of {', '.join(without)}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _configuration() -> str:
    """FOP's: the fonts by their files, which it asks for by name."""
    fonts = "".join(
        f'<font embed-url="{Path(_file_of(pattern)).as_uri()}">'
        f'<font-triplet name="{name}" style="{style}" weight="{weight}"/></font>'
        for name, style, weight, pattern in _FACES
    )
    renderer = f'<renderer mime="application/pdf"><fonts>{fonts}</fonts></renderer>'
    return f'<fop version="1.0"><renderers>{renderer}</renderers></fop>'


def _file_of(pattern: str) -> str:
    command = [shutil.which("fc-match") or "fc-match", "-f", "%{file}", pattern]
    done = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603  (names of ours)
    return done.stdout
