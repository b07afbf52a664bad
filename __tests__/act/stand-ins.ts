/** A stand-in for an action that would have to be fetched: its inputs, as NAME_GIVEN, and what it does with them. */
export type StandIn = {
  readonly inputs: readonly string[]
  readonly outputs?: readonly string[]
  readonly run: string
}

const configure = String.raw`
[[ -n $AWS_REGION_GIVEN ]] || { echo "::error::Input required and not supplied: aws-region"; exit 1; }
[[ -n $ROLE_TO_ASSUME_GIVEN$AWS_ACCESS_KEY_ID_GIVEN ]] || { echo "::error::Credentials could not be loaded"; exit 1; }
account=$(cut -d: -f5 <<< "$ROLE_TO_ASSUME_GIVEN")
if [[ -n $ALLOWED_ACCOUNT_IDS_GIVEN && ",$ALLOWED_ACCOUNT_IDS_GIVEN," != *,"$account",* ]]; then
  echo "::error::The account of the credentials is not allowed"
  exit 1
fi
if [[ -n $PLACES_OF_AWS ]]; then
  endpoint=$(awk -v account="$account" -v region="$AWS_REGION_GIVEN" '$1 == account && $2 == region { print $3 }' <<< "$PLACES_OF_AWS")
  [[ -n $endpoint ]] || { echo "::error::Could not assume role with OIDC"; exit 1; }
  echo "AWS_ENDPOINT_URL=$endpoint" >> "$GITHUB_ENV"
fi
echo "$ROLE_TO_ASSUME_GIVEN $AWS_REGION_GIVEN" >> "$LEFT/credentials"
printf '%s\n' AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any "AWS_REGION=$AWS_REGION_GIVEN" "AWS_DEFAULT_REGION=$AWS_REGION_GIVEN" >> "$GITHUB_ENV"
`

const checkout = `
[[ -n $PATH_GIVEN ]] || { echo "::error::act has the calling repository there already"; exit 1; }
if [[ -n $REPOSITORY_GIVEN && $REPOSITORY_GIVEN != ecs-sealed-deploy/* ]]; then
  [[ -d $REPOSITORIES_OF_GITHUB/$REPOSITORY_GIVEN ]] || { echo "::error::Not Found"; exit 1; }
  echo "$REPOSITORY_GIVEN $TOKEN_GIVEN" >> "$LEFT/checked-out"
  git clone -q "$REPOSITORIES_OF_GITHUB/$REPOSITORY_GIVEN" "$PATH_GIVEN"
  exit 0
fi
git clone -q --no-checkout "$OWN_REPOSITORY" "$PATH_GIVEN"
cd "$PATH_GIVEN"
[[ -z $SPARSE_CHECKOUT_GIVEN ]] || xargs git sparse-checkout set --skip-checks <<< "$SPARSE_CHECKOUT_GIVEN"
git checkout -q
`

const upload = `
to=$LEFT/artifacts/$NAME_GIVEN
if [[ ! -e $PATH_GIVEN ]]; then
  echo "::warning::No files were found with the provided path: $PATH_GIVEN"
  if [[ $IF_NO_FILES_FOUND_GIVEN == error ]]; then exit 1; fi
  exit 0
fi
if [[ $OVERWRITE_GIVEN == true ]]; then rm -rf "$to"; fi
[[ ! -e $to ]] || { echo "::error::an artifact with this name already exists on the workflow run"; exit 1; }
mkdir -p "$to"
if [[ -d $PATH_GIVEN ]]; then cp -r "$PATH_GIVEN/." "$to"; else cp "$PATH_GIVEN" "$to"; fi
`

const download = `
to=$(realpath -m "\${PATH_GIVEN:-.}")
mkdir -p "$LEFT/artifacts"
cd "$LEFT/artifacts"
if [[ -n $NAME_GIVEN ]]; then
  [[ -d $NAME_GIVEN ]] || { echo "::error::Artifact not found for name: $NAME_GIVEN"; exit 1; }
  mkdir -p "$to" && cp -r "$NAME_GIVEN/." "$to"
  exit 0
fi
mapfile -t found < <(compgen -G "$PATTERN_GIVEN")
for one in "\${found[@]}"; do
  into=$to/$one
  if ((\${#found[@]} == 1)); then into=$to; fi
  mkdir -p "$into" && cp -r "$one/." "$into"
done
`

