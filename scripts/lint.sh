#!/usr/bin/env bash
# Clippy in the place of rustc (RUSTC_WORKSPACE_WRAPPER): what is tested is looked through while it is built, so that the crates
# that others keep are built once, and not checked before. Warnings are errors.
exec clippy-driver "$@" --deny warnings
