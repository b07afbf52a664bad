import { DEPLOYS, type DeploySite, RENDERS } from './find-sites.ts'
import { inputLines, type LineEdit, type LineRange, linesIn, stepLines } from './line-edits.ts'
import type { Step } from './workflow.ts'

/** What a deploy step becomes: edits of its workflow, or why it is left as it is. */
export type RewrittenSite =
  | { readonly edits: readonly LineEdit[]; readonly notes: readonly string[] }
  | { readonly left: string }

/** What the configuration file calls what a step deploys. */
export type SiteName = { readonly key: string; readonly environment?: string }

const ACTION = 'ecs-sealed-deploy/ecs-sealed-deploy@v1'
/** Said by the configuration file from now on. */
const SAID = ['task-definition', 'service', 'cluster']
/** What a render step says besides what it reads and which image goes where. */
const RENDER_ONLY = ['task-definition', 'container-name', 'image']

/**
 * rewriteSite makes of a deploy step, and of the render steps and the call before it, one step of this action. A step that is not
 * written as most are is left, and said.
 */
export function rewriteSite(site: DeploySite, { key, environment }: SiteName): RewrittenSite {
  const { job, step, workflow } = site
  const why = whyLeft(site)
  if (why !== undefined) return { left: why }
  const before = stepsBefore(site)
  if ('left' in before) return before
  const ranges = new Map<Step, LineRange>()
  for (const one of [...before.renders, ...before.fetches, step]) {
    const range = stepLines(workflow, one, job.steps[job.steps.indexOf(one) + 1])
    if (range === undefined) return { left: 'its steps are not written one below the other' }
    ranges.set(one, range)
  }
  const own = ranges.get(step) as LineRange
  const inputs = inputLines(workflow, step, own)
  const first = Math.min(...[...(inputs?.values() ?? [])].map(({ start }) => start))
  if (inputs === undefined || !Number.isFinite(first))
    return { left: 'its inputs are not written one a line' }
  const indent = ' '.repeat(
    /^\s*/.exec(linesIn(workflow, { start: first, end: first + 1 })[0] ?? '')?.[0].length ?? 0
  )
  const moved = movedInputs(before.renders, { workflow, ranges, indent })
  if ('left' in moved) return moved
  const uses = linesIn(workflow, own).findIndex(line => /^\s*(?:- )?uses:/.test(line))
  const usesLine = linesIn(workflow, own)[uses] ?? ''
  // A cluster that nobody can read is not in the configuration file either.
  const said = SAID.filter(name => name !== 'cluster' || site.cells.cluster?.kind === 'known')
  const removed = said
    .flatMap(name => inputs.get(name) ?? [])
    .map(({ start, end }) => ({
      line: start,
      remove: end - start,
      insert: []
    }))
  const gone = [...before.renders, ...before.fetches].map(one => {
    const { start, end } = ranges.get(one) as LineRange
    return { line: start, remove: end - start, insert: [] }
  })
  const inserted = [
    `${indent}service: ${key}`,
    ...(environment === undefined ? [] : [`${indent}environment: ${environment}`]),
    ...moved.lines
  ]
  const edits = joined([
    ...gone,
    { line: own.start + uses, remove: 1, insert: [usesLine.replace(/uses:.*$/, `uses: ${ACTION}`)] },
    { line: first, remove: 0, insert: inserted },
    ...removed
  ])
  const waits = step.with['wait-for-service-stability'] === 'true'
  const notes = waits
    ? []
    : ['it waits for the rollout now and fails with it, so that the job takes minutes longer']
  return { edits, notes }
}

/** Why a step is left before its lines are looked at. */
function whyLeft({ job, step, cells }: DeploySite): string | undefined {
  if (!DEPLOYS.test(step.uses ?? '')) return "it is no step of AWS's deploy action"
  if (job.matrix.length > 1 || Object.keys(job.matrix[0] ?? {}).length > 0) {
    return 'the job has a matrix; deploy in a job of its own after it, with "service: all"'
  }
  if (cells.service?.kind !== 'known') {
    return 'nobody can know by reading which service it is; write its name instead of the expression'
  }
  return undefined
}

