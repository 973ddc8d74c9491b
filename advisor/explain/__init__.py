"""Codes and figures become sentences here; every Recommendation carries them."""
