#!/usr/bin/env bash
# scripts/move-major-tag.sh v1.2.3 COMMIT
# Points the tag v1 at the commit of v1.2.3, so that `uses: …@v1` gets it. The moving tag never has a release of its own:
# a published release would lock it. A version 0 has no major tag, since nothing is promised between its minors.
set -euo pipefail

tag=${1:?the tag, for example v1.2.3}
commit=${2:?the commit of that tag}
if [[ ! $tag =~ ^v([0-9]+)\.[0-9]+\.[0-9]+$ ]]; then
  echo "not a version tag: $tag" >&2
  exit 2
fi
major=v${BASH_REMATCH[1]}
if [[ $major == v0 ]]; then
  echo "version 0 has no major tag"
  exit 0
fi

ref="repos/${GITHUB_REPOSITORY:?}/git/refs/tags/$major"
if gh api "repos/$GITHUB_REPOSITORY/git/ref/tags/$major" > /dev/null 2>&1; then
  gh api --method PATCH "$ref" -f sha="$commit" -F force=true > /dev/null
else
  gh api --method POST "repos/$GITHUB_REPOSITORY/git/refs" -f ref="refs/tags/$major" -f sha="$commit" > /dev/null
fi
echo "$major -> $commit"
