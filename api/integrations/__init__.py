"""What talks to the outside: mail."""
