"""What is fast and how fast, as figures and ratios measured in one run."""
