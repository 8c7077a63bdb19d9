#!/bin/sh
# Makes the pictures of docs/guide/images on a virtual display: all, or those that are named.
#
#   src/test/scripts/screenshots.sh [NAME...]       for example: screenshots.sh super-resolve
#
# Needs Xvfb. What is shown and pressed is in src/test/java/io/github/granulardq/command/ij1/Screenshots.java: add a step there for another command.
set -eu
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server"; rm -rf "$work"' EXIT
./mvnw -B -q test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath"
mkdir -p "$work/home" "$work/ImageJ/plugins" docs/guide/images
jar --create --file "$work/ImageJ/plugins/Granular_DQ.jar" -C plugins-config plugins.config
Xvfb -displayfd 3 -screen 0 1280x1024x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
server=$!
while test ! -s "$work/display"; do sleep 1; done
DISPLAY=":$(cat "$work/display")" java -Djava.awt.headless=false -Duser.home="$work/home" -Dplugins.dir="$work/ImageJ" \
	-cp "target/classes:target/test-classes:$(cat "$work/classpath")" io.github.granulardq.command.ij1.Screenshots docs/guide/images "$@"
