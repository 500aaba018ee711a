"""The workbench: a face in the browser, over the pipeline and the dossier."""
