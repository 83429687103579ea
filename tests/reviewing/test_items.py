from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportgen.reviewing.items import with_values, without_item
from reportgen.reviewing.rows import CannotEditError

FILE = """\
# what this is
- id: gap-a
  question: "Who?"  # nobody knows
  matters: |
    much
    and more
  review: proposed
  list:
    - one

# about the other
- id: gap-b
  question: When
  answer:
  review: proposed
# the end
"""


def test_one_line_changes() -> None:
    assert with_values(FILE, "gap-a", {"review": "accepted"}) == FILE.replace("proposed", "accepted", 1)
    assert with_values(FILE, "gap-b", {"answer": "1999"}) == FILE.replace("answer:\n", "answer: 1999\n")
    changed = with_values(FILE, "gap-a", {"question": 'Who: "he"?', "matters": "little"})
    assert changed == FILE.replace('"Who?"', '"Who: \\"he\\"?"').replace("|\n    much\n    and more", "little")


def test_a_field_that_was_not_written_comes_behind_the_id() -> None:
    assert with_values(FILE, "gap-b", {"note": "x"}) == FILE.replace("- id: gap-b\n", "- id: gap-b\n  note: x\n")


def test_a_record_is_taken_out_and_the_comments_of_others_stay() -> None:
    start, end = FILE.index("- id: gap-a"), FILE.index("\n# about")
    assert without_item(FILE, "gap-a") == FILE[:start] + FILE[end:]
    assert without_item(FILE, "gap-b") == FILE[: FILE.index("- id: gap-b")] + "# the end\n"
    assert without_item(FILE.removesuffix("# the end\n"), "gap-b").endswith("# about the other\n")


def test_the_last_record_leaves_an_empty_list() -> None:
    alone = without_item("# head\n- id: a\n  t: x\n", "a")
    assert (alone, yaml.safe_load(alone)) == ("# head\n[]\n", [])


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12))
def test_any_text_can_be_written(text: str) -> None:
    changed = with_values(FILE, "gap-b", {"question": text})
    assert yaml.load(changed, Loader=yaml.BaseLoader)[1]["question"] == text  # noqa: S506
    assert changed.startswith(FILE[: FILE.index("  question: When")])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[{id: gap-b}]", "no record 'gap-b' that could be changed alone"),
        ("- {id: gap-b}", "no record 'gap-b' that could be changed alone"),
        ("id: gap-b", "does not hold a list of records"),
        ("- id: [", "cannot be read"),
        ("- id: gap-b\n  question: [a]\n", "'question' is no single text"),
        ("- id: gap-b\n- id: gap-b\n", "'gap-b' cannot be changed alone"),
    ],
)
def test_what_cannot_be_done_is_told(text: str, message: str) -> None:
    with pytest.raises(CannotEditError, match=message):
        with_values(text, "gap-b", {"question": "new"})
