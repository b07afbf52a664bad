import { present } from '../../present.ts'
import type { UpdateCall } from '../script/script-state.ts'
import type { Definition } from '../script/shell-values.ts'
import {
  type Cell,
  cellOf,
  cellOfResolved,
  neverRuns,
  resolveText,
  type StepScope
} from '../workflow/cell.ts'
import { inputRows } from '../workflow/input-rows.ts'
import { type Texts, withEnvironment } from '../workflow/texts.ts'
import { CREDENTIALS, type Job, type Step, type Workflow } from '../workflow/workflow.ts'
import { type DeployingStep, JobFlow } from './definition-flow.ts'

/** The configuration file's name for what a step deploys. */
export type SiteName = { readonly key: string; readonly environment?: string }

/** A place of a workflow, in one combination of its matrix, with its name. */
export type NamedSite = { readonly site: DeploySite; readonly name: SiteName }

/**
 * The values that a deploying step sets, as far as they are known. `live` is a family whose newest revision is fetched
 * and changed.
 */
export type SiteCells = {
  readonly service?: Cell
  readonly cluster?: Cell
  readonly region?: Cell
  readonly 'task-definition'?: Cell
  readonly live?: Cell
}

/** A place in a workflow that deploys a service to ECS. */
export type DeploySite = {
  readonly workflow: Workflow
  readonly job: Job
  readonly step: Step
  /** The combination of the job's matrix, and the inputs that the workflow is called with. */
  readonly row: Texts
  readonly cells: SiteCells
  readonly flow: JobFlow
  /** How the place deploys. Undefined if its script cannot be followed. */
  readonly deployment?: DeployingStep
}

/**
 * findSites returns every place of a workflow that deploys, once for each combination of the job's matrix and of the
 * workflow's inputs.
 */
export function findSites(workflow: Workflow): readonly DeploySite[] {
  const calls = inputRows(workflow)
  return workflow.jobs.flatMap(job => {
    const rows = job.matrix.flatMap(combination => calls.map(call => ({ ...combination, ...call })))
    return rows.flatMap(row => sitesOf({ workflow, job, row }, rows))
  })
}

/** A step is in the rows in which it runs. One that runs in none is in all: its condition was misunderstood. */
function runsIn({ row, ...scope }: StepScope, rows: readonly Texts[]): boolean {
  const isIn = (own: Texts) =>
    !neverRuns(scope.job.if, { ...scope, row: own }) && !neverRuns(scope.step?.if, { ...scope, row: own })
  return isIn(row) || !rows.some(isIn)
}

function sitesOf(
  { workflow, job, row }: Omit<StepScope, 'step'>,
  rows: readonly Texts[]
): readonly DeploySite[] {
  const flow = new JobFlow(workflow, job, row)
  return job.steps.flatMap(step => {
    const scope = { workflow, job, step, row }
    if (!runsIn(scope, rows)) return []
    const known = flow.deployments.filter(deployment => deployment.step === step)
    const found = known.flatMap(deployment => {
      const cells = deployment.call
        ? cellsOfCall(deployment, deployment.call, scope)
        : cellsOfStep(deployment, scope)
      return cells ? [{ workflow, job, step, row, flow, cells, deployment }] : []
    })
    if (known.length > 0 || step.run === undefined) return found
    const cells = cellsOfCommand(step.run, step, scope)
    return cells ? [{ workflow, job, step, row, flow, cells }] : []
  })
}

function cellsOfStep({ step, definition }: DeployingStep, scope: StepScope): SiteCells | undefined {
  if (step.with['service'] === undefined) return undefined
  return {
    ...present({
      service: inputOf(step, 'service', scope),
      cluster: inputOf(step, 'cluster', scope),
      region: inputOf(step, 'aws-region', scope) ?? regionBefore(step, scope)
    }),
    ...definitionCells(definition, step, scope)
  }
}

function cellsOfCall({ step, definition }: DeployingStep, call: UpdateCall, scope: StepScope): SiteCells {
  const from = placeOf([...step.path, 'run'], scope)
  const named = (text: string | undefined) => (text === undefined ? undefined : cellOf(text, scope, from))
  return {
    ...present({
      service: named(call.service),
      cluster: named(call.cluster),
      region: named(call.region) ?? regionBefore(step, scope)
    }),
    ...definitionCells(definition, step, scope)
  }
}

/** A fetched task definition is a live one: the newest of its family, or the one that the service runs. */
function definitionCells(
  definition: Definition | undefined,
  step: Step,
  scope: StepScope
): Pick<SiteCells, 'task-definition' | 'live'> {
  const text = step.with['task-definition']
  if (definition === undefined) {
    if (text === undefined) return {}
    const [, id = ''] = /steps\.([\w-]+)/.exec(text) ?? []
    const from = placeOf([...step.path, 'with', 'task-definition'], scope)
    return { 'task-definition': { kind: 'open', why: `step "${id}" makes it`, from } }
  }
  const { base } = definition
  if (base.kind === 'file') return { 'task-definition': base.path }
  if (base.family) return { live: base.family }
  return { 'task-definition': { kind: 'known', value: 'live', from: placeOf([...step.path, 'run'], scope) } }
}

function inputOf(step: Step, name: string, scope: StepScope): Cell | undefined {
  const text = step.with[name]
  return text === undefined ? undefined : cellOf(text, scope, placeOf([...step.path, 'with', name], scope))
}

function placeOf(path: Step['path'], { workflow }: StepScope): string {
  return `${workflow.file}:${workflow.lineOf(path)}`
}

/** The Region for which the job's credentials were configured before this step. */
function regionBefore(step: Step, scope: StepScope): Cell | undefined {
  const before = scope.job.steps.slice(0, scope.job.steps.indexOf(step))
  const credentials = before.findLast(({ uses }) => CREDENTIALS.test(uses ?? ''))
  if (credentials) return inputOf(credentials, 'aws-region', scope)
  const region = step.env['AWS_REGION'] ?? scope.job.env['AWS_REGION'] ?? scope.workflow.env['AWS_REGION']
  return region === undefined ? undefined : cellOf(region, scope, `${scope.workflow.file}:1`)
}

function cellsOfCommand(run: string, step: Step, scope: StepScope): SiteCells | undefined {
  const [command] = /aws\s+ecs\s+update-service\b(?:\\\r?\n|[^\n;|&])*/.exec(run) ?? []
  if (command === undefined) return undefined
  const from = placeOf([...step.path, 'run'], scope)
  const flag = (name: string) =>
    new RegExp(`--${name}[=\\s]+((?:\\$\\{\\{.*?\\}\\}|\\S)+)`).exec(command)?.[1]
  const named = (name: string) => {
    const text = flag(name)
    return text === undefined ? undefined : commandCell(text, scope, from)
  }
  if (flag('service') === undefined) return undefined
  return present({
    service: named('service'),
    cluster: named('cluster'),
    region: named('region') ?? regionBefore(step, scope),
    'task-definition': { kind: 'open' as const, why: 'a command line deploys it', from }
  })
}

/** A shell word with the step's environment variables and GitHub's expressions resolved and the quotes removed. */
function commandCell(word: string, scope: StepScope, from: string): Cell {
  const text = withEnvironment(word.replaceAll(/["']/g, ''))
  return cellOfResolved(resolveText(text, scope), from)
}
