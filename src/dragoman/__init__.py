"""Dragoman reads the reporting on a negotiation and keeps the file on it."""
