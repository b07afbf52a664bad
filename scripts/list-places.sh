#!/usr/bin/env bash
# Lists the accounts and Regions of an organization's audit for .github/workflows/audit-organization.yml.
#
# ACCOUNTS: account ids by comma, space or line; empty: every ACTIVE account of the organization (organizations:ListAccounts).
# REGIONS: Regions, in the same form. SCOPE: what else makes one call another than a second one in the same run.
# Outputs: `places`, the accounts and the Regions; `groups`, the same in parts of at most 256 combinations, which is all that GitHub
# starts of a matrix; `id`, a name for both that no other call has.
set -euo pipefail

fail() { echo "::error::$1"; exit 2; }
split() { tr ', \t\r' '\n\n\n\n' <<< "$1" | sed '/^$/d' | sort -u; }

accounts=$(split "${ACCOUNTS:-}")
if [[ -z $accounts ]]; then
  # without a role nobody is there to ask, and the command's own message would say less
  [[ -n ${ORGANIZATION_ROLE:-} ]] || fail 'Neither "accounts" nor "organization-role" is given.'
  accounts=$(aws organizations list-accounts --query "Accounts[?Status=='ACTIVE'].Id" --output text)
  accounts=$(split "$accounts")
fi
regions=$(split "${REGIONS:-}")

while read -r account; do
  [[ $account =~ ^[0-9]{12}$ ]] || fail '"accounts" holds something that is not an account id of 12 digits.'
done <<< "$accounts"
while read -r region; do
  [[ $region =~ ^[a-z]{2,4}(-[a-z]+)+-[0-9]+$ ]] || fail '"regions" is empty, or holds something that is not a Region.'
done <<< "$regions"

# by standard input, since the list of all accounts may be more than a command takes as a word
places=$(jq -Rsc --arg regions "$regions" '{accounts: split("\n")[:-1], regions: ($regions | split("\n"))}' <<< "$accounts")
# Linux takes 128 KiB as one variable of a process, and the last job gets the list as one.
((${#places} <= 120000)) || fail "$(jq '.accounts | length' <<< "$places") accounts are too many for one call: give them in parts, each with a name of its own."
(($(jq '.regions | length' <<< "$places") <= 256)) || fail '"regions" has more than 256.'
groups=$(jq -c '. as $all | (256 / (.regions | length) | floor) as $size
  | [range(0; .accounts | length; $size) as $start | {number: ($start / $size + 1), accounts: $all.accounts[$start:$start + $size], regions}]' <<< "$places")
{
  echo "places=$places"
  echo "groups=$groups"
  echo "id=$(sha256sum <<< "$places ${SCOPE:-}" | cut -c1-12)"
} >> "$GITHUB_OUTPUT"
jq -r '"\(.accounts | length) accounts in \(.regions | length) Regions"' <<< "$places"
