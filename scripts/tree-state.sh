#!/usr/bin/env bash
# Prints what differs from the last commit, contents included, so that two calls show what changed in between.
# Prints nothing outside a git checkout.
set -euo pipefail

git rev-parse --is-inside-work-tree > /dev/null 2>&1 || exit 0
git status --porcelain --untracked-files=all
git diff HEAD | git hash-object --stdin
git ls-files --others --exclude-standard -z | xargs -0 -r sha256sum
