"""One stylesheet and one script per layout, put together from the component folders.

`build()` writes them into DATA_DIR/built, which is a static folder; the static storage gives them
their hashed names. It does nothing when nothing has changed, so that it may be called freely.
"""

import re
from importlib.resources import files
from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"

EVERYWHERE = (
    "icon brand button field choice error-summary card notice banner badge chip more "
    "empty-state help-strip topbar steps facts checklist toast"
)
FAMILY = (
    "taps signature progress bottom-bar dialog menu timeline qr-slip stages tabs person stat "
    "messages pagination queue"
)
STUDENT = "question screening taps progress bottom-bar queue"
PUBLIC = (
    "signature taps question progress qr-slip timeline tabs table stat queue person watermark "
    "pagination hit picture"
)
STAFF = (
    "question taps signature progress person table filter-bar pagination todo queue stages gauge "
    "stat timeline chart crisis tabs rail bottom-bar dialog menu letter-sheet reply-slip qr-slip "
    "cover swatch messages watermark keying scan-desk picture"
)
PRINT = "icon brand badge chip card notice table facts checklist steps stat chart watermark"
PAPER = "letter-sheet reply-slip qr-slip"

STYLES = {
    "public": (
        ("tokens", "base", "page", "reading"),
        f"{EVERYWHERE} {PUBLIC}",
        ("floor", "helpers", "print"),
    ),
    "family": (("tokens", "base", "page"), f"{EVERYWHERE} {FAMILY}", ("floor", "helpers", "print")),
    "student": (("tokens", "base", "page"), f"{EVERYWHERE} {STUDENT}", ("floor", "helpers")),
    "staff": (("tokens", "base", "page", "desk"), f"{EVERYWHERE} {STAFF}", ("helpers", "print")),
    "wall": (("tokens", "base"), "icon button wall", ("helpers",)),
    "print": (("tokens", "base", "page"), f"{PRINT} {PAPER}", ("helpers", "print")),
}
SCRIPTS = {
    "public": "banner text-size listen signature",
    "family": "banner text-size listen signature dialog",
    "student": "banner text-size listen screening",
    "wall": "wall",
    "staff": "banner person cover signature filter-bar table dialog keying record",
}
FOREIGN = {"plotly.js": ("plotly", "package_data/plotly.min.js")}


def build() -> list[str]:
    """Write what is missing or stale; the names written."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"{layout}.css": _style(*parts) for layout, parts in STYLES.items()}
    wanted |= {f"{layout}.js": _script(names) for layout, names in SCRIPTS.items()}
    written = [name for name, text in wanted.items() if _write(folder / name, text.encode())]
    for name, (package, path) in FOREIGN.items():
        source = files(package).joinpath(path)
        if not (folder / name).exists() or (folder / name).stat().st_size != len(
            source.read_bytes()
        ):
            (folder / name).write_bytes(source.read_bytes())
            written.append(name)
    return written


def stale() -> bool:
    """Whether a layout has never been built."""
    return not all((_folder() / f"{layout}.css").exists() for layout in STYLES)


def squeeze(css: str) -> str:
    """Without comments and needless blanks."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,])\s*", r"\1", css).replace(": ", ":").replace(";}", "}").strip()


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "built"


def _style(before: tuple[str, ...], components: str, after: tuple[str, ...]) -> str:
    sources = [TEMPLATES / "layouts" / "css" / f"{name}.css" for name in before]
    sources += [_part(name, "css") for name in dict.fromkeys(components.split())]
    sources += [TEMPLATES / "layouts" / "css" / f"{name}.css" for name in after]
    return squeeze("".join(source.read_text("utf-8") for source in sources)) + "\n"


def _script(names: str) -> str:
    return "".join(_part(name, "js").read_text("utf-8") for name in names.split())


def _part(name: str, kind: str) -> Path:
    return TEMPLATES / "components" / name / f"{name}.{kind}"


def _write(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    return True


def text(name: str) -> str:
    """The content of a built file."""
    return (_folder() / name).read_text("utf-8")
