"""Sentences that the event-type classifier learns from; not needed at run time."""
