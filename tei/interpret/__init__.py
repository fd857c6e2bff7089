"""Stage 3: what the lines of a record say (Record -> Document); `document.interpret` is the whole stage.

Nothing is imported here, so that a reading can be tried alone: `python -m tei.interpret.dates STRING`.
"""
