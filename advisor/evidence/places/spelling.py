"""The ways in which people shorten the name of a town, and what they stand for.

Convention: what is typed is tried as it stands first; only where nothing is called so are short
words taken for longer ones.  A postcode is known from a name by its form alone.
"""

import re
from itertools import islice, product

import numpy as np

from advisor.evidence.places.gazetteer import Gazetteer, Indices, normalise

# What a short word may stand for, anywhere in a name.
_LONG = {
    "st": ("saint", "sankt", "sint"),
    "ste": ("sainte",),
    "saint": ("st", "sankt"),
    "sankt": ("st", "saint"),
    "sta": ("santa",),
    "sto": ("santo",),
    "ft": ("fort",),
    "fort": ("ft",),
    "mt": ("mount",),
    "mount": ("mt",),
    "pt": ("point", "port"),
}
# What a short first word may stand for.
_FIRST = {
    "n": ("north", "northern"),
    "e": ("east",),
    "s": ("south", "san", "santa", "sao"),
    "w": ("west",),
    "no": ("north",),
    "so": ("south",),
    "north": ("n",),
    "east": ("e",),
    "south": ("s",),
    "west": ("w",),
}
# What whole names are shortened to, where the tables have it of nobody or of a part only.
_SHORT = {
    "nyc": "new york city",
    "mtl": "montreal",
    "kbh": "kobenhavn",
    "tp hcm": "ho chi minh city",
    "hcmc": "ho chi minh city",
    "bsas": "buenos aires",
    "bcn": "barcelona",
    "cdmx": "ciudad de mexico",
}
_DISTRICT = re.compile(r"(.*\S)\s+\d{1,2}(?:er|e|ème|\.)?", re.IGNORECASE)  # "Dublin 2"
_ADDITION = re.compile(r"(.*\S)\s*(?:/|\(|\ba\.\s*d\.|\ban der\b).+", re.IGNORECASE)  # "Ulm/Donau"
_FEW_LETTERS = 4  # of a short form; a longer one is the beginning of its word
_MOST_LETTERS_PARTED, _MOST_SPELLINGS = 20, 24  # so that no text typed takes long
# Behind the first word, words so short are taken for the beginning of one ("i Br").
_BEGINNING_LETTERS = 2

_POSTCODES = tuple(
    re.compile(form)
    for form in (
        r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}",  # Great Britain
        r"[A-Z]\d[A-Z][ -]?\d[A-Z]\d",  # Canada
        r"[A-Z]\d{2} ?[A-Z\d]{4}",  # Ireland
        r"\d{4} ?[A-Z]{2}",  # the Netherlands
        r"(?:[A-Z]{1,3}[ -])?\d{3,6}",  # with or without the country before it
        r"\d{2,5}-\d{3,4}",  # Brazil, Japan, Poland, Portugal, nine digits in the US
        r"\d{3} \d{2,3}",  # Czechia, Greece, India, Slovakia, Sweden
        r"[A-Z]\d{4}(?:[A-Z]{3})?",  # Argentina
    )
)


def is_postcode(text: str) -> bool:
    """Tell whether `text` has the form of a postcode of some country.

    Examples
    --------
    >>> is_postcode("SW1A 1AA"), is_postcode("90210"), is_postcode("D-80331"), is_postcode("Ulm")
    (True, True, True, False)
    """
    code = " ".join(text.upper().replace("〒", " ").split())
    return any(form.fullmatch(code) for form in _POSTCODES)


def without_postcode(text: str) -> str:
    """Return `text` without a postcode before or behind it; unchanged where there is none.

    Examples
    --------
    >>> without_postcode("80331 München"), without_postcode("London SW1A 1AA")
    ('München', 'London')
    """
    words = text.split()
    for count in (2, 1):
        if len(words) > count and is_postcode(" ".join(words[:count])):
            return " ".join(words[count:])
    # One word first: in "Northampton, MA 01060" the other is the state.
    for count in (1, 2):
        if len(words) > count and is_postcode(" ".join(words[-count:])):
            return " ".join(words[:-count]).rstrip(",")
    return text


def as_typed(text: str) -> tuple[str, ...]:
    """Return the keys of `text` as it stands: periods dropped, and periods as spaces.

    Examples
    --------
    >>> as_typed("St.Louis"), as_typed("Ulm")
    (('stlouis', 'st louis'), ('ulm',))
    """
    keys = [normalise(text), normalise(text.replace(".", " "))]
    return _distinct([*(_SHORT[key] for key in keys if key in _SHORT), *keys])


