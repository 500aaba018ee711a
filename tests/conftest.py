"""What all tests may use."""

pytest_plugins = ["postgresql_server"]
