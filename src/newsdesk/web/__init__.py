"""Flask: thin routes and typed view models."""
