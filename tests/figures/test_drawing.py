import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.figures.drawing import (
    Entry,
    MissingGlyphError,
    Note,
    Plan,
    Scene,
    Style,
    Words,
    lay_out_slip,
    lay_out_timeline,
    missing_characters,
    slip,
    timeline,
)
from reportgen.figures.drawing.dates import moment, show_range
from reportgen.figures.drawing.glyphs import measure_with
from reportgen.figures.drawing.scale import broken_scale, spread, year_runs
from reportgen.figures.drawing.scene import SHAPES, mark
from reportgen.figures.drawing.slip_plans import groups_of, show_slip
from reportgen.figures.drawing.style import contrast, wrap

FONTS = Path("/usr/share/fonts/truetype/paratype")
STYLE = Style(regular=FONTS / "PTS55F.ttf", bold=FONTS / "PTS75F.ttf")
if not STYLE.regular.is_file() or not STYLE.bold.is_file():
    pytest.skip("fonts-paratype is not installed", allow_module_level=True)

ENTRIES = (
    Entry(start="1969-03", label="Armed conflict at the border", lane="War", source="D4"),
    Entry(start="1989", label="An embargo on arms", lane="War", source="D2"),
    Entry(
        start="2011",
        label="A visit that costs $2, or $3 to some",
        lane="Politics",
        source="D1",
        approximate=True,
    ),
    Entry(start="2014", end="2022-06", label="Joint development of an airliner", lane="Aviation", source="D3"),
    Entry(start="2022-02-04", label="“No limits”: Cooperation – a statement", lane="Politics", source="D3, D5"),
    Entry(start="2022-02-24", label="Вторжение на Украину", lane="War", source="D3"),
    Entry(start="2023-03-19", end="2023-03-20", label="Two articles", lane="Politics", source="D3"),
)
PLANS = (
    Plan(milestone="first flight", planned="2023", stated="2016", source="D4"),
    Plan(milestone="first flight", planned="2025", stated="2021-09", source="D4"),
    Plan(milestone="first flight", planned="2026-06", stated="2022-06", source="D3"),
    Plan(milestone="deliveries", planned="2025", planned_end="2026", stated="2016", source="D4"),
    Plan(milestone="entry into service", planned="2026", stated=None, source="D3"),
)
NOTES = (Note(date="2020-06", text="work halted", source="D4"), Note(date="2022-06", text="a statement"))


