#!/usr/bin/env bash
# with-tool.sh PROGRAM ...: runs it, or says that the test was skipped where it is not installed.
set -euo pipefail

if ! command -v "$1" >/dev/null; then
    echo "SKIPPED WHOLE TEST: $1 is not installed"
    exit 0
fi
exec "$@"
