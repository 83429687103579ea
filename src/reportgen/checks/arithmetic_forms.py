"""The forms in which sentences state arithmetic: skeleton and figures in, the figures that are wrong out."""

from __future__ import annotations

from reportgen.checks.change_forms import changes, directions
from reportgen.checks.ratio_forms import conversions, ratios
from reportgen.checks.share_forms import shares, wholes
from reportgen.checks.sum_forms import equations, sums

FORMS = (shares, wholes, sums, equations, changes, directions, conversions, ratios)
