"""What readers take for the same text is the same, and what is stored can be published."""

import pytest

from festum.domain.text import clean, fold, nearest, nearest_few, slug


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Fête de la Saint-Jean", "fete de la saint-jean"),
        ("FÊTE", "fete"),
        ("Cœur, ŒUVRE, ex æquo", "coeur, oeuvre, ex aequo"),
        ("Straße", "strasse"),
        ("Łódź Ørsted Đorđe ıldız", "lodz orsted dorde ildiz"),
        ("L’Isle ‘d´Òc’", "l'isle 'd'oc'"),
        ("Col·lioure, ŀ, Bas·ha", "collioure, l, basha"),
        ("Dijòus 23 de junh – Fuòc", "dijous 23 de junh - fuoc"),
        ("pin\u0303ata", "pinata"),
        ("ﬁn ½ ＡＢＣ", "fin 1⁄2 abc"),
        ("20\u00a0h\u202f30\n  salle", "20 h 30 salle"),
        ("a\u200bb\u00adc\ufeff", "abc"),
        ("Žižkov ŞİRİN", "zizkov sirin"),
        ("", ""),
    ],
)
def test_fold_text_as_typed(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_fold_of_every_character_is_its_own_folding() -> None:
    folded = {character: fold(f"a{character}b") for character in map(chr, range(0x3100))}
    assert {character for character, text in folded.items() if fold(text) != text} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hérault", "herault"),
        ("L’Isle-Jourdain", "l-isle-jourdain"),
        ("  Balèti & còr -- Œuf ! ", "baleti-cor-oeuf"),
        ("Тест", ""),
    ],
)
def test_slug_text_as_typed(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("e\u0301te\u0301", "été"),
        ("  un  deux \t\n trois \u00a0\r\n\r\n", "un  deux\n trois"),
        ("a\u0085b\u2028c\u2029d\ve\rf", "a\nb\nc\nd\ne\nf"),
        ("\ufeffJour", "Jour"),
        ("safe\u202egpj.exe\u2066", "safegpj.exe"),
        ("nul\x00 bell\x07 del\x7f c1\x9b", "nul bell del c1"),
        ("lone \ud800surrogate \uffff", "lone surrogate"),
        ("« Òc »\u00a0: 20\u00a0h", "« Òc »\u00a0: 20\u00a0h"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("", ""),
    ],
)
def test_clean_text_from_a_spreadsheet(text: str, expected: str) -> None:
    assert clean(text) == expected
    assert clean(expected) == expected


FILTERS = ("edition", "departement", "commune", "partner", "language", "category", "from", "to", "q", "free")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("department", "departement"),
        ("DÉPARTEMENT", "departement"),
        ("dept", "departement"),
        ("form", "from"),
        ("langue", "language"),
        ("catgory", "category"),
        ("xyz", None),
        ("utm_source", None),
        ("", None),
    ],
)
def test_nearest_misspelt_word(word: str, expected: str | None) -> None:
    assert nearest(word, FILTERS) == expected


def test_nearest_few_best_first_and_equals_in_their_order() -> None:
    assert nearest_few("bages", ["Baget", "Nant", "Bages", "Bagen"]) == ("Bages", "Baget", "Bagen")
    assert nearest_few("bages", ["Baget", "Nant", "Bages", "Bagen"], limit=1) == ("Bages",)
    assert nearest_few("bages", []) == ()
