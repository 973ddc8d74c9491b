"""Amounts of money as a reader sees them: no coins that do not exist, no more digits than known."""

from __future__ import annotations

from math import floor, log10

# By ISO 4217 (no minor unit), and where the minor unit is out of use.
_WHOLE = (
    "AFN ALL BIF CLP COP CRC DJF GNF HUF IDR IQD IRR ISK JPY KMF KRW LAK LBP MGA MMK PKR PYG RSD "
    "RWF SOS SYP TZS UGX UZS VND VUV XAF XOF XPF YER"
)
_THOUSANDTHS = frozenset(("BHD", "JOD", "KWD", "LYD", "OMR", "TND"))
_TELLS_COINS = 10  # below, an amount has one decimal more than whole ones


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
    """Write what something costs: whole from ten on, and in currencies without coins.

    Examples
    --------
    >>> amount(2508.01, "JPY"), amount(16.46, "EUR"), amount(3.29, "EUR"), amount(0.614, "KWD")
    ('2,508', '16', '3.3', '0.61')
    """
    if decimals_of(currency) == 0 or abs(value) >= _TELLS_COINS:
        return f"{round(value) + 0:,}"
    return estimate(value, currency)


def estimate(value: float, currency: str) -> str:
    """Write an amount that is an estimate: two significant figures, no coins that do not exist.

    Examples
    --------
    >>> estimate(2614.3, "JPY"), estimate(0.26, "JPY"), estimate(0.26, "EUR"), estimate(9.96, "EUR")
    ('2,600', '0', '0.26', '10')
    """
    value = payable(value, currency)
    if not value:
        return "0"
    digits = 1 - floor(log10(abs(value)))
    rounded = round(value, digits)
    return f"{rounded:,.0f}" if digits <= 0 else f"{rounded:,.{digits}f}".rstrip("0").rstrip(".")


def given(value: float, currency: str) -> str:
    """Write an amount as it was given, with the decimals its currency has.

    Examples
    --------
    >>> given(1500.5, "EUR"), given(12.345, "KWD"), given(20_000_000, "VND")
    ('1,500.5', '12.345', '20,000,000')
    """
    text = f"{value:,.{decimals_of(currency)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
