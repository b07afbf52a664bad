import type { Job, Workflow } from '../workflow/workflow.ts'
import type { DeploySite } from './find-sites.ts'

/** Services in the order in which a workflow deploys them. Services that are deployed in parallel are in one wave. */
export type FoundOrder = { readonly waves: readonly (readonly string[])[]; readonly from: string }

/** A place that deploys, with its key and its environment. */
export type PlacedSite = { readonly site: DeploySite; readonly key: string; readonly environment: string }

/**
 * findOrder reads the order of services from the order of steps and from `needs`, if a step waits for its service
 * before the next one begins. It returns undefined if there is no order or if workflows contradict each other.
 */
export function findOrder(placed: readonly PlacedSite[]): FoundOrder | undefined {
  const orders = new Map<string, FoundOrder>()
  for (const { site, environment } of placed) {
    const id = `${site.workflow.file}\0${environment}`
    if (orders.has(id)) continue
    const own = placed.filter(one => one.site.workflow === site.workflow && one.environment === environment)
    const order = orderIn(site.workflow, own)
    if (order) orders.set(id, order)
  }
  const [first, ...others] = [...orders.values()].toSorted(
    (a, b) => b.waves.flat().length - a.waves.flat().length
  )
  return first !== undefined && others.every(other => agree(first, other)) ? first : undefined
}

/** jobsAfter returns the jobs that begin only after a job has finished. */
export function jobsAfter({ jobs }: Workflow, job: Job): ReadonlySet<Job> {
  const after = new Set<Job>()
  for (let size = -1; size < after.size; ) {
    size = after.size
    for (const one of jobs) {
      const needed = jobs.filter(({ name }) => one.needs.includes(name))
      if (needed.some(before => before === job || after.has(before))) after.add(one)
    }
  }
  return after
}

function orderIn(workflow: Workflow, placed: readonly PlacedSite[]): FoundOrder | undefined {
  const waves = new Map<string, string[]>()
  const seen = new Set<string>()
  const sorted = placed.toSorted((a, b) => compare(positionOf(workflow, a), positionOf(workflow, b)))
  for (const { site, key } of sorted) {
    if (seen.has(key)) continue
    seen.add(key)
    const id = positionOf(workflow, { site }).join()
    waves.set(id, [...(waves.get(id) ?? []), key])
  }
  const list = [...waves.values()]
  const last = list.at(-1) ?? []
  const waits = sorted.every(({ site, key }) => last.includes(key) || waitsForItself(site))
  const at = sorted[0]?.site
  return list.length > 1 && waits && at
    ? { waves: list, from: `${workflow.file}:${workflow.lineOf(at.step.path)}` }
    : undefined
}

/** The number of jobs before it, and the number of steps before it in its job. */
function positionOf(workflow: Workflow, { site }: Pick<PlacedSite, 'site'>): readonly [number, number] {
  const before = workflow.jobs.filter(job => jobsAfter(workflow, job).has(site.job))
  return [before.length, site.job.steps.indexOf(site.step)]
}

const compare = (a: readonly number[], b: readonly number[]) =>
  (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0)

/** waitsForItself returns whether a step waits for the rollout that it starts. */
export function waitsForItself({ step }: Pick<DeploySite, 'step'>): boolean {
  return step.with['wait-for-service-stability'] === 'true' || /\bservices-stable\b/.test(step.run ?? '')
}

function agree(one: FoundOrder, other: FoundOrder): boolean {
  const at = (order: FoundOrder, key: string) => order.waves.findIndex(wave => wave.includes(key))
  const keys = other.waves.flat()
  return keys.every(a =>
    keys.every(
      b =>
        at(one, a) < 0 ||
        at(one, b) < 0 ||
        Math.sign(at(one, a) - at(one, b)) === Math.sign(at(other, a) - at(other, b))
    )
  )
}
