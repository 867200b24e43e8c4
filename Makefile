# Everything around the package. `make` alone lists what there is.
#
# Programs of Debian 12 that a target needs are installed when they are missing, with sudo where
# you are not root. On another system, install the libraries named below yourself: nothing is
# installed where there is no dpkg.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.ONESHELL:
.SUFFIXES:

PREFIX ?= /usr/local
DESTDIR ?=
PYTHON ?= python3
REPORT ?= report

# The command carries its Swift runtime with it, so that it starts at once, anywhere.
RELEASE := swift build -c release --static-swift-stdlib --product aftermath
COMMAND := .build/release/aftermath
VENV := .venv
SWIFT_SOURCES := Package.swift Sources Tests datasets/DatasetFiles.swift \
  Benchmarks/Package.swift Benchmarks/Benchmarks Benchmarks/Peers/Package.swift \
  Benchmarks/Peers/Sources Benchmarks/Simulations/Package.swift Benchmarks/Simulations/Sources
SHELL_PROGRAMS := .ci/run Tests/Interop/run Tests/Interop/check_install
# A crash is reported by its signal; the symbolic backtrace can hang on a pipe.
export SWIFT_BACKTRACE ?= enable=no

BUILD_PACKAGES := libopenblas-dev liblapacke-dev pkg-config
PEER_PACKAGES := r-base-core r-cran-sandwich r-cran-mass r-cran-strucchange r-cran-segmented

# $(call need,PACKAGE …) installs those of the Debian packages that are missing.
define need
  missing=
  if command -v dpkg-query > /dev/null; then
    for package in $(1); do
      state=$$(dpkg-query -W -f '$${Status}' "$$package" 2> /dev/null || true)
      [ "$$state" = 'install ok installed' ] || missing="$$missing $$package"
    done
  fi
  if [ -n "$$missing" ]; then
    as_root=
    [ "$$(id -u)" = 0 ] || as_root=sudo
    echo "Installing the Debian packages$$missing$${as_root:+ (with sudo)}" >&2
    if [ -n "$$as_root" ] && ! command -v sudo > /dev/null; then
      echo "sudo is missing: as root, run  apt-get install$$missing" >&2
      exit 1
    fi
    $$as_root apt-get update -q > /dev/null \
      || echo 'The package lists could not be brought up to date; trying with those at hand.' >&2
    $$as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -q -y --no-install-recommends $$missing > /dev/null
  fi
endef

# Leaves with a word on where Swift is to be had, where it is not.
define need_swift
  if ! command -v swift > /dev/null; then
    echo 'swift is not on the path. Swift 6.2 or later for Debian 12 is at' >&2
    echo '  https://www.swift.org/install/linux/' >&2
    echo 'Unpack it, put its usr/bin on the path, and run make again.' >&2
    exit 1
  fi
endef

# The folder to install into; not every shell expands ~ in an argument of make.
define prefix
  prefix="$(PREFIX)"
  prefix="$(DESTDIR)$${prefix/#\~\//$$HOME/}"
endef

.PHONY: help
help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	echo
	echo '  make install PREFIX=DIR   puts the command in DIR/bin, the data in DIR/share'
	echo '  make report REPORT=DIR    writes the report into DIR'

.PHONY: report
report: release ## build, and write the report on the bundled data into report/
	@$(COMMAND) report -o "$(REPORT)"

.PHONY: release
release: packages ## build the command: .build/release/aftermath
	@# The linker warns of a call to mktemp within Foundation, which is never made here.
	$(RELEASE) 2>&1 | sed -u '/mktemp/d'

.PHONY: packages
packages: ## install the Debian packages that building needs
	@$(need_swift)
	$(call need,$(BUILD_PACKAGES))

.PHONY: test
test: packages ## build and run the tests
	@swift test --disable-xctest

