"""What all tests may use."""

from hypothesis import settings

pytest_plugins = ["postgresql_server"]

# Machines are shared: how long one example takes says nothing, how many fail does.
settings.register_profile("dragoman", deadline=None)
settings.load_profile("dragoman")
