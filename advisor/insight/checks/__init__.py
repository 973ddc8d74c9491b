"""PASS, REVIEW or FAIL on a recommendation, and on what the owner does now."""
