"""Automation: schedules, sensors and checks."""
