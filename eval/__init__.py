"""Measuring: how good a model's translations are, with scores that say how they were made."""
