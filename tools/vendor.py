"""Copies the front-end files that pages use from node_modules/ to static/vendor/ (git-ignored).

Only what a page loads is copied: whole packages are 23 MB and more. Comments naming a source map are cut, because
the production storage refuses a style sheet whose map is missing.
"""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "htmx.org/LICENSE": "htmx/LICENSE",
    "@fontsource/be-vietnam-pro/LICENSE": "be-vietnam-pro/LICENSE",
}
# The package ships no licence file; its package.json and the head of its style sheet say MIT.
TABLER_LICENCE = "@tabler/core: MIT licence, https://github.com/tabler/tabler/blob/dev/LICENSE\n"

FONT = "@fontsource/be-vietnam-pro"
FONT_WEIGHTS = (400, 500, 600)
FONT_SUBSETS = ("vietnamese", "latin")

_SOURCE_MAP = re.compile(r"\n?(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S*)\s*")
_FACE = re.compile(r"/\* (\S+) \*/\s*(@font-face \{.*?\})", re.DOTALL)
_FALLBACK = re.compile(r", url\(\S+\.woff\) format\('woff'\)")


def copy_files() -> None:
    """Replaces static/vendor/ by a fresh copy."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in FILES.items():
        _write(target, _SOURCE_MAP.sub("\n", (PACKAGES / source).read_text()))
    _write("tabler/LICENSE", TABLER_LICENCE)
    _copy_fonts()


def _copy_fonts() -> None:
    """One style sheet per weight, as the package has it, but only with the letters of Vietnamese and only woff2."""
    for weight in FONT_WEIGHTS:
        faces = dict(_FACE.findall((PACKAGES / FONT / f"{weight}.css").read_text()))
        chosen = [f"be-vietnam-pro-{subset}-{weight}-normal" for subset in FONT_SUBSETS]
        _write(f"be-vietnam-pro/{weight}.css", "\n\n".join(_FALLBACK.sub("", faces[name]) for name in chosen) + "\n")
        for name in chosen:
            target = VENDOR / "be-vietnam-pro" / "files" / f"{name}.woff2"
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(PACKAGES / FONT / "files" / f"{name}.woff2", target)


def _write(target: str, text: str) -> None:
    path = VENDOR / target
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
