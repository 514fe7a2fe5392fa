"""Makes docs/show.svg, the README's picture, from the dataset that `make demo` leaves: python docs/picture.py build/demo 5"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from rich.console import Console

from pipeline.show import print_dataset

if __name__ == "__main__":
    folder, article = sys.argv[1:]
    console = Console(record=True, width=112, file=io.StringIO(), force_terminal=True)
    print_dataset(Path(folder), article, flagged=False, as_json=False, console=console)
    console.save_svg(str(Path(__file__).with_name("show.svg")), title=f"songngu show {folder} {article}")
