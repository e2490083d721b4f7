"""A file that stops at the door, with the one problem that says why."""

from __future__ import annotations

from etl.problems import Problem, problem

DAMAGED = problem("trasig_fil")
TOO_BIG = problem("zip_bomb")


class FileRefused(Exception):
    """The file goes no further.

    Attributes:
        problem: the one sentence to the sender.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
