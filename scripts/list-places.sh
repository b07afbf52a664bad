#!/usr/bin/env bash
# Lists the accounts and Regions of an organization's audit for .github/workflows/audit-organization.yml.
#
# ACCOUNTS: account ids by comma, space or line; empty: every ACTIVE account of the organization (organizations:ListAccounts).
# REGIONS: Regions, in the same form. Writes places.json, and the output `groups`: a JSON array of groups of at most 256 places.
set -euo pipefail

split() { tr ', \t' '\n\n\n' <<< "$1" | sed '/^$/d' | sort -u; }

if [[ -n ${ACCOUNTS//[[:space:],]/} ]]; then
  accounts=$(split "$ACCOUNTS")
else
  accounts=$(aws organizations list-accounts --query "Accounts[?Status=='ACTIVE'].Id" --output text | tr '\t' '\n' | sort -u)
fi
regions=$(split "${REGIONS:-}")

while read -r account; do
  [[ $account =~ ^[0-9]{12}$ ]] || { echo "::error::\"accounts\" holds something that is not an account id of 12 digits."; exit 2; }
done <<< "$accounts"
while read -r region; do
  [[ $region =~ ^[a-z]{2,4}(-[a-z]+)+-[0-9]+$ ]] || { echo "::error::\"regions\" is empty, or holds something that is not a Region."; exit 2; }
done <<< "$regions"

jq -nc --arg accounts "$accounts" --arg regions "$regions" \
  '[($accounts | split("\n")[]) as $account | ($regions | split("\n")[]) as $region | {account: $account, region: $region}]' > places.json
groups=$(jq -c '[range(0; length; 256) as $start | .[$start:$start + 256] | {places: .}] | to_entries | map(.value + {number: (.key + 1)})' places.json)
echo "groups=$groups" >> "$GITHUB_OUTPUT"
echo "$(jq length places.json) accounts and Regions, in $(jq length <<< "$groups") groups"
