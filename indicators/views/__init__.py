"""Pages of figures: the list of a unit, one metric, its goal."""
