import { present } from '../../present.ts'
import type { UpdateCall } from '../script/script-state.ts'
import type { Definition } from '../script/shell-values.ts'
import type { DeployingStep } from '../survey/definition-flow.ts'
import { type DefinitionInputs, definitionInputs, type Replaced } from '../survey/definition-inputs.ts'
import { type FoundDefinition, inputsBehind, madeFor, valueOfExpression } from '../survey/entry.ts'
import type { DeploySite, NamedSite, SiteName } from '../survey/find-sites.ts'
import { waitsForItself } from '../survey/order.ts'
import type { Texts } from '../workflow/texts.ts'
import type { Step, Workflow } from '../workflow/workflow.ts'
import { blanksBefore, inputLines, type LineEdit, type LineRange, linesIn } from './line-edits.ts'
import { expressionFor } from './row-expression.ts'
import { editsOfScript, editsOfStep, rangeOf, stepsBefore } from './step-edits.ts'
import { notesOfPicks, whyAmbiguous, whyLeft } from './why-left.ts'

/**
 * The result for a deploy step: edits of its lines, the steps to remove, and the files that become templates; or why it
 * is left unchanged.
 */
export type RewrittenSite = SiteChange | { readonly left: string }

export type SiteChange = {
  readonly edits: readonly LineEdit[]
  readonly removed: readonly Step[]
  readonly files: readonly { readonly file: FoundDefinition; readonly replaced: readonly Replaced[] }[]
  readonly notes: readonly string[]
}

/** Inputs of a render step that select the task definition, the container and the image. */
const RENDER_ONLY = ['task-definition', 'task-definition-family', 'container-name', 'image']

type Left = { readonly left: string }

/**
 * rewriteSite turns a deploy step, and the steps that fetch, render and register its task definition, into one step of
 * this action. `rows` is the same step in each combination of its job's matrix. A step that is not understood is left
 * unchanged and reported.
 */
export function rewriteSite(
  rows: readonly NamedSite[],
  definitions: readonly FoundDefinition[]
): RewrittenSite {
  const [first] = rows
  if (first === undefined) return { left: 'nothing deploys' }
  const whys = rows.map(({ site }) => whyLeft(site))
  const why = whys.find(one => one !== undefined) ?? whyAmbiguous(rows)
  if (why !== undefined) return { left: why }
  const inputs = rows.flatMap(({ site }) => inputsBehind(site))
  const textsOf = (text: (name: SiteName) => string) =>
    rows.map(({ site, name }) => ({
      ...{ row: site.row, text: text(name), made: madeFor(site) },
      evaluate: (expression: string) => valueOfExpression(expression, site)
    }))
  const byRow = (text: (name: SiteName) => string) => expressionFor(textsOf(text), inputs)
  const service = byRow(({ key }) => key)
  const environment = byRow(name => name.environment ?? '')
  if (service === undefined || environment === undefined)
    return { left: 'no key of the matrix identifies the service of the configuration file' }
  const said = rows.map(({ site }) => inputsOfSite(site, definitions))
  const left = said.find(one => 'left' in one)
  if (left !== undefined) return left
  const given = said as readonly SiteInputs[]
  if (given.some(one => JSON.stringify(one.lines) !== JSON.stringify(given[0]?.lines)))
    return { left: 'its rows of the matrix need different inputs' }
  return changeOf(first.site, { service, environment, inputs: given })
}

type SiteInputs = {
  readonly lines: readonly string[]
  readonly images: DefinitionInputs['images']
  readonly picked?: readonly string[]
  readonly file?: { readonly file: FoundDefinition; readonly replaced: readonly Replaced[] }
}

/** The inputs of the new step besides the service, as lines without indentation. */
function inputsOfSite(
  { workflow, deployment, cells }: DeploySite,
  definitions: readonly FoundDefinition[]
): SiteInputs | Left {
  const { definition, call } = deployment as DeployingStep & { readonly definition: Definition }
  const { base } = definition
  const path = base.kind === 'file' && base.path.kind === 'known' ? base.path.value : undefined
  const file = definitions.find(one => one.file === path)
  const inputs = definitionInputs(definition, file)
  if ('left' in inputs) return inputs
  const moved = movedInputs(definition, workflow)
  if ('left' in moved) return moved
  const { images, variables, replaced, picked } = inputs
  if (moved.lines.length > 0 && inputs.added.size + inputs.others.size > 0)
    return { left: 'a render step and a script both set more than the image' }
  // The number of containers of a live task definition is unknown. Naming a known container does no harm.
  const areSeveral = file?.containers.length !== 1
  const lines = [
    ...linesOfCall(call, cells.cluster?.kind === 'known'),
    ...linesOfImages(images, areSeveral),
    ...moved.lines,
    ...linesOfOthers(inputs, areSeveral),
    ...(variables.size === 0
      ? []
      : ['variables: |', ...[...variables].map(([name, value]) => `  ${name}=${value}`)])
  ]
  return {
    lines,
    images,
    ...present({ picked }),
    ...(file && replaced.length > 0 ? { file: { file, replaced } } : {})
  }
}

function linesOfCall(call: UpdateCall | undefined, knowsCluster: boolean): readonly string[] {
  if (call === undefined) return []
  return [
    // A cluster that cannot be determined statically is missing in the configuration file too.
    ...(call.cluster === undefined || knowsCluster ? [] : [`cluster: ${call.cluster}`]),
    ...(call.desiredCount === undefined ? [] : [`desired-count: ${call.desiredCount}`]),
    ...(call.forces ? ['force-new-deployment: true'] : [])
  ]
}

