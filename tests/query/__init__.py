"""Tests of the queries: from a request through a store to an answer."""