const restore = String.raw`
mkdir -p "$LEFT/cache"
cd "$LEFT/cache"
entry=$KEY_GIVEN
while [[ ! -e $entry ]] && read -r prefix; do
  entry=$(find . -maxdepth 1 -name "$prefix*" -printf '%T@ %f\n' | sort -rn | head -1 | cut -d' ' -f2)
done <<< "$RESTORE_KEYS_GIVEN"
[[ -z $entry || ! -e $entry ]] || cp -r "$entry/." "$(mkdir -p "$GITHUB_WORKSPACE/$PATH_GIVEN" && echo "$GITHUB_WORKSPACE/$PATH_GIVEN")"
`

const save = `
[[ -e $PATH_GIVEN ]] || { echo "::warning::Path does not exist: $PATH_GIVEN"; exit 0; }
[[ $KEY_GIVEN != *,* ]] || { echo "::error::Key Validation Error: $KEY_GIVEN cannot contain commas"; exit 1; }
entry=$LEFT/cache/$KEY_GIVEN
if [[ ! -e $entry ]]; then mkdir -p "$entry" && cp -r "$PATH_GIVEN/." "$entry"; fi
`

const createToken = `
[[ -n $PRIVATE_KEY_GIVEN ]] || { echo "::error::Input required and not supplied: private-key"; exit 1; }
echo "token=of-$CLIENT_ID_GIVEN-for-$OWNER_GIVEN" >> "$GITHUB_OUTPUT"
`

/**
 * STAND_INS has, by repository and folder, the parts of other authors' actions that the project's workflows rely on.
 *
 * - configure-aws-credentials requires a Region, and a role or keys, and exports both to the following steps.
 *   PLACES_OF_AWS lists the roles that can be assumed, in lines `ACCOUNT REGION ENDPOINT`, with the AWS endpoint for
 *   each; if it is empty, any role can. `allowed-account-ids` fails for credentials of another account.
 * - checkout checks out another repository to `path`: one of REPOSITORIES_OF_GITHUB, or the action's own, which is
 *   also checked out without a name, since act has no `job.workflow_repository`; a sparse checkout has the listed
 * folders with the files beside and above them, as git itself does it.
 * - upload-artifact stores one file, or the content of a folder, under a name that is unique in the run. An empty
 *   upload is a warning, with `if-no-files-found: error` an error; a name that exists is an error without `overwrite`.
 * - download-artifact downloads the artifact of a name, an error if there is none; or those of a pattern, each into a
 *   folder of its name, but a single match without such a folder; no match is not an error.
 * - cache: `restore` restores the entry of the key, or the newest whose key starts with a line of `restore-keys`, or
 *   nothing; `save` stores the path under the key, once, and warns if there is nothing.
 * - create-github-app-token requires a key, and returns a token of the app for the owner's repositories.
 */
export const STAND_INS: Readonly<Record<string, Readonly<Record<string, StandIn>>>> = {
  'aws-actions/configure-aws-credentials': {
    '.': {
      inputs: ['role-to-assume', 'aws-access-key-id', 'aws-region', 'allowed-account-ids'],
      run: configure
    }
  },
  'actions/checkout': {
    '.': { inputs: ['repository', 'token', 'path', 'sparse-checkout'], run: checkout }
  },
  'actions/upload-artifact': {
    '.': { inputs: ['name', 'path', 'overwrite', 'if-no-files-found'], run: upload }
  },
  'actions/download-artifact': { '.': { inputs: ['name', 'pattern', 'path'], run: download } },
  'actions/cache': {
    restore: { inputs: ['path', 'key', 'restore-keys'], run: restore },
    save: { inputs: ['path', 'key'], run: save }
  },
  'actions/create-github-app-token': {
    '.': {
      inputs: ['client-id', 'private-key', 'owner'],
      outputs: ['token'],
      run: createToken
    }
  },
  'slackapi/slack-github-action': {
    '.': { inputs: ['payload'], run: 'printf "%s" "$PAYLOAD_GIVEN" > "$LEFT/slack"' }
  }
}
