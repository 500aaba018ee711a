"""From positions to deals: issue spaces, packages, what blocks, what would have to move."""
