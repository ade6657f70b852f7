"""Guides: something done step by step, with a card for each step, help near, and what came of it"""
