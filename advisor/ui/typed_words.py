"""Words and signs that may stand beside a typed number: units, currencies, thousands, millions.

What says another unit than the one asked for is not here for that unit: it is refused, never
passed over.
"""

from __future__ import annotations

_LINKS = "a an the per each every p pro im je par por al à la le el og all in of calendar"
_PERIODS = {
    "hour": "hour hours h hr hrs stunde stunden heure heures hora horas ora ore uur",
    "week": "week weeks wk weekly woche wochen semaine semana settimana",
    "month": "month months mo monthly m pm pcm monat monate mtl mois mes mese maand måned",
    "year": "year years yr yrs yearly annual pa jahr jahre an ans année año anno jaar år",
}
_UNITS = {
    **_PERIODS,
    "hours": f"{_PERIODS['hour']} std",
    "months": _PERIODS["month"],
    "years": _PERIODS["year"],
    "miles": "mi mile miles",
    "kilometres": "km kms kilometre kilometres kilometer kilometers",
    "people": "people person persons personen",
    "customers": "customer customers client clients kunden",
    "purchases": "purchase purchases time times x mal",
    "reviews": "review reviews",
    "followers": "follower followers",
    "memberships": "membership memberships",
    "leads": "lead leads enquiry enquiries inquiries",
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

    Parameters
    ----------
    unit : str
        As fields have it ("hours a week", "currency a month").
    currency : str
        ISO 4217; empty where it is not known: then only digits are understood.

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
