#!/usr/bin/env bash
# Installs the client of OpenAI that the gateway is tested with, unless it is there already.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/toolchain.sh

find_node
cd server/src/test/openai-client
wanted=$(cksum <package-lock.json)
if [ "$(cat node_modules/.installed 2>/dev/null)" != "$wanted" ]; then
  npm ci --no-audit --no-fund
  echo "$wanted" >node_modules/.installed
fi