def run(tool: str, data: bytes, folder: Path, *options: str) -> str:
    path = folder / "figure.pdf"
    path.write_bytes(data)
    output = ["-"] if tool == "pdftotext" else []
    done = subprocess.run([tool, *options, str(path), *output], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(params=["timeline", "slip"])
def figure(request: Any) -> Any:
    return timeline(ENTRIES, STYLE) if request.param == "timeline" else slip(PLANS, STYLE, NOTES)


# --- the PDF


def test_same_bytes_each_time_whatever_the_settings(figure: Any) -> None:
    with mpl.rc_context({"pdf.compression": 0, "font.size": 30, "pdf.fonttype": 3, "axes.facecolor": "red"}):
        again = figure, timeline(ENTRIES, STYLE), slip(PLANS, STYLE, NOTES)
    assert figure in again[1:]


def test_same_bytes_in_another_process() -> None:
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); import test_drawing as t;"
        "print(hashlib.sha256(t.timeline(t.ENTRIES, t.STYLE) + t.slip(t.PLANS, t.STYLE, t.NOTES)).hexdigest())"
    )
    path = [str(Path(__file__).parent), *(p for p in sys.path if p)]
    digests = {
        subprocess.run(
            [sys.executable, "-c", f"import sys; sys.path[:0] = {path!r}; {program}", path[0]],
            capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed, "HOME": str(Path.home())},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


def test_leaves_the_settings_of_matplotlib_alone() -> None:
    before = dict(mpl.rcParams)
    timeline(ENTRIES, STYLE)
    assert dict(mpl.rcParams) == before


def test_importing_the_package_does_not_load_matplotlib() -> None:
    package = Path(__file__).parents[2] / "src"
    program = "import sys, reportgen.figures.drawing; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=package)


def test_drawing_does_not_load_pyplot() -> None:
    program = (
        "import sys; from pathlib import Path; from reportgen.figures.drawing import *;"
        f"style = Style(regular=Path({str(STYLE.regular)!r}), bold=Path({str(STYLE.bold)!r}));"
        "timeline([Entry(start=2000, label='a', lane='b')], style); sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2] / "src")


def test_fonts_are_embedded_as_truetype_with_a_text_layer(figure: Any, tmp_path: Any) -> None:
    rows = [line.split() for line in run("pdffonts", figure, tmp_path).splitlines()[2:]]
    assert rows
    for row in rows:
        assert "TrueType" in row, row
        assert row[-5:-2] == ["yes", "yes", "yes"], row


def test_no_date_no_producer_no_transparency(figure: Any) -> None:
    for word in (b"CreationDate", b"Producer", b"/Group", b"/SMask"):
        assert word not in figure
    assert set(re.findall(rb"/(?:ca|CA) ([\d.]+)", figure)) <= {b"1", b"1.0"}


def test_figure_is_as_wide_as_the_column(figure: Any, tmp_path: Any) -> None:
    size = next(line for line in run("pdfinfo", figure, tmp_path).splitlines() if line.startswith("Page size"))
    assert float(size.split()[2]) == pytest.approx(138 * 72 / 25.4, abs=0.01)


def test_every_label_can_be_read_from_the_pdf(tmp_path: Any) -> None:
    text = " ".join(run("pdftotext", timeline(ENTRIES, STYLE), tmp_path, "-raw").split())
    for entry in ENTRIES:
        assert entry.label in text
    text = " ".join(run("pdftotext", slip(PLANS, STYLE, NOTES), tmp_path, "-raw").split())
    for wanted in ("first flight", "entry into service", "+2 years", "2025–2026", "work halted", "undated"):
        assert wanted in text


def test_words_stand_where_the_layout_put_them(tmp_path: Any) -> None:
    scene = lay_out_timeline(ENTRIES, STYLE)
    label = next(text for text in scene.texts if text.text == ENTRIES[0].label)
    page = run("pdftotext", timeline(ENTRIES, STYLE), tmp_path, "-bbox")
    ends = {word: float(x) for x, word in re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">([^<]+)<', page)}
    assert ends["border"] * 25.4 / 72 == pytest.approx(label.box.right, abs=0.25)


def test_a_missing_glyph_is_an_error() -> None:
    assert missing_characters(["a 百家"], STYLE) == ("家", "百")
    with pytest.raises(MissingGlyphError, match=r"U\+767E"):
        timeline([Entry(start=2000, label="百", lane="x")], STYLE)


# --- layout


def labels_of(scene: Scene) -> str:
    return " ".join(text.text for text in scene.texts)


def test_nothing_overlaps() -> None:
    assert lay_out_timeline(ENTRIES, STYLE).collisions() == ()
    assert lay_out_slip(PLANS, STYLE, NOTES).collisions() == ()


dates = st.one_of(
    st.integers(1950, 2030).map(str),
    st.dates().map(lambda d: f"{1960 + d.year % 70}-{d.month:02}"),
    st.floats(2014, 2024),
    st.sampled_from(["2022-02-24", "2022-02-04", "2022-09", "2022"]),
)
titles = st.text(alphabet="abcdefghij KLMÄЖ“”’$", min_size=1, max_size=60)
entry = st.builds(
    Entry,
    start=dates,
    label=titles,
    lane=st.sampled_from(["politics", "aviation", "nuclear", "space and electronics", "war", "x", "industry"]),
    source=st.sampled_from(["", "D1", "D2, D3"]),
    approximate=st.booleans(),
)


def with_end(pair: Any) -> Any:
    one, end = pair
    try:
        ends = end is not None and moment(end) >= moment(one.start)
    except ValueError:  # pragma: no cover
        return one
    return Entry(**{n: getattr(one, n) for n in one.__slots__} | {"end": end}) if ends else one


entries = st.lists(
    st.tuples(entry, st.one_of(st.none(), dates)).map(with_end), min_size=1, max_size=60
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(entries)
def test_labels_and_marks_never_meet_whatever_the_entries(entries: Any) -> None:
    scene = lay_out_timeline(entries, STYLE)
    assert scene.collisions() == ()
    shown = labels_of(scene).replace(" ", "")
    for one in entries:
        assert "".join(one.label.split()) in shown


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            Plan,
            milestone=st.sampled_from(["first flight", "deliveries", "a rather long name of a stage in a plan"]),
            planned=st.integers(2015, 2040).map(str),
            stated=st.one_of(st.none(), dates),
            source=st.sampled_from(["", "D1", "D2"]),
        ),
        min_size=1,
        max_size=12,
    ),
    st.lists(st.builds(Note, date=dates, text=titles), max_size=4),
)
def test_plans_never_meet_whatever_they_are(plans: Any, notes: Any) -> None:
    assert lay_out_slip(plans, STYLE, notes).collisions() == ()


def test_forty_entries_fit_on_a_page() -> None:
    label = "A label of the full length allowed by the editor, 55 long"
    years = (1969, 1989, 2001, *range(2014, 2024))
    many = [Entry(start=years[n % 13], label=label, lane=f"lane {n % 5}", source="D3") for n in range(40)]
    assert lay_out_timeline(many, STYLE).height <= 190


def test_lanes_come_in_the_order_asked_for() -> None:
    texts = [text.text for text in lay_out_timeline(ENTRIES, STYLE, ("Aviation", "nothing", "War")).texts if text.bold]
    assert texts == ["Aviation", "War", "Politics"]


def test_a_timeline_explains_only_the_signs_it_uses() -> None:
    plain = labels_of(lay_out_timeline([Entry(start=2001, label="a", lane="b")], STYLE))
    assert STYLE.words.gap not in plain
    assert STYLE.words.approximate not in plain
    full = labels_of(lay_out_timeline(ENTRIES, STYLE))
    for word in (STYLE.words.gap, STYLE.words.approximate, STYLE.words.period):
        assert word in full


@pytest.mark.parametrize("draw", [lay_out_timeline, lay_out_slip])
def test_nothing_to_draw_is_an_error(draw: Any) -> None:
    with pytest.raises(ValueError, match="at least one"):
        draw([], STYLE)


def test_a_period_must_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="'war' ends before it starts"):
        lay_out_timeline([Entry(start=2001, end=1999, label="war", lane="x")], STYLE)
    with pytest.raises(ValueError, match="'flight' is planned to end"):
        lay_out_slip([Plan(milestone="flight", planned=2001, planned_end=2000, stated=None)], STYLE)


