#!/usr/bin/env bash
# Kills runs with "kill -9" at random moments, goes on with each, and compares the finished bytes with those of an undisturbed run:
#   src/test/scripts/kill-runs.sh INPUT OUTPUT KILLS
# OUTPUT's ending says the format. A folder OUTPUT.work is made and left for a look.
set -euo pipefail
input=$(realpath "$1")
name=$(basename "$2")
kills=$3
program=$(cd "$(dirname "$0")/../../.." && pwd)/bin/granular-dq
mkdir "$2.work"
cd "$2.work"

run() { "$program" super-resolve "$input" "$1" --model srresnet-light-x2-microscopy --block 320; }

run "expected-$name"
killed=0
while [ "$killed" -lt "$kills" ]; do
  run "$name" >/dev/null 2>errors.txt &
  process=$!
  sleep "$(awk -v r=$RANDOM 'BEGIN { print 1.6 + r / 32768 * 3.4 }')"
  pkill -9 -P "$process" 2>/dev/null || true # java, which replaced the launcher below the shell of the job
  if kill -9 "$process" 2>/dev/null; then killed=$((killed + 1)); fi
  wait "$process" 2>/dev/null || true
  if [ -e "$name" ]; then
    diff -r "expected-$name" "$name"
    echo "complete after $killed kills, and equal; once more"
    rm -rf "$name" "$name.journal"
  fi
done
run "$name"
diff -r "expected-$name" "$name"
echo "equal after $killed kills"
