"""Write the sample data anew: `python sample_data/generate.py [FOLDER]`, by default into this folder.

The same seed gives the same bytes on every machine.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.archive import members
from generator.dice import Dice
from generator.packing import pack
from generator.tables import people_csv, people_rows, ties_csv
from generator.vocabulary import load_vocabulary, read_toml
from generator.world import build_world

SEED = "graphfind"


def sample_files(seed: str) -> dict[str, bytes]:
    """The content of each file by its name."""
    story, vocabulary = read_toml("story.toml"), load_vocabulary()
    world = build_world(story, vocabulary, seed)
    rows = people_rows(story, world, vocabulary, seed)
    files = {
        str(owner.profile["file"]): pack(
            members(owner, vocabulary.phrases, Dice(f"{seed}/{owner.key}/archive")), owner.exported
        )
        for owner in world.owners
    }
    files["people.csv"] = people_csv(rows.values()).encode()
    files["ties.csv"] = ties_csv(story, world, rows, vocabulary, seed).encode()
    return files


def main() -> None:
    """Write the files, replacing those of the same names."""
    parser = argparse.ArgumentParser(description="Write the sample data anew.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent, help="where to write it")
    parser.add_argument("--seed", default=SEED, help="another seed makes other people around the same story")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, content in sample_files(options.seed).items():
        (options.folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
