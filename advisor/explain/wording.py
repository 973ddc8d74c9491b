"""Numbers, amounts and lines as a reader sees them: rounding, ranges, wrapping, tables."""

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from math import floor, log10

from advisor.profile.business import KM_PER_MILE as KM_PER_MILE
from advisor.results import Range

WIDTH = 96
_LEAST_A_MONTH = 1.0
_COINS = 0.001  # of the other end of a range
_LITTLE = 0.1  # of an outcome: less is not told apart
_ONE_A_YEAR = 0.75  # fewer are so many years for one
_YEARS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
LEAST_NAME = 46  # letters of a name that is cut
_END_OF_NAME = 14  # and of its end
_WORD = 9  # letters
_HARDLY_ANY = "hardly any"
_LEAST_IN_WORDS, _LEAST_IN_TABLE = 0.05, 0.01  # smaller numbers say nothing to anybody

# By ISO 4217 (no minor unit), and where the minor unit is out of use.
_WHOLE = (
    "AFN ALL BIF CLP COP CRC DJF GNF HUF IDR IQD IRR ISK JPY KMF KRW LAK LBP MGA MMK PKR PYG RSD "
    "RWF SOS SYP TZS UGX UZS VND VUV XAF XOF XPF YER"
)
_THOUSANDTHS = frozenset(("BHD", "JOD", "KWD", "LYD", "OMR", "TND"))
_FIGURES_OF_AMOUNTS = 3  # of a plan's: nobody can say more of it beforehand
_SAME_AMOUNT = 0.005  # what no coin pays
_FEW_WANTED = 10  # customers: of fewer, somebody may want two and a half
_WHOLE_FROM = {0: 0, 2: 1, 3: 10}  # by the decimals: below, an amount has two figures


def two_figures(value: float) -> str:
    """Write a number with two significant figures and thousands separated.

    Examples
    --------
    >>> [two_figures(x) for x in (0, 1234, 9.96, 0.0447, -18.2, 1.0)]
    ['0', '1,200', '10', '0.045', '-18', '1']
    """
    if abs(value) < 0.0005:
        return "0"
    digits = 1 - floor(log10(abs(value)))
    rounded = round(value, digits)
    return f"{rounded:,.0f}" if digits <= 0 else f"{rounded:,.{digits}f}".rstrip("0").rstrip(".")


def few(value: float, about: str = "") -> str:
    """Write how many come, in a sentence; `about` is put before a number.

    Examples
    --------
    >>> few(0.019, "about "), few(2.34, "about "), few(0.0)
    ('hardly any', 'about 2.3', '0')
    """
    hardly = 0.0 < value < _LEAST_IN_WORDS
    return _HARDLY_ANY if hardly else about + two_figures(value)


def in_table(value: float, currency: str = "") -> str:
    """Write a number of a table: two significant figures, but none below a hundredth.

    Examples
    --------
    >>> in_table(0.0017), in_table(0.079), in_table(0.0)
    ('under 0.01', '0.079', '0')
    """
    text = estimate(value, currency)
    return f"under {_LEAST_IN_TABLE}" if 0.0 < value < _LEAST_IN_TABLE and text != "0" else text


def short(value: float) -> float:
    """Return a number with two significant figures, for tables."""
    return float(f"{value:.2g}")


def range_text(values: Range, unit: str = "", currency: str = "") -> str:
    """Write a range of outcomes before its median: "4 to 11, most likely 7".

    Examples
    --------
    >>> range_text(Range(p5=4.2, p50=7.1, p95=11.4), "new customers")
    '4.2 to 11 new customers, most likely 7.1'
    >>> range_text(Range(p5=0.0037, p50=0.039, p95=0.61))
    'up to 0.61, most likely under 0.1'
    """
    # The unit of an amount begins with its currency, which may have no coins.
    currency = currency or unit[:3]
    span, median = span_text(values, currency), outcome(values.p50, currency)
    unit = f" {unit}" if unit else ""
    return f"{span}{unit}" if span == median else f"{span}{unit}, most likely {median}"


def span_text(values: Range, currency: str = "") -> str:
    """Write a range without its median; beside thousands an end of coins is none.

    Examples
    --------
    >>> span_text(Range(p5=0, p50=2, p95=4)), span_text(Range(p5=0.01, p50=0.02, p95=0.03))
    ('0 to 4', 'under 0.1')
    >>> span_text(Range(p5=-0.66, p50=98, p95=700)), span_text(Range(p5=-700, p50=-9, p95=0.2))
    ('0 to 700', '-700 to 0')
    """
    ends = values.p5, values.p95
    least = max(map(abs, ends)) * _COINS
    low, high = (outcome(x if abs(x) >= least else 0.0, currency) for x in ends)
    if low == high:
        return outcome(values.p50, currency)
    return f"up to {high}" if 0 < values.p5 < _LITTLE else f"{low} to {high}"


