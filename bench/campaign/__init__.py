"""`make campaign`: random operations by many workers on a live network, and what must hold whatever they do."""
