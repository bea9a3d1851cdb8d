"""The one step of building that pyproject.toml cannot say: what is installed holds the lexicon in its compiled form."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent


class BuildWithLexicon(build_py):
    """Compiles the lexicon into the package, or beside its families where that is installed as it lies."""

    def run(self) -> None:
        super().run()
        sys.path.insert(0, str(HERE))
        from graphfind.roles.binding import keep
        from graphfind.roles.compiling import compile_lexicon

        package = HERE if self.editable_mode else Path(self.build_lib)
        keep(compile_lexicon(), package / "graphfind" / "roles" / "lexicon.bin")


setup(cmdclass={"build_py": BuildWithLexicon})
