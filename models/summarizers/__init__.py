"""Summarisers of English articles, and what they share: similarity of sentences and the sentences of a text."""
