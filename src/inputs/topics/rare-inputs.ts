/**
 * The readers of inputs that a usual deploy is not given, as one module: it is reached only by `import()`, so that such
 * a deploy does not load it, and as a whole, so that another one loads one file.
 */
export { readAudit } from './audit-inputs.ts'
export { readBase, readRevision } from './base.ts'
export { readCodeDeploy } from './codedeploy.ts'
export { readContinue, servicesToContinue } from './continue-inputs.ts'
export { readMigration } from './migrate-inputs.ts'
export { readRunTask } from './run-task.ts'
export { readServiceSettings } from './service-settings.ts'
export { judgeUnneeded } from './unneeded.ts'
