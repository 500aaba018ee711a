"""The workbench under load: a large invented dossier, users who open its pages, first paint."""
