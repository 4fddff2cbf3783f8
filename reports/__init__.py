"""The weekly briefing: from marts to one self-contained HTML page a week."""
