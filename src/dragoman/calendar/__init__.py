"""The calendar package."""
