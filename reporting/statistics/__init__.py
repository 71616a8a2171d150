"""Statistics forms and the arithmetic on them: rows, the table of files, checks, carry-over. No database, no clock."""
