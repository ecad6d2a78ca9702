"""`python -m app`: the same as `datganiad`."""

from app.cli import main

if __name__ == "__main__":
    main()
