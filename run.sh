#!/usr/bin/env bash
# Builds what is missing or has changed, then starts Polylogue. Arguments go to the server (./run.sh --server.port=9090).
set -u
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
. scripts/toolchain.sh

jar=server/target/polylogue-exec.jar
mkdir -p .build

is_fresh() { [ -f ".build/$1" ] && [ "$(<".build/$1")" = "$2" ]; }

# Runs a step of the build with its output in a file, which is shown where the step fails.
step() {
  local name=$1 log=".build/$2.log"
  shift 2
  printf '%s … ' "$name"
  if "$@" >"$log" 2>&1; then
    echo done
  else
    echo "failed. The end of $log:"
    tail -n 40 "$log"
    exit 1
  fi
}

npm_ci() { (cd web && npm ci --no-audit --no-fund); }
web_build() { (cd web && npm run build); }
server_build() { ./mvnw -q -pl server -am package -DskipTests; }

find_jdk25 || exit 1

# The jar is unpacked, and what the JVM learns in a rehearsal is kept for all later starts: they take a third of the time.
app=.build/app
# SQLite's library is unpacked once, too; else each start copies it out of its jar, compares the copy and deletes it in the end.
# Where there is none of this machine's kind, or it does not fit, that is what happens.
sqlite=org/sqlite/native/Linux/$(uname -m)
# Nearly all that a stream makes dies young: with a heap of four times what lives, the collector has less to do. How much of
# it is young is the collector's to say: a fixed half left old answers no room (docs/performance.md).
flags=("-Xmx${POLYLOGUE_HEAP:-1g}" -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError
  -XX:GCTimeRatio=99 -XX:MinHeapFreeRatio=75 -XX:MaxHeapFreeRatio=85
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dspring.aot.enabled=true
  "-Dorg.sqlite.lib.path=$PWD/$app/$sqlite")
# A token touches memory all over the heap; the processor knows the way to a large page by heart, but not to 512 small ones.
# Where Linux gives them to those who ask (elsewhere the JVM complains, or gets them anyway).
large_pages=/sys/kernel/mm/transparent_hugepage/enabled
if [ -r "$large_pages" ] && [[ $(<"$large_pages") == *"[madvise]"* ]]; then flags+=(-XX:+UseTransparentHugePages); fi

unpack() {
  rm -rf "$app" .build/trial && "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$app" || return
  (cd "$app" && "$JAVA_HOME/bin/jar" -xf lib/sqlite-jdbc-*.jar "$sqlite") || true
}
learn_to_start() {
  "$JAVA_HOME/bin/java" "${flags[@]}" -XX:AOTCacheOutput="$app/start.aot" \
    -cp "$app/polylogue-exec.jar" dev.polylogue.server.Rehearsal \
    --server.port=0 --polylogue.data=.build/trial --polylogue.discovery.enabled=false ||
    rm -f "$app/start.aot" # A JVM that cannot learn starts all the same, only slower.
  rm -rf .build/trial
}

# Builds whatever is not as it was, by what is in the files.
build() {
  packages=$(fingerprint web/package.json web/package-lock.json)
  web=$packages-$(find web -maxdepth 1 -type f -exec cksum {} + | sort | cksum | tr ' ' '-')-$(fingerprint web/src web/public)
  if [ ! -f web/dist/index.html ] || ! is_fresh web.stamp "$web"; then
    find_node || exit 1
    if [ ! -d web/node_modules ] || ! is_fresh packages.stamp "$packages"; then
      step "Fetching the web app's packages" packages npm_ci
      echo "$packages" >.build/packages.stamp
    fi
    step "Building the web app" web web_build
    echo "$web" >.build/web.stamp
  fi

  server=$web-$(fingerprint pom.xml .mvn mvnw ./*/pom.xml ./*/src/main)
  if [ ! -f "$jar" ] || ! is_fresh server.stamp "$server"; then
    # The resources step copies the web app but does not take away what an earlier build of it left.
    rm -rf server/target/classes/web
    step "Building the server" server server_build
    echo "$server" >.build/server.stamp
  fi

  unpacked=$server-$(fingerprint "$JAVA_HOME/release")
  if [ ! -f "$app/polylogue-exec.jar" ] || ! is_fresh app.stamp "$unpacked"; then
    step "Unpacking the server" unpack unpack
    step "Learning to start quickly" start learn_to_start
    echo "$unpacked" >.build/app.stamp
  fi
}

# All that is looked at here is when a file was last touched, which takes a tenth of reading them all.
jdk="$JAVA_HOME $(<"$JAVA_HOME/release")"
sources=(pom.xml .mvn mvnw ./*/pom.xml ./*/src/main web/src web/public web/*.*)
if [ ! -f "$app/polylogue-exec.jar" ] || ! is_fresh checked "$jdk" ||
  [ -n "$(find "${sources[@]}" -cnewer .build/checked -print -quit)" ]; then
  # Written first: what is touched while the build goes on is looked at by the next start.
  echo "$jdk" >.build/checking
  build
  mv .build/checking .build/checked
fi
[ -f "$app/start.aot" ] && flags+=(-XX:AOTCache="$app/start.aot" -Xlog:aot=off -Xlog:cds=off)

exec "$JAVA_HOME/bin/java" "${flags[@]}" -jar "$app/polylogue-exec.jar" "$@"
