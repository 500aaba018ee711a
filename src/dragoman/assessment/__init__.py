"""The assessment package."""
