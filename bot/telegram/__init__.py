"""Receiving and sending."""
