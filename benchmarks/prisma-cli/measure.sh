#!/bin/sh
# Measures the genuine Prisma CLI on gnomon's engine against the same CLI on the WebAssembly build of Prisma's own engine
# (the native one is not on npm), in turns, on PostgreSQL, and prints medians in milliseconds and their ratios. The step
# can-connect of the reference is Node.js and a driver without any engine: it shows the least that a process costs.
#   benchmarks/prisma-cli/measure.sh [ENGINE] [ROUNDS]
# ENGINE is distribution/target/gnomon/bin/gnomon-schema-engine unless named. Needs Node.js and npm, and a server: a role
# that may create databases, in BENCHMARK_POSTGRESQL_URL, by default postgres://postgres@127.0.0.1:5432.
set -eu
benchmark=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
engine=${1:-$benchmark/../../distribution/target/gnomon/bin/gnomon-schema-engine}
rounds=${2:-7}
server=${BENCHMARK_POSTGRESQL_URL:-postgres://postgres@127.0.0.1:5432}
[ -x "$engine" ] || { printf 'no engine at %s: run distribution/build\n' "$engine" >&2; exit 2; }
engine=$(CDPATH='' cd -- "$(dirname -- "$engine")" && pwd)/$(basename -- "$engine")
work=$(mktemp -d "${TMPDIR:-/tmp}/gnomon-prisma.XXXXXX")
trap 'rm -rf "$work"' EXIT
cp "$benchmark/package.json" "$benchmark/package-lock.json" "$benchmark/reference-engine.mjs" "$work/"
cd "$work"
npm ci --ignore-scripts --no-audit --no-fund --prefer-offline >npm.log 2>&1 || { cat npm.log >&2; exit 1; }
chmod +x reference-engine.mjs
export PRISMA_HIDE_UPDATE_MESSAGE=1 CHECKPOINT_DISABLE=1
url=$server/gnomon_benchmark_$$
datasource="{\"url\":\"$url\"}"
printf "export default { schema: 'schema.prisma', migrations: { path: 'migrations' }, datasource: { url: '%s' } }\n" "$url" \
    >prisma.config.mjs

# schema TABLES
schema() {
    printf 'datasource db {\n  provider = "postgresql"\n}\n'
    for number in $(seq 1 "$1"); do
        printf 'model Table%s {\n  id Int @id @default(autoincrement())\n  name String @unique\n  size Float?\n' "$number"
        printf '  made DateTime @default(now())\n  done Boolean @default(false)\n  @@index([done])\n}\n'
    done
}

# once NAME COMMAND…: adds the milliseconds to the file NAME
once() {
    name=$1
    shift
    before=$(date +%s%N)
    "$@" >output 2>&1 </dev/null || { cat output >&2; exit 1; }
    after=$(date +%s%N)
    echo $(((after - before) / 1000000)) >>"$name.times"
}

# round NAME ENGINE: a project of its own from its first migration on
round() {
    "$2" --datasource "$datasource" cli create-database >output 2>&1 || { cat output >&2; exit 1; }
    rm -rf migrations
    export PRISMA_SCHEMA_ENGINE_BINARY="$2"
    once "1-can-connect.$1" "$2" --datasource "$datasource" cli can-connect-to-database
    schema 20 >schema.prisma
    once "2-first-migrate-dev.$1" node node_modules/prisma/build/index.js migrate dev --name first
    schema 21 >schema.prisma
    sleep 1
    once "3-next-migrate-dev.$1" node node_modules/prisma/build/index.js migrate dev --name next
    "$2" --datasource "$datasource" cli drop-database >output 2>&1 || { cat output >&2; exit 1; }
}

median() { sort -n "$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

grep -s . /proc/loadavg | sed 's/^/load before: /' || true
done=0
while [ "$done" -le "$rounds" ]; do
    round gnomon "$engine"
    round reference "$work/reference-engine.mjs"
    # The first round only warms the file cache.
    [ "$done" -gt 0 ] || rm -f ./*.times
    done=$((done + 1))
done
printf '%-20s %8s %10s %6s\n' step gnomon reference ratio
for times in ./*.gnomon.times; do
    step=$(basename "$times" .gnomon.times)
    own=$(median "$times")
    other=$(median "$step.reference.times")
    printf '%-20s %8d %10d %6s\n' "${step#*-}" "$own" "$other" "$(awk "BEGIN { printf \"%.2f\", $own / $other }")"
done
grep -s . /proc/loadavg | sed 's/^/load after: /' || true
