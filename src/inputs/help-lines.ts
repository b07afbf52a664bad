import { type InputName, MODES, type Mode } from './specification.ts'

/** A heading of `<mode> --help`, in the order of output, and the modes that use the inputs under it. */
export const HELP_GROUPS = {
  what: { title: 'What to work on', modes: 'every' },
  check: { title: 'Findings', modes: ['check'] },
  where: { title: 'Where', modes: 'every' },
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
  explain: ['templates', 'say where every value came from', ['render', 'plan', 'deploy']],
  compatibility: ['overrides', 'read inputs as the AWS actions do: none, aws-actions'],
  'container-name': ['overrides', 'containers that the overrides are for'],
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
  'write-baseline': ['check', 'write exceptions for what is found today'],
  'stdin-name': ['check', 'file name for what "-" reads from standard input'],
  'task-definition-arn': ['base', 'this revision, as ARN or family:revision'],
  'task-definition-family': ['base', 'the newest active revision of this family'],
  'task-definition-revision': ['base', 'this revision of the family'],
  'wait-until': ['rollout', 'deployed, stable, paused, none, or a lifecycle stage'],
  'wait-for-service-stability': ['rollout', 'false: same as --wait-until none'],
  'wait-for-minutes': ['rollout', 'longest time for one rollout, in minutes'],
  'wait-max-delay-seconds': ['rollout', 'longest time between two polls, in seconds'],
  'fail-fast': ['rollout', 'stop waiting once tasks cannot start'],
  'on-failure': ['rollout', 'a failed service: leave or rollback'],
  'on-cancel': ['rollout', 'after Ctrl-C or a cancelled job: leave or rollback'],
  'if-deploying': ['rollout', 'a deployment in progress: replace, wait or fail'],
  order: ['rollout', 'waves of services, one per line'],
  'max-parallel': ['rollout', 'most services to roll out at the same time'],
  'on-error': ['rollout', 'after a failed rollout: stop or continue'],
  atomic: ['rollout', 'roll everything back when one service fails'],
  'allow-family-change': ['rollout', 'let a service get a definition of another family', ['plan', 'deploy']],
  'verify-permissions': [
    'rollout',
    'verify roles and images first: auto, required, off',
    ['plan', 'deploy', 'migrate', 'rollback']
  ],
  revision: ['rollback', 'revision to roll back to; default: last successful one'],
  'dry-run': ['rollback', 'show what would be rolled back, change nothing'],
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
  'expand-keys': ['templates', "let secretsmanager:NAME:* read the names of a secret's keys"],
  'update-schedules': ['after', 'move schedules of the family to the new revision'],
  'keep-revisions': ['after', 'newest revisions to keep active', ['deploy']],
  apply: ['migrate', 'carry the migration out; default: show the plan'],
  source: ['migrate', 'look in files, live services, or both'],
  naming: ['migrate', 'template of the names of secrets'],
  'secret-names': ['migrate', 'names for single variables, VARIABLE=name'],
  store: ['migrate', 'secretsmanager or ssm'],
  'kms-key-id': ['migrate', 'customer managed key for new secrets'],
  tags: ['migrate', 'tags of new secrets, KEY=value'],
  overwrite: ['migrate', 'new version of a secret that has another value'],
  'on-difference': ['migrate', 'live value differs from the file: ask or file'],
  'policy-output': ['migrate', 'attach, json, terraform or cloudformation'],
  'open-pull-request': ['migrate', 'open a pull request, deploy nothing'],
  include: ['migrate', 'variables to move in addition to those found'],
  exclude: ['migrate', 'variables to leave where they are'],
  'connection-strings': ['migrate', 'whole, json or split'],
  'replica-regions': ['migrate', 'Regions that get a replica of each secret'],
  project: ['migrate', 'first part of the names of secrets'],
  'plan-file': ['migrate', 'write the plan to this file, too'],
  journal: ['migrate', 'file that notes each step, to resume from'],
  purge: ['audit', 'delete unused revisions that hold plaintext'],
  history: ['audit', "search git's history, too"],
  'compare-values': ['audit', 'compare values of secrets with plaintext'],
  'history-replacements': ['audit', 'where to write the file for git filter-repo'],
  'max-secret-age-days': ['audit', 'a secret that is older is reported'],
  'allowed-roles': ['aws', 'roles that the configuration file may name'],
  'github-token': ['aws', 'token for environment and pull requests'],
  'max-retries': ['aws', 'how often a failed read is repeated'],
  format: ['output', 'text, json, sarif (check) or github'],
  output: ['output', 'write the result to this file'],
  'sarif-file': ['output', 'write the findings as SARIF, too', ['check']],
  'report-file': ['output', 'write an HTML report for people, too'],
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
