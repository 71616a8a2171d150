"""Workbooks of one-stop systems, read into lines of the table of files. Nothing is stored here."""

from reporting.workbooks.comparing import NO_CHANGE, Change, changes, summary
from reporting.workbooks.reading import Reading, Wanted, read_table
from reporting.workbooks.templates import Template, name_key

__all__ = ["NO_CHANGE", "Change", "Reading", "Template", "Wanted", "changes", "name_key", "read_table", "summary"]
