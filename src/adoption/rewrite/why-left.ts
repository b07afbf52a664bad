import type { DeploySite, NamedSite, SiteCells } from '../survey/find-sites.ts'
import type { Cell } from '../workflow/cell.ts'
import { DEPLOYS } from '../workflow/workflow.ts'

/** whyLeft returns why a step is left unchanged, without examining its lines, and what a user can write instead. */
export function whyLeft({ deployment, step, cells, flow, job, workflow }: DeploySite): string | undefined {
  if (deployment === undefined)
    return (
      flow.whyUnclear(step) ?? 'its script is not understood; put the "aws ecs" calls into a separate step'
    )
  if (deployment.call === undefined && !DEPLOYS.test(step.uses ?? ''))
    return "it is not a step of AWS's deploy action"
  if (cells.service?.kind !== 'known') return whyUnnamed({ cells, job, workflow })
  const chosen = Object.entries(cells).find(
    ([, cell]: readonly [string, Cell]) => cell.kind === 'known' && cell.isGuess
  )
  if (chosen && job.isOpen) return whyOpen({ job, workflow })
  if (chosen)
    return `its ${chosen[0]} comes from an input that is typed in when the workflow is started; give that input the type "choice" with "options"`
  const definition = deployment.definition
  if (definition === undefined) return 'the step that makes its definition cannot be determined statically'
  if (definition.doubt !== undefined) return definition.doubt
  const { base } = definition
  if (base.kind === 'live' && base.family?.kind === 'open')
    return 'the family that it fetches cannot be determined statically'
  if (base.kind === 'live' && base.service !== undefined && base.service !== deployment.call?.service)
    return 'whether it deploys what the same service runs cannot be determined statically'
  const conditional = definition.steps.find(one => one !== step && one.if !== undefined && one.if !== step.if)
  return conditional === undefined ? undefined : 'a step before it has its own condition'
}

/**
 * whyAmbiguous returns why one step cannot stand for all its rows: two of them deploy differently, and the
 * configuration file would not tell them apart.
 */
export function whyAmbiguous(rows: readonly NamedSite[]): string | undefined {
  const before = new Map<string, SiteCells>()
  for (const { site, name } of rows) {
    const id = JSON.stringify([name.key, name.environment])
    const first = before.get(id) ?? site.cells
    before.set(id, first)
    const other = PLACES.find(place => valueIn(first[place]) !== valueIn(site.cells[place]))
    if (other !== undefined)
      return `its ${other} differs between runs that have the same service and environment in the configuration file; give each a step of its own`
  }
  return undefined
}

const PLACES = ['service', 'cluster', 'region', 'task-definition', 'live'] as const
const valueIn = (cell: Cell | undefined) => (cell?.kind === 'open' ? `? ${cell.why}` : cell?.value)

function whyOpen({ job, workflow }: Pick<DeploySite, 'job' | 'workflow'>): string {
  const line = workflow.lineOf([...job.path, 'strategy', 'matrix'])
  return `line ${line} generates the matrix at run time, so its services cannot be determined statically`
}

function whyUnnamed({ cells, job, workflow }: Pick<DeploySite, 'cells' | 'job' | 'workflow'>): string {
  const expression = cells.service?.kind === 'open' ? cells.service.why : ''
  if (job.isOpen && expression.startsWith('matrix.'))
    return `${whyOpen({ job, workflow })}; write \`service: \${{ ${expression} }}\` into a step of this action, with a service of each name in the configuration file`
  const unknown = (cells.service?.kind === 'open' ? cells.service.unknown : undefined) ?? expression
  const [, input] = /\binputs\.([\w-]+)/.exec(unknown) ?? []
  const isChosen = input !== undefined && workflow.choices[input] !== undefined
  const choice = input !== undefined && !isChosen ? ', or make the input a "choice" with "options"' : ''
  const because = unknown === expression ? '' : `, because of "${unknown}"`
  return `the service "${expression}" cannot be determined statically${because}; write its name instead${choice}`
}

/** The members that RegisterTaskDefinition takes besides the containers and the family. */
const REGISTERED = [
  ...['taskRoleArn', 'executionRoleArn', 'networkMode', 'volumes', 'placementConstraints'],
  ...[
    'requiresCompatibilities',
    'cpu',
    'memory',
    'runtimePlatform',
    'ephemeralStorage',
    'pidMode',
    'ipcMode'
  ],
  ...['proxyConfiguration', 'inferenceAccelerators', 'enableFaultInjection']
]

/**
 * notesOfPicks notes which members a script drops because it keeps only some. If the last revision was registered by
 * it, that has none of them.
 */
export function notesOfPicks(picked: readonly string[] | undefined): readonly string[] {
  const dropped = picked === undefined ? [] : REGISTERED.filter(name => !picked.includes(name))
  return dropped.length === 0
    ? []
    : [
        `its jq filter dropped ${dropped.join(', ')} where the revision had them; this step keeps the definition as it is`
      ]
}