def outcome(value: float, currency: str = "") -> str:
    """Write a number that is an outcome: of what is hardly there, only that.

    Examples
    --------
    >>> outcome(0.0), outcome(0.039), outcome(0.61), outcome(12.34), outcome(-0.082)
    ('0', 'under 0.1', '0.61', '12', '0')
    """
    if -_LITTLE < value < 0:
        return "0"
    text = estimate(value, currency)
    return f"under {_LITTLE}" if 0 < value < _LITTLE and text != "0" else text


def by_the_year(values: Iterable[Range]) -> bool:
    """Say whether monthly ranges are better shown by the year: no median reaches one a month.

    Examples
    --------
    >>> by_the_year([Range(p5=0.01, p50=0.1, p95=0.6)]), by_the_year([Range(p5=0, p50=2, p95=4)])
    (True, False)
    """
    medians = [v.p50 for v in values if v.p95 > 0]
    return bool(medians) and max(medians) < _LEAST_A_MONTH


def counted(values: Sequence[Range]) -> tuple[str, list[Range]]:
    """Return in which period monthly ranges are counted, "month" or "year", and so counted."""
    if by_the_year(values):
        return "year", [v.times(12) for v in values]
    return "month", list(values)


def counted_text(values: Range, period: str, unit: str = "") -> str:
    """Write how many come in a period, "month" or "year"; `unit` names it where it is said."""
    return (yearly_text if period == "year" else range_text)(values, unit)


def yearly_text(values: Range, unit: str = "") -> str:
    """Write how many come in a year; fewer than one a year in words.

    Examples
    --------
    >>> yearly_text(Range(p5=1.24, p50=6.1, p95=24.2), "new customers a year")
    '1.2 to 24 new customers a year, most likely 6.1'
    >>> yearly_text(Range(p5=0.04, p50=0.47, p95=7.3), "new customers a year")
    'up to 7.3 new customers a year, most likely one every two years'
    >>> yearly_text(Range(p5=0.0, p50=0.02, p95=0.3)), yearly_text(Range(p5=0, p50=0, p95=0.05))
    ('at most one every three years', 'hardly any')
    >>> yearly_text(Range(p5=0.0, p50=0.02, p95=0.3), "new customers a year")
    'at most one new customer every three years'
    """
    median, high = (_in_years(x) for x in (values.p50, values.p95))
    if values.p5 >= _ONE_A_YEAR:
        return range_text(values, unit)
    if values.p95 >= _ONE_A_YEAR:
        return f"up to {high}{f' {unit}' if unit else ''}, most likely {median}"
    what = unit.removesuffix(" a year")
    if high == _HARDLY_ANY:
        return f"{high} {what}".rstrip()
    high = high.replace("one", f"one {what.removesuffix('s')}".rstrip(), 1)
    return f"about {high}" if _in_years(values.p5) == _in_years(values.p95) else f"at most {high}"


def often(values: Range, what: str) -> str:
    """Return a monthly range in words; by the year where a month brings less than one.

    Examples
    --------
    >>> often(Range(p5=4.0, p50=7.0, p95=11.0), "new customers")
    '4 to 11 new customers a month, most likely 7'
    >>> often(Range(p5=0.1, p50=0.5, p95=2.0), "new customers")
    '1.2 to 24 new customers a year, most likely 6'
    """
    if values.p95 <= 0:
        return f"no {what}"
    period, times = ("year", 12.0) if by_the_year((values,)) else ("month", 1.0)
    return counted_text(values.times(times), period, f"{what} a {period}")


def _in_years(a_year: float) -> str:
    if a_year >= _ONE_A_YEAR:
        return two_figures(a_year)
    if a_year < 1 / (len(_YEARS) + 1):
        return _HARDLY_ANY
    return f"one every {_YEARS[max(round(1 / a_year), 2) - 2]} years"


def breadth(text: str) -> int:
    """Return how wide a text is, in letters: those of Chinese, Japanese and Korean are two.

    Examples
    --------
    >>> breadth("Sakura"), breadth("さくら")
    (6, 6)
    """
    return len(text) + sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)


