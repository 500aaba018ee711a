"""The dossier package."""
