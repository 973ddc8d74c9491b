"""Which one fits you: the legitimate strategies side by side, and what would tip the call."""
