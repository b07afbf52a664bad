/** The outputs of action.yml, each with its description there. All are set, however the run ends. */
export const OUTPUTS = {
  results:
    'JSON array, per service: service, cluster, region, outcome, reason, taskDefinitionArn, previousTaskDefinitionArn, deploymentId, serviceDeploymentArn, startedAt, finishedAt, and what else is known of its end ([schema](docs/schemas/run.md))',
  diagnoses:
    'JSON array, per failed rollout: service, cluster, region, events, stops (count, reason, exits, explanation, cause), logs, targets, notVerified',
  'task-definition-arn': 'ARNs of the revisions that were registered or found equal, one per line',
  'task-definition':
    'Paths of the rendered definitions, one per line: after `render` with references as written, after `plan` and `deploy` with references resolved',
  findings: 'JSON of what the check found, what it could not read, and its notes; never contains a value',
  'findings-count': 'Number of findings of all levels',
  'sarif-file': 'Path of the SARIF file, if the input `sarif-file` is set',
  'report-file': 'Path of the HTML report, if the input `report-file` is set',
  plan: 'JSON of the plan ([schema](docs/schemas/plan.md)), without values that could be credentials; in mode `migrate`, the migration',
  matrix:
    'Mode `plan`: JSON for `strategy.matrix`: a list `include` with environment, account, region, cluster, wave and the services that change',
  'service-deployment-arn':
    'ARNs of the service deployments that were monitored, one per line, for `aws ecs describe-service-deployments`; not those whose record could not be read',
  'codedeploy-deployment-id': 'IDs of the CodeDeploy deployments, one per line',
  'run-task-arn': 'ARNs of the one-off tasks, as a JSON array; empty if none was started',
  audit:
    'JSON of what `audit` found (version, verdict, services, revisions, secrets, rotate …); never contains a value',
  status:
    'JSON of what `status` found (version, services with what runs, deployments, underWay, waysBack, drift, notVerified); never contains a value'
} as const satisfies Readonly<Record<string, string>>

export type OutputName = keyof typeof OUTPUTS
