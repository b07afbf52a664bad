/** The names of action.yml's outputs. All are set, however the run ends. */
export const OUTPUTS = [
  'results',
  'diagnoses',
  'task-definition-arn',
  'task-definition',
  'findings',
  'findings-count',
  'sarif-file',
  'report-file',
  'plan',
  'matrix',
  'service-deployment-arn',
  'codedeploy-deployment-id',
  'run-task-arn',
  'audit',
  'status'
] as const
export type OutputName = (typeof OUTPUTS)[number]
