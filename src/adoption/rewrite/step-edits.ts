import type { DeploySite } from '../survey/find-sites.ts'
import type { Step, Workflow } from '../workflow/workflow.ts'
import {
  blanksBefore,
  inputLines,
  type LineEdit,
  type LineRange,
  linesIn,
  memberLines,
  stepLines
} from './line-edits.ts'

const ACTION = 'ecs-sealed-deploy/ecs-sealed-deploy@v1'
/** Inputs that move to the configuration file. */
const SAID = ['task-definition', 'service', 'cluster']

/** rangeOf finds the lines of a step. It returns undefined if the steps are not written one below the other. */
export function rangeOf(workflow: Workflow, step: Step): LineRange | undefined {
  const job = workflow.jobs.find(({ steps }) => steps.includes(step))
  const next = job?.steps[job.steps.indexOf(step) + 1]
  return stepLines(workflow, step, next)
}

/**
 * editsOfStep changes a step that uses AWS's action: its `uses` and its inputs. It returns undefined if they are not
 * written one per line.
 */
export function editsOfStep({ workflow, step, cells }: DeploySite, own: LineRange, lines: readonly string[]) {
  const inputs = inputLines(workflow, step, own)
  const first = Math.min(...[...(inputs?.values() ?? [])].map(({ start }) => start))
  if (inputs === undefined || !Number.isFinite(first)) return undefined
  const indent = ' '.repeat(blanksBefore(linesIn(workflow, { start: first, end: first + 1 })[0]))
  const uses = linesIn(workflow, own).findIndex(line => /^\s*(?:- )?uses:/.test(line))
  const usesLine = linesIn(workflow, own)[uses] ?? ''
  // A cluster that cannot be determined statically is missing in the configuration file too.
  const said = SAID.filter(name => name !== 'cluster' || cells.cluster?.kind === 'known')
  const edits = [
    { line: own.start + uses, remove: 1, insert: [usesLine.replace(/uses:.*$/, `uses: ${ACTION}`)] },
    { line: first, remove: 0, insert: lines.map(line => indent + line) },
    ...said
      .flatMap(name => inputs.get(name) ?? [])
      .map(({ start, end }) => ({ line: start, remove: end - start, insert: [] }))
  ]
  return edits
}

/** editsOfScript replaces a script with the action. The step's name, ID, condition and all other keys remain. */
export function editsOfScript({ workflow, step }: DeploySite, range: LineRange, lines: readonly string[]) {
  const members = memberLines(workflow, { path: step.path, names: step.keys, range })
  const run = members?.get('run')
  if (members === undefined || run === undefined) return undefined
  const start = linesIn(workflow, run)[0] ?? ''
  const before = /^\s*(?:- )?/.exec(start)?.[0] ?? ''
  const indent = ' '.repeat(before.length)
  // A step that uses an action has neither key.
  const others = ['shell', 'working-directory'].flatMap(name => members.get(name) ?? [])
  return [
    {
      line: run.start,
      remove: run.end - run.start,
      insert: [`${before}uses: ${ACTION}`, `${indent}with:`, ...lines.map(line => `${indent}  ${line}`)]
    },
    ...others.map(({ start: line, end }) => ({ line, remove: end - line, insert: [] }))
  ]
}

/** What decides whether, where and in which shell a script runs. */
const HOW = ['if', 'shell', 'working-directory']

/**
 * stepsBefore inserts the steps that compute what the inputs of a step name, if only a shell can compute it: before the
 * scripts that do so now, and with what decides how they run. It returns undefined if that cannot be copied.
 */
export function stepsBefore(
  { workflow, flow, step, deployment }: DeploySite,
  lines: readonly string[]
): readonly LineEdit[] | undefined {
  const mine = [step, ...(deployment?.definition?.steps ?? [])]
  const edits: LineEdit[] = []
  for (const [name, { text, steps }] of flow.computed) {
    if (!lines.some(line => line.includes(`\${{ env.${name} }}`))) continue
    for (const one of steps.filter(computing => mine.includes(computing))) {
      const edit = computingStep(workflow, one, `echo "${name}=${text}" >> "$GITHUB_ENV"`)
      if (edit === undefined) return undefined
      edits.push(edit)
    }
  }
  return edits
}

/** A step before another one, which runs as that one does. */
function computingStep(workflow: Workflow, step: Step, run: string): LineEdit | undefined {
  const range = rangeOf(workflow, step)
  if (range === undefined) return undefined
  const members = memberLines(workflow, { path: step.path, names: step.keys, range })
  if (members === undefined) return undefined
  const indent = ' '.repeat(blanksBefore(linesIn(workflow, range)[0]))
  const how = HOW.flatMap(key => {
    const own = members.get(key)
    return own ? indented(linesIn(workflow, own), `${indent}  `) : []
  })
  return { line: range.start, remove: 0, insert: [`${indent}- run: ${run}`, ...how] }
}

/** The lines of a member, of which the first may follow the dash of a list, with another indentation. */
function indented([first = '', ...others]: readonly string[], indent: string): readonly string[] {
  const lines = [first.replace(/^(\s*)- /, '$1  '), ...others]
  const before = blanksBefore(lines[0])
  return lines.map(line => indent + line.slice(Math.min(before, blanksBefore(line))))
}
