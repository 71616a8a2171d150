"""Totals over very many units, added up by the database: one statement, however many units and metrics there are.

Only what was entered for exactly the window counts here. Parts of a year, predecessors and the names of who is missing
are read by ``roll_ups``, which knows every unit's figure; the two agree where all units fill the same form.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import connection

from indicators.models import Definition
from indicators.queries.book import definitions_of, is_derived
from indicators.rounding import printed, ratio, rounded
from indicators.windows import Window

_PLACES = 4
# The best living row of each unit, metric and field, then the whole of each unit and metric: what was entered as a whole,
# else the sum of its fields. Both databases know every word of it.
_WHOLE = """
WITH best AS (
  SELECT v.unit_id, d.metric_id, v.amount, v.numerator, v.denominator,
    CASE WHEN v.breakdown = '' THEN 1 ELSE 0 END AS is_whole,
    CASE WHEN v.status = 'blank' THEN 1 ELSE 0 END AS blank,
    CASE WHEN v.status = 'not_applicable' THEN 1 ELSE 0 END AS outside,
    CASE WHEN v.status = 'given' THEN 1 ELSE 0 END AS given
  FROM indicators_value v JOIN indicators_definition d ON d.id = v.definition_id
  WHERE v.superseded_at IS NULL AND v.window_from = %s AND v.window_to = %s
    AND d.metric_id IN ({metrics}) AND v.unit_id IN ({units})
    AND NOT EXISTS (
      SELECT 1 FROM indicators_value w
      WHERE w.superseded_at IS NULL AND w.unit_id = v.unit_id AND w.definition_id = v.definition_id
        AND w.window_from = v.window_from AND w.window_to = v.window_to AND w.breakdown = v.breakdown
        AND (w.kind = 'final' AND v.kind <> 'final' OR w.kind = 'estimate' AND v.kind = 'actual'))
), whole AS (
  SELECT unit_id, metric_id,
    CASE WHEN MAX(is_whole) = 1 THEN SUM(CASE is_whole WHEN 1 THEN amount END) ELSE SUM(amount) END AS amount,
    CASE WHEN MAX(is_whole) = 1 THEN SUM(CASE is_whole WHEN 1 THEN numerator END) ELSE SUM(numerator) END AS numerator,
    CASE WHEN MAX(is_whole) = 1 THEN SUM(CASE is_whole WHEN 1 THEN denominator END) ELSE SUM(denominator) END
      AS denominator,
    CASE WHEN MAX(is_whole) = 1 THEN MAX(is_whole * blank) ELSE MAX(blank) END AS blank,
    CASE WHEN MAX(is_whole) = 1 THEN MAX(is_whole * outside) ELSE MIN(outside) END AS outside,
    CASE WHEN MAX(is_whole) = 1 THEN MAX(is_whole * given) ELSE MAX(given) END AS given
  FROM best GROUP BY unit_id, metric_id
)
"""
_COUNTS = """
SELECT 0 AS is_ratio, metric_id AS key, SUM(1 - blank) AS present, SUM(CASE WHEN blank = 0 THEN outside ELSE 0 END) AS outside,
  SUM(given * (1 - blank)) AS given, SUM(CASE WHEN blank = 0 THEN amount END) AS amount,
  SUM(CASE WHEN blank = 0 THEN numerator END) AS numerator, SUM(CASE WHEN blank = 0 THEN denominator END) AS denominator
FROM whole GROUP BY metric_id
"""
_RATIOS = """
UNION ALL
SELECT 1, definition_id, COUNT(*), SUM(outside), 0, NULL, SUM(CASE WHEN outside = 0 THEN numerator END),
  SUM(CASE WHEN outside = 0 THEN denominator END)
