"""What if: other budgets from a surface solved once, other goals, wishes, own mix, own figures.

There is no verb of its own: ``surface`` and ``evaluate`` are the command line's.  Everything here
is judged under the same draws as the recommendation of the same seed.
"""

from advisor.insight.what_if.budgets import OpenBudgets, open_budgets
from advisor.insight.what_if.widest import most_hours, nice_above

__all__ = ["OpenBudgets", "most_hours", "nice_above", "open_budgets"]