/** What a script sets besides images. */
function linesOfOthers(
  { added, addedTo = '', others }: DefinitionInputs,
  areSeveral: boolean
): readonly string[] {
  const variables = [...added].map(([name, value]) => `  ${name}=${value}`)
  return [
    ...[...others].map(([name, value]) => `${name}: ${value}`),
    ...(added.size > 0 && areSeveral && addedTo !== '' ? [`container-name: ${addedTo}`] : []),
    ...(added.size > 0 ? ['environment-variables: |', ...variables] : [])
  ]
}

/** A container is named only if there is more than one. */
function linesOfImages(images: DefinitionInputs['images'], areSeveral: boolean): readonly string[] {
  const [first, ...more] = images
  if (first === undefined) return []
  const named = ({ container, image }: typeof first) =>
    container === undefined ? image : `${container}=${image}`
  if (more.length === 0) return [`image: ${areSeveral ? named(first) : first.image}`]
  return ['image: |', ...images.map(image => `  ${named(image)}`)]
}

/** The other inputs of a render step, as written. */
function movedInputs(
  definition: Definition,
  workflow: Workflow
): { readonly lines: readonly string[] } | Left {
  const renders = definition.edits.flatMap(edit => (edit.kind === 'render' ? [edit.step] : []))
  const lines: string[] = []
  const furnished = renders.filter(one => Object.keys(one.with).some(name => !RENDER_ONLY.includes(name)))
  if (furnished.length > 1)
    return { left: 'several render steps, more than one with other inputs than the image' }
  const [{ with: given } = { with: {} as Texts }] = furnished
  // The other inputs apply to this container. The images name their containers themselves.
  if (renders.length > 1 && given['container-name'] !== undefined)
    lines.push(`container-name: ${given['container-name']}`)
  for (const render of furnished) {
    const others = Object.keys(render.with).filter(name => !RENDER_ONLY.includes(name))
    const range = rangeOf(workflow, render)
    const inputs = range && inputLines(workflow, render, range)
    if (inputs === undefined) return { left: 'inputs of its render step are not written one per line' }
    for (const name of others) {
      const text = linesIn(workflow, inputs.get(name) as LineRange)
      if (/\$\{\{\s*secrets\./.test(text.join(' ')))
        return { left: `its render step fills ${name} from secrets; move them with "migrate" first` }
      const indent = blanksBefore(text[0])
      lines.push(...text.map(line => line.slice(Math.min(indent, blanksBefore(line)))))
    }
  }
  return { lines }
}

type Call = { readonly service: string; readonly environment: string; readonly inputs: readonly SiteInputs[] }

function changeOf(site: DeploySite, { service, environment, inputs }: Call): RewrittenSite {
  const { workflow, step, deployment, flow } = site
  const range = rangeOf(workflow, step)
  if (range === undefined) return { left: 'its steps are not written one below the other' }
  const lines = [
    `service: ${service}`,
    ...(environment === '' ? [] : [`environment: ${environment}`]),
    ...(inputs[0]?.lines ?? [])
  ]
  const own = deployment?.call ? editsOfScript(site, range, lines) : editsOfStep(site, range, lines)
  const computing = stepsBefore(site, lines)
  const edits = own && computing && [...computing, ...own]
  if (edits === undefined) return { left: 'its inputs are not written one per line' }
  const steps = (deployment?.definition?.steps ?? []).filter(one => one !== step)
  const removed = [...steps, ...flow.waits.filter(wait => waitsFor(wait, site)).map(wait => wait.step)]
  if (removed.some(one => rangeOf(workflow, one) === undefined))
    return { left: 'its steps are not written one below the other' }
  const waits = waitsForItself(site) || removed.length > steps.length
  return {
    edits,
    removed,
    files: inputs.flatMap(({ file }) => file ?? []),
    notes: [
      ...(waits
        ? []
        : ['it waits for the rollout now and fails with it, so that the job takes minutes longer']),
      ...notesOf(site, inputs[0])
    ]
  }
}

function notesOf(
  { deployment, job, step, workflow }: DeploySite,
  inputs: SiteInputs | undefined
): readonly string[] {
  const before = job.steps.slice(0, job.steps.indexOf(step))
  const starts = before.find(({ run = '' }) => /\baws\s+ecs\s+run-task\b/.test(run))
  const isForced = deployment?.call?.forces === true && inputs?.images.length === 0
  return [
    ...(isForced && deployment.definition?.base.kind === 'live'
      ? [
          'it starts the tasks again with the image that the definition has; with "image" and a tag of the commit a deploy is recorded and can be rolled back'
        ]
      : []),
    ...(starts
      ? [
          `line ${workflow.lineOf(starts.path)} starts a task and stays; where the configuration file has it with "run: before" take that step out, or it runs twice`
        ]
      : []),
    ...notesOfPicks(inputs?.picked),
    ...(inputs?.file
      ? [
          'values that are the same in every run can be "variables" in the configuration file, where a check and a plan see them too'
        ]
      : [])
  ]
}

/** Whether a step waits only for what this step deploys. */
function waitsFor(
  { services }: { readonly services: readonly string[] },
  { step, flow }: DeploySite
): boolean {
  const own = flow.deployments.flatMap(one =>
    one.step === step ? [one.call?.service ?? step.with['service']] : []
  )
  return services.every(service => own.includes(service))
}
