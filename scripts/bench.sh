#!/usr/bin/env bash
# Builds the server and the benches, then starts one of them: scripts/bench.sh server.ServerBench [ARGUMENTS]
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/toolchain.sh

find_jdk25
find_node
find_fault_tools
[ -d web/node_modules ] || (cd web && npm ci --no-audit --no-fund)
if [ ! -f web/dist/index.html ] || [ -n "$(find web/src web/public web/*.* -newer web/dist/index.html -print -quit)" ]; then
  (cd web && npm run build)
  rm -rf server/target/classes/web
fi
./mvnw -q -pl bench -am package dependency:copy-dependencies -DskipTests -DincludeScope=runtime \
  -DoutputDirectory=target/dependency
program=$1
shift
cd bench
exec "$JAVA_HOME/bin/java" -Xmx2g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "target/classes:target/dependency/*" "dev.polylogue.bench.$program" "$@"
