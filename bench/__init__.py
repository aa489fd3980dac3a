"""Speeds as ratios, measured side by side in one run: medians of at least five rounds, no timed test."""
