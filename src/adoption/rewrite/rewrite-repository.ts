import { groupBy } from '../../group.ts'
import { distinctBy } from '../../list.ts'
import type { ConfiguredService } from '../configured.ts'
import type { FoundDefinition } from '../survey/entry.ts'
import { type DeploySite, findSites, type NamedSite, type SiteName } from '../survey/find-sites.ts'
import { memberNamed } from '../workflow/texts.ts'
import { OURS, readWorkflow, type Step, type Workflow } from '../workflow/workflow.ts'
import { applyEdits, definitionLineEdits, joinedEdits, type LineEdit } from './line-edits.ts'
import { nameInConfiguration } from './name-in-configuration.ts'
import { type RewrittenSite, rewriteSite, type SiteChange } from './rewrite-site.ts'
import { rangeOf } from './step-edits.ts'

/** A file, the edits to it, and the messages about it. */
export type AdoptedFile = {
  readonly file: string
  readonly text: string
  readonly edits: readonly LineEdit[]
  readonly said: readonly string[]
  /** For a workflow: the outcome of each step that deploys. */
  readonly steps: readonly AdoptedStep[]
}

/** A step that is rewritten to use this action, or that is left unchanged, and why. */
export type AdoptedStep = {
  readonly line: number
  readonly outcome: 'rewritten' | 'left'
  readonly why?: string
  readonly notes: readonly string[]
}

/** The workflows and the task definitions of a repository. */
export type Repository = {
  readonly workflows: readonly Workflow[]
  readonly definitions: readonly FoundDefinition[]
}

/** The configuration file's name for what a place deploys. */
type NameOf = (site: DeploySite) => SiteName | { readonly left: string }

type Proposal = {
  readonly workflow: Workflow
  readonly step: Step
  readonly sites: readonly DeploySite[]
  outcome: RewrittenSite
}

/**
 * rewriteRepository rewrites every deploy step that is understood, and that the configuration file describes, to use
 * this action. It removes a step, or turns a file into a template, only if no remaining step needs it unchanged.
 */
export function rewriteRepository(
  repository: Repository,
  configured: readonly ConfiguredService[]
): readonly AdoptedFile[] {
  const nameOf: NameOf = site => nameInConfiguration(site, configured)
  const { definitions } = repository
  const proposals = repository.workflows.flatMap(workflow => proposalsFor(workflow, { definitions, nameOf }))
  // A step that is left can be the reason to leave another one.
  for (let again = true; again; ) {
    again = false
    for (const proposal of proposals) {
      if ('left' in proposal.outcome) continue
      const left = stillNeeded(proposal, proposal.outcome, { proposals, repository })
      if (left === undefined) continue
      proposal.outcome = { left }
      again = true
    }
  }
  return [
    ...repository.workflows.map(workflow => rewrittenWorkflow(workflow, proposals)),
    ...rewrittenDefinitions(proposals)
  ].filter(({ edits, said }) => edits.length + said.length > 0)
}

type Known = { readonly definitions: readonly FoundDefinition[]; readonly nameOf: NameOf }

function proposalsFor(workflow: Workflow, { definitions, nameOf }: Known): readonly Proposal[] {
  const others = findSites(workflow).filter(({ step }) => !OURS.test(step.uses ?? ''))
  return groupBy(others, ({ step }) => step.path.join('/')).map(sites => {
    const [{ step }] = sites as [DeploySite]
    return { workflow, step, sites, outcome: outcomeOf(sites, { definitions, nameOf }) }
  })
}

function outcomeOf(sites: readonly DeploySite[], { definitions, nameOf }: Known): RewrittenSite {
  const byRow = new Map<DeploySite['row'], NamedSite[]>()
  for (const site of sites) {
    const name = nameOf(site)
    if ('left' in name) return name
    byRow.set(site.row, [...(byRow.get(site.row) ?? []), { site, name }])
  }
  const rows = [...byRow.values()].map(asOne)
  if (rows.some(row => row === undefined))
    return { left: 'its script deploys several services in several ways; give each its own step' }
  return rewriteSite(
    rows.filter(row => row !== undefined),
    definitions
  )
}

/** Several services that one script restarts in the same way become one step. */
function asOne(named: readonly NamedSite[]): NamedSite | undefined {
  const [first, ...others] = named
  if (first === undefined || others.length === 0) return first
  const wayOf = ({ site, name }: NamedSite) => {
    const { call, definition } = site.deployment ?? {}
    if (call === undefined || definition?.base.kind !== 'live' || definition.base.family) return undefined
    return JSON.stringify([call.forces, call.desiredCount, name.environment, site.cells.cluster?.kind])
  }
  const way = wayOf(first)
  if (way === undefined || others.some(other => wayOf(other) !== way)) return undefined
  return {
    ...first,
    name: { ...first.name, key: [...new Set(named.map(({ name }) => name.key))].join(', ') }
  }
}

type Whole = { readonly proposals: readonly Proposal[]; readonly repository: Repository }

const changeOf = ({ outcome }: Proposal): SiteChange | undefined => ('left' in outcome ? undefined : outcome)

