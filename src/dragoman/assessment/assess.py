"""The judgements on one dossier."""