def spelled_out(text: str) -> tuple[str, ...]:
    """Return the keys of `text` with short words for long ones and the other way round.

    Examples
    --------
    >>> spelled_out("E. Lansing"), spelled_out("Ulm")
    (('east lansing',), ())
    """
    words = normalise(text.replace(".", " ")).split()
    choices = []
    for position, word in enumerate(words):
        first = _FIRST.get(word, ()) if position == 0 and len(words) > 1 else ()
        choices.append((word, *_LONG.get(word, ()), *first))
    keys = [" ".join(one) for one in islice(product(*choices), _MOST_SPELLINGS)]
    return _distinct(keys)[1:]


def begun_words(text: str) -> tuple[tuple[str, ...], re.Pattern[str]] | None:
    """Return the first words, and the form, of keys of which `text` gives some words begun only.

    A word with a period stands for any with its letters in this order ("Weiden i.d.OPf.", "Cd.
    Juárez"), and so does a very short one behind the first ("Freiburg i Br"); the first may be a
    short one with a known meaning ("St. Johann i. T.").  None where no word of `text` is short.
    """
    words = re.findall(r"[^\s.\-/]+\.?", text)
    keys = [(normalise(word), word.endswith(".")) for word in words]
    keys = [(key, dotted) for key, dotted in keys if key]
    if len(keys) < 2:
        return None
    (start, started), *rest = keys
    short = [dotted or len(key) <= _BEGINNING_LETTERS for key, dotted in rest]
    if not any(short) and not started:
        return None
    starts: tuple[str, ...] = (start, *_LONG.get(start, ()), *_FIRST.get(start, ()))
    first = f"(?:{'|'.join(map(re.escape, starts))})"
    if started and len(starts) == 1:  # a word nobody knows short: "Gral.", "B."
        starts, first = (start[0],), _in_order(start)
    parts = [_in_order(key) if begun else re.escape(key)
             for (key, _), begun in zip(rest, short, strict=True)]  # fmt: skip
    return starts, re.compile(" ".join([first, *parts]))


def _in_order(letters: str) -> str:
    """Return the form of words with these letters in this order, the first of them first."""
    gap = r"\S*?" if len(letters) <= _FEW_LETTERS else ""
    return gap.join(map(re.escape, letters)) + r"\S*"


def parted_otherwise(text: str) -> tuple[str, ...]:
    """Return the keys of `text` with one gap between its words more, or one less.

    Examples
    --------
    >>> parted_otherwise("Mc Allen")[0], "de kalb" in parted_otherwise("DeKalb")
    ('mcallen', True)
    """
    words = normalise(text).split()
    closer = [
        " ".join([*words[:k], words[k] + words[k + 1], *words[k + 2 :]])
        for k in range(len(words) - 1)
    ]
    key = " ".join(words)
    cuts = range(2, len(key) - 1) if len(key) <= _MOST_LETTERS_PARTED else ()
    return _distinct([*closer, *(f"{key[:k]} {key[k:]}" for k in cuts if " " not in key)])


def shortened(text: str) -> str | None:
    """Return a name without the number of a district, or the river behind it; None without.

    Examples
    --------
    >>> shortened("Dublin 2"), shortened("Ulm/Donau"), shortened("Ulm")
    ('Dublin', 'Ulm', None)
    """
    found = _DISTRICT.fullmatch(text.strip()) or _ADDITION.fullmatch(text.strip())
    return found[1] if found else None


def _distinct(keys: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))


def called(table: Gazetteer, text: str) -> tuple[Indices, Indices]:
    """Return the places that `text` names, as people write it: by main name, by another only.

    As it stands first, then with short words spelled out, then with words only begun, then parted
    otherwise or without an addition; most people first within each of the two.
    """
    for keys in (as_typed(text), spelled_out(text)):
        found = _together(table, [table.exact(key) for key in keys])
        if len(found[0]) + len(found[1]):
            return found
    begun = begun_words(text)
    fitting = []
    for start in begun[0] if begun else ():
        raw = start.encode() + b" " * (len(start) > 1)
        first, after = (table.keys.first_not_before(key) for key in (raw, raw + b"\xff"))
        fitting += [k for k in range(first, after) if begun and begun[1].fullmatch(table.keys[k])]
    found = _together(table, [table.of_keys(k, k + 1) for k in fitting])
    if not fitting:
        found = _together(table, [table.exact(key) for key in parted_otherwise(text)])
    if len(found[0]) + len(found[1]) == 0 and (less := shortened(text)):
        return called(table, less)
    return found


def _together(table: Gazetteer, found: list[tuple[Indices, Indices]]) -> tuple[Indices, Indices]:
    """Return several answers as one."""
    nobody = table.runs[:0]
    main = np.unique(np.concatenate([nobody, *(one for one, _ in found)]))
    other = np.unique(np.concatenate([nobody, *(one for _, one in found)]))
    return table.by_people(main), table.by_people(np.setdiff1d(other, main))
