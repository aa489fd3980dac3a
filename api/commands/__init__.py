"""The command line, one subject a file; put together in api/cli.py."""