.PHONY: lint
lint: ## check the layout of the sources and the sanity of the scripts
	@$(need_swift)
	swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	if command -v $(PYTHON) > /dev/null; then
	  find Tests Benchmarks -name .build -prune -o -name '*.py' -print0 |
	    PYTHONPYCACHEPREFIX=.build/pycache xargs -0 $(PYTHON) -m py_compile
	else
	  echo 'lint: there is no $(PYTHON); the Python programs were not looked at' >&2
	fi
	for program in $(SHELL_PROGRAMS); do bash -n "$$program"; done
	if command -v shellcheck > /dev/null; then
	  shellcheck $(SHELL_PROGRAMS)
	else
	  echo 'lint: there is no shellcheck; the shell programs were only parsed' >&2
	fi
	echo 'lint: clean'

# Said before anything is built for nothing.
.PHONY: writable
writable:
	@$(prefix)
	if ! mkdir -p "$$prefix/bin" 2> /dev/null || [ ! -w "$$prefix/bin" ]; then
	  echo "$$prefix cannot be written: make install PREFIX=\"\$$HOME/.local\" can," >&2
	  echo 'or run this with sudo (sudo env "PATH=$$PATH" make install)' >&2
	  exit 1
	fi

.PHONY: install
install: writable release ## put command, data and shell completions into PREFIX (default /usr/local)
	@$(prefix)
	install -m 755 $(COMMAND) "$$prefix/bin/.aftermath.new"
	strip "$$prefix/bin/.aftermath.new" 2> /dev/null || true
	mv -f "$$prefix/bin/.aftermath.new" "$$prefix/bin/aftermath"
	data="$$prefix/share/aftermath/datasets"
	rm -rf "$$data"
	mkdir -p "$$data"
	install -m 644 datasets/*.csv datasets/*.json datasets/*.md "$$data"
	complete() {
	  mkdir -p "$$prefix/share/$$2"
	  $(COMMAND) --generate-completion-script "$$1" > "$$prefix/share/$$2/$$3"
	}
	complete bash bash-completion/completions aftermath
	complete zsh zsh/site-functions _aftermath
	complete fish fish/vendor_completions.d aftermath.fish
	echo "Installed $$prefix/bin/aftermath, its data in $$prefix/share/aftermath"
	case ":$$PATH:" in *":$$prefix/bin:"*) ;; *) echo "$$prefix/bin is not on your PATH" ;; esac

.PHONY: uninstall
uninstall: ## take out of PREFIX what install put there
	@$(prefix)
	rm -rf "$$prefix/share/aftermath/datasets"
	rm -f "$$prefix/bin/aftermath" "$$prefix/share/bash-completion/completions/aftermath" \
	  "$$prefix/share/zsh/site-functions/_aftermath" \
	  "$$prefix/share/fish/vendor_completions.d/aftermath.fish"
	rmdir "$$prefix/share/aftermath" 2> /dev/null || true

.PHONY: bench
bench: packages ## measure the kernels (release; takes some minutes). FILTER=REGEX for some of them
	@cd Benchmarks
	swift package --disable-sandbox benchmark --grouping metric --no-progress \
	  $(if $(FILTER),--filter '$(FILTER)')

.PHONY: peers
peers: packages venv ## run the same tasks in NumPy, statsmodels, numba, ruptures, R and here, by turns
	@# What cannot be had on this system takes no part; the table says which took part.
	($(call need,$(PEER_PACKAGES))) || echo 'R takes part as far as it is installed.' >&2
	if ! $(VENV)/bin/python -m pip install -q --disable-pip-version-check \
	  -r Benchmarks/Peers/requirements.txt; then
	  echo 'Not all peers of Benchmarks/Peers/requirements.txt could be installed.' >&2
	fi
	swift build -c release --package-path Benchmarks/Peers
	$(VENV)/bin/python Benchmarks/Peers/peers.py Benchmarks/Peers/.build/release/Ours \
	  Benchmarks/Peers/.build/inputs $(TASKS)

.PHONY: interop
interop: release venv ## look at data and results with other programs' eyes
	@if ! command -v soffice > /dev/null; then
	  $(call need,libreoffice-calc-nogui)
	fi
	Tests/Interop/run $(COMMAND) $(VENV)/bin/python

.PHONY: venv
venv:
	@python=$(PYTHON)
	if ! "$$python" -c 'import ensurepip, venv' 2> /dev/null; then
	  $(call need,python3-venv)
	  python=/usr/bin/python3
	fi
	if ! cmp -s Tests/Interop/requirements.txt $(VENV)/installed.txt; then
	  echo 'Installing the Python packages of Tests/Interop/requirements.txt into $(VENV)' >&2
	  "$$python" -m venv --clear $(VENV)
	  $(VENV)/bin/python -m pip install -q --disable-pip-version-check \
	    -r Tests/Interop/requirements.txt
	  cp Tests/Interop/requirements.txt $(VENV)/installed.txt
	fi

.PHONY: notebooks
notebooks: release ## make notebooks-export/ again, with the command alone
	@$(COMMAND) report --after 2011 --after 2025 -o notebooks-export/after-2011-beside-after-2025

.PHONY: golden
golden: venv ## make the expected values of the tests again (needs R; takes some minutes)
	@$(call need,r-base-core r-cran-boot)
	python="$(CURDIR)/$(VENV)/bin/python"
	for program in Tests/*/Golden/*.py Tests/*/Golden/*.R; do
	  echo "$$program"
	  name=$$(basename "$$program")
	  run=("$$python" "$$name")
	  [[ $$name == *.R ]] && run=(Rscript --vanilla "$$name")
	  # A program says in its head what it wants its output to be called; others write by themselves.
	  output=$$(sed -n 's/.*Rscript [^ ]* > \([^ ]*\).*/\1/p; s/.*python3 [^ ]* > \([^ ]*\).*/\1/p' "$$program" | head -1)
	  (
	    cd "$$(dirname "$$program")"
	    if [ -n "$$output" ]; then
	      "$${run[@]}" > "$$output.new"
	      mv "$$output.new" "$$output"
	    else
	      "$${run[@]}"
	    fi
	  )
	done

