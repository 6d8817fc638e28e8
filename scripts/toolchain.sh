# Finds the tools that the build and the server need. To be sourced by bash; changes nothing but the variables it names.

MIN_JAVA=25
MIN_NODE=20.19

# The major version of the JDK in folder $1, from its `release` file; nothing where there is no whole JDK.
jdk_version() {
  [ -f "$1/release" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  local line
  while read -r line; do
    case $line in
      JAVA_VERSION=\"*)
        line=${line#*\"}
        echo "${line%%[!0-9]*}"
        return
        ;;
    esac
  done <"$1/release"
}

jdk_is_new_enough() {
  local version
  version=$(jdk_version "$1") || return 1
  [ -n "$version" ] && [ "$version" -ge "$MIN_JAVA" ]
}

# The folder of the JDK that the command $1 belongs to, behind any chain of links.
home_of_command() {
  local file link
  file=$(command -v "$1") || return 1
  while link=$(readlink "$file"); do
    case $link in
      /*) file=$link ;;
      *) file=$(dirname "$file")/$link ;;
    esac
  done
  (cd "$(dirname "$file")/.." 2>/dev/null && pwd -P)
}

# Sets and exports JAVA_HOME to a JDK that is new enough: the JAVA_HOME there is, else the `java` on the PATH, else one
# that lies where systems keep their JDKs. Says in one line what to install, and fails, where there is none.
find_jdk25() {
  local candidate
  for candidate in "${JAVA_HOME:-}" "$(home_of_command java)" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/*; do
    if [ -n "$candidate" ] && jdk_is_new_enough "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "Polylogue needs a JDK $MIN_JAVA or newer: install one (for example from https://adoptium.net) or set JAVA_HOME to it." >&2
  return 1
}

node_is_new_enough() {
  local version major minor
  version=$("$1" --version 2>/dev/null) || return 1
  version=${version#v}
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ "$major" -gt "${MIN_NODE%%.*}" ] || { [ "$major" -eq "${MIN_NODE%%.*}" ] && [ "$minor" -ge "${MIN_NODE#*.}" ]; }
}

# Puts a Node that is new enough, with its npm, first on the PATH. Says in one line what to install, and fails, where
# there is none.
find_node() {
  local candidate
  for candidate in "$(command -v node)" /usr/local/bin/node /usr/bin/node /opt/homebrew/bin/node \
    "${NVM_DIR:-$HOME/.nvm}"/versions/node/*/bin/node "$HOME"/.volta/bin/node; do
    if [ -n "$candidate" ] && [ -x "$candidate" ] && node_is_new_enough "$candidate"; then
      case $(command -v node) in
        "$candidate") ;;
        *) PATH=$(dirname "$candidate"):$PATH ;;
      esac
      export PATH
      command -v npm >/dev/null && return 0
    fi
  done
  echo "Polylogue needs Node $MIN_NODE or newer, with npm: install it (for example from https://nodejs.org)." >&2
  return 1
}

# One word for the contents of the files below the given files and folders, in any order: the same contents, the same word.
fingerprint() {
  find "$@" -type f -exec cksum {} + 2>/dev/null | sort | cksum | tr ' ' '-'
}

# Sets and exports CHROMIUM to a Chromium or Chrome; installs Debian's where there is none and that is possible. Says in
# one line what to install, and fails, where it is not.
find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if CHROMIUM=$(command -v "$name"); then
      export CHROMIUM
      return 0
    fi
  done
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests …"
    if apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium >/dev/null; then
      CHROMIUM=$(command -v chromium) && export CHROMIUM && return 0
    fi
  fi
  echo "The browser tests need Chromium: install it, so that the command chromium is found (Debian: apt-get install chromium)." >&2
  return 1
}

# Puts what some of the tests of faults need where they look for it: nginx and libfaketime. Those tests say so and are
# left out where there is none and none can be installed.
find_fault_tools() {
  local wanted=()
  [ -x /usr/sbin/nginx ] || wanted+=(nginx-light)
  ls /usr/lib/*/faketime/libfaketimeMT.so.1 >/dev/null 2>&1 || wanted+=(faketime)
  if [ "${#wanted[@]}" -gt 0 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${wanted[*]} for the tests of faults …"
    # RUNLEVEL=1: the package must not start a web server of its own.
    { apt-get -qq update && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${wanted[@]}" >/dev/null; } ||
      echo "Could not install ${wanted[*]}: the tests that need them are left out." >&2
  fi
}
