"""The history of the workspace's schema: one small step a revision, oldest first.

A revision is never changed once it was given out; what changes gets a new one.
"""
