"""Copy, erasing, access log."""
