"""What can go wrong with a question to the API."""

from __future__ import annotations

from newsdesk.web.api.models import Problem


class NoSetUpError(Exception):
    """There is no set-up yet, or nothing was read of the wiki."""


class InvalidError(Exception):
    """Parameters cannot be understood, or name what does not exist: then ``status`` is 404."""

    def __init__(self, problems: tuple[Problem, ...], status: int = 422) -> None:
        super().__init__(", ".join(one.parameter for one in problems))
        self.problems = problems
        self.status = status
