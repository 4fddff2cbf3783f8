"""Assets: thin. Which days, call the plain function, hand the rows on, say what was done."""
