"""Digits read by a small network of our own: another pair of eyes than the engine's, not fooled by the same speck."""
