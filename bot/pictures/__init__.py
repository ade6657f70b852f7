"""Cards, charts, week, QR."""
