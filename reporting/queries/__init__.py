"""Reads of reporting worth a name."""

from reporting.queries.content import Content, Place, content, contents
from reporting.queries.figures import Figures, figures_of
from reporting.queries.forms import form_of, version_on
from reporting.queries.sight import reports_of

__all__ = ["Content", "Figures", "Place", "content", "contents", "figures_of", "form_of", "reports_of", "version_on"]
