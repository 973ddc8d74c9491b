"""Whether to advertise with this budget, where, how much, to whom, and when to stop."""
