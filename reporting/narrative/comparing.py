"""Words that compare a figure with the period before and with last year: three clauses, of which one is true. Pure."""

from reporting.narrative.sentences import Clause, Sentence

_BESIDE = {"prev": "[report.prev]", "year": "[report.last_year]"}


def moved(key: str, beside: str, noun: str = "") -> tuple[Clause, ...]:
    """Tails ", tăng 12 hồ sơ so với …", ", giảm …", ", bằng …". noun: of a count; a ratio brings "điểm %"."""
    then, name = f"{key}@{beside}", _BESIDE[beside]
    change = f"[{key}^{beside}]{f' {noun}' if noun else ''}"
    return (
        Clause(f", tăng {change} so với {name}", (f"{key} > {then}",)),
        Clause(f", giảm {change} so với {name}", (f"{key} < {then}",)),
        Clause(f", bằng {name}", (f"{key} = {then}",)),
    )


def count(key: str, some: str, none: str, noun: str = "", *, more: tuple[Clause, ...] = ()) -> tuple[Sentence, ...]:
    """A sentence for a count and one for zero; with a noun it is compared with last year.

    some: words with the key in brackets; none: words for zero; more: tails of the first.
    """
    compared = moved(key, "year", noun) if noun else ()
    return (
        Sentence(Clause(some, (f"{key} > 0",)), (*more, *compared)),
        Sentence(Clause(none, (f"{key} = 0",))),
    )


def ratio(key: str, words: str, *, prev: bool = True) -> Sentence:
    """A sentence for a ratio, compared with the period before and with last year."""
    return Sentence(Clause(words), (*(moved(key, "prev") if prev else ()), *moved(key, "year")))


def plain(words: str, *when: str, tails: tuple[Clause, ...] = ()) -> Sentence:
    """A sentence under conditions."""
    return Sentence(Clause(words, when), tails)
