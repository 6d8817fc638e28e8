#!/usr/bin/env bash
# Installs the clients of the AI SDK that its front door is tested with, unless they are there already.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/toolchain.sh

find_node
cd server/src/test/ai-sdk-clients
wanted=$(cksum <package-lock.json)
if [ "$(cat node_modules/.installed 2>/dev/null)" != "$wanted" ]; then
  npm ci --no-audit --no-fund
  echo "$wanted" >node_modules/.installed
fi
