"""Tests of the parts that follow from a recommendation."""
