"""Answers for people and programs: table, JSON, CSV, page."""
