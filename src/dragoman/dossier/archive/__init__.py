"""The archive form: a folder of Parquet files, by month of publication, for DuckDB and Polars.

``write_archive`` puts a dossier into such a folder, ``restore_archive`` makes a dossier of it
again, ``check_archive`` proves that the folder is as it was written.
"""

from dragoman.dossier.archive.proving import check_archive, require_archive
from dragoman.dossier.archive.restoring import restore_archive
from dragoman.dossier.archive.writing import write_archive

__all__ = ["check_archive", "require_archive", "restore_archive", "write_archive"]
