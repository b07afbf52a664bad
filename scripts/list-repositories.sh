#!/usr/bin/env bash
# Lists the repositories that .github/workflows/check-organization.yml checks.
#
# REPOSITORIES: OWNER/NAME, by comma, space or line; empty: every repository of ORGANIZATION that TOKEN may read and that is not
# archived. EXCLUDE: repositories that are left out, in the same form. SCOPE: what else makes one call another than a second one in
# the same run.
# Writes repositories.json, the list, and the outputs `groups`, the list in parts of 256, which is all that GitHub starts of a matrix,
# each repository with the end of its artifact's name, and `id`, a name for all of it that no other call has.
set -euo pipefail

fail() { echo "::error::$1"; exit 2; }
split() { tr ', \t\r' '\n\n\n\n' <<< "$1" | sed '/^$/d' | LC_ALL=C sort -fu; }

# The pages until an empty one: a page may hold fewer than 100 of what the token may not read. The token comes by standard input, so that
# it is no argument that other processes could read.
organization() {
  local page=1 answer
  while answer=$(curl --silent --show-error --fail --retry 3 --header @- "$GITHUB_API_URL/orgs/$ORGANIZATION/repos?per_page=100&page=$page" \
    <<< "Authorization: Bearer $TOKEN"); do
    [[ $(jq length <<< "$answer") != 0 ]] || return 0
    jq -r '.[] | select(.archived | not) | .full_name' <<< "$answer"
    page=$((page + 1))
  done
  return 1
}

repositories=$(split "${REPOSITORIES:-}")
if [[ -z $repositories ]]; then
  [[ -n ${TOKEN:-} ]] || fail 'Neither "repositories" nor a token that can list those of the organization is given.'
  repositories=$(organization) || fail "GitHub did not list the repositories of $ORGANIZATION: the token has to belong to that organization, or name them in \"repositories\"."
  repositories=$(split "$repositories")
fi
repositories=$(grep -vixFf <(split "${EXCLUDE:-}") <<< "$repositories") || fail 'No repository is left to check.'
while read -r repository; do
  [[ $repository =~ ^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$ ]] || fail '"repositories" holds something that is not OWNER/NAME.'
done <<< "$repositories"

jq -Rnc '[inputs]' <<< "$repositories" > repositories.json
# An owner's name has no two hyphens in a row, so that no two repositories have one artifact.
groups=$(jq -c 'map({repository: ., artifact: sub("/"; "--")}) as $all
  | [range(0; length; 256) | {number: (. / 256 + 1), repositories: $all[.:. + 256]}]' repositories.json)
# An output has at most 1 MB of UTF-16.
((${#groups} <= 500000)) || fail "$(jq length repositories.json) repositories are too many for one call: give them in parts, each with a name of its own."
{
  echo "groups=$groups"
  echo "id=$({ cat repositories.json; echo "${SCOPE:-}"; } | sha256sum | cut -c1-12)"
} >> "$GITHUB_OUTPUT"
echo "$(jq length repositories.json) repositories"
