import type { OutputName } from './output-names.ts'
import type { ActionInputName, InputName } from './specification.ts'

/**
 * The description of each input in action.yml and the documentation: one or two sentences, Markdown without line
 * breaks. Only scripts/update-action.mjs reads them, never a run.
 */
export const INPUT_DESCRIPTIONS: Readonly<Record<ActionInputName, string>> = {
  mode: '`check` (find plaintext credentials, no AWS access), `render` (write templates with overrides to files for a later step; no AWS access, unless the base is a definition that ECS has), `plan` (show what deploy would do; read-only), `deploy`, `status` (show what runs and since when, what is in progress, and the rollback targets; read-only), `continue` (continue or roll back deployments that are paused at a lifecycle hook), `rollback` (return services to their previous successful revision), `migrate` (turn plaintext values into secrets; shows a plan unless `apply: true`), `audit` (find plaintext in what is live), or `rotate-restart` (redeploy services whose tasks still hold an old secret value)',
  'task-definition':
    'Task definition files, one per line: paths, globs, or patterns with `{service}` such as `deploy/{service}-task-definition.json`. JSON, JSON with comments, or YAML. `live` is the definition that the service runs now. If omitted, `check` finds the task definitions of the repository by their content; the other modes need it',
  service:
    'Service names separated by commas or newlines; `all` for every service of the files and the configuration file; or `changed` for those that changed since the commit that they run (modes `plan` and `deploy`). Default: every service matched by the patterns; for a plain file, only the definition is registered',
  cluster:
    'Name or ARN of the cluster the services run in; required to deploy services, unless the configuration file names it; if both do, they must agree. In mode `audit`, `*` is every cluster of the account and Region',
  'aws-region':
    'AWS Region. Default: the Region of the configuration file, otherwise of AWS_REGION or AWS_DEFAULT_REGION',
  variables: "Values for `vars.NAME` in the templates' expressions: lines `NAME=value`, or one JSON object",
  env: "Names of environment variables that templates can use as `env.NAME`, separated by commas or newlines, and `inputs.NAME` for `github.event.inputs.NAME`. Default: only GitHub's variables, such as `GITHUB_SHA`",
  config:
    'Configuration file: exceptions, where services run, their order. Default: `.github/ecs-sealed-deploy.yml` (or `.yaml`) if it exists; a file that is named must exist',
  policy:
    '`detect` (find credentials) or `references-only` (allow only references and values that are provably harmless)',
  'report-file':
    'Path of an HTML report to write: one page without scripts or network access, with the cause of a failure, what runs now, the timeline of the rollouts and the tasks over time; also for an audit or a check. Upload it as an artifact',
  'trust-exceptions':
    'Which exceptions, allow comments and allowed names apply on pull requests: those of the `base`, or also those that the pull request adds (`head`)',
  compatibility:
    '`aws-actions` reads inputs as leniently as AWS’s render and deploy actions, with their defaults; the actions `render` and `deploy` of this repository set it',
  'fail-on':
    'Lowest level of a finding that makes `check` and `audit` fail: `error` or `warning`. Old revisions with plaintext are a warning',
  'sarif-file': 'Mode `check`: path of a SARIF 2.1.0 file to write, for `github/codeql-action/upload-sarif`',
  'changed-since':
    'Mode `check`: check only files that differ from this git revision, for example `origin/main`',
  'container-name':
    'Containers that the overrides below apply to, separated by commas or newlines; not needed if a definition has only one',
  image:
    'Image of the selected containers, or lines `container=image`, or `SERVICE/container=image` for one of several services',
  'environment-variables':
    'Environment variables to set, lines `NAME=value`. They are checked like those in the file: no credentials',
  secrets:
    'Secrets to set, lines `NAME=reference`; a plaintext environment entry of the same name is removed',
  'docker-labels': 'Docker labels to set, lines `KEY=value`',
  command: 'Command of the selected container, as shell-quoted words',
  'log-configuration-log-driver': 'Log driver of the selected containers, for example `awslogs`',
  'log-configuration-options': 'Options of the log driver, lines `KEY=value`',
  'task-role-arn': 'ARN of the task role, which the application uses',
  'execution-role-arn':
    'ARN of the execution role, which pulls the image and reads the secrets when a task starts',
  'env-files': 'S3 ARNs of environment files, one per line. Their content is not checked',
  'allowed-roles':
    'ARNs of the roles that `role-to-assume` of the configuration file can name, one per line. Default: any; on pull requests, none',
  'task-definition-arn':
    'Deploy this revision (ARN or `family:revision`) unchanged instead of a file; nothing is registered. With overrides such as `image`, and in mode `render`, it is the base of the new definition',
  'task-definition-family':
    'Use the newest ACTIVE revision of this family as the base instead of a file: overrides are applied, and the result is deployed or rendered',
  'task-definition-revision': 'Revision number of `task-definition-family` to use instead of the newest',
  'keep-null-value-keys':
    'Removes empty fields (`null`, empty strings, `[]`, `{}`) of the definition, except those with these names (separated by commas). If omitted, every field is sent unchanged',
  'wait-until':
    '`deployed` (watch each rollout to its outcome), `stable` (and until the running count equals the desired count and no other deployment is active), `paused` (until a lifecycle hook waits for manual approval, otherwise to the outcome), a lifecycle stage of a blue/green, linear or canary deployment such as `BAKE_TIME`, or `none`',
  'wait-for-service-stability': '`false` is another way to write `wait-until: none`, as in the AWS action',
  'wait-for-minutes':
    'Timeout of one rollout in minutes, 1 to 43200 (30 days, the limit of ECS), in addition to bake times. A rollout that takes longer has failed',
  'wait-max-delay-seconds': 'Maximum number of seconds between two polls, never more than 5',
  'fail-fast':
    '`true` ends the wait as soon as tasks clearly cannot start (a secret or image that cannot be pulled, a container that exits immediately each time), even if ECS would retry indefinitely',
  'on-failure':
    'After a failed rollout: `leave` the service unchanged, or `rollback` (StopServiceDeployment, otherwise the previous revision). The run fails in both cases. Default: `leave`; with `atomic`: `rollback`',
  'on-cancel': 'What to do with a deployment in progress when the job is cancelled: `leave` or `rollback`',
  'if-deploying':
    'What to do if a deployment of the service is in progress: `replace` it (as ECS does), `wait` for its end, or `fail`. Default: `replace`; for services that CodeDeploy deploys: `wait`',
  order:
    'Waves of services, one per line, names separated by commas; a wave starts when the previous one has succeeded; services that are not named come last. Usually set in the configuration file',
  'max-parallel': 'Maximum number of services that are rolled out at the same time. Default: all of a wave',
  'on-error': 'After a failed rollout: `stop` (start no further service) or `continue`',
  atomic: '`true` rolls back the services that have already succeeded if one fails: all or none',
  'allow-family-change':
    '`true` allows a definition of another family than the one that the service runs, or one without any of its containers; otherwise it is rejected as the wrong file',
  'verify-permissions':
    'Checks, before anything is changed, whether the execution role is authorized to read every reference and whether the images exist: `auto` (a denial stops the run; what cannot be checked is reported), `required` (what cannot be checked stops the run too) or `off`',
  revision:
    'Mode `rollback`: the revision to roll back to (number, `family:revision` or ARN). Default: the previous successful revision',
  'dry-run':
    'Modes `rollback` and `rotate-restart`: `true` shows which revision each service would be rolled back to, or which services would be restarted, and why, and changes nothing',
  'pause-action': 'Mode `continue`: end the pause with `continue` or `rollback`',
  'service-deployment':
    'Mode `continue`: ARNs of the service deployments to continue, one per line, from the output `service-deployment-arn` of the deploy. Default: the newest deployment of each service',
  purge: 'Mode `audit`: `true` deregisters and deletes unused revisions with plaintext',
  history:
    'Mode `audit`: `true` also searches git history for the credentials (needs `fetch-depth: 0`); it rewrites nothing',
  'compare-values':
    'Mode `audit`: `true` reads the values of the secrets, and searches for them in plaintext under names that do not look like credentials, in memory',
  'history-replacements':
    'Mode `audit` with `history`: path of the replacement file for `git filter-repo`, outside the repository. It contains the values. Default: no file',
  'max-secret-age-days': 'Mode `audit`: report secrets whose value is older than this number of days',
  'desired-count': 'Desired count to set on the services. Default: unchanged',
  'force-new-deployment':
    '`true` starts a new deployment even if nothing changed, for example after a secret was rotated',
  'propagate-tags': "Tags for the service's tasks from `SERVICE` or `TASK_DEFINITION`, or `NONE`",
  'enable-ecs-managed-tags': "`true` or `false`: Amazon ECS managed tags on the service's tasks",
  'enable-execute-command': "`true` or `false`: ECS Exec for the service's tasks",
  'service-managed-ebs-volume-name': 'Name of the volume in the task definition that the service manages',
  'service-managed-ebs-volume': "JSON of that volume's configuration (`managedEBSVolume`)",
  'capacity-provider-strategy': "JSON array of the service's capacity provider strategy",
  'deployment-configuration':
    "JSON of the service's deployment configuration, for example to turn on the circuit breaker",
  'service-definition':
    'Service definition files (path or `{service}` pattern; JSON or YAML with expressions), from which services are created, and changed where UpdateService takes the field',
  'codedeploy-appspec':
    'AppSpec file (YAML or JSON) of services that CodeDeploy deploys. Default: `appspec.yaml` if it exists and one service is deployed, otherwise generated from the service',
  'codedeploy-application': 'CodeDeploy application. Default: `AppECS-{cluster}-{service}`',
  'codedeploy-deployment-group': 'CodeDeploy deployment group. Default: `DgpECS-{cluster}-{service}`',
  'codedeploy-deployment-description': 'Description of the CodeDeploy deployment',
  'codedeploy-deployment-config':
    'CodeDeploy deployment configuration. Default: that of the deployment group',
  'run-task':
    '`true` runs a one-off task of the new revision before the services are updated, for example a database migration',
  'run-task-container-overrides': "JSON array of the task's container overrides",
  'run-task-security-groups':
    'Security groups of the task, separated by commas. Default: those of the service',
  'run-task-subnets': 'Subnets of the task, separated by commas. Default: those of the service',
  'run-task-assign-public-ip': '`ENABLED` or `DISABLED`. Default: that of the service',
  'run-task-capacity-provider-strategy': "JSON array of the task's capacity provider strategy",
  'run-task-launch-type': '`FARGATE`, `EC2` or `EXTERNAL`. Default: that of the service',
  'run-task-started-by': '`startedBy` of the task',
  'run-task-tags': "JSON array of the task's tags",
  'run-task-managed-ebs-volume-name': 'Name of the managed volume in the task definition',
  'run-task-managed-ebs-volume': "JSON of that volume's configuration",
  'wait-for-task-stopped':
    '`true` waits until the one-off task has stopped; a failed task stops the deploy before any service is changed',
  'keep-revisions':
    'After a successful deploy, keep this number of the newest revisions of each family ACTIVE, and deregister older ones that nothing uses and that are not rollback targets. Default: keep all',
  'update-schedules':
    '`true` updates EventBridge rules and EventBridge Scheduler schedules that run the family to the new revision',
  apply:
    'Mode `migrate`: `true` stores the secrets, grants access to them, rewrites the files and deploys; otherwise only the plan is shown',
  source:
    'Mode `migrate`: where to search for credentials: `files`, `live` (running services without a file: one is written), or `both` (also compares files with what runs)',
  naming:
    'Mode `migrate`: template for the names of secrets, with {project}, {environment}, {group}, {name}, {service} and {variable}. Default: `{project}/{group}/{name}`',
  'secret-names':
    'Mode `migrate`: names for single secrets, lines `VARIABLE=secret name`, `SERVICE/VARIABLE=name`, or `VARIABLE=name:key` for a key of a JSON secret',
  store: 'Mode `migrate`: `secretsmanager`, or `ssm` for SecureString parameters',
  'kms-key-id':
    'Mode `migrate`: ARN or ID of the customer managed key that encrypts new secrets. Default: the AWS managed key',
  tags: 'Mode `migrate`: tags of new secrets, lines `KEY=value`',
  overwrite:
    'Mode `migrate`: `true` adds a new version to a secret that exists with another value; otherwise the migration stops',
  'on-difference':
    'Mode `migrate`: what to do if a running service has another value than its file, or if other environments use the file too: `ask` stops, `file` uses the value of the file for all of them',
  'policy-output':
    'Mode `migrate`: `attach` adds the policy to the execution role; `json`, `terraform` or `cloudformation` print it for you to apply, and the next run continues',
  'open-pull-request':
    'Mode `migrate`: `true` commits the files to a branch and opens a pull request, without changing the checkout or deploying. Needs `github-token`, `contents: write`, `pull-requests: write`',
  include:
    'Mode `migrate`: variables to move in addition to those that are found (separated by commas or newlines; `*` and `?`; `SERVICE/NAME` for one service)',
  exclude: 'Mode `migrate`: variables not to move, in the format of `include`',
  project: 'Mode `migrate`: first part of secret names. Default: cluster name without `-cluster`',
  'plan-file':
    'Mode `migrate`: path of a JSON file for the plan, which contains no value and no hash of a value',
  journal:
    'Mode `migrate`: file that records each step, so that an interrupted run can be resumed. Default: in the git directory, otherwise in RUNNER_TEMP',
  environment:
    'Environment of the configuration file to use, and `environment.name` in templates. With `github-token`, the run also records a GitHub deployment for it (needs `deployments: write`)',
  'github-token':
    "Token for GitHub's API; used only for `environment` and pull requests (modes `check` and `plan` comment on them)",
  'max-retries':
    'Number of retries of a failed read call, 0 to 20. Write calls are retried only if AWS certainly did not apply them'
}

