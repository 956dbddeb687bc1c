"""A real Bluesky network on this machine: accounts' server, AppView and directory of accounts.

It is what Bluesky's own developers test with, the npm package ``@atproto/dev-env``, on Debian's
PostgreSQL and Redis: https://github.com/bluesky-social/atproto/tree/main/packages/dev-env.
"""
