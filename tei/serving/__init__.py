"""`tei serve`: the edition on this machine alone, made anew and shown again when something of it changes."""
