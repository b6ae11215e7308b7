"""A noticeboard: how far each task has come, readable while workers work.

A task writes its own small file, at most four times a second, and replaces it whole. Nobody waits for a lock, so a
worker that dies while it reports holds nobody up.
"""

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

type Report = Callable[[str, int, int], None]
"""How a task says where it is: (what it does now, steps done, steps in all)."""

SECONDS_BETWEEN_NOTICES = 0.25


@dataclass(frozen=True)
class Notice:
    """Where one task is."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True)
class Noticeboard:
    """A folder in which every task keeps one notice."""

    folder: Path

    def reporter(self, task: int) -> Report:
        """Give the function by which a task reports."""
        last = 0.0

        def report(stage: str, done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last < SECONDS_BETWEEN_NOTICES and done < total:
                return
            last = now
            self._pin(task, Notice(stage, done, total))

        return report

    def begin(self, task: int) -> None:
        """Say that a worker has taken a task up."""
        self._begun(task).touch()

    def has_begun(self, task: int) -> bool:
        """Say whether a worker has taken a task up since it was last wiped off."""
        return self._begun(task).exists()

    def wipe_off(self, task: int) -> None:
        """Forget that a task was taken up."""
        self._begun(task).unlink(missing_ok=True)

    def _begun(self, task: int) -> Path:
        return self.folder / f"{task}.begun"

    def read(self, task: int) -> Notice | None:
        """Give the latest notice of a task, or None while there is none to read."""
        try:
            done, total, stage = self._path(task).read_text(encoding="utf-8").split("\t", 2)
            return Notice(stage, int(done), int(total))
        except (OSError, ValueError):
            return None

    def _pin(self, task: int, notice: Notice) -> None:
        draft = self._path(task).with_suffix(".draft")
        # Windows refuses to replace a file while somebody reads it; the next notice comes soon enough.
        with contextlib.suppress(OSError):
            draft.write_text(f"{notice.done}\t{notice.total}\t{notice.stage}", encoding="utf-8")
            draft.replace(self._path(task))

    def _path(self, task: int) -> Path:
        return self.folder / f"{task}.notice"
