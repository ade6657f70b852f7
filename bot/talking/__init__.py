"""Calls to staff: for a talk, for somebody to read, and alerts agreed in advance."""
