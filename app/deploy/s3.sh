#!/usr/bin/env bash
# Brings an exported folder to S3: app/deploy/s3.sh FOLDER s3://BUCKET
set -eu
folder=$1 bucket=$2
soon='public, max-age=0, must-revalidate, s-maxage=30, stale-while-revalidate=15, stale-if-error=86400'

# How long files may be kept, their type, and which they are: of several filters that fit, the last one counts.
put() { aws s3 sync "$folder" "$bucket" --cache-control "$1" --content-type "$2" --exclude '*' "${@:3}"; }

for kind in css:'text/css; charset=utf-8' js:'text/javascript; charset=utf-8' txt:'text/plain; charset=utf-8' \
  svg:image/svg+xml woff2:font/woff2 json:application/json; do
  put 'public, max-age=31536000, immutable' "${kind#*:}" --include "static/*.????????????????.${kind%:*}"
  put 'public, max-age=86400' "${kind#*:}" --include "static/*.${kind%:*}" --exclude 'static/*.????????????????.*'
done
put 'public, max-age=86400' application/schema+json --include 'schema/*.json'
put "$soon" 'text/html; charset=utf-8' --include '*.html'
put "$soon" 'text/plain; charset=utf-8' --include '*.txt' --exclude 'static/*'
put "$soon" application/json --include '*.json' --exclude 'static/*' --exclude 'schema/*' \
  --exclude '*/feed.json' --exclude '*/ffrwd.json'
put "$soon" 'application/feed+json; charset=utf-8' --include '*/feed.json' --include '*/ffrwd.json'
put "$soon" 'application/atom+xml; charset=utf-8' --include '*.atom'
put "$soon" application/xml --include '*.xml'
put "$soon" application/pdf --include '*.pdf'

# What is gone; what is for hosts and for the next export stays here.
aws s3 sync "$folder" "$bucket" --delete --exclude '_*' --exclude '.*'
