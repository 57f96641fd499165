import pytest

from backend.reports.verify.mask import masked, tail


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王明", "王*"),
        ("王小明", "王**"),
        ("欧阳小明", "欧***"),
        ("Mr Qian", "M* Q***"),
        ("  Anna   Lena Müller ", "A*** L*** M***"),
        ("杭州大同运输有限公司", "杭***"),
        ("Hangzhou Haulage Co. Ltd", "H*** H*** C** L**"),
        ("阿卜杜拉·买买提", "阿*** 买**"),
        ("王", "*"),
        ("J Smith", "* S***"),
        ("13800138000", "***"),
        ("😀王明", "***"),
        ("👩‍🔧", "**"),
        ("E\u0301mile", "É***"),
        ("J\u0308a\u0308ger", "J***"),
        ("𠮷田", "𠮷*"),
        ("\u202eLi\u202c", "L*"),
        ("   ", "*"),
        ("", "*"),
        ("\u200d\u0301", "*"),
    ],
)
def test_a_name_shows_the_first_letter_of_each_word(name: str, shown: str) -> None:
    assert masked(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [("LZZ5BBNF8KA123456", "…3456"), ("KX40-17", "…-17"), ("S1", "…1"), ("7", "…")]
)
def test_of_a_vehicles_number_no_more_is_shown_than_its_end(number: str, shown: str) -> None:
    assert tail(number) == shown
