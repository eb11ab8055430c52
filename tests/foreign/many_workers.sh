#!/usr/bin/env bash
# 1, 2 and 4 worker processes drain a queue on PostgreSQL; no job may be done twice. Prints the rates.
#
#   many_workers.sh PROGRAM SERVER [JOBS]     SERVER: postgres://USER@HOST/DATABASE (others are made and dropped there)
#
# The jobs are of the kind send_mails with an empty outbox: what is measured is the queue. Needs psql.
set -euo pipefail
program=$(realpath "$1") admin=$2 jobs=${3:-10000}
scratch=$(mktemp -d)
name=lotsenwerk_many_workers_$$
trap 'psql -q "$admin" -c "DROP DATABASE IF EXISTS $name WITH (FORCE)"; rm -rf "$scratch"' EXIT
psql -q "$admin" -c "CREATE DATABASE $name"
# The name stands between the last slash and what a URL may say beside it.
query=""
if [[ $admin == *\?* ]]; then query="?${admin#*\?}"; fi
url=${admin%%\?*}
export DATABASE_URL=${url%/*}/$name$query LOTSENWERK__JOBS__NIGHTLY_AT="" LOTSENWERK__JOBS__SEND_EVERY_SECONDS=86400
export LOTSENWERK__MAIL__REMIND_AT="" LOTSENWERK__MAIL__DIGEST_AT=""
cd "$scratch"
"$program" --quiet migrate >/dev/null
for workers in 1 2 4; do
    psql -q "$DATABASE_URL" -c "TRUNCATE jobs" -c "INSERT INTO jobs (id, kind, payload, state, attempts, max_attempts, run_at, created_at)
        SELECT gen_random_uuid(), 'send_mails', '{}', 'queued', 0, 5, now(), now() FROM generate_series(1, $jobs)"
    begun=$(date +%s.%N)
    running=()
    for worker in $(seq "$workers"); do
        "$program" --json worker --until-idle >"worker-$worker" &
        running+=($!)
    done
    for process in "${running[@]}"; do wait "$process"; done
    ended=$(date +%s.%N)
    cat worker-* | grep -o '"event":"done","id":"[^"]*"\|"event":"done".*"id":"[^"]*"' | grep -o '"id":"[^"]*"' >ids || true
    rm worker-*
    done=$(wc -l <ids) different=$(sort -u ids | wc -l)
    left=$(psql -At "$DATABASE_URL" -c "SELECT count(*) FROM jobs WHERE state <> 'done'")
    awk -v w="$workers" -v d="$done" -v s="$begun" -v e="$ended" -v n="$((done - different))" -v l="$left" \
        'BEGIN { printf "%d workers: %d jobs in %.1f s, %.0f a second, %d done twice, %d left\n", w, d, e - s, d / (e - s), n, l }'
    [ "$done" = "$jobs" ] && [ "$different" = "$jobs" ] && [ "$left" = 0 ]
done