.PHONY: descriptor
descriptor: ## make datasets/datapackage.json again, after a change of a table
	@$(PYTHON) Tests/Interop/make_descriptor.py

.PHONY: docs
docs: packages ## the reference documentation, into .build/docs/
	@# It fails on the tests, which have nothing to document, after the modules are done.
	swift package dump-symbol-graph --minimum-access-level public --skip-synthesized-members \
	  > /dev/null 2>&1 || true
	rm -rf .build/docs .build/docs-symbols .build/docs-pages
	mkdir -p .build/docs-symbols .build/docs-pages/Aftermath.docc
	# One catalogue of all modules' pages, so that links from one to another are followed.
	cp Sources/*/*.docc/*.md .build/docs-pages/Aftermath.docc
	for module in $$(sed -n 's/.*public import //p' Sources/Aftermath/Aftermath.swift); do
	  cp .build/*/symbolgraph/"$$module"{,@*}.symbols.json .build/docs-symbols/ 2> /dev/null || true
	done
	docc convert .build/docs-pages/Aftermath.docc --fallback-display-name Aftermath \
	  --fallback-bundle-identifier aftermath-toolkit --diagnostic-level error \
	  --additional-symbol-graph-dir .build/docs-symbols --output-path .build/docs
	echo 'The documentation is in .build/docs. To read it:'
	echo '  python3 -m http.server -d .build/docs 8000'
	echo 'and open http://localhost:8000/documentation'

.PHONY: clean
clean: ## remove what was built: .build, .venv, report
	@rm -rf .build Benchmarks/.build Benchmarks/Peers/.build Benchmarks/Simulations/.build $(VENV) report
	find Tests -name __pycache__ -type d -prune -exec rm -rf {} +
