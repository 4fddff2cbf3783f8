"""Demarche: from news articles to who did what to whom, with the sentence that says so."""
