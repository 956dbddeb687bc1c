"""Tests of what programmes read."""
