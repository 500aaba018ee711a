"""The gazetteer package."""
