import { type Cell, cellOf } from '../workflow/cell.ts'
import { withEnvironment } from '../workflow/texts.ts'
import { DEPLOYS, type Job, type Step, type Workflow } from '../workflow/workflow.ts'
import { entryOf, environmentIn, type FoundDefinition, localNameOf } from './entry.ts'
import { findSites } from './find-sites.ts'
import { jobsAfter } from './order.ts'

/** A task without a service: its task definition, and where it was found. */
export type FoundTask = {
  readonly key: string
  readonly definition: { readonly file: string } | { readonly live: string }
  readonly command?: readonly string[]
  /** The services that are deployed after it. Undefined if only its name suggests its purpose. */
  readonly for?: readonly string[]
  readonly from: string
}

/** The tasks found, and notes about what cannot be determined statically. */
export type FoundTasks = { readonly tasks: readonly FoundTask[]; readonly notes: readonly string[] }

/** File names of tasks that run before their services. */
const BY_NAME = /(?:^|[^a-z])(?:migrat(?:e|ion|ions)|db-?(?:init|migrate|seed))(?:$|[^a-z])/i

/**
 * findTasks finds standalone tasks: those that the command line or AWS's action starts without a service before a
 * deployment and, among files that nothing deploys, those whose names suggest a migration.
 */
export function findTasks(
  workflows: readonly Workflow[],
  definitions: readonly FoundDefinition[],
  unused: readonly FoundDefinition[]
): FoundTasks {
  const tasks = new Map<string, FoundTask>()
  const notes: string[] = []
  for (const workflow of workflows)
    for (const job of workflow.jobs)
      for (const step of job.steps) {
        const started = startedBy(step, { workflow, job })
        if (started === undefined) continue
        const from = `${workflow.file}:${workflow.lineOf(step.path)}`
        const services = servicesAfter(step, { workflow, job })
        if (started.what.kind === 'open')
          notes.push(`${from} starts a task that cannot be determined statically: ${started.what.why}.`)
        else if (services.length > 0) {
          const task = taskOf(started.what.value, { definitions, services, from })
          if (!tasks.has(task.key))
            tasks.set(task.key, started.command ? { ...task, command: started.command } : task)
        }
      }
  const taken = [...tasks.values()].flatMap(({ definition }) =>
    'file' in definition ? [definition.file] : []
  )
  for (const { file, family = '' } of unused) {
    if (taken.includes(file) || !(BY_NAME.test(file) || BY_NAME.test(family))) continue
    const key = localNameOf(family || 'migrate', environmentIn(family)?.word)
    if (!tasks.has(key)) tasks.set(key, { key, definition: { file }, from: file })
  }
  return { tasks: [...tasks.values()], notes }
}

type Place = { readonly workflow: Workflow; readonly job: Job }
type Started = { readonly what: Cell; readonly command?: readonly string[] }

/** What a step starts: a family, or a path. */
function startedBy(step: Step, { workflow, job }: Place): Started | undefined {
  const [row = {}] = job.matrix
  const scope = { workflow, job, step, row }
  const from = `${workflow.file}:${workflow.lineOf(step.path)}`
  if (
    DEPLOYS.test(step.uses ?? '') &&
    step.with['run-task'] === 'true' &&
    step.with['service'] === undefined
  ) {
    const command = commandIn(step.with['run-task-container-overrides'])
    return { what: cellOf(step.with['task-definition'] ?? '', scope, from), ...(command ? { command } : {}) }
  }
  const [call] = /aws\s+ecs\s+run-task\b(?:\\\r?\n|'[^']*'|[^\n;|&])*/.exec(step.run ?? '') ?? []
  if (call === undefined) return undefined
  const [, word = ''] = /--task-definition[=\s]+((?:\$\{\{.*?\}\}|[^\s])+)/.exec(call) ?? []
  const text = withEnvironment(word.replaceAll(/["']/g, ''))
  const command = commandIn(/--overrides[=\s]+'([^']*)'/.exec(call)?.[1])
  return { what: cellOf(text, scope, from), ...(command ? { command } : {}) }
}

/** The command of the only container in the overrides. */
function commandIn(json: string | undefined): readonly string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(json ?? '')
    const list = Array.isArray(parsed)
      ? parsed
      : (parsed as { containerOverrides?: unknown }).containerOverrides
    const command =
      Array.isArray(list) && list.length === 1 ? (list[0] as { command?: unknown }).command : undefined
    return Array.isArray(command) && command.every(word => typeof word === 'string') ? command : undefined
  } catch {
    return undefined
  }
}

/** Services that are deployed after the step: later in its job, or in jobs that need it. */
function servicesAfter(step: Step, { workflow, job }: Place): readonly string[] {
  const after = jobsAfter(workflow, job)
  const at = job.steps.indexOf(step)
  const sites = findSites(workflow).filter(site =>
    site.job === job ? job.steps.indexOf(site.step) > at : after.has(site.job)
  )
  return [...new Set(sites.map(site => entryOf(site).key))]
}

function taskOf(
  named: string,
  {
    definitions,
    services,
    from
  }: { definitions: readonly FoundDefinition[]; services: readonly string[]; from: string }
): FoundTask {
  const family = named.replace(/^.*task-definition\//, '').replace(/:\d+$/, '')
  const file = definitions.find(one => one.file === named.replace(/^\.\//, '') || one.family === family)
  const name = file?.family ?? family
  const key = /migrat/i.test(name) ? 'migrate' : localNameOf(name, environmentIn(name)?.word)
  return { key, definition: file ? { file: file.file } : { live: family }, for: services, from }
}
