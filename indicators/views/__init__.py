"""Pages of figures: the list of a unit, one metric, the sheets in which something is typed about it."""
