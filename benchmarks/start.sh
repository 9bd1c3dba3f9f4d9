#!/bin/sh
# Measures how long whole commands take from a cold process, on SQLite, and prints medians in milliseconds.
#   benchmarks/start.sh [PROGRAM] [RUNS]
# PROGRAM is distribution/target/gnomon/bin/gnomon unless named. Rounds go through all commands in turn, so that
# what else the machine does hits all alike; `node -e 0` takes part where node is installed.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
program=${1:-$here/distribution/target/gnomon/bin/gnomon}
runs=${2:-11}
work=$(mktemp -d "${TMPDIR:-/tmp}/gnomon-start.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/prisma"
cd "$work"
{
    printf 'datasource db {\n  provider = "sqlite"\n  url = "file:./start.db"\n}\n'
    for number in $(seq 1 20); do
        printf 'model Table%s {\n  id Int @id @default(autoincrement())\n  name String @unique\n  size Float?\n' "$number"
        printf '  made DateTime @default(now())\n  done Boolean @default(false)\n  @@index([done])\n}\n'
    done
} >prisma/schema.prisma
"$program" migrate dev --name start >/dev/null

# once NAME COMMAND…: adds the milliseconds to the file NAME
once() {
    name=$1
    shift
    before=$(date +%s%N)
    "$@" >/dev/null 2>"$work/error" || { cat "$work/error" >&2; exit 1; }
    after=$(date +%s%N)
    echo $(((after - before) / 1000000)) >>"$work/$name.times"
}

grep -s . /proc/loadavg | sed 's/^/load before: /' || true
round=0
while [ "$round" -le "$runs" ]; do
    if command -v node >/dev/null 2>&1; then once 0-node node -e 0; fi
    once 1-version "$program" --version
    once 2-validate "$program" validate
    once 3-status "$program" migrate status
    once 4-dev "$program" migrate dev
    # The first round only warms the file cache.
    [ "$round" -gt 0 ] || rm -f "$work"/*.times
    round=$((round + 1))
done
printf '%-12s %8s %8s %8s\n' command median fastest slowest
for times in "$work"/*.times; do
    sort -n "$times" | awk -v name="$(basename "$times" .times | sed 's/^[0-9]-//')" \
        '{ all[NR] = $1 } END { printf "%-12s %8d %8d %8d\n", name, all[int((NR + 1) / 2)], all[1], all[NR] }'
done
grep -s . /proc/loadavg | sed 's/^/load after: /' || true
