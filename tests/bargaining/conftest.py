"""Makes what builds spaces in this folder importable from the folders below it."""
