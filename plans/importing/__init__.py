"""A plan's workbook coming back: read, held against the plan, shown, marked. Nothing here writes to the plan."""
