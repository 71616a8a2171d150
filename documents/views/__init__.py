"""Pages of paper: issue, registers, receipts, letters, known documents, files."""
