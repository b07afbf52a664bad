import { type InputName, MODES, type Mode } from './specification.ts'

/** A heading of `<mode> --help`, in the order of output, and the modes that use the inputs under it. */
export const HELP_GROUPS = {
  what: { title: 'Files and services', modes: 'every' },
  check: { title: 'Findings', modes: ['check'] },
  where: { title: 'Cluster, Region and environment', modes: 'every' },
  templates: {
    title: 'Templates',
    modes: ['check', 'render', 'plan', 'deploy', 'migrate', 'audit', 'status']
  },
  base: { title: 'A definition that ECS has, instead of a file', modes: ['render', 'plan', 'deploy'] },
  overrides: {
    title: 'Overrides of the definition',
    modes: ['check', 'render', 'plan', 'deploy', 'migrate']
  },
  rollout: {
    title: 'Rollout',
    modes: ['plan', 'deploy', 'continue', 'rollback', 'migrate', 'rotate-restart']
  },
  rollback: { title: 'Rollback', modes: ['rollback'] },
  continue: { title: 'Pauses', modes: ['continue'] },
  service: { title: 'Settings of the service', modes: ['plan', 'deploy'] },
  codedeploy: { title: 'CodeDeploy', modes: ['plan', 'deploy', 'rollback', 'migrate', 'rotate-restart'] },
  task: { title: 'One-off task before the services', modes: ['plan', 'deploy'] },
  after: { title: 'Schedules and old revisions', modes: ['plan', 'deploy'] },
  migrate: { title: 'Migration', modes: ['migrate'] },
  audit: { title: 'Audit', modes: ['audit'] },
  aws: {
    title: 'AWS and GitHub',
    modes: ['plan', 'deploy', 'status', 'continue', 'rollback', 'migrate', 'audit', 'rotate-restart']
  },
  output: { title: 'Output', modes: 'every' }
} as const satisfies Readonly<
  Record<string, { readonly title: string; readonly modes: 'every' | readonly Mode[] }>
>

/** The name of a heading. */
export type HelpGroup = keyof typeof HELP_GROUPS

/**
 * The heading of an input in the help, and a short description; `modes` if it applies to fewer modes than its heading.
 */
export type HelpLine = readonly [group: HelpGroup, line: string, modes?: readonly Mode[]]

const WITH_FINDINGS: readonly Mode[] = ['check', 'audit']

/**
 * HELP_LINES has one line per input, as printed by `<mode> --help` and shell completion: at most 60 characters, no
 * Markdown. The full descriptions for action.yml and the documentation are in `descriptions.ts`. Only help and
 * completion load this.
 */
