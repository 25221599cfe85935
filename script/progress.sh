# Sourced by the other scripts: says what is being done, since when, and how far it is.
# KONTOR_STARTED is the second in which the outermost script began, so that the times of one run add up.

export KONTOR_STARTED=${KONTOR_STARTED:-$(date +%s)}

elapsed() {
  local s=$(($(date +%s) - KONTOR_STARTED))
  printf '%d:%02d' $((s / 60)) $((s % 60))
}

step() { printf '\033[1m[%s] %s\033[0m\n' "$(elapsed)" "$*" | plain_unless_tty; }
note() { printf '[%s]   %s\n' "$(elapsed)" "$*"; }
fail() {
  printf '[%s] %s\n' "$(elapsed)" "$*" >&2
  exit 1
}

plain_unless_tty() { if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9;]*m//g'; fi; }

# build PRESET TARGET...   configures when needed, then builds; on a terminal ninja draws its own progress,
# elsewhere one line each ten seconds is printed, and everything that is not progress (warnings, errors).
build() {
  local preset=$1 log
  shift
  if [ ! -f "build/$preset/build.ninja" ]; then
    log=build/configure.log
    mkdir -p build
    note "cmake --preset $preset"
    cmake --preset "$preset" >"$log" 2>&1 || { tail -30 "$log" >&2; fail "cmake could not configure (all of it: $log)"; }
  fi
  if [ -t 1 ]; then
    NINJA_STATUS='[%f/%t, %es] ' ninja -C "build/$preset" "$@"
  else
    NINJA_STATUS='[%f/%t] ' ninja -C "build/$preset" "$@" | sparse_progress
    return "${PIPESTATUS[0]}"
  fi
}

sparse_progress() {
  local line last=$SECONDS
  while IFS= read -r line; do
    case $line in
      '['[0-9]*/[0-9]*']'*)
        if [ $((SECONDS - last)) -ge 10 ]; then
          last=$SECONDS
          note "${line:0:110}"
        fi
        ;;
      'ninja: Entering directory'* | 'ninja: no work to do.') ;;
      *) printf '%s\n' "$line" ;;
    esac
  done
}
