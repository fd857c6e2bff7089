"""`python -m tei` is the command `tei`."""

from tei.cli import main

if __name__ == "__main__":
    main()
