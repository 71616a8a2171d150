"""Putting many units' reports together: figures, places, texts. Plain functions over what was read."""
