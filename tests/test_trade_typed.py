"""What is typed into the list of trades finds the trade: the list ranks labels by itself."""

from __future__ import annotations

import re

import pytest

from advisor.ui.state import trade_labels, trade_meant

LABELS = trade_labels()
TYPED = {
    # English
    "bak": "bakery_food_shop", "baker": "bakery_food_shop", "hair": "hair_beauty",
    "hairdresser": "hair_beauty", "barber": "hair_beauty", "bar": "restaurant_cafe",
    "cafe": "restaurant_cafe", "restaurant": "restaurant_cafe", "plumber": "plumbing_heating",
    "electrician": "electrical", "builder": "remodelling", "roofer": "roofing",
    "cleaner": "cleaning", "gardener": "landscaping", "mechanic": "auto_repair",
    "car repair": "auto_repair", "lawyer": "law", "solicitor": "law", "law": "law",
    "accountant": "accounting", "bookkeeper": "bookkeeping", "tax": "tax_preparation",
    "consultant": "consulting", "estate agent": "real_estate", "insurance": "insurance",
    "gym": "fitness", "yoga": "fitness", "dentist": "dental_health", "dent": "dental_health",
    "clinic": "dental_health", "therapist": "therapy", "tutor": "tutoring_lessons",
    "mobile dog groomer": "dog_grooming", "mobile hairdresser": "mobile_beauty",
    "mobile mechanic": "auto_repair", "dog": "dog_grooming", "vet": "veterinary",
    "pet": "pet_services", "photo": "photography",
    "photographer": "photography", "florist": "florist", "painter": "painting_decorating",
    "hotel": "lodging", "charity": "nonprofit", "architect": "architecture",
    "locksmith": "locksmith", "optician": "optician", "caterer": "catering",
    # German
    "friseur": "hair_beauty", "bäcker": "bakery_food_shop", "backer": "bakery_food_shop",
    "klempner": "plumbing_heating", "elektriker": "electrical", "dachdecker": "roofing",
    "anwalt": "law", "steuerberater": "accounting", "zahnarzt": "dental_health",
    "tierarzt": "veterinary", "maler": "painting_decorating", "gärtner": "landscaping",
    # French
    "coiffeur": "hair_beauty", "boulanger": "bakery_food_shop", "plombier": "plumbing_heating",
    "electricien": "electrical", "avocat": "law", "dentiste": "dental_health",
    "fleuriste": "florist", "photographe": "photography", "traiteur": "catering",
    "comptable": "accounting",
    # Spanish
    "peluqueria": "hair_beauty", "panaderia": "bakery_food_shop",
    "fontanero": "plumbing_heating", "electricista": "electrical", "abogado": "law",
    "dentista": "dental_health", "veterinario": "veterinary", "fotógrafo": "photography",
    "restaurante": "restaurant_cafe", "carpintero": "remodelling",
    # Portuguese
    "cabeleireiro": "hair_beauty", "padaria": "bakery_food_shop", "encanador": "plumbing_heating",
    "eletricista": "electrical", "advogado": "law", "contador": "accounting",
    "pintor": "painting_decorating", "jardineiro": "landscaping", "fotografo": "photography",
    "chaveiro": "locksmith",
}  # fmt: skip

# What the list gives a letter that follows the one before it, or begins a label or a word; what it
# takes for a letter of the label left over at either end, or passed over within.
FOLLOWS, BEGINS_LABEL, BEGINS_WORD, LEFT_OVER, PASSED_OVER = 1.0, 0.9, 0.8, 0.005, 0.01


def rank(typed: str, label: str) -> float:
    """Return how well the list finds `typed` in a label, minus infinity for not at all."""
    label = label.lower()
    letters = iter(label)
    if not all(letter in letters for letter in typed):
        return float("-inf")
    begins = [BEGINS_LABEL, *(BEGINS_WORD * (c in " -_") for c in label[:-1])]
    never = float("-inf")
    ending = [begins[j] - LEFT_OVER * j if c == typed[0] else never for j, c in enumerate(label)]
    for letter in typed[1:]:
        best, after = never, [never] * len(label)
        for j in range(1, len(label)):
            if label[j] == letter:
                after[j] = max(ending[j - 1] + FOLLOWS, max(best, ending[j - 1]) + begins[j])
            best = max(best, ending[j - 1]) - PASSED_OVER
        ending = after
    return max(rank - LEFT_OVER * (len(label) - 1 - j) for j, rank in enumerate(ending))


@pytest.mark.parametrize(("typed", "trade"), TYPED.items())
def test_the_first_of_the_list_is_the_trade_that_was_typed(typed: str, trade: str) -> None:
    first = max(LABELS, key=lambda choice: rank(typed, LABELS[choice]))
    assert trade_meant(first) == trade


def test_the_names_stand_first_and_every_word_of_a_trade_finds_it() -> None:
    names = [choice for choice in LABELS if choice == trade_meant(choice)]
    assert list(LABELS)[: len(names)] == names
    short = [choice for choice in LABELS if re.fullmatch(r"\w+ \w{2,4}", choice)]
    assert len(short) > 20
    for choice in short:
        word = choice.split()[1]
        assert trade_meant(max(LABELS, key=lambda c: rank(word, LABELS[c]))) == trade_meant(choice)
