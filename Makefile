# make run    the tool on a practice wiki, on this machine
# make test   everything that must be green, and
# make test-networks  the same for our reading of a real Bluesky network, started on this machine
# make bench  tables of how fast it is
# make format the layout of the code
# make lock   the pinned requirements, from the short *.in files

BIN := .venv/bin
COMPILE = $(BIN)/pip-compile --quiet --upgrade --strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links
# Two commands at once install one after the other.
ALONE := flock Makefile
export PYTHONPATH := src:.
# What Python compiled is kept, whatever the machine says: the tests start it more than a hundred times.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-networks bench format lock clean

run: .venv/run static/codex/done
	@exec $(BIN)/python -m sandbox

# The tests of a module stay together, as they share what takes long to start; in the order of
# the folders, so that long ones are not left over for the end.
test: .venv/test static/codex/done
	$(BIN)/python -m sandbox.install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist loadscope --no-loadscope-reorder --ignore=tests/networks

test-networks: .venv/test
	$(BIN)/python -m sandbox.bluesky_network.install
	$(BIN)/pytest tests/networks

bench: .venv/test static/codex/done
	$(BIN)/python -m bench

format: .venv/test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/test
	mkdir -p var
	$(COMPILE) requirements.in
	cp requirements.txt var/constraints.txt
	$(COMPILE) -c var/constraints.txt requirements-dev.in
	sed -i '/-c var/d' requirements-dev.txt
	echo "-e ." >> requirements.txt
	echo "-r requirements.txt" >> requirements-dev.txt

clean:
	rm -rf .venv static/codex node_modules var

.venv/run: requirements.txt sandbox/venv.sh
	@$(ALONE) sh sandbox/venv.sh run requirements.txt
	@touch $@

.venv/test: requirements.txt requirements-dev.txt sandbox/venv.sh
	@$(ALONE) sh sandbox/venv.sh test requirements-dev.txt
	@touch .venv/run $@

static/codex/done: package.json .venv/run
	@$(ALONE) $(BIN)/python -m sandbox.codex
	@touch $@
