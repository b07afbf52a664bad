import type { OutputName } from './output-names.ts'
import type { ActionInputName, InputName } from './specification.ts'

/**
 * What each input is, as action.yml and README.md say it: one sentence or two, Markdown without line breaks. No run reads
 * them; scripts/update-action.mjs does.
 */
export const INPUT_DESCRIPTIONS: Readonly<Record<ActionInputName, string>> = {
  mode: '`check` (find plaintext credentials, no AWS access), `render` (templates and overrides to files for a later step, no AWS access; a definition that ECS has as the base is the exception), `plan` (show what deploy would do, reading calls only), `deploy`, `status` (what runs since when, what is under way, the ways back; reading calls only), `continue` (go on or back with deployments that are paused at a lifecycle hook), `rollback` (services return to their previous successful revision), `migrate` (plaintext values become secrets; a plan unless `apply: true`), `audit` (what is live and still holds plaintext), or `rotate-restart` (deploy services again whose tasks hold an old value of a secret)',
  'task-definition':
    'Task definition files, one a line: paths, globs, or patterns with `{service}` such as `deploy/{service}-task-definition.json`. JSON, JSON with comments, or YAML. `live` is the definition that the service runs now. Not given: `check` finds the task definitions of the repository by their content; the other modes need it',
  service:
    'Services by name (comma or line), `all` that the files and the configuration file name, or `changed`: those of them of which something changed since the commit that they run (modes plan and deploy). Not given: every service that the patterns match; for a plain file only the definition is registered',
  cluster:
    'Name or ARN of the cluster the services run in; required as soon as services are deployed, unless the configuration file says it; the two must not contradict each other. `*` in mode `audit` is every cluster of the account and Region',
  'aws-region':
    'AWS region; without it that of the configuration file, else AWS_REGION or AWS_DEFAULT_REGION of the environment',
  variables: "Values for `vars.NAME` in the templates' expressions: lines `NAME=value`, or one JSON object",
  env: "Names of environment variables that templates may use as `env.NAME`, by comma or line, and `inputs.NAME` for `github.event.inputs.NAME`. Not given: only GitHub's own, such as `GITHUB_SHA`",
  explain:
    'Modes render, plan and deploy: say of every value of a task definition where it came from (file, level of the configuration file, input), in the log and in the JSON',
  config:
    'Configuration file: exceptions, where services run, their order. Not given: `.github/ecs-sealed-deploy.yml` (or `.yaml`) if it exists; a file that is named must exist',
  policy:
    '`detect` (find credentials) or `references-only` (allow only references and values that are provably harmless)',
  'report-file':
    'The run also writes a report for people to this file: one HTML page without script or network, with the cause of a failure, what runs now, the timeline of the rollouts and the tasks over time; of an audit and a check too. Upload it as an artifact',
  'trust-exceptions':
    'On pull requests: which exceptions, allow comments and allowed names count, those of the `base` or also those that the pull request (`head`) brings',
  compatibility:
    '`aws-actions`: inputs that AWS’s own render and deploy actions read more leniently are read as they do, with their defaults; the actions `render` and `deploy` of this repository set it',
  'fail-on':
    'The lowest level of a finding that makes `check` and `audit` fail: `error` or `warning`; old revisions with plaintext are a warning',
  'sarif-file':
    '`check` also writes its findings to this file as SARIF 2.1.0, for `github/codeql-action/upload-sarif`',
  'changed-since':
    '`check` looks only at files that differ from this git revision, for example `origin/main`',
  'container-name':
    'Containers that the overrides below are for (comma or line); not needed when a definition has only one',
  image: 'Image of the selected containers, or lines `container=image` for several',
  'environment-variables':
    'Environment variables to set, lines `NAME=value`. They are checked like those in the file: no credentials',
  secrets:
    'Secrets to set, lines `NAME=reference`; a plaintext environment entry of the same name is removed',
  'docker-labels': 'Docker labels to set, lines `KEY=value`',
  command: 'Command of the selected container, as shell-quoted words',
  'log-configuration-log-driver': 'Log driver of the selected containers, for example `awslogs`',
  'log-configuration-options': 'Options of the log driver, lines `KEY=value`',
  'task-role-arn': 'ARN of the task role (what the application itself may do)',
  'execution-role-arn':
    'ARN of the execution role (pulls the image and reads the secrets when a task starts)',
  'env-files': 'S3 ARNs of environment files, one a line. Their content is not checked',
  'allowed-roles':
    'ARNs of the roles that `role-to-assume` of the configuration file may name, one a line. Not given: any, and on pull requests none',
  'task-definition-arn':
    'Deploy this revision as it is, ARN or `family:revision`, instead of a file; nothing is registered. With overrides such as `image`, and in mode `render`, it is the base that is edited',
  'task-definition-family':
    'The newest ACTIVE revision of this family is the base, instead of a file: overrides are applied and the result is deployed or rendered',
  'task-definition-revision': 'Revision number of `task-definition-family` to take instead of the newest',
  'keep-null-value-keys':
    'Given: empty members (`null`, empty texts, `[]`, `{}`) of the definition are left out, except those of these names (comma). Not given: every member is sent as it stands',
  'wait-until':
    '`deployed` (watch each rollout to its outcome), `stable` (and until the running count equals the desired count and no other deployment is active), `paused` (until a lifecycle hook waits for a person, or else to the outcome), a lifecycle stage of a blue/green, linear or canary deployment such as `BAKE_TIME`, or `none`',
  'wait-for-service-stability': '`false` is another way to write `wait-until: none`, as in the AWS action',
  'wait-for-minutes':
    'How long one rollout may take, 1 to 43200 minutes (the 30 days that ECS allows), besides bake times; a rollout that is not over by then has failed',
  'wait-max-delay-seconds':
    'Most seconds between two looks at what is waited for; there are never more than 5 seconds',
  'fail-fast':
    "`true` ends the wait as soon as tasks clearly cannot start (a secret or image that can't be pulled, a container that ends at once each time), also where ECS would retry indefinitely",
  'on-failure':
    '`leave` a service as it is when its rollout fails, or `rollback` (StopServiceDeployment, else the revision before); the run fails either way. Not given: `leave`, and with `atomic` `rollback`',
  'on-cancel': 'The same when the job is cancelled: `leave` or `rollback`',
  'if-deploying':
    'What to do about a deployment of the service that is under way: `replace` it (as ECS does), `wait` for its end, or `fail`. Not given: `replace`, and `wait` for services that CodeDeploy deploys',
  order:
    "Waves of services, one a line, names by comma; a wave starts when the one before has succeeded, and services not named come last. The configuration file's `order` is the usual place",
  'max-parallel': 'How many services are rolled out at the same time; not given: all of a wave',
  'on-error': 'After a failed rollout `stop` (start no further service) or `continue`',
  atomic: '`true` rolls the services that were already done back when one fails: all or none',
  'allow-family-change':
    '`true` lets a service be given a definition of another family than it runs, or one that has none of its containers; otherwise that is refused as a wrong file',
  'verify-permissions':
    'Before anything is changed: may the execution role read every reference, does the image exist? `auto` (a denial stops the run, what cannot be checked is reported), `required` (not verified stops the run too) or `off`',
  revision:
    'Mode `rollback`: the revision to go back to (number, `family:revision` or ARN); not given: the one deployed successfully before',
  'dry-run':
    'Mode `rollback`: `true` shows which revision each service would go back to, and why that one, and changes nothing',
  'pause-action': 'Mode `continue`: end the pause by going on (`continue`) or back (`rollback`)',
  'service-deployment':
    'Mode `continue`: ARNs of the service deployments to continue and no others, one a line, as the output `service-deployment-arn` of the deploy gives them. Not given: the newest deployment of each service',
  purge: 'Mode `audit`: `true` deregisters and deletes revisions that hold plaintext and that nothing runs',
  history:
    "Mode `audit`: `true` looks for the credentials in git's history too (needs `fetch-depth: 0`); rewrites nothing",
  'compare-values':
    'Mode `audit`: `true` reads the values of the secrets and finds them in plaintext under names that do not look like credentials, in memory',
  'history-replacements':
    'Mode `audit` with `history`: where the replacement file for `git filter-repo` is written, outside the repository. It holds the values; not given: no file',
  'max-secret-age-days': 'Mode `audit`: a secret whose value is older is reported as old',
  'desired-count': 'Desired count to set on the services; not given: as it is',
  'force-new-deployment':
    '`true` starts a new deployment even where nothing changed, for example after a secret was rotated',
  'propagate-tags': "Tags for the service's tasks from `SERVICE` or `TASK_DEFINITION`, or `NONE`",
  'enable-ecs-managed-tags': "`true` or `false`: tags of Amazon ECS on the service's tasks",
  'enable-execute-command': "`true` or `false`: ECS Exec for the service's tasks",
  'service-managed-ebs-volume-name': 'Name of the volume in the task definition that the service manages',
  'service-managed-ebs-volume': "JSON of that volume's configuration (`managedEBSVolume`)",
  'capacity-provider-strategy': "JSON array of the service's capacity provider strategy",
  'deployment-configuration':
    "JSON of the service's deployment configuration, for example to switch the circuit breaker on",
  'service-definition':
    'Service definition files (path or `{service}` pattern; JSON or YAML, expressions allowed): a service that does not exist is created from it',
  'codedeploy-appspec':
    'AppSpec file (YAML or JSON) of services that CodeDeploy deploys; not given: `appspec.yaml` where it exists and one service is deployed, else made from the service',
  'codedeploy-application': 'CodeDeploy application; not given: `AppECS-{cluster}-{service}`',
  'codedeploy-deployment-group': 'CodeDeploy deployment group; not given: `DgpECS-{cluster}-{service}`',
  'codedeploy-deployment-description': 'Description of the CodeDeploy deployment',
  'codedeploy-deployment-config': "CodeDeploy deployment configuration; not given: the group's own",
  'run-task':
    '`true` runs a one-off task of the new revision before the services are updated, for example a database migration',
  'run-task-container-overrides': "JSON array of the task's container overrides",
  'run-task-security-groups': 'Security groups of the task by comma; not given: those of the service',
  'run-task-subnets': 'Subnets of the task by comma; not given: those of the service',
  'run-task-assign-public-ip': '`ENABLED` or `DISABLED`; not given: as the service',
  'run-task-capacity-provider-strategy': "JSON array of the task's capacity provider strategy",
  'run-task-launch-type': '`FARGATE`, `EC2` or `EXTERNAL`; not given: as the service',
  'run-task-started-by': '`startedBy` of the task',
  'run-task-tags': "JSON array of the task's tags",
  'run-task-managed-ebs-volume-name':
    'Name of the volume in the task definition that is managed for the task',
  'run-task-managed-ebs-volume': "JSON of that volume's configuration",
  'wait-for-task-stopped':
    "`true` waits for the one-off task's end; a task that fails stops the deploy before any service is touched",
  'keep-revisions':
    'After a deploy that succeeded: how many of the newest revisions of each family stay ACTIVE; older ones that nothing uses and that are no way back are deregistered. Not given: all stay',
  'expand-keys':
    'Allows `secretsmanager:NAME:*`, which stands for all keys of a JSON secret: its value is read to know their names, in memory, and nothing else is kept. Needs `secretsmanager:GetSecretValue`',
  'update-schedules':
    '`true` moves EventBridge rules and Scheduler schedules that run the family to the new revision',
  apply:
    'Mode `migrate`: `true` stores the secrets, grants, rewrites the files and deploys; otherwise only the plan is shown',
  source:
    'Mode `migrate`: where credentials are looked for: `files`, `live` (services that run and have no file: one is written), or `both` (also compares files with what runs)',
  naming:
    "Mode `migrate`: template of the secrets' names with {project}, {group}, {name}, {service}, {variable}; not given: `{project}/{group}/{name}`",
  'secret-names':
    'Mode `migrate`: names for single variables, lines `VARIABLE=secret name`, `SERVICE/VARIABLE=name`, or `VARIABLE=name:key` for a key of a JSON secret',
  store: 'Mode `migrate`: `secretsmanager`, or `ssm` for SecureString parameters',
  'kms-key-id':
    "Mode `migrate`: ARN or id of the customer key that encrypts new secrets; not given: the store's own key",
  tags: 'Mode `migrate`: tags of new secrets, lines `KEY=value`',
  overwrite:
    'Mode `migrate`: `true` makes a new version of a secret that exists with another value; otherwise that is a problem',
  'on-difference':
    'Mode `migrate`: a service that runs with another value than its file has, or a file that other environments use too: `ask` stops, `file` takes the value of the file, for all of them',
  'policy-output':
    "Mode `migrate`: `attach` puts the execution role's grant; `json`, `terraform` or `cloudformation` print it for you to apply, and the next run goes on",
  'open-pull-request':
    'Mode `migrate`: `true` commits the files on a branch and opens a pull request instead of changing the checkout; nothing is deployed then. Needs `github-token`, `contents: write`, `pull-requests: write`',
  include:
    'Mode `migrate`: variables to move besides those that are found (comma or line; `*` and `?`; `SERVICE/NAME` for one service)',
  exclude: 'Mode `migrate`: variables to leave where they are, written like `include`',
  'connection-strings':
    'Mode `migrate`: a URL with a password becomes one secret (`whole`), or a JSON secret with url, username and password (`json`)',
  'replica-regions': 'Mode `migrate`: regions that get a replica of each secret (comma or line)',
  project:
    "Mode `migrate`: first part of the secrets' names; not given: the cluster's name without `-cluster`",
  'plan-file':
    'Mode `migrate`: the plan is also written to this file as JSON; it holds no value and no hash of one',
  journal:
    'Mode `migrate`: file that notes each step, so that an interrupted run can be run again; not given: in the git directory, else in RUNNER_TEMP',
  environment:
    'Environment of the configuration file whose values hold, and `environment.name` in templates. With `github-token` a GitHub deployment with its statuses is kept for it (needs `deployments: write`)',
  'github-token':
    "Token for GitHub's API; used only for `environment` and pull requests (modes `check` and `plan` comment on them)",
  'max-retries':
    'How often a failed reading call is repeated, 0 to 20. Write calls are retried only if AWS certainly did not apply them'
}

