"""The library of metrics as plain data; ``indicators.reference`` writes it."""