def slips(*plans: Plan) -> list[str]:
    return [show_slip(target, Words()) for _, targets in groups_of(plans) for target in targets]


def plan(planned: str | float, stated: str | float | None, source: str = "D4", end: str | None = None) -> Plan:
    return Plan(milestone="flight", planned=planned, planned_end=end, stated=stated, source=source)


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        (plan("2023", "2016"), plan("2025", "2021-09"), "+2 years"),
        (plan("2023-06", "2016"), plan("2023-05", "2017"), "−1 month"),
        (plan("2023-06", "2016"), plan("2024-06", "2017"), "+1 year"),
        (plan("2025", "2016", end="2026"), plan("2028", "2021"), "+2 to +3 years"),
        (plan("2025", "2016", end="2026"), plan("2026", "2021"), "0 to +1 years"),
        (plan("2025", "2016"), plan("2025-06", "2021"), "unchanged"),
    ],
)
def test_how_far_a_plan_moved(one: Any, other: Any, shown: Any) -> None:
    assert slips(other, one) == ["", shown]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (plan("2023", "2016", "D4"), plan("2026", "2021", "D3")),
        (plan("2023", "2016"), plan("2026", None)),
        (plan("2023", "2016"), plan("2026", "2016")),
    ],
)
def test_other_sources_and_unknown_dates_are_never_joined(one: Any, other: Any) -> None:
    assert slips(one, other) == ["", ""]


# --- parts


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("1969", None, "1969"),
        ("1969-03", None, "Mar 1969"),
        ("2022-02-04", None, "4 Feb 2022"),
        (2016.25, None, "2016"),
        ("2014", "2022", "2014–2022"),
        ("2014", "2022-06", "2014 – Jun 2022"),
        ("2022-02", "2022-06", "Feb–Jun 2022"),
        ("2023-03-19", "2023-03-21", "19–21 Mar 2023"),
        ("2022-02-24", "2022-03-03", "24 Feb – 3 Mar 2022"),
        ("2021-05", "2022-09", "May 2021 – Sep 2022"),
    ],
)
def test_dates_for_people(start: Any, end: Any, shown: Any) -> None:
    assert show_range(moment(start), None if end is None else moment(end), Words()) == shown


@pytest.mark.parametrize("text", ["", "March 1969", "1969-3", "2022-13", "2022-02-30", "69"])
def test_what_is_not_a_date(text: Any) -> None:
    with pytest.raises(ValueError, match=r"not a date|month|day"):
        moment(text)


def test_only_wide_gaps_are_left_out() -> None:
    assert year_runs([1969.2, 1989.5, 2014.1, 2014.3, 2015.0, 2016.2, 2017.5]) == (
        (1969, 1969),
        (1989, 1989),
        (2014, 2017),
    )
    assert year_runs([1969, 1980, 1991, 2003, 2014]) == ((1969, 2014),)
    assert year_runs([2000.5]) == ((2000, 2000),)


@given(st.lists(st.floats(1900, 2100), min_size=1, max_size=60))
def test_the_scale_never_runs_backwards_and_stays_in_its_length(places: Any) -> None:
    scale = broken_scale(places, 150, 3.6, 4.2)
    at = [scale(place) for place in sorted(places)]
    assert at == sorted(at)
    assert at[0] >= 0
    assert at[-1] <= 150 + 1e-6
    assert scale.segments[-1].end == pytest.approx(150)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 9)), min_size=1, max_size=40))
def test_spread_keeps_order_and_distance(blocks: Any) -> None:
    wanted = sorted(want for want, _ in blocks)
    heights = [height for _, height in blocks]
    length = max(sum(heights), 100)
    tops = spread(wanted, heights, length)
    assert tops[0] >= 0
    assert tops[-1] + heights[-1] <= length + 1e-6
    for top, height, following in zip(tops, heights, tops[1:], strict=False):
        assert following >= top + height - 1e-6


@given(titles, st.floats(8, 80))
def test_wrapped_text_fits_and_is_complete(text: Any, width: Any) -> None:
    measure = measure_with(STYLE)
    lines = wrap(text, width, 8, measure)
    assert all(measure(line, 8) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


def test_marks_of_the_lanes_differ_in_shape() -> None:
    assert len({mark(shape, (0, 0), 2, "#000000").points for shape in SHAPES}) == 7


def test_text_is_legible() -> None:
    for colour in (STYLE.ink, STYLE.warm, STYLE.accent, STYLE.muted):
        assert contrast(colour, STYLE.paper) >= 4.5
    assert min(STYLE.text_pt, STYLE.small_pt) >= 7.5
