"""The statement behind totals over very many units: each unit's figure of a window, found and added by the database.

Both databases know every word of it. Primary keys are written into it, since no database takes so many parameters.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from indicators.windows import Window

# better: the rank of the best row wherever there is more than a first count by an only definition (few rows, so that
# nobody is looked up twice); best: the living row that stands for each unit, metric and field; whole: of each unit and
# metric what was entered as a whole, else the sum of its fields; single: the same with ratios worked out of it.
# standing: 3 given, 2 nothing arose, 1 not applicable, 0 blank.
_SINGLE = """
WITH known(definition_id, metric_id, place, fields) AS NOT MATERIALIZED (VALUES {counts}),
term(definition_id, metric_id, over, under, terms) AS NOT MATERIALIZED (VALUES {terms}),
better AS (
  SELECT v.unit_id, k.metric_id, v.breakdown, MAX({rank}) AS standing
  FROM indicators_value v JOIN known k ON k.definition_id = v.definition_id
  WHERE v.superseded_at IS NULL AND v.window_from = %s AND v.window_to = %s AND v.unit_id IN ({units})
    AND (v.kind <> 'actual' OR v.definition_id IN ({later}))
  GROUP BY v.unit_id, k.metric_id, v.breakdown
), best AS (
  SELECT v.unit_id, k.metric_id, k.fields, v.breakdown, v.amount, v.numerator, v.denominator,
    CASE v.status WHEN 'given' THEN 3 WHEN 'nothing_arose' THEN 2 WHEN 'not_applicable' THEN 1 ELSE 0 END AS standing
  FROM indicators_value v JOIN known k ON k.definition_id = v.definition_id
  LEFT JOIN better b ON b.unit_id = v.unit_id AND b.metric_id = k.metric_id AND b.breakdown = v.breakdown
  WHERE v.superseded_at IS NULL AND v.window_from = %s AND v.window_to = %s AND v.unit_id IN ({units})
    AND (k.fields = 1 OR v.breakdown = '') AND (b.standing IS NULL OR b.standing = {rank})
), whole AS (
  SELECT unit_id, metric_id, standing, amount, numerator, denominator FROM best WHERE fields = 0
  UNION ALL
  SELECT unit_id, metric_id,
    CASE WHEN MIN(breakdown) = '' THEN MAX(CASE breakdown WHEN '' THEN standing END)
      WHEN MIN(standing) = 0 THEN 0 ELSE MAX(standing) END,
    CASE WHEN MIN(breakdown) = '' THEN MAX(CASE breakdown WHEN '' THEN amount END) ELSE SUM(amount) END,
    CASE WHEN MIN(breakdown) = '' THEN MAX(CASE breakdown WHEN '' THEN numerator END) ELSE SUM(numerator) END,
    CASE WHEN MIN(breakdown) = '' THEN MAX(CASE breakdown WHEN '' THEN denominator END) ELSE SUM(denominator) END
  FROM best WHERE fields = 1 GROUP BY unit_id, metric_id
), ratio AS (
  SELECT t.definition_id, h.unit_id, CASE MIN(h.standing) WHEN 1 THEN 1 ELSE 3 END AS standing,
    SUM(t.over * COALESCE(h.amount, 0)) AS numerator, SUM(t.under * COALESCE(h.amount, 0)) AS denominator
  FROM whole h JOIN term t ON t.metric_id = h.metric_id
  WHERE h.standing > 0
  GROUP BY t.definition_id, t.terms, h.unit_id
  HAVING COUNT(*) = t.terms
), single AS (
  SELECT 0 AS is_ratio, metric_id AS key, unit_id, standing, amount, numerator, denominator,
    CASE WHEN denominator IS NULL THEN amount WHEN denominator <> 0 THEN 1.0 * numerator / denominator END AS number
  FROM whole WHERE standing > 0
  UNION ALL
  SELECT 1, definition_id, unit_id, standing, NULL, CASE standing WHEN 3 THEN numerator END,
    CASE standing WHEN 3 THEN denominator END,
    CASE WHEN standing = 3 AND denominator <> 0 THEN 1.0 * numerator / denominator END
  FROM ratio
)
"""
_RANK = "k.place + 1000 * CASE v.kind WHEN 'final' THEN 2 WHEN 'estimate' THEN 1 ELSE 0 END"
# Every figure that there is, by unit.
EACH = "SELECT is_ratio, key, unit_id, standing, amount, numerator, denominator FROM single"
# Sums of each field of procedures, for metrics that are counted by field.
FIELDS = """
SELECT metric_id, breakdown, COUNT(*) AS present, SUM(amount) AS amount FROM best
WHERE fields = 1 AND breakdown <> '' AND standing > 0 GROUP BY metric_id, breakdown
"""
# Sums of each metric, in up to two rows: with its smallest and with its largest figure.
EXTREMES = """
, summed AS (
  SELECT is_ratio, key, COUNT(*) AS present, SUM(CASE standing WHEN 1 THEN 1 ELSE 0 END) AS outside,
    SUM(CASE standing WHEN 3 THEN 1 ELSE 0 END) AS given, SUM(amount) AS amount, SUM(numerator) AS numerator,
    SUM(denominator) AS denominator, MIN(number) AS low, MAX(number) AS high
  FROM single GROUP BY is_ratio, key
), ends AS (
  SELECT s.is_ratio, s.key, CASE WHEN s.number = a.low THEN 0 ELSE 1 END AS side, MIN(s.number) AS number,
    MIN(s.unit_id) AS unit_id, COUNT(*) AS many
  FROM single s JOIN summed a ON a.is_ratio = s.is_ratio AND a.key = s.key AND (s.number = a.low OR s.number = a.high)
  GROUP BY 1, 2, 3
)
SELECT a.is_ratio, a.key, a.present, a.outside, a.given, a.amount, a.numerator, a.denominator,
  e.side, e.number, e.unit_id, e.many
FROM summed a LEFT JOIN ends e ON e.is_ratio = a.is_ratio AND e.key = a.key
"""


@dataclass(frozen=True)
class Asked:
    """What the statement works on, as primary keys.

    counts: (definition, metric, place among the metric's definitions, 1 where it is also counted by field); terms:
    (ratio, metric, its sign above the line, its sign below, how many terms the ratio has).
    """

    counts: tuple[tuple[int, int, int, int], ...]
    terms: tuple[tuple[int, int, int, int, int], ...]


def ask(what: str, asked: Asked, units: Iterable[int], window: Window) -> list[tuple]:
    """Rows of EACH, FIELDS or EXTREMES for the units. One query."""
    lists = {
        "counts": _rows(asked.counts),
        "terms": _rows(asked.terms or ((0, 0, 0, 0, 0),)),
        "units": _keys(units),
        "later": _keys(row[0] for row in asked.counts if row[2]) or "0",
    }
    with connection.cursor() as cursor:
        cursor.execute(_SINGLE.format(rank=_RANK, **lists) + what, [window.first, window.last] * 2)
        return cursor.fetchall()


def _keys(keys: Iterable[int]) -> str:
    return ",".join(str(int(key)) for key in keys)


def _rows(rows: Iterable[tuple[int, ...]]) -> str:
    return ",".join(f"({_keys(row)})" for row in rows)
