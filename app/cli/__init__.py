"""The terminal front end: the same core as the window, without Qt."""