export const HELP_LINES: Readonly<Record<InputName, HelpLine>> = {
  mode: ['what', 'what to do; on a command line the first word', []],
  'task-definition': ['what', 'task definition files; the same as the arguments'],
  service: ['what', 'services by name, or all'],
  'changed-since': ['what', 'only files that differ from this git revision', ['check']],
  cluster: ['where', 'name or ARN of the cluster', allBut('check', 'render')],
  'aws-region': ['where', 'AWS Region', allBut('check')],
  config: ['where', 'configuration file (.github/ecs-sealed-deploy.yml)'],
  environment: ['where', 'environment of the configuration file'],
  variables: ['templates', 'values of vars.NAME: NAME=value, JSON, or @FILE'],
  env: ['templates', 'environment variables that templates may use'],
  compatibility: ['overrides', 'read inputs as the AWS actions do: none, aws-actions'],
  'container-name': ['overrides', 'containers that the overrides apply to'],
  image: ['overrides', 'image, or container=image'],
  'environment-variables': ['overrides', 'environment variables, NAME=value'],
  secrets: ['overrides', 'secrets, NAME=reference'],
  'docker-labels': ['overrides', 'Docker labels, KEY=value'],
  command: ['overrides', 'command, as shell-quoted words'],
  'log-configuration-log-driver': ['overrides', 'log driver, for example awslogs'],
  'log-configuration-options': ['overrides', 'options of the log driver, KEY=value'],
  'task-role-arn': ['overrides', 'ARN of the task role'],
  'execution-role-arn': ['overrides', 'ARN of the execution role'],
  'env-files': ['overrides', 'S3 ARNs of environment files'],
  'keep-null-value-keys': [
    'overrides',
    'drop empty keys except these',
    ['render', 'plan', 'deploy', 'migrate']
  ],
  policy: ['check', 'detect, or references-only', ['check', 'plan', 'deploy', 'migrate', 'audit']],
  'trust-exceptions': [
    'check',
    'on pull requests: exceptions of base, or of head',
    ['check', 'plan', 'deploy']
  ],
  'fail-on': ['check', 'lowest severity that fails: error or warning', WITH_FINDINGS],
  'write-baseline': ['check', 'write exceptions for all current findings'],
  'stdin-name': ['check', 'name for standard input ("-") in findings'],
  'task-definition-arn': ['base', 'this revision, as ARN or family:revision'],
  'task-definition-family': ['base', 'the newest active revision of this family'],
  'task-definition-revision': ['base', 'this revision of the family'],
  'wait-until': ['rollout', 'deployed, stable, paused, none, or a lifecycle stage'],
  'wait-for-service-stability': ['rollout', 'false: same as --wait-until none'],
  'wait-for-minutes': ['rollout', 'timeout of one rollout, in minutes'],
  'wait-max-delay-seconds': ['rollout', 'maximum seconds between two polls'],
  'fail-fast': ['rollout', 'stop waiting once tasks cannot start'],
  'on-failure': ['rollout', 'a failed service: leave or rollback'],
  'on-cancel': ['rollout', 'after Ctrl-C or a cancelled job: leave or rollback'],
  'if-deploying': ['rollout', 'a deployment in progress: replace, wait or fail'],
  order: ['rollout', 'waves of services, one per line'],
  'max-parallel': ['rollout', 'maximum number of services rolling out at once'],
  'on-error': ['rollout', 'after a failed rollout: stop or continue'],
  atomic: ['rollout', 'roll back all services if one fails'],
  'allow-family-change': ['rollout', 'allow a definition of another family', ['plan', 'deploy']],
  'verify-permissions': [
    'rollout',
    'verify roles and images first: auto, required, off',
    ['plan', 'deploy', 'migrate', 'rollback']
  ],
  revision: ['rollback', 'revision to roll back to; default: previous successful'],
  'dry-run': ['rollout', 'show what would be done; change nothing', ['rollback', 'rotate-restart']],
  'pause-action': ['continue', 'continue or rollback'],
  'service-deployment': ['continue', 'only these service deployments (ARNs)'],
  'desired-count': ['service', 'desired number of tasks'],
  'force-new-deployment': ['service', 'deploy even if nothing changed'],
  'propagate-tags': ['service', 'tags of tasks: SERVICE, TASK_DEFINITION, NONE'],
  'enable-ecs-managed-tags': ['service', 'Amazon ECS managed tags for tasks'],
  'enable-execute-command': ['service', 'ECS Exec for tasks'],
  'service-managed-ebs-volume-name': ['service', 'name of the managed EBS volume'],
  'service-managed-ebs-volume': ['service', 'its configuration, JSON'],
  'capacity-provider-strategy': ['service', 'capacity provider strategy, JSON'],
  'deployment-configuration': ['service', 'deployment configuration, JSON'],
  'service-definition': ['service', 'files to create missing services from'],
  'codedeploy-appspec': ['codedeploy', 'AppSpec file'],
  'codedeploy-application': ['codedeploy', 'application (AppECS-{cluster}-{service})'],
  'codedeploy-deployment-group': ['codedeploy', 'deployment group (DgpECS-{cluster}-{service})'],
  'codedeploy-deployment-description': ['codedeploy', 'description of the deployment'],
  'codedeploy-deployment-config': ['codedeploy', "deployment configuration; default: the group's"],
  'run-task': ['task', 'run a one-off task of the new revision first'],
  'run-task-container-overrides': ['task', 'container overrides, JSON'],
  'run-task-security-groups': ['task', 'security groups'],
  'run-task-subnets': ['task', 'subnets'],
  'run-task-assign-public-ip': ['task', 'ENABLED or DISABLED'],
  'run-task-capacity-provider-strategy': ['task', 'capacity provider strategy, JSON'],
  'run-task-launch-type': ['task', 'FARGATE, EC2 or EXTERNAL'],
  'run-task-started-by': ['task', 'startedBy of the task'],
  'run-task-tags': ['task', 'tags of the task, JSON'],
  'run-task-managed-ebs-volume-name': ['task', 'name of its managed EBS volume'],
  'run-task-managed-ebs-volume': ['task', 'its configuration, JSON'],
  'wait-for-task-stopped': ['task', 'wait until the task has stopped'],
  'update-schedules': ['after', 'update schedules of the family to the new revision'],
  'keep-revisions': ['after', 'number of newest revisions to keep ACTIVE', ['deploy']],
  apply: ['migrate', 'apply the migration; default: show the plan'],
  source: ['migrate', 'search files, live services (live), or both'],
  naming: ['migrate', 'template of the names of secrets'],
  'secret-names': ['migrate', 'names of single secrets, VARIABLE=name'],
  store: ['migrate', 'secretsmanager or ssm'],
  'kms-key-id': ['migrate', 'customer managed key for new secrets'],
  tags: ['migrate', 'tags of new secrets, KEY=value'],
  overwrite: ['migrate', 'add a version to a secret with another value'],
  'on-difference': ['migrate', 'live value differs from the file: ask or file'],
  'policy-output': ['migrate', 'attach, json, terraform or cloudformation'],
  'open-pull-request': ['migrate', 'open a pull request, deploy nothing'],
  include: ['migrate', 'variables to move in addition to those found'],
  exclude: ['migrate', 'variables not to move'],
  project: ['migrate', 'first part of the names of secrets'],
  'plan-file': ['migrate', 'also write the plan to this file'],
  journal: ['migrate', 'file that records each step, for resuming'],
  purge: ['audit', 'delete unused revisions with plaintext'],
  history: ['audit', 'also search git history'],
  'compare-values': ['audit', 'search plaintext for the values of secrets'],
  'history-replacements': ['audit', 'path for the replacement file of git filter-repo'],
  'max-secret-age-days': ['audit', 'report secrets older than this, in days'],
  'allowed-roles': ['aws', 'roles that the configuration file can name'],
  'github-token': ['aws', 'token for environment and pull requests'],
  'max-retries': ['aws', 'retries of a failed read'],
  format: ['output', 'text, json, sarif (check) or github'],
  output: ['output', 'write the result to this file'],
  'sarif-file': ['output', 'also write the findings as SARIF', ['check']],
  'report-file': ['output', 'also write an HTML report'],
  quiet: ['output', 'no progress, only the result']
}

function allBut(...left: readonly Mode[]): readonly Mode[] {
  return MODES.filter(mode => !left.includes(mode))
}

/** helpOf lists the headings of a mode with their inputs, in the order of the tables. */
export function helpOf(
  mode: Mode
): readonly { readonly title: string; readonly lines: readonly (readonly [InputName, string])[] }[] {
  const entries = Object.entries(HELP_LINES) as [InputName, HelpLine][]
  return Object.entries(HELP_GROUPS).flatMap(([group, { title, modes }]) => {
    const lines = entries.flatMap(([name, [own, line, only]]) => {
      const readers: 'every' | readonly Mode[] = only ?? modes
      return own === group && (readers === 'every' || readers.includes(mode)) ? [[name, line] as const] : []
    })
    return lines.length === 0 ? [] : [{ title, lines }]
  })
}
