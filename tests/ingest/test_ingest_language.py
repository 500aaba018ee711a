"""Which language a text is in."""

import pytest

from dragoman.ingest.language import language_code, language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The talks ended on Tuesday without a result.", "en"),
        (
            "President Trump spoke with Zelensky in Riyadh; Lavrov and Ushakov stayed in Moscow.",
            "en",
        ),
        ("Президент України заявив, що переговори триватимуть.", "uk"),
        ("Сторони домовилися зустрітися ще раз у червні.", "uk"),
        ("Президент России заявил, что переговоры продолжатся.", "ru"),
        ("Переговоры завершены без результата, сообщил секретарь.", "ru"),
        ("Прэзідэнт заявіў, што перамовы працягнуцца ўвосень.", "be"),
        ("Президентът заяви, че преговорите продължават.", "bg"),
        ("Les négociations se sont terminées mardi sans résultat.", "fr"),
        ("Die Gespräche endeten am Dienstag ohne Ergebnis.", "de"),
        ("Las conversaciones terminaron el martes sin resultado.", "es"),
        ("Rozmowy zakończyły się we wtorek bez wyniku.", "pl"),
        ("Görüşmeler salı günü sonuçsuz sona erdi.", "tr"),
        ("انتهت المحادثات يوم الثلاثاء دون نتيجة", "ar"),
    ],
)
def test_a_sentence_is_enough(text: str, code: str) -> None:
    assert language_of(text) == code


def test_russian_quotations_in_a_ukrainian_text_do_not_make_it_russian() -> None:
    text = (
        "Речниця делегації повідомила, що їхні пропозиції передано посередникові ще вчора. "
        "«Мы подумаем», — ответил секретарь. Зустріч, за її словами, відбудеться наступного тижня."
    )
    assert language_of(text) == "uk"


def test_names_in_another_script_do_not_change_an_english_text() -> None:
    text = "The newspaper «Правда» and the agency «Укрінформ» both carried the news of the talks."
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text", ["", "Yes", "12.05.2025 — 17:30", "Putin Trump Kyiv", "https://a.b/c"]
)
def test_too_little_text_says_nothing(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [("en-GB", "en"), ("EN", "en"), ("eng", "en"), ("English", "en"), ("uk_UA", "uk"), ("nb", "no"),
     ("Klingon", None), ("", None)],
)  # fmt: skip
def test_a_named_language_becomes_two_letters(written: str, code: str | None) -> None:
    assert language_code(written) == code
