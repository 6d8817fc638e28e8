#!/usr/bin/env bash
# Installs the MCP servers of npm that the tests of the module tools run against, unless they are there already.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/toolchain.sh

find_node
cd tools/src/test/mcp-servers
wanted=$(cksum <package-lock.json)
if [ "$(cat node_modules/.installed 2>/dev/null)" != "$wanted" ]; then
  npm ci --no-audit --no-fund
  echo "$wanted" >node_modules/.installed
fi
