import { isObject } from '../../json.ts'
import { OTHER_REF } from './run-names.ts'
import { memberNamed, type Texts } from './texts.ts'
import type { Workflow } from './workflow.ts'

const MOST_CHOICES = 64

/**
 * inputRows returns every combination of inputs with which a workflow runs, as far as the repository says it: the calls
 * of other workflows, and what can be chosen where a person starts it. Where an expression chooses a text by the
 * branch, by the trigger or by an input that only a start by hand has, the rows have these too.
 */
export function inputRows(workflow: Workflow): readonly Texts[] {
  const { calls, triggers, asked } = workflow
  const isCalled = calls.length > 0
  const byHand = triggers.includes('workflow_dispatch') || !isCalled ? chosenInputs(workflow) : []
  const asksForEvent = asked.names.has('github.event_name')
  const named = (row: Texts, event: string) => (asksForEvent ? { ...row, 'github.event_name': event } : row)
  const started = [...calls, ...byHand.map(row => named(row, 'workflow_dispatch'))].flatMap(row =>
    withRefs(row, 'workflow_dispatch', workflow)
  )
  const others = triggers.filter(trigger => !['workflow_dispatch', 'workflow_call'].includes(trigger))
  const isAsked = workflow.declared.some(name => asked.names.has(`inputs.${name}`))
  if (!isAsked && !asked.names.has('github.ref') && !asksForEvent) return started
  const empty: Texts = Object.fromEntries(workflow.declared.map(name => [`inputs.${name}`, '']))
  const ofEvents = others.flatMap(trigger => withRefs(named(empty, trigger), trigger, workflow))
  const isByHand = isCalled || triggers.some(trigger => !others.includes(trigger))
  const all = [...(isByHand ? started : []), ...ofEvents]
  const distinct = new Map(all.map(row => [JSON.stringify(row), row]))
  return distinct.size > 0 ? [...distinct.values()] : started
}

/** The row once for each branch that an expression tells apart. */
function withRefs(row: Texts, trigger: string, { asked, root }: Workflow): readonly Texts[] {
  if (!asked.names.has('github.ref')) return [row]
  const listed = branchesOf(memberNamed(root['on'], trigger))
  const refs = listed ?? [...asked.refs, `refs/heads/${OTHER_REF}`]
  return refs.map(ref => ({ ...row, 'github.ref': ref }))
}

/** The branches for which an event starts the workflow, if they are listed by name. */
function branchesOf(event: unknown): readonly string[] | undefined {
  const branches = isObject(event) ? event['branches'] : undefined
  const names = typeof branches === 'string' ? [branches] : branches
  if (!Array.isArray(names) || !names.every(name => typeof name === 'string' && !/[*?![+]/.test(name)))
    return undefined
  return names.map(name => `refs/heads/${String(name)}`)
}

/** Every combination of the inputs that are chosen from lists when the workflow is started. */
function chosenInputs({ choices, booleans, asked }: Workflow): readonly Texts[] {
  const askedBooleans = booleans.filter(name => asked.names.has(`inputs.${name}`))
  const lists = {
    ...choices,
    ...Object.fromEntries(askedBooleans.map(name => [name, ['true', 'false']]))
  }
  let rows: readonly Texts[] = [{}]
  for (const [name, options] of Object.entries(lists))
    if (rows.length * options.length <= MOST_CHOICES && options.length > 0)
      rows = rows.flatMap(row => options.map(option => ({ ...row, [`inputs.${name}`]: option })))
  return rows
}
