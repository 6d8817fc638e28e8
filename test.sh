#!/usr/bin/env bash
# Installs what the tests need and runs all of them: web, Java, browser. Takes no arguments; fails at the first failure.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")"
. scripts/toolchain.sh

find_jdk25
find_node
find_chromium
find_fault_tools

(
  cd web
  npm ci --no-audit --no-fund
  npm run check
)
scripts/mcp-servers.sh
scripts/openai-client.sh
scripts/ai-sdk-clients.sh
# The resources step copies the web app but does not take away what an earlier build of it left.
rm -rf server/target/classes/web
MAVEN_OPTS="${MAVEN_OPTS:--Xmx1g}" ./mvnw --batch-mode verify -Dpolylogue.chromium="$CHROMIUM"
