"""A practice wiki: a copy of the prepared one, served by PHP's own server."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from sandbox.prepared import RECIPE, Prepared
from sandbox.process import Server, free_port

WORKERS = 4
ROUTER = RECIPE / "router.php"


class Wiki:
    """A running MediaWiki with its own data folder.

    ``server`` is the address it gives as its own, which is the gateway's; ``port`` is where PHP
    listens. Close it, or use it as a context manager.
    """

    def __init__(self, prepared: Prepared, folder: Path, server: str) -> None:
        self.prepared, self.server = prepared, server
        self.data = folder / "wiki"
        if not self.data.exists():
            unfinished = folder / "wiki.new"
            shutil.rmtree(unfinished, ignore_errors=True)
            shutil.copytree(prepared.data, unfinished)
            unfinished.rename(self.data)
        self.switch()
        self.port = free_port()
        address = f"127.0.0.1:{self.port}"
        self._php = Server(
            [*prepared.php, "-S", address, "-t", str(prepared.root), str(ROUTER)],
            port=self.port,
            log=folder / "php.log",
            env=prepared.environment(self.data, server) | {"PHP_CLI_SERVER_WORKERS": str(WORKERS)},
        )
        self._php.wait_until_listening()

    def switch(
        self,
        *,
        lag: float | None = None,
        readonly: str | None = None,
        ratelimits: int | None = None,
        models: bool = True,
    ) -> None:
        """Set all switches at once; what isn't named is off.

        ``lag`` is the database lag in seconds that ``maxlag`` sees, ``readonly`` the reason for
        taking no edits, ``ratelimits`` how many edits a minute a user may make; without
        ``models`` users may not make pages of another content model than wikitext.
        """
        values = {"lag": lag, "readonly": readonly, "ratelimits": ratelimits}
        values["models"] = None if models else 0
        new = self.data / "switches.new"
        new.write_text(json.dumps({k: v for k, v in values.items() if v is not None}))
        new.replace(self.data / "switches.json")

    @property
    def alive(self) -> bool:
        """Whether PHP's server is still running."""
        return self._php.alive

    def close(self) -> None:
        """Stop serving; the data stays."""
        self._php.stop()

    def __enter__(self) -> Wiki:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
