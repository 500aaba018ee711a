"""The briefing package."""
