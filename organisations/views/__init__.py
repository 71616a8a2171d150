"""Pages of organisations: signing in, units, people, relations, workbooks."""
