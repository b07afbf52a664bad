import { present } from '../present.ts'
import { type Cell, cellOf, resolveText, type StepScope } from './cell.ts'
import type { Job, Step, Workflow } from './workflow.ts'

/** What a place that deploys says, as far as it says it. `live` is a family whose newest revision is fetched and changed. */
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
  readonly cells: SiteCells
}

export const RENDERS = /^aws-actions\/amazon-ecs-render-task-definition@/
export const DEPLOYS = /^aws-actions\/amazon-ecs-deploy-task-definition@/
export const OURS = /^ecs-sealed-deploy\/ecs-sealed-deploy(?:\/deploy)?@/
const CREDENTIALS = /^aws-actions\/configure-aws-credentials@/

/** findSites gives every place of a workflow that deploys, once for each row of the job's matrix. */
export function findSites(workflow: Workflow): readonly DeploySite[] {
  return workflow.jobs.flatMap(job =>
    job.matrix.flatMap(row =>
      job.steps.flatMap(step => {
        const cells = cellsOf(step, { workflow, job, step, row })
        return cells ? [{ workflow, job, step, cells }] : []
      })
    )
  )
}

function cellsOf(step: Step, scope: StepScope): SiteCells | undefined {
  const uses = step.uses ?? ''
  if (DEPLOYS.test(uses) || OURS.test(uses)) {
    if (step.with['service'] === undefined) return undefined
    const definition = step.with['task-definition']
    return {
      ...present({
        service: inputOf(step, 'service', scope),
        cluster: inputOf(step, 'cluster', scope),
        region: inputOf(step, 'aws-region', scope) ?? regionBefore(step, scope)
      }),
      ...(definition === undefined ? {} : definitionOf(definition, step, scope))
    }
  }
  return step.run === undefined ? undefined : cellsOfCommand(step.run, step, scope)
}

function inputOf(step: Step, name: string, scope: StepScope): Cell | undefined {
  const text = step.with[name]
  return text === undefined ? undefined : cellOf(text, scope, placeOf([...step.path, 'with', name], scope))
}

function placeOf(path: Step['path'], { workflow }: StepScope): string {
  return `${workflow.file}:${workflow.lineOf(path)}`
}

/** The region that the job was given its credentials for before this step. */
function regionBefore(step: Step, scope: StepScope): Cell | undefined {
  const before = scope.job.steps.slice(0, scope.job.steps.indexOf(step))
  const credentials = before.findLast(({ uses }) => CREDENTIALS.test(uses ?? ''))
  if (credentials) return inputOf(credentials, 'aws-region', scope)
  const region = step.env['AWS_REGION'] ?? scope.job.env['AWS_REGION'] ?? scope.workflow.env['AWS_REGION']
  return region === undefined ? undefined : cellOf(region, scope, `${scope.workflow.file}:1`)
}

/** Follows the ids of render steps back to the file that the first of them reads, or to the call that fetched it. */
function definitionOf(
  text: string,
  step: Step,
  scope: StepScope
): Pick<SiteCells, 'task-definition' | 'live'> {
  const [, id] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.[\w-]+\s*\}\}$/.exec(text) ?? []
  const before = scope.job.steps.slice(0, scope.job.steps.indexOf(step))
  const from = placeOf([...step.path, 'with', 'task-definition'], scope)
  if (id === undefined) {
    const cell = cellOf(text, scope, from)
    const family = cell.kind === 'known' ? fetched(cell.value, before, scope) : undefined
    return family ? { live: family } : { 'task-definition': relativePath(cell) }
  }
  const source = before.findLast(one => one.id === id)
  const inner = source?.with['task-definition'] ?? source?.with['task-definition-family']
  if (source === undefined || inner === undefined || !RENDERS.test(source.uses ?? '')) {
    return { 'task-definition': { kind: 'open', why: `step "${id}" makes it`, from } }
  }
  if (source.with['task-definition'] === undefined)
    return { live: cellOf(inner, scope, placeOf([...source.path, 'with', 'task-definition-family'], scope)) }
  return definitionOf(inner, source, { ...scope, step: source })
}

function relativePath(cell: Cell): Cell {
  return cell.kind === 'open' ? cell : { ...cell, value: cell.value.replace(/^\.\//, '') }
}

/** The family whose revision an earlier step writes into the file: `aws ecs describe-task-definition … > FILE`. */
function fetched(file: string, before: readonly Step[], scope: StepScope): Cell | undefined {
  const name = file.split('/').at(-1) ?? file
  const step = before.findLast(
    ({ run = '' }) => run.includes('describe-task-definition') && run.includes(name)
  )
  if (step?.run === undefined) return undefined
  const [, family = ''] = /--task-definition[=\s]+(\S+)/.exec(step.run) ?? []
  return commandCell(family, { ...scope, step }, placeOf([...step.path, 'run'], scope))
}

function cellsOfCommand(run: string, step: Step, scope: StepScope): SiteCells | undefined {
  const [command] = /aws\s+ecs\s+update-service\b(?:\\\r?\n|[^\n;|&])*/.exec(run) ?? []
  if (command === undefined) return undefined
  const from = placeOf([...step.path, 'run'], scope)
  const flag = (name: string) => new RegExp(`--${name}[=\\s]+(\\S+)`).exec(command)?.[1]
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

/** A word of a shell: variables of the step's environment, and GitHub's expressions, resolved; quotes taken off. */
function commandCell(word: string, scope: StepScope, from: string): Cell {
  const bare = word.replaceAll(/["']/g, '')
  const asExpressions = bare.replaceAll(
    /\$\{?([A-Za-z_]\w*)\}?(?!\{)/g,
    (_, name: string) => `\${{ env.${name} }}`
  )
  const resolved = resolveText(asExpressions, scope)
  return 'open' in resolved
    ? { kind: 'open', why: resolved.open, from }
    : { kind: 'known', value: resolved.value, from }
}
