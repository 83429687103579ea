from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.documents.encoding import decode

RUSSIAN = "Порт принял в марте первые суда с зерном, сообщил начальник управления. Урожай вырос на 5 процентов."
UKRAINIAN = "Порт прийняв у березні перші судна із зерном, повідомив начальник."
MIXED = "The word порт means harbour, and судно is a ship; the rest is English."
CHINESE = "港口三月迎来首批粮食船只，管理局局长表示，今年产量增长百分之五。"
FRENCH = "Le port a reçu les premiers navires en mars, a déclaré l’ingénieur. La récolte a été élevée, à côté."
GERMAN = "Der Hafen hat im März die ersten Schiffe größerer Länge empfangen, erklärte der Geschäftsführer."
SPANISH = "El puerto recibió en marzo los primeros barcos, señaló el señor Núñez. ¿Cuándo? Mañana."
ENGLISH = "The harbour “received” its first ships in March – the manager’s café said so."


@pytest.mark.parametrize("length", [20, 60, 1000])
@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", RUSSIAN), ("cp1251", RUSSIAN.upper()), ("cp1251", UKRAINIAN), ("cp1251", MIXED),
        ("koi8-r", RUSSIAN), ("cp866", RUSSIAN), ("gb18030", CHINESE), ("cp1252", FRENCH), ("cp1252", GERMAN),
        ("cp1252", SPANISH), ("cp1252", ENGLISH),
    ],
)  # fmt: skip
def test_an_encoding_that_nothing_names(encoding: str, text: str, length: int) -> None:
    text = text[:length]
    value, found = decode("a.txt", text.encode(encoding))
    assert value is not None
    assert value.text == text
    assert [d.code for d in found] == ([] if text.isascii() else ["DOC107"])


@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, FRENCH, ENGLISH, "a", "Порт", "line\r\nline\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("marked", [True, False])
def test_unicode(text: str, encoding: str, marked: bool) -> None:  # noqa: FBT001
    data = ("\ufeff" if marked else "").encode(encoding) + text.encode(encoding)
    value, found = decode("a.txt", data)
    assert value is not None
    assert value.text == text
    assert found == ()


@pytest.mark.parametrize(
    ("declared", "data", "text", "codes"),
    [
        ("windows-1251", RUSSIAN.encode("cp1251"), RUSSIAN, []),
        ("utf-8", RUSSIAN.encode(), RUSSIAN, []),
        ("iso-8859-1", RUSSIAN.encode(), RUSSIAN, ["DOC108"]),
        ("iso-8859-1", RUSSIAN.encode("cp1251"), RUSSIAN, ["DOC108"]),
        ("iso-8859-1", ENGLISH.encode("cp1252"), ENGLISH, []),
        ("gb2312", CHINESE.encode("gb18030"), CHINESE, []),
        ("utf-8", CHINESE.encode("gb18030"), CHINESE, ["DOC108"]),
        ("iso-8859-2", "Źródło: łąka".encode("iso8859-2"), "Źródło: łąka", []),
        ("shift_jis", "港は三月に船を迎えた。".encode("shift_jis"), "港は三月に船を迎えた。", []),
        ("windows-1251", b"plain", "plain", []),
        ("rot13", b"plain", "plain", []),
        ("utf-7", "café".encode("cp1252"), "café", ["DOC108"]),
        ("no such thing", "café".encode("cp1252"), "café", ["DOC108"]),
    ],
)
def test_a_declared_encoding_is_believed_if_it_fits(declared: str, data: bytes, text: str, codes: list[str]) -> None:
    value, found = decode("a.html", data, declared)
    assert value is not None
    assert value.text == text
    assert [d.code for d in found] == codes


