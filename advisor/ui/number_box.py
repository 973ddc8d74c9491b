"""A number field: what is typed is read as people write numbers, or refused in a sentence."""

import re
import unicodedata
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any

import streamlit as st

from advisor.evidence.resolve.trade import rates_of
from advisor.explain.wording import decimals_of
from advisor.profile import FieldInfo
from advisor.ui.state import own_leads, own_word, tables
from advisor.ui.words import plain

_LINKS = "a an the per each every p pro im je par por al à la le el og all in of calendar"
_PERIODS = {
    "hour": "hour hours h hr hrs stunde stunden heure heures hora horas ora ore uur",
    "week": "week weeks wk weekly woche wochen semaine semana settimana",
    "month": "month months mo monthly m pm pcm monat monate mtl mois mes mese maand måned",
    "year": "year years yr yrs yearly annual pa jahr jahre an ans année año anno jaar år",
}
_CUSTOMERS = (
    "customer customers client clients patient patients guest guests student students member "
    "members supporter supporters family families couple couples kunden"
)
_UNITS = {
    **_PERIODS,
    "hours": f"{_PERIODS['hour']} std",
    "months": _PERIODS["month"],
    "years": _PERIODS["year"],
    "miles": "mi mile miles",
    "kilometres": "km kms kilometre kilometres kilometer kilometers",
    "people": f"people person persons personen {_CUSTOMERS}",
    "customers": _CUSTOMERS,
    "purchases": "purchase purchases time times x mal",
    "reviews": "review reviews",
    "followers": "follower followers",
    "memberships": "membership memberships",
    "leads": "lead leads enquiry enquiries inquiries visit visits contact contacts",
    "chambers": "chamber chambers",
    "groups": "group groups",
    "channels": "channel channels",
    "share": "% percent pct prozent pour cent por ciento",
}
_CURRENCIES = {
    "EUR": "€ euro euros eu e", "USD": "$ us dollar dollars", "GBP": "£ pound pounds quid",
    "CAD": "$ c ca can dollar dollars", "AUD": "$ a au dollar dollars",
    "NZD": "$ nz dollar dollars", "SGD": "$ s dollar dollars", "HKD": "$ hk dollar dollars",
    "TWD": "$ nt 元 圓 dollar dollars", "JMD": "$ j dollar dollars", "TTD": "$ tt dollar dollars",
    "MXN": "$ mx peso pesos", "ARS": "$ peso pesos", "CLP": "$ peso pesos",
    "COP": "$ peso pesos", "UYU": "$ u peso pesos", "DOP": "$ rd peso pesos",
    "BRL": "$ r real reais", "CHF": "fr sfr franken francs franchi", "SEK": "kr kronor krona",
    "NOK": "kr kroner krone", "DKK": "kr kroner krone", "ISK": "kr krónur króna",
    "PLN": "zł zl złoty złotych", "CZK": "kč kc korun", "HUF": "ft forint", "RON": "lei leu",
    "TRY": "₺ tl lira", "INR": "₹ rs rupee rupees", "LKR": "rs rupee rupees",
    "PKR": "₨ rs rupee rupees", "NPR": "रु rs rupee rupees", "MUR": "₨ rs rupee rupees",
    "BDT": "৳ tk taka", "MYR": "rm ringgit", "PHP": "₱ p peso pesos", "IDR": "rp rupiah",
    "THB": "฿ บาท baht", "VND": "₫ đ d đồng dong vnđ", "JPY": "¥ 円 yen", "CNY": "¥ 元 块 yuan rmb",
    "KRW": "₩ 원 won", "ZAR": "r rand", "NGN": "₦ n naira", "KES": "ksh kes sh shillings",
    "GHS": "₵ gh cedi cedis", "EGP": "£ le egp ج م جنيه", "ILS": "₪ nis shekel shekels ש ח",
    "AED": "dh dhs dirham dirhams د إ درهم", "SAR": "sr riyal riyals ر س ريال",
    "QAR": "qr riyal riyals ر ق ريال", "KWD": "kd dinar dinars د ك دينار",
    "BHD": "bd dinar dinars د ب دينار", "JOD": "jd dinar dinars د أ دينار",
    "OMR": "ro rial rials ر ع ريال", "MAD": "dh dhs dirham dirhams د م درهم",
    "TND": "dt dinar dinars د ت دينار", "PEN": "s sol soles", "UAH": "₴ грн гривень",
    "RSD": "din дин dinara dinar", "CRC": "₡ colón colones", "GTQ": "q quetzal quetzales",
    "PAB": "$ b balboa balboas", "BOB": "bs bolivianos", "PYG": "₲ guaraní guaraníes",
    "GEL": "₾ lari", "UGX": "ush sh shillings", "TZS": "tsh sh shillings",
    "ALL": "lek lekë", "BAM": "km", "MKD": "ден den denari",
}  # fmt: skip
_TIMES = {
    100: "hundred 百",
    1_000: "k thousand thousands tsd tausend t tys тыс ribu rb nghìn ngàn 千 천 ألف พัน",
    10_000: "万 萬 만 หมื่น",
    100_000: "lakh lakhs lac lacs แสน",
    1_000_000: "mio mill million millions millionen millones mln mn млн juta jt triệu tr مليون ล้าน",
    10_000_000: "crore crores cr",
    100_000_000: "億 亿 억",
    1_000_000_000: "billion bn mrd milliarden tỷ",
}  # fmt: skip
TIMES = {word: times for times, words in _TIMES.items() for word in words.split()}
MILLION = 1_000_000  # "1.5m", of money only


