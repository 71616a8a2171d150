"""The text of a report: keys of facts, tables of sentences, numbers and their sources. No database, no clock."""
