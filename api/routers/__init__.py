"""Path, status, permission, schema, one service call. No queries, no `if` about the domain."""
