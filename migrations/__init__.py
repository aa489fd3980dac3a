"""The database's history. `migrations.run` is how code calls Alembic."""