FROM (
  SELECT t.definition_id, h.unit_id, MAX(h.outside) AS outside,
    SUM(CASE WHEN t.side = 'numerator' THEN t.sign * COALESCE(h.amount, 0) ELSE 0 END) AS numerator,
    SUM(CASE WHEN t.side = 'denominator' THEN t.sign * COALESCE(h.amount, 0) ELSE 0 END) AS denominator
  FROM whole h JOIN indicators_metric m ON m.id = h.metric_id JOIN indicators_term t ON t.metric_code = m.code
  WHERE h.blank = 0 AND t.definition_id IN ({ratios})
  GROUP BY t.definition_id, h.unit_id
  HAVING COUNT(*) = (SELECT COUNT(*) FROM indicators_term n WHERE n.definition_id = t.definition_id)
) complete GROUP BY definition_id
"""


@dataclass(frozen=True)
class Total:
    """One metric over all units. counted: units in the total; outside: "không áp dụng"; missing: without a figure."""

    definition: Definition
    counted: int
    outside: int
    missing: int
    amount: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def number(self) -> Decimal | None:
        """The exact sum, mean or ratio; None where the definition puts no units together."""
        return self.amount if self.denominator is None else ratio(self.numerator, self.denominator)

    @property
    def shown(self) -> str:
        """The total as printed."""
        return printed(self.number, self.definition.precision, self.definition.unit_label)


def totals(codes: Iterable[str], units: Iterable[int], window: Window) -> dict[str, Total]:
    """Totals of the metrics by code for figures of exactly the window: five queries at most."""
    units = sorted(set(units))
    found = definitions_of(codes)
    wanted = {code: _on(found[code], window) for code in dict.fromkeys(codes) if code in found}
    ratios = {one.pk: one for one in wanted.values() if is_derived(one)}
    terms = {term.metric_code for one in ratios.values() for term in one.terms.all()}
    metrics = {rows[0].metric_id for code, rows in found.items() if code in wanted or code in terms}
    if not units or not metrics:
        return {code: Total(one, 0, 0, len(units)) for code, one in wanted.items()}
    rows = _ask(metrics, units, window, ratios)
    return {code: _total(one, rows.get(_key(one)), len(units)) for code, one in wanted.items()}


def _key(definition: Definition) -> tuple[int, int]:
    """Where the statement answers for a definition: ratios by definition, counts by metric."""
    return (1, definition.pk) if is_derived(definition) else (0, definition.metric_id)


def _on(rows: list[Definition], window: Window) -> Definition:
    return next((one for one in rows if one.holds_on(window.last)), rows[-1])


def _ask(metrics: Iterable[int], units: list[int], window: Window, ratios: Iterable[int]) -> dict[tuple, tuple]:
    """Numbers by ``_key``. Primary keys are written into the statement: no database takes so many parameters."""
    keys = {"metrics": metrics, "units": units, "ratios": list(ratios) or [0]}
    lists = {name: ",".join(str(int(one)) for one in rows) for name, rows in keys.items()}
    with connection.cursor() as cursor:
        cursor.execute((_WHOLE + _COUNTS + _RATIOS).format(**lists), [window.first, window.last])
        return {tuple(row[:2]): row[2:] for row in cursor.fetchall()}


def _exact(number) -> Decimal | None:
    """A sum of the database as figures are stored: SQLite answers with floats."""
    return None if number is None else rounded(Decimal(str(number)), _PLACES)


def _total(definition: Definition, row: tuple | None, asked: int) -> Total:
    """What the definition makes of the numbers of its units."""
    if row is None:
        return Total(definition, 0, 0, asked)
    present, outside, given = (int(number) for number in row[:3])
    amount, over, under = (_exact(number) for number in row[3:])
    found = Total(definition, present - outside, outside, asked - present)
    if present == outside:
        return found
    if definition.across == Definition.Across.RECOMPUTE:
        return replace(found, numerator=over or Decimal(0), denominator=under or Decimal(0))
    if definition.across == Definition.Across.SUM:
        return replace(found, amount=amount or Decimal(0))
    if definition.across == Definition.Across.MEAN and given and amount is not None:
        return replace(found, amount=amount / given)
    return found
