"""Which one fits you: the legitimate ways side by side, and what would tip the call."""

from __future__ import annotations

from advisor.ui.guard import require_app
from advisor.ui.navigation import show_way_on
from advisor.ui.needed import recommendation_or_stop
from advisor.ui.which_fits_view import show_page

require_app("which_fits")

profile, r = recommendation_or_stop("Which one fits you")
show_page(profile, r)
show_way_on("which_fits")
