#!/usr/bin/env bash
# What CMake calls for each source of the tidy preset: clang-tidy, but for what moc wrote and what enigm_skip_tidy named.
set -euo pipefail
for argument in "$@"; do
    case "$argument" in
        -DENIGM_SKIP_TIDY | */mocs_compilation.cpp | */qrc_*.cpp) exit 0 ;;
    esac
done
exec clang-tidy-19 --quiet "$@"
