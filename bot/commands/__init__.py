"""Backup, export, erase …"""
