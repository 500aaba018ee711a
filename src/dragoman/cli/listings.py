"""positions, contacts, commitments, discrepancies: what the file says, line by line."""
