"""Every style sheet, script, font and icon that a page names is there, in production as well."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

STATIC_TAG = re.compile(r"""\{%\s*static\s+["']([^"'{}]+)["']""")
VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"


def named_in_templates() -> list[str]:
    templates = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
    return sorted({name for template in templates for name in STATIC_TAG.findall(template.read_text())})


def test_templates_name_only_files_that_exist() -> None:
    assert [name for name in named_in_templates() if finders.find(name) is None] == []


def test_production_storage_resolves_every_reference(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()


def test_third_party_files_are_the_few_that_pages_use() -> None:
    files = sorted(
        str(file.relative_to(VENDOR)) for file in VENDOR.rglob("*") if file.suffix in {".css", ".js", ".woff2"}
    )
    fonts = [
        f"be-vietnam-pro/files/be-vietnam-pro-{subset}-{weight}-normal.woff2"
        for subset in ("latin", "vietnamese")
        for weight in (400, 500, 600)
    ]
    sheets = [f"be-vietnam-pro/{weight}.css" for weight in (400, 500, 600)]
    assert files == sorted([*sheets, *fonts, "htmx/htmx.min.js", "tabler/tabler.min.css"])


@pytest.mark.parametrize("package", ["be-vietnam-pro", "htmx", "tabler"])
def test_each_third_party_package_comes_with_its_licence(package: str) -> None:
    assert (VENDOR / package / "LICENSE").stat().st_size > 0
