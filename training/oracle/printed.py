"""Runs the Keras programs of the bug hunts and of the audit, and records what each of them printed.

    .venv-oracle/bin/python training/oracle/printed.py [id ...]

A program src/content/hunts/<id>/listing.py or src/content/audit/lines/<id>/listing.py gets a process of its own. What it prints goes to
printed.txt beside it, without colors, below a line with the versions and the hash of the program; a
test holds the two together.
"""

import hashlib
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "src" / "content"
FOLDERS = "hunts", "audit/lines"
QUIET = {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}


def main(ids):
    for folder in FOLDERS:
        for program in sorted((CONTENT / folder).glob("*/listing.py")):
            if not ids or program.parent.name in ids:
                record(program)


def record(program):
    run = subprocess.run(
        [sys.executable, program.name],
        cwd=program.parent,
        env=os.environ | QUIET,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    printed = re.sub(r"\x1b\[[\d;]*m", "", run.stdout).rstrip()
    digest = hashlib.sha256(program.read_bytes()).hexdigest()
    tensorflow = version("tensorflow-cpu")
    head = f"# Keras {version('keras')}, TensorFlow {tensorflow}; listing.py sha256 {digest}"
    program.with_name("printed.txt").write_text(f"{head}\n{printed}\n")
    print(f"{program.parent.name}: {len(printed.splitlines())} lines")


if __name__ == "__main__":
    main(sys.argv[1:])