/** The render steps that lead to the deploy step, and the call that fetched the definition. */
function stepsBefore(
  site: DeploySite
): { readonly renders: readonly Step[]; readonly fetches: readonly Step[] } | { readonly left: string } {
  const { job, step, workflow, cells } = site
  const earlier = job.steps.slice(0, job.steps.indexOf(step))
  const renders: Step[] = []
  let text = step.with['task-definition'] ?? ''
  for (;;) {
    const id = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.[\w-]+\s*\}\}$/.exec(text)?.[1]
    if (id === undefined) break
    const render = earlier.findLast(one => one.id === id && !renders.includes(one))
    if (render === undefined || !RENDERS.test(render.uses ?? ''))
      return { left: `step "${id}" makes its definition` }
    if (workflow.text.split(`steps.${id}.outputs`).length > 2)
      return { left: `the file of step "${id}" is read elsewhere too` }
    renders.unshift(render)
    text = render.with['task-definition'] ?? ''
  }
  const name = text.split('/').at(-1) ?? ''
  const writers = earlier.filter(({ run = '' }) => name !== '' && run.includes(name))
  const fetches = writers.filter(({ run = '' }) => isFetchAlone(run))
  if (writers.length > fetches.length)
    return { left: `a script changes ${text}; write it as a template (docs/configuration.md)` }
  if (fetches.length > 0 && cells.live?.kind !== 'known')
    return { left: 'nobody can know by reading which family it fetches' }
  return { renders, fetches }
}

/** Nothing but the call, and what takes read-only members out of its answer. */
function isFetchAlone(run: string): boolean {
  const commands = run
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\r?\n|&&|;/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
  return commands.every(
    line =>
      // an assignment of jq changes what was fetched
      (!line.includes('=') && /^(?:cat [^|]*\| *)?jq\b/.test(line)) ||
      /^aws ecs describe-task-definition\b[^|]*(?:\|[^=]*)?$/.test(line) ||
      /^mv\b/.test(line)
  )
}

/** Where inputs of render steps go to. */
type Destination = Pick<DeploySite, 'workflow'> & {
  readonly ranges: ReadonlyMap<Step, LineRange>
  readonly indent: string
}

function movedInputs(
  renders: readonly Step[],
  { workflow, ranges, indent }: Destination
): { readonly lines: readonly string[] } | { readonly left: string } {
  const lines: string[] = []
  const images = renders.flatMap(({ with: given }) =>
    given['image'] ? [[given['container-name'] ?? '', given['image']] as const] : []
  )
  if (images.length === 1) lines.push(`${indent}image: ${images[0]?.[1]}`)
  if (images.length > 1)
    lines.push(`${indent}image: |`, ...images.map(([name, image]) => `${indent}  ${name}=${image}`))
  for (const render of renders) {
    const inputs = inputLines(workflow, render, ranges.get(render) as LineRange)
    const others = Object.keys(render.with).filter(name => !RENDER_ONLY.includes(name))
    if (others.length === 0) continue
    if (inputs === undefined) return { left: 'inputs of its render step are not written one a line' }
    if (renders.length > 1) return { left: `several render steps, one with ${others.join(', ')}` }
    for (const name of others) {
      const text = linesIn(workflow, inputs.get(name) as LineRange)
      const shift = (/^\s*/.exec(text[0] ?? '')?.[0].length ?? 0) - indent.length
      if (/\$\{\{\s*secrets\./.test(text.join(' ')))
        return { left: `its render step fills ${name} from secrets; move them with "migrate" first` }
      lines.push(...text.map(line => (shift >= 0 ? line.slice(shift) : ' '.repeat(-shift) + line)))
    }
  }
  return { lines }
}

/** Edits of the same line are one: what is put before a line, and the line itself. */
function joined(edits: readonly LineEdit[]): readonly LineEdit[] {
  const byLine = new Map<number, LineEdit>()
  for (const edit of edits) {
    const before = byLine.get(edit.line)
    byLine.set(edit.line, {
      line: edit.line,
      remove: (before?.remove ?? 0) + edit.remove,
      insert: [...(before?.insert ?? []), ...edit.insert]
    })
  }
  return [...byLine.values()]
}