/** The description of each output. */
export const OUTPUT_DESCRIPTIONS: Readonly<Record<OutputName, string>> = {
  results:
    'JSON array, per service: service, cluster, region, outcome, reason, taskDefinitionArn, previousTaskDefinitionArn, deploymentId, serviceDeploymentArn, startedAt, finishedAt; isOngoing if the run did not wait for its end; isUnverified if it could no longer be watched; rollback (in-progress, completed or failed) if one was started; isDeleted if the service was deleted during the run; isBlocked if reported problems stopped the run before any change; isCancelled if the run was cancelled before it changed the service; isRefused if AWS rejected the change, so that the service was not changed',
  diagnoses:
    'JSON array, per failed rollout: service, events, stops (count, reason, exits, explanation, cause), logs, targets, notVerified',
  'task-definition-arn': 'ARNs of the revisions that were registered or found equal, one per line',
  'task-definition':
    'Paths of the rendered definitions, one per line: after `render` with references as written, after `plan` and `deploy` with references resolved',
  findings: 'JSON of what the check found, what it could not read, and its notes; never contains a value',
  'findings-count': 'Number of findings of all levels',
  'sarif-file': 'Path of the SARIF file, if the input `sarif-file` is set',
  'report-file': 'Path of the HTML report, if the input `report-file` is set',
  plan: 'JSON of the plan: definitions to register and services to update, with the differences, the resolved references and the risks, and no value that could be a credential ([schema](docs/schemas/plan.md)); in mode `migrate`, the migration: secrets, moves, roles, services, what to rotate',
  matrix:
    'Mode `plan`: JSON for `strategy.matrix`: a list `include` with one row per place and wave (environment, account, region, cluster, wave, and the services that change, separated by commas)',
  'service-deployment-arn':
    'ARNs of the service deployments that were monitored, one per line, for `aws ecs describe-service-deployments`; not those whose record could not be read',
  'codedeploy-deployment-id': 'IDs of the CodeDeploy deployments, one per line',
  'run-task-arn': 'ARNs of the one-off tasks, as a JSON array; empty if none was started',
  audit:
    'JSON of what `audit` found (version, verdict, services, revisions, secrets, rotate …); never contains a value',
  status:
    'JSON of what `status` found (version, services with what runs, deployments, underWay, waysBack, drift, notVerified); never contains a value'
}