/** What each output is. */
export const OUTPUT_DESCRIPTIONS: Readonly<Record<OutputName, string>> = {
  results:
    'JSON array, per service: service, cluster, region, outcome, reason, taskDefinitionArn, previousTaskDefinitionArn, deploymentId, serviceDeploymentArn, startedAt, finishedAt; isOngoing where its end was not waited for',
  diagnoses:
    'JSON array, per failed rollout: service, events, stops (count, reason, exits, explanation, cause), logs, targets, notVerified',
  'task-definition-arn': 'ARNs of the revisions registered or found equal, one a line',
  'task-definition':
    'Paths of the rendered definitions, one a line: after `render` with references as written, after `plan` and `deploy` with references resolved',
  findings: 'JSON of what the check found (version, files, findings, unscanned); never holds a value',
  'findings-count': 'Number of findings of all levels',
  'sarif-file': 'Path of the SARIF file, when the input `sarif-file` asked for one',
  'report-file': 'Path of the HTML report, when the input `report-file` asked for one',
  plan: 'JSON of the plan: definitions to register and services to update, with what differs, what references become and what is risky, and no value that could be a credential ([schema](schema/plan.schema.json)); in mode `migrate` the migration: secrets, moves, roles, services, what to rotate',
  matrix:
    'Mode `plan`: JSON for `strategy.matrix`, a list `include` of environment, account, region, cluster, wave and service, a row for each place and wave with the services that change, by comma',
  'service-deployment-arn':
    'ARNs of the service deployments that were watched, one a line, for `aws ecs describe-service-deployments`; of one that was not watched, or whose record may not be read, there is none',
  'codedeploy-deployment-id': 'Ids of the CodeDeploy deployments, one a line',
  'run-task-arn': 'ARNs of the one-off tasks, as a JSON array; empty where none was started',
  audit:
    'JSON of what `audit` found (version, verdict, services, revisions, secrets, rotate …); never holds a value',
  status:
    'JSON of what `status` found (version, services with what runs, deployments, underWay, waysBack, drift, notVerified); never holds a value'
}