/** Why something that the rewritten step no longer needs is still needed by a remaining step. */
function stillNeeded(
  proposal: Proposal,
  change: SiteChange,
  { proposals, repository }: Whole
): string | undefined {
  const { workflow, sites } = proposal
  const others = proposals.filter(one => one.workflow === workflow && changeOf(one) === undefined)
  const shared = others.find(({ sites: own }) =>
    own.some(({ deployment }) => deployment?.definition?.steps.some(step => change.removed.includes(step)))
  )
  if (shared) return `what is before it is also for line ${workflow.lineOf(shared.step.path)}, which is left`
  const gone = removedSteps(workflow, proposals)
  const kept = jobAfter(proposal, applyEdits(workflow.text, workflowEdits(workflow, proposals)))
  for (const step of change.removed) {
    if (step.id !== undefined && new RegExp(`steps(?:\\.|\\[')${step.id}\\b(?!-)`, 'i').test(kept))
      return `the file of step "${step.id}" is read elsewhere too`
    const made = sites.flatMap(({ flow }) => flow.made.get(step) ?? [])
    const stays = sites[0]?.job.steps.filter(one => !gone.has(one)) ?? []
    const reader = made.find(file => stays.some(one => names(one, file)))
    if (reader !== undefined) return `${reader} is read elsewhere too`
  }
  for (const { file, replaced } of change.files) {
    const other = proposals
      .flatMap(one => changeOf(one)?.files ?? [])
      .find(
        one =>
          one.file === file &&
          one.replaced.some(({ literal, by }) =>
            replaced.some(own => own.literal === literal && own.by !== by)
          )
      )
    if (other) return `${file.file} is filled in in two ways`
    for (const one of repository.workflows) {
      const stays = one.jobs
        .flatMap(({ steps }) => steps)
        .filter(step => !removedSteps(one, proposals).has(step))
      const reader = stays.find(step => names(step, file.file))
      if (reader)
        return `${file.file} would become a template, and ${one.file}:${one.lineOf(reader.path)} reads it as it is`
    }
  }
  return undefined
}

/** What a workflow's new text says in the job of a step. Ids of steps are known within their job only. */
function jobAfter({ workflow, sites }: Proposal, text: string): string {
  const jobs = readWorkflow(workflow.file, text)?.root['jobs']
  const job = memberNamed(jobs, sites[0]?.job.name ?? '')
  return job === undefined ? text : JSON.stringify(job)
}

/** A script or an input that contains a file's path or its base name. */
function names({ run = '', with: given }: Step, file: string): boolean {
  const last = file.split('/').at(-1) ?? file
  return [run, ...Object.values(given)].some(text => text.includes(last))
}

/** Steps of a workflow that are rewritten or removed. */
function removedSteps(workflow: Workflow, proposals: readonly Proposal[]): ReadonlySet<Step> {
  const own = proposals.filter(one => one.workflow === workflow && changeOf(one) !== undefined)
  return new Set(own.flatMap(one => [one.step, ...(changeOf(one)?.removed ?? [])]))
}

function workflowEdits(workflow: Workflow, proposals: readonly Proposal[]): readonly LineEdit[] {
  const own = proposals.filter(one => one.workflow === workflow)
  const removed = new Set(own.flatMap(one => changeOf(one)?.removed ?? []))
  const gone = [...removed].flatMap(step => {
    const range = rangeOf(workflow, step)
    return range ? [{ line: range.start, remove: range.end - range.start, insert: [] }] : []
  })
  const edits = own.flatMap(one => changeOf(one)?.edits ?? [])
  // two deploys of one definition have the same step before them
  return joinedEdits([...gone, ...distinctBy(edits, edit => JSON.stringify(edit))])
}

const UNSOUND = 'It would not be a workflow any more, and is left as it is.'

function rewrittenWorkflow(workflow: Workflow, proposals: readonly Proposal[]): AdoptedFile {
  const own = proposals.filter(one => one.workflow === workflow)
  const steps = own.map(({ outcome, step }): AdoptedStep => {
    const line = workflow.lineOf(step.path)
    return 'left' in outcome
      ? { line, outcome: 'left', why: outcome.left.replaceAll(`${workflow.file}:`, 'line '), notes: [] }
      : { line, outcome: 'rewritten', notes: outcome.notes }
  })
  const said = steps.flatMap(({ line, why, notes }) => [
    ...(why === undefined ? [] : [`${workflow.file}:${line} is left: ${why}.`]),
    ...notes.map(note => `${workflow.file}:${line}: ${note}.`)
  ])
  const edits = workflowEdits(workflow, proposals)
  const isSound =
    readWorkflow(workflow.file, applyEdits(workflow.text, edits))?.jobs.length === workflow.jobs.length
  const { file, text } = workflow
  return isSound
    ? { file, text, edits, said: [...new Set(said)], steps }
    : {
        file,
        text,
        edits: [],
        said: [UNSOUND],
        steps: steps.map(({ line }) => ({ line, outcome: 'left', why: UNSOUND, notes: [] }))
      }
}

function rewrittenDefinitions(proposals: readonly Proposal[]): readonly AdoptedFile[] {
  const files = proposals.flatMap(one => changeOf(one)?.files ?? [])
  return [...new Set(files.map(({ file }) => file))].map(found => ({
    file: found.file,
    text: found.text,
    edits: definitionLineEdits(
      found,
      files.filter(({ file }) => file === found).flatMap(({ replaced }) => replaced)
    ),
    said: [],
    steps: []
  }))
}
