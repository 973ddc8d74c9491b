"""Present: full screen, one finding at a time, in the client's name."""

from __future__ import annotations

from advisor.ui.guard import require_app
from advisor.ui.needed import recommendation_or_stop
from advisor.ui.present_view import present

require_app("present")

_, r = recommendation_or_stop("Present")
present(r)