def words_for(unit: str, currency: str) -> frozenset[str]:
    """Return what may stand beside a number, in lower case.

    `unit`: as fields have it ("hours a week", "currency a month").  `currency`: ISO 4217; empty
    where it is not known: then only digits are understood.

    Examples
    --------
    >>> "miles" in words_for("miles", ""), "km" in words_for("miles", "")
    (True, False)
    """
    said = {*_LINKS.split()}
    for word in unit.split():
        if word == "currency":
            said |= {*_CURRENCIES.get(currency, "").split(), currency.casefold()}
        said |= {*_UNITS.get(word, "").split()}
    return frozenset(said - {""})


_GROUPS = frozenset("\u00a0\u2007\u2009\u202f'’‘ʼ`´′٬")  # part thousands, like a space
_FRACTION = re.compile(r"(\d*) ?([\u00bc-\u00be\u2150-\u215e])")
_NUMBER = re.compile(r"\d(?:[\d .,٫]*\d)?")
_LONE = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")  # thousands or a decimal: the same signs
_GROUPED = re.compile(r"\d{1,3}([ .,])\d{3}(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
_OWED = re.compile(r"[^()\d]*\([^()]*\d[^()]*\)[^()\d]*")
_PENCE = re.compile(r"\d\s*[pP]\.?\s*$")
_DECIMAL = "٫"  # of Arabic and Persian: can be nothing else
_FIRST_OF_CHINESE = "\u2e80"
_ENDLESS = 1e9  # an upper end that nobody comes near says nothing
_GROUPED_FROM = 1_000  # a field whose answers reach so far is one where thousands are parted


class NumberError(ValueError):
    """What was typed is no number; the message says so in words."""


def typed_number(
    text: str,
    *,
    grouped: bool | None,
    words: Collection[str] = (),
    do: str = "Type figures, such as 1500 or 2.5.",
) -> float:
    """Return the number a text means.

    Raises ``NumberError`` if it is none, could be two, or says another unit.  `grouped`: whether
    one separator before exactly three digits parts thousands, as in amounts of money and counts;
    otherwise it is a decimal one.  None: it may be either, so it is refused.  `words`: words and
    signs in lower case that may stand beside the number.  `do`: what is allowed and what
    to type, the end of the message.

    Examples
    --------
    >>> [typed_number(t, grouped=True, words={"€"}) for t in ("2,5", "1.500", "€ 1.500,50", "1.5k")]
    [2.5, 1500.0, 1500.5, 1500.0]
    >>> typed_number("1.125", grouped=False)
    1.125
    """
    clean, shown = _plain(text), text.strip()
    found = None if "?" in clean else _NUMBER.search(clean)
    what = "one number" if any(c.isdigit() for c in clean) else "in figures"
    refused = NumberError(f"“{shown}” is not {what}. {do}")
    if not found:
        raise refused
    before, number, after = clean[: found.start()], found[0], clean[found.end() :]
    after = re.sub(r"^[.,:/]? ?[-–—=]+", " ", after)  # "1500,-"
    if re.search(r"(?:^|[^\w])[.,]$", before):  # ".5", but not "Rs.5"
        before, number = before[:-1], f"0{before[-1]}{number}"
    sign = next((end for end in (before.rstrip()[-1:], before[:1]) if end and end in "+-"), "")
    before = before.replace(sign, "", 1) if sign else before
    if _OWED.fullmatch(clean):  # as in books
        sign = "-"
    if re.search(r"\d", after):
        raise refused
    times, last = 1, _words(after)
    while last:
        if last[0] == "m" and "currency" in words and not after.startswith("/"):
            times *= MILLION
        elif last[0] in TIMES and last[0] not in words:
            times *= TIMES[last[0]]
        else:
            break
        last = last[1:]
    for word in (*_words(before), *last):
        if word not in words:
            raise NumberError(f"“{shown}”: “{word}” does not fit here. {do}")
    ambiguous = NumberError(f"“{shown}” can be read in two ways. Type it like 1500 or 1500.50.")
    if grouped is None and times == 1 and _LONE.fullmatch(number):
        raise ambiguous
    whole, decimals = _parts(number, bool(grouped) and times == 1)
    if not re.fullmatch(r"\d*", decimals) or not (whole.isdigit() or _GROUPED.fullmatch(whole)):
        raise ambiguous
    value = Decimal(f"{re.sub('[ .,]', '', whole)}.{decimals or '0'}") * times
    return float(-value if sign == "-" else value) + 0.0


def _plain(text: str) -> str:
    """Return a text in lower case with plain digits and spaces, halves and quarters as decimals."""
    text = "".join(" " if c in _GROUPS else c for c in text if unicodedata.category(c) != "Cf")
    text = _FRACTION.sub(lambda m: f"{int(m[1] or 0) + unicodedata.numeric(m[2]):.6g}", text)
    # Raised and ringed digits are none: "5²" is not 52.
    text = "".join("?" if unicodedata.category(c) in ("No", "Nl") else c for c in text)
    text = unicodedata.normalize("NFKC", text).casefold().replace("−", "-").replace("·", ".")
    text = text.replace("،", ",")
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return " ".join("".join(digits).replace('"', " ").split())


def _words(text: str) -> list[str]:
    """Return the words and signs of what stands beside a number; periods and strokes part them."""
    spaced = "".join(f" {c} " if _stands_alone(c) else c for c in text)
    return re.sub(r"[./()]", " ", spaced).replace("٪", "%").split()


def _stands_alone(sign: str) -> bool:
    """Return whether a sign is a word by itself: of a currency, percent, Chinese and Korean."""
    return unicodedata.category(sign) == "Sc" or sign in "%٪" or sign >= _FIRST_OF_CHINESE


def _parts(number: str, grouped: bool) -> tuple[str, str]:
    """Return what stands before and after the decimal separator."""
    if _DECIMAL in number:
        head, _, tail = number.partition(_DECIMAL)
        return head, tail
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return number, ""
    head, tail = number[:last], number[last + 1 :]
    if number[last] in head:  # several of one kind part thousands
        return number, ""
    return (number, "") if grouped and _LONE.fullmatch(number) else (head, tail)


def understood(
    field: FieldInfo, text: str, *, currency: str = "", most: float | None = None
) -> tuple[float | int | None, str]:
    """Return the answer a text means, None where it means none, and why it is refused.

    The second is empty where nothing is refused.

    Parameters
    ----------
    field : FieldInfo
        A question for a number; shares are typed as percent, or as a fraction below one.
    text : str
        As typed; empty is no answer and no fault.
    currency : str
        Of amounts of money.
    most : float, optional
        The most that is allowed; default what the field allows.
    """
    if not text.strip():
        return None, ""
    share, money = field.unit == "share", field.unit.startswith("currency")
    high = field.maximum if most is None else most
    words, grouped = words_for(field.unit, currency), high is None or high >= _GROUPED_FROM
    if currency == "GBP" and _PENCE.search(text):  # with nothing behind it "p" is no "per"
        words -= {"p"}
    try:
        value = typed_number(
            text, grouped=None if money and decimals_of(currency) == 3 else grouped,
            words={*words, "currency"} if money else words,
            do=_what_to_do(field, currency, high),
        )  # fmt: skip
    except NumberError as error:
        return None, str(error)
    if share and (value >= 1 or "%" in _words(_plain(text))):
        value = float(f"{value / 100:.9g}")
    low = field.minimum
    if (
        (low is not None and (value < low or (field.above_minimum and value == low)))
        or (high is not None and value > high)
    ):  # fmt: skip
        allowed = "a number from 0 to 100 %" if share else field.allowed_to(high)
        allowed += f" {currency}" if money and currency else ""
        return None, f"“{text.strip()}” is not possible here. Allowed: {allowed}."
    if money and value != int(value) and not decimals_of(currency or "USD"):
        return None, f"“{text.strip()}” is no whole amount, and {currency} has no coins."
    if field.kind == "whole":
        if value != int(value):
            return None, f"“{text.strip()}” is no whole number. Allowed: {field.allowed}."
        return int(value), ""
    return value, ""


def _what_to_do(field: FieldInfo, currency: str, high: float | None) -> str:
    """Say what is allowed in a field, and what that looks like typed."""
    money, whole = field.unit.startswith("currency"), field.kind == "whole"
    if field.unit == "share":
        return "Allowed: a number from 0 to 100 %. Type it like 55."
    unit = own_word(unit_beside(field, currency)) if currency or not money else ""
    unit = unit.replace("leads", own_leads().many)
    allowed = f"{field.allowed_to(high)} {unit}".rstrip()
    if high is None or high >= _ENDLESS:
        allowed = f"{'a whole number' if whole else 'a number'}{f' of {unit}' * bool(unit)}"
        allowed = f"an amount in {unit or 'money'}" if money else allowed
    many = "12" if high is None or high >= _GROUPED_FROM else "2.5"
    like = "1500" if money else "3" if whole else many
    return f"Allowed: {allowed}. Type it like {like}."


def unit_beside(field: FieldInfo, currency: str) -> str:
    """Return the unit of a question's number in words, with the currency where it is money.

    Examples
    --------
    >>> from advisor.profile import FIELDS
    >>> unit_beside(FIELDS["money_per_month"], "EUR"), unit_beside(FIELDS["gross_margin"], "EUR")
    ('EUR a month', '%')
    """
    if field.unit == "share":
        return "%"
    return " ".join(field.unit.replace("currency", currency).split())


def as_typed(field: FieldInfo, value: float) -> str:
    """Return an answer as the plain text that stands for it in its field.

    Examples
    --------
    >>> from advisor.profile import FIELDS
    >>> as_typed(FIELDS["gross_margin"], 0.55), as_typed(FIELDS["hours_per_week"], 2.5)
    ('55', '2.5')
    """
    return f"{100 * value if field.unit == 'share' else value:.15g}"


def repeated(field: FieldInfo, text: str, value: float, currency: str = "") -> str:
    """Return what was understood, where it was not typed the plain way; else an empty text."""
    if text.strip() == as_typed(field, value):
        return ""
    shown = f"{100 * value if field.unit == 'share' else value:,.12g}"
    unit = unit_beside(field, currency)
    if value == 1:
        counted, _, period = unit.partition(" ")
        unit = f"{_ONE.get(counted, counted)} {period}"
    return f"Understood: {shown} {own_word(unit)}".rstrip()


_ONE = {"hours": "hour", "customers": "customer", "people": "person", "months": "month",
        "miles": "mile", "kilometres": "kilometre"}  # fmt: skip
LONGEST = 40  # characters: room for any number with its unit
Number = float | int | None


def read_number(field: FieldInfo, text: str, currency: str = "") -> tuple[Number, str]:
    """Return the answer a text means, and why it is refused, within what a currency allows."""
    rate = rates_of(tables()).get(currency)
    most = field.maximum if rate is None else field.most(rate)
    return understood(field, text, currency=currency, most=most)


def number_box(
    field: FieldInfo,
    label: str,
    *,
    key: str,
    given: Number,
    store: Callable[[Number], None],
    currency: str = "",
    **look: Any,
) -> None:
    """Show a number with what was understood of it, or why it is refused.

    What is refused stays in its field, and is no answer: nor is the earlier one.  `given`: the
    present answer; where it differs from what stands in the field, it takes its place.  `store`:
    takes the answer, None for none.  `currency`: of amounts of money.
    """

    def read() -> tuple[Number, str]:
        return read_number(field, str(st.session_state.get(key) or ""), currency)

    value, seen = read()[0], f"{key}_seen"
    if given is None and value is not None and st.session_state.get(seen) is None:
        store(value)  # what was refused fits now: a currency was chosen meanwhile
    elif value != given:
        # Another answer stands: only then, as a field set anew wipes what is being typed.
        st.session_state[key] = "" if given is None else as_typed(field, given)
    typed = st.text_input(
        own_word(label), key=key, max_chars=LONGEST, on_change=lambda: store(read()[0]),
        persist_state="session", **own_word({"placeholder": "open", **look}),
    )  # fmt: skip
    value, fault = read_number(field, typed, currency)
    st.session_state[seen] = value
    if fault:
        st.warning(plain(fault), icon=":material/info:")
    elif value is not None and (text := repeated(field, typed, value, currency)):
        st.caption(text)
