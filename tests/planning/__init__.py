"""Tests of what to do next, computed over arrays and records."""
