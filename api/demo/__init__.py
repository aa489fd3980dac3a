"""The demo network: content that is plainly made up, around the spaces that the seed really names."""
