"""How a transaction says what it is for, whichever database it runs in."""

WRITES = "dragoman_writes"
"""Execution option: the transaction will write, so it takes the write lock at once."""

TIMEOUT_S = 5.0
"""How long a command waits for another program's write, in seconds."""

CONNECTIONS = 40
"""The most connections that one program holds to a dossier at a time."""
