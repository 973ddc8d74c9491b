"""Clients and scenarios: room for the database to come."""
