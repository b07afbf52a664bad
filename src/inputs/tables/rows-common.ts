import { CLUSTER, REGION, REGIONS, ROLE_ARN } from '../../arn.ts'
import { COSTLY_GLOB, GLOB } from '../../pattern.ts'
import { allBut, type InputRow, MODES } from './row.ts'

/** A name, or `arn:…:service/CLUSTER/NAME`; ARNs from before 2018 have no cluster. */
const SERVICE = /^(?:arn:[\w-]+:ecs:[\w-]+:\d{12}:service\/(?:[\w-]{1,255}\/)?)?[\w-]{1,255}$/

/** An audit can cover every cluster of an account and Region. */
const CLUSTER_OR_ALL = new RegExp(`^\\*$|${CLUSTER.source}`)

/** Files, places, templates, findings, output: inputs of most modes. */
export const COMMON_INPUTS = {
  mode: {
    kind: 'word',
    group: 'what',
    words: MODES,
    default: 'deploy',
    modes: [],
    inRoot: true,
    says: '`check` (find plaintext credentials, without AWS), `render` (write the definitions to files for a later step), `plan` (show what deploy would do; read-only), `deploy`, `status` (show what runs; read-only), `continue` (continue or roll back paused deployments), `rollback` (return to the previous successful revision), `migrate` (turn plaintext into secrets; a plan unless `apply: true`), `audit` (find plaintext in what is live), or `rotate-restart` (redeploy services whose tasks hold an old secret value)'
  },
  'task-definition': {
    kind: 'lines',
    group: 'what',
    form: GLOB,
    wrong: COSTLY_GLOB,
    hint: 'Write fewer, or name the files in several lines',
    inRoot: true,
    says: 'Task definition files, one per line: paths, globs, or patterns with `{service}` such as `deploy/{service}-task-definition.json`; JSON, JSON with comments, or YAML. `live` is what the service runs now. If omitted, `check` finds the task definitions of the repository'
  },
  service: {
    kind: 'names',
    group: 'what',
    inRoot: true,
    form: SERVICE,
    wrong: 'is not a service name',
    hint: 'Use the service\'s name (letters, digits, "-" and "_") or its ARN; several by comma or line',
    says: 'Service names by comma or line; `all`; or `changed` for those that changed since the commit that they run (`plan` and `deploy`). Default: every service matched by the patterns; for a plain file, only the definition is registered'
  },
  'changed-since': {
    kind: 'text',
    group: 'what',
    modes: ['check'],
    inRoot: true,
    form: /^(?!.*\.\.)[A-Za-z0-9_@][A-Za-z0-9_./@{}^~+#-]{0,254}$/,
    wrong: 'is not a git revision',
    hint: 'Name one branch, tag or commit, for example changed-since: origin/main',
    says: 'Mode `check`: check only files that differ from this git revision, for example `origin/main`'
  },
  policy: {
    kind: 'word',
    group: 'check',
    words: ['detect', 'references-only'],
    default: 'detect',
    modes: ['check', 'plan', 'deploy', 'migrate', 'audit'],
    inRoot: true,
    says: '`detect` (find credentials) or `references-only` (allow only references and values that are provably harmless)'
  },
  'trust-exceptions': {
    kind: 'word',
    group: 'check',
    words: ['base', 'head'],
    default: 'base',
    modes: ['check', 'plan', 'deploy'],
    inRoot: true,
    says: 'Which exceptions apply on pull requests: those of the `base`, or also those that the pull request adds (`head`)'
  },
  'fail-on': {
    kind: 'word',
    group: 'check',
    words: ['error', 'warning', 'change'],
    default: 'error',
    modes: ['check', 'audit', 'plan'],
    elsewhere:
      'A deploy stops at errors: to stop at a warning or a change, run mode check or plan before it.',
    refusedIn: ['deploy'],
    inRoot: true,
    says: 'Lowest level of a finding that makes `check` and `audit` fail: `error` or `warning` (old revisions with plaintext are a warning). `change`: `plan` fails with exit code 1 if a deploy would change anything; a rollout in progress to the same definition, and tasks of every deploy, are no change'
  },
  'write-baseline': {
    kind: 'switch',
    isFlag: true,
    group: 'check',
    default: 'false',
    says: 'write exceptions for all current findings'
  },
  'stdin-name': {
    kind: 'text',
    isFlag: true,
    group: 'check',
    says: 'name for standard input ("-") in findings'
  },
  cluster: {
    kind: 'text',
    group: 'where',
    modes: allBut('check'),
    inRoot: true,
    form: CLUSTER_OR_ALL,
    wrong: 'is not a cluster name or ARN',
    hint: 'Use letters, digits, "-" and "_" (at most 255), or the full ARN of the cluster',
    says: 'Name or ARN of the cluster, unless it is in the configuration file; if both do, they must agree. In mode `audit`, `*` is every cluster of the account and Region'
  },
  'aws-region': {
    kind: 'text',
    group: 'where',
    modes: allBut('check'),
    inRoot: true,
    form: REGION,
    wrong: 'is not an AWS Region',
    near: REGIONS,
    hint: 'Write it like us-west-2, cn-north-1 or us-gov-west-1',
    says: 'AWS Region. Default: the Region of the configuration file, otherwise of AWS_REGION or AWS_DEFAULT_REGION'
  },
  config: {
    kind: 'text',
    group: 'where',
    inRoot: true,
    says: 'Configuration file. Default: `.github/ecs-sealed-deploy.yml` (or `.yaml`) if it exists'
  },
  environment: {
    kind: 'text',
    group: 'where',
    inRoot: true,
    form: /^\P{Cc}{1,255}$/u,
    wrong: 'is not the name of an environment',
    hint: 'Use at most 255 characters and no control characters',
    says: 'Environment of the configuration file to use, and `environment.name` in templates. With `github-token`, the run also records a GitHub deployment for it (needs `deployments: write`)'
  },
  variables: {
    kind: 'block',
    group: 'templates',
    inRoot: true,
    says: "Values for `vars.NAME` in the templates' expressions: lines `NAME=value`, or one JSON object"
  },
  env: {
    kind: 'names',
    group: 'templates',
    inRoot: true,
    noun: 'variable',
    form: /^(?:(?:inputs|client_payload)\.)?[A-Za-z_][\w-]{0,254}$/,
    wrong: 'is not the name of an environment variable',
    hint: 'List names without values, for example env: IMAGE_TAG, STAGE; for what is typed into a workflow inputs.NAME',
    says: "Names of environment variables that templates can use as `env.NAME`, and `inputs.NAME` for `github.event.inputs.NAME`. Default: only GitHub's variables, such as `GITHUB_SHA`"
  },
  'allowed-roles': {
    kind: 'lines',
    group: 'aws',
    inRoot: true,
    form: ROLE_ARN,
    wrong: 'is not the ARN of a role',
    hint: 'Write one full ARN a line, like arn:aws:iam::123456789012:role/deploy',
    says: 'ARNs of the roles that `role-to-assume` of the configuration file can name, one per line. Default: any; on pull requests, none'
  },
  'github-token': {
    kind: 'text',
    group: 'aws',
    inRoot: true,
    says: "Token for GitHub's API; used only for `environment` and pull requests (modes `check` and `plan` comment on them)"
  },
  'max-retries': {
    kind: 'number',
    group: 'aws',
    min: 0,
    max: 20,
    default: '3',
    says: 'Number of retries of a failed read call, 0 to 20'
  },
  'report-file': {
    kind: 'text',
    group: 'output',
    inRoot: true,
    says: 'Path of an HTML report to write: one page without scripts, to upload as an artifact'
  },
  'sarif-file': {
    kind: 'text',
    group: 'output',
    modes: ['check'],
    inRoot: true,
    says: 'Mode `check`: path of a SARIF 2.1.0 file to write, for `github/codeql-action/upload-sarif`'
  },
  format: {
    kind: 'word',
    isFlag: true,
    group: 'output',
    words: ['text', 'json', 'sarif', 'github'],
    default: 'text',
    says: 'text, json, sarif (check) or github'
  },
  output: { kind: 'text', isFlag: true, group: 'output', says: 'write the result to this file' },
  quiet: {
    kind: 'switch',
    isFlag: true,
    group: 'output',
    default: 'false',
    says: 'no progress, only the result'
  }
} as const satisfies Readonly<Record<string, InputRow>>