@pytest.mark.parametrize(
    ("data", "line", "byte"),
    [
        ("«Порт»\nи судно\n".encode() + b"\xd0", 3, "0xd0"),
        ("«Порт»\nи ".encode() + b"\xff" + " судно и корабль".encode(), 2, "0xff"),
        ("Порт и судно ".encode() + b"\xed\xa0\x80", 1, "0xed"),  # a lone surrogate
        (codecs.BOM_UTF16_LE + "port\n".encode("utf-16-le") * 20 + b"\x00\xd8" + "a".encode("utf-16-le"), 21, "0x0"),
    ],
)
def test_damaged_characters_are_replaced_and_reported(data: bytes, line: int, byte: str) -> None:
    value, (found,) = decode("a.txt", data)
    assert value is not None
    assert "\ufffd" in value.text
    assert found.code == "DOC109"
    assert found.place is not None
    assert (found.place.file, found.place.line) == ("a.txt", line)
    assert f"byte {byte}" in found.message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bytes(range(256)) * 20, "DOC111"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0" * 30, "DOC111"),
        (b"\xff\xfea", "DOC103"),
        ("הנמל קיבל במרץ את ספינות התבואה הראשונות.".encode("cp1255"), "DOC103"),
        ("Liman mart ayında ilk gemileri kabul etti, müdür artışı söyledi.".encode("cp1254"), "DOC103"),
    ],
)
def test_what_is_no_text(data: bytes, code: str) -> None:
    value, (found,) = decode("a.txt", data)
    assert value is None
    assert found.code == code


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    value, found = decode("a", data)
    assert value is not None or found
    assert decode("a", data) == (value, found)


@given(st.text(max_size=200))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    value, _ = decode("a", data, "windows-1251")
    if value is not None and "\0" not in text and not text.startswith("\ufeff"):
        assert value.text.encode() == data


# Sentences of our own, in the encodings that their languages had before Unicode.
SENTENCES = {
    "euc_jp": "港の新しい桟橋は昨年の春に完成し、毎日三便のフェリーが島へ渡っています。冬は一便だけです。",
    "shift_jis": "島の子どもたちは船で学校へ通います。天気が悪い日は休みになることもあるそうです。",
    "euc_kr": "항구의 새 부두는 지난봄에 완성되었고 하루에 세 번 배가 섬으로 떠난다. 겨울에는 한 번만 다닌다.",
    "big5": "港口的新碼頭去年春天完成，每天有三班渡輪開往小島，冬天只有一班，島上的居民都覺得太少了。",
    "gb18030": "港口的新码头去年春天完成，每天有三班渡轮开往小岛，冬天只有一班，岛上的居民都觉得太少了。",
    "cp1253": "Η νέα προβλήτα του λιμανιού τελείωσε πέρυσι την άνοιξη και τρία πλοία φεύγουν κάθε μέρα για το νησί.",
    "cp1250": "Nové molo v přístavu bylo dokončeno loni na jaře a každý den z něj odplouvají tři lodě.",
    "cp1251": "Новый причал в порту достроили прошлой весной, и каждый день на остров уходят три парома.",
    "cp1252": "La nouvelle jetée du port a été achevée au printemps et trois bateaux partent chaque jour vers l'île.",
}


@pytest.mark.parametrize("encoding", SENTENCES)
def test_a_sentence_is_read_in_the_encoding_it_was_written_in(encoding: str) -> None:
    text = SENTENCES[encoding]
    outcome = decode("a.txt", text.encode(encoding))
    assert outcome.value is not None
    assert outcome.value.text == text
    assert [found.code for found in outcome.diagnostics] == ["DOC107"]


def test_korean_is_no_chinese_and_czech_no_french() -> None:
    korean = decode("a.txt", SENTENCES["euc_kr"].encode("euc_kr")).value
    czech = decode("a.txt", SENTENCES["cp1250"].encode("cp1250")).value
    assert (korean and korean.encoding, czech and czech.encoding) == ("cp949", "cp1250")


def test_a_few_bytes_that_two_encodings_read_as_writing_are_refused() -> None:
    outcome = decode("a.txt", "본문".encode("euc_kr"))
    assert outcome.value is None
    assert [found.code for found in outcome.diagnostics] == ["DOC103"]