def in_brief(name: str, most: int) -> str:
    """Return a name no wider than `most` letters: its beginning and its end.

    Examples
    --------
    >>> in_brief("Twelve", 46)
    'Twelve'
    >>> in_brief("Twelve hours and the son helps in the office, number 2", 46)
    'Twelve hours and the son … number 2'
    """
    if breadth(name) <= most:
        return name
    kept, end = len(name), _END_OF_NAME
    while kept > 1 and breadth(f"{name[:kept]} … {name[-end:]}") > most:
        end = min(end, max(1, kept // 2))
        kept -= 1
    first, last = name[:kept].rstrip(), name[-end:].lstrip()
    if name[kept : kept + 1].strip():  # within a word: it goes, unless it is a long one
        first = _without(first, first.rpartition(" ")[0])
    if name[-end - 1 : -end].strip():
        last = _without(last, last.partition(" ")[2])
    return f"{first} … {last}"


def _without(part: str, whole_words: str) -> str:
    """Return the whole words of a part of a name where little is lost by it."""
    return whole_words if whole_words and len(part) - len(whole_words) <= _WORD else part


def percent(share: float) -> str:
    """Write a share as a whole percentage."""
    return f"{100 * share:.0f} %"


def wish_text(value: float) -> str:
    """Write how many customers are wanted, as typed: what was assumed is hardly a whole number.

    Examples
    --------
    >>> wish_text(333.0), wish_text(135.4), wish_text(2.5), wish_text(6.93)
    ('333', '140', '2.5', '6.9')
    """
    typed = round(value, 1 if value < _FEW_WANTED else 0)
    if abs(value - typed) < 1e-9:  # times twelve it is not quite itself
        return exact(typed)
    return two_figures(value)


def exact(value: float) -> str:
    """Write a number that is no estimate: thousands separated, at most two decimals."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def wrapped(text: str, bullet: str = "") -> list[str]:
    """Break a text into lines of at most ``WIDTH``; the first begins with `bullet`."""
    return textwrap.wrap(
        " ".join(text.split()), WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet)
    )


def distance(miles: float, unit: str) -> str:
    """Return a distance in the reader's habit.

    Examples
    --------
    >>> distance(25.0, "mi"), distance(25.0, "km")
    ('25 miles', '40 km')
    """
    return (
        f"{two_figures(miles)} miles" if unit == "mi" else f"{two_figures(miles * KM_PER_MILE)} km"
    )


def table(rows: Sequence[Sequence[str]], right: Sequence[int]) -> list[str]:
    """Align columns; those in `right` to the right.  The first row is the header."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(("  " + "  ".join(cells)).rstrip())
    return [lines[0], "  " + "-" * (max(len(line) for line in lines) - 2), *lines[1:]]


def decimals_of(currency: str) -> int:
    """Return how many decimals amounts of a currency are paid in.

    Examples
    --------
    >>> [decimals_of(code) for code in ("JPY", "EUR", "KWD")]
    [0, 2, 3]
    """
    return 0 if currency in _WHOLE.split() else 3 if currency in _THOUSANDTHS else 2


def payable(value: float, currency: str) -> float:
    """Return an amount rounded to what can be paid in its currency.

    Examples
    --------
    >>> payable(501.6, "JPY"), payable(3.2916, "EUR")
    (502.0, 3.29)
    """
    return round(value, decimals_of(currency)) + 0.0


def amount(value: float, currency: str) -> str:
    """Write what a plan takes: three significant figures, without the coins nobody plans with.

    Examples
    --------
    >>> amount(2508.01, "JPY"), amount(16.46, "EUR"), amount(3.29, "EUR"), amount(4.816, "KWD")
    ('2,510', '16', '3', '4.8')
    >>> amount(8_132_882, "VND"), amount(1603, "EUR"), amount(999.7, "EUR"), amount(-217, "EUR")
    ('8,130,000', '1,600', '1,000', '-217')
    """
    if abs(value) >= _WHOLE_FROM[decimals_of(currency)]:
        return f"{round(planned(value)) + 0:,}"
    return estimate(value, currency)


def planned(value: float) -> float:
    """Return an amount of a plan to the figures that it is shown with.

    Examples
    --------
    >>> planned(1603.4), planned(217.4), planned(0.0)
    (1600.0, 217.0, 0.0)
    """
    if not value:
        return 0.0
    return float(round(value, _FIGURES_OF_AMOUNTS - 1 - floor(log10(abs(value)))))


def spent(used: float, had: float, currency: str) -> str:
    """Write what a plan takes beside what there was for it: that as typed, and never above it.

    Examples
    --------
    >>> spent(1238, 1238, "EUR"), spent(1237, 1238, "EUR"), spent(1234, 1500, "EUR")
    ('1,238', '1,230', '1,230')
    """
    if abs(used - had) < _SAME_AMOUNT:
        return given(had, currency)
    if planned(used) > had >= used:
        step = 10.0 ** (floor(log10(used)) - _FIGURES_OF_AMOUNTS + 1)
        used = floor(used / step) * step
    return amount(used, currency)


def estimate(value: float, currency: str) -> str:
    """Write an amount that is an estimate: two significant figures, no coins that do not exist.

    Examples
    --------
    >>> estimate(2614.3, "JPY"), estimate(0.26, "JPY"), estimate(0.26, "EUR"), estimate(9.96, "EUR")
    ('2,600', '0', '0.26', '10')
    """
    return two_figures(value if decimals_of(currency) else round(value))


def given(value: float, currency: str) -> str:
    """Write an amount as it was given, with the decimals its currency has.

    Examples
    --------
    >>> given(1500.5, "EUR"), given(12.345, "KWD"), given(20_000_000, "VND")
    ('1,500.5', '12.345', '20,000,000')
    """
    text = f"{value:,.{decimals_of(currency)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def weeks_text(weeks: int) -> str:
    """Write a number of weeks.

    Examples
    --------
    >>> weeks_text(1), weeks_text(6)
    ('about a week', 'about 6 weeks')
    """
    return "about a week" if weeks == 1 else f"about {weeks} weeks"