/** Descriptions of inputs of the actions `render` and `deploy` that differ from those in the root's action.yml. */
export const THIN_DESCRIPTIONS: Readonly<
  Record<'render' | 'deploy', { readonly [name in InputName]?: string }>
> = {
  render: {
    mode: 'Selects what the action does; do not set it',
    compatibility: 'Inputs are read as AWS’s render action reads them; do not set it',
    'task-definition':
      'Path of the task definition: a file of the repository, or the output of an earlier render step. Takes precedence over the inputs below',
    'task-definition-arn': 'ARN or `family:revision` of a registered definition to use instead of a file',
    'container-name': 'Containers that the values apply to, separated by commas',
    image: 'Image of these containers',
    command: 'Command of these containers, as shell words or a JSON array',
    environment:
      'Environment of the configuration file whose settings for the task definition apply. Without it, the services and environments of that file are not used',
    service:
      'With `environment`: the service whose settings apply, by its name in ECS or its key, if several have this task definition'
  },
  deploy: {
    environment:
      'Environment of the configuration file whose settings for the service apply. Without it, the services and environments of that file are not used',
    mode: 'Selects what the action does: `deploy`, or `plan` to show what it would do',
    compatibility: 'Inputs are read as AWS’s deploy action reads them; do not set it',
    'task-definition':
      'Path of the task definition: a file of the repository, or the output of an earlier render step',
    service: 'Name or ARN of the service to deploy to. If omitted, the definition is only registered',
    cluster:
      'Name or ARN of the cluster. Default: `default`, unless the configuration file names another one',
    'wait-for-service-stability':
      '`true` waits until the deployment has succeeded, and fails if it does not; anything else does not wait',
    'wait-for-minutes': 'How long to wait, in minutes; 360 at most',
    'run-task-security-groups':
      'Security groups of the task, separated by commas; with neither these nor subnets the task gets the network of the service',
    'run-task-subnets':
      'Subnets of the task, separated by commas; with neither these nor security groups the task gets the network of the service',
    'run-task-assign-public-ip':
      '`ENABLED` or `DISABLED`. Default: `DISABLED` if subnets or security groups are given',
    'run-task-launch-type':
      '`FARGATE`, `EC2` or `EXTERNAL`. Default: `FARGATE`. Not used with a capacity provider strategy',
    'wait-for-task-stopped':
      '`true` waits until the one-off task has stopped, and fails if it failed; anything else does not wait',
    'keep-null-value-keys':
      'Removes empty fields of the definition, except those with these names (separated by commas)'
  }
}
