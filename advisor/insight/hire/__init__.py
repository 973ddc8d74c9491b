"""Me or a manager: both optima, where one overtakes the other, and how to work together."""
