"""How the documentation is built: `make docs` (offline; a warning is an error)."""

import sys
from importlib.metadata import version as version_of
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

project = "Dragoman"
author = "the authors of Dragoman"
project_copyright = "the authors of Dragoman; Apache-2.0"
version = release = version_of("dragoman")
html_title = f"Dragoman {release}"

extensions = ["myst_nb", "sphinx.ext.autodoc", "dragoman_docs"]
source_suffix = {".md": "myst-nb"}
exclude_patterns = ["_ext", "build", "**/.ipynb_checkpoints"]

myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
suppress_warnings = ["myst.header"]  # a decision record may begin its headings where it likes

# Notebooks run at each build; an error ends it.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_in_temp = False  # their paths begin in their own folder
nb_execution_timeout = 300
nb_merge_streams = True
nb_ipywidgets_js = {}  # nothing is loaded from anywhere else

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
nitpicky = True
nitpick_ignore_regex = [
    # The records have their own pages: the glossary and records.md.
    ("py:.*", r"(dragoman\.model\.)?[A-Z]\w+"),
    ("py:.*", r"dragoman\.(model|notebook|columns)(\.\w+)*"),
    ("py:.*", r"(attrs?|collections\.abc|os|typing|pathlib|polars|pandas|pyarrow)\..*"),
]

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["dragoman.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_last_updated_fmt = None
smartquotes = False
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#1f4e79",
        "color-brand-content": "#1f4e79",
        "font-stack": "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
    },
    "dark_css_variables": {
        "color-brand-primary": "#8ab8e6",
        "color-brand-content": "#8ab8e6",
    },
}