/** What the inputs of the actions `render` and `deploy` are, where they are another thing there than in the root's action.yml. */
export const THIN_DESCRIPTIONS: Readonly<
  Record<'render' | 'deploy', { readonly [name in InputName]?: string }>
> = {
  render: {
    mode: 'Chooses what the action does; not to be given',
    compatibility: 'Inputs are read as AWS’s render action reads them; not to be given',
    'task-definition':
      'Path of the task definition: a file of the repository, or what a render step before wrote. Goes before the other ways to name it',
    'task-definition-arn': 'ARN or `family:revision` of a registered definition to take instead of a file',
    'container-name': 'Containers that the values are for, by comma',
    image: 'Image of these containers',
    command: 'Command of these containers, as shell words or a JSON array'
  },
  deploy: {
    mode: 'Chooses what the action does: `deploy`, or `plan` to see what it would do',
    compatibility: 'Inputs are read as AWS’s deploy action reads them; not to be given',
    'task-definition':
      'Path of the task definition: a file of the repository, or what a render step before wrote',
    service: 'Name or ARN of the service to deploy to; not given: the definition is only registered',
    cluster:
      'Name or ARN of the cluster; not given: `default`, unless the configuration file says another one',
    'wait-for-service-stability':
      '`true` waits until the deployment has succeeded, and fails when it does not; anything else does not wait',
    'wait-for-minutes': 'How long to wait, in minutes; 360 at most',
    'run-task-security-groups':
      'Security groups of the task by comma; with neither these nor subnets the task gets the network of the service',
    'run-task-subnets':
      'Subnets of the task by comma; with neither these nor security groups the task gets the network of the service',
    'run-task-assign-public-ip':
      '`ENABLED` or `DISABLED`; not given: `DISABLED` where subnets or security groups are',
    'run-task-launch-type':
      '`FARGATE`, `EC2` or `EXTERNAL`; not given: `FARGATE`. Not used with a capacity provider strategy',
    'wait-for-task-stopped':
      '`true` waits for the end of the one-off task, and fails when it does; anything else does not wait',
    'keep-null-value-keys':
      'Empty members of the definition are left out, except those of these names (comma)'
  }
}
