import { childOf, type DocumentNode, memberOf, type ObjectNode, stringOf } from '../document/tree.ts'
import { someOf } from '../list.ts'
import { quotedName } from '../template/naming.ts'
import type { StructureReport } from '../template/structure.ts'

/** What the run says about the service, which a definition may repeat but must not contradict. */
export type ServiceRun = {
  readonly service: string
  readonly cluster?: string
  /** Family of the task definition; absent if unknown. */
  readonly family?: string
  /** The value of the input `desired-count`. */
  readonly desiredCount?: number
}

/** Context of a check of a service definition. */
export type ServiceCheck = {
  /** Returns whether a text stands for an unknown value. */
  readonly isOpaque: (text: string) => boolean
  readonly report: StructureReport
}

/** Number of empty members that are named; a complete skeleton has about forty. */
const MOST_NAMED = 5

/** Objects whose texts are the user's own and may be empty: log driver options, tag values, hook details. */
const FREE = ['options', 'tags', 'hookDetails']

/** checkService finds what CreateService would reject, and likely mistakes, before AWS is called. */
export function checkService(root: ObjectNode, run: ServiceRun, check: ServiceCheck): void {
  checkCount(root, run, check)
  checkCapacity(root, check)
  checkNetwork(root, check)
  checkController(root, check)
  checkEmpty(root, check)
}

function wordAt(root: ObjectNode, name: string): string | undefined {
  const text = stringOf(childOf(root, name))
  return text === '' ? undefined : text
}

/** "This is required if schedulingStrategy is REPLICA or isn't specified." */
function checkCount(root: ObjectNode, run: ServiceRun, { report }: ServiceCheck): void {
  const strategy = wordAt(root, 'schedulingStrategy') ?? 'REPLICA'
  if (strategy !== 'REPLICA' || run.desiredCount !== undefined) return
  if (memberOf(root, 'desiredCount') !== undefined) return
  report('missing-member', root, {
    message: '"desiredCount" is missing: ECS does not create a service without it.',
    hint: 'Add "desiredCount" to the service definition, or give the input desired-count.'
  })
}

/**
 * "If a launchType is specified, the capacityProviderStrategy parameter must be omitted." Fargate does not support
 * daemons.
 */
function checkCapacity(root: ObjectNode, { report }: ServiceCheck): void {
  const launchType = memberOf(root, 'launchType')
  const strategy = childOf(root, 'capacityProviderStrategy')
  if (launchType && strategy?.kind === 'array' && strategy.items.length > 0) {
    report('service-members-clash', launchType.value, {
      message: '"launchType" and "capacityProviderStrategy" exclude each other.',
      hint: 'Keep one of them.'
    })
  }
  if (wordAt(root, 'launchType') === 'FARGATE' && wordAt(root, 'schedulingStrategy') === 'DAEMON') {
    report('service-members-clash', root, {
      message: '"launchType" FARGATE and "schedulingStrategy" DAEMON exclude each other.',
      hint: 'Fargate tasks have no container instances: use REPLICA with a "desiredCount".'
    })
  }
}

/** Tasks on Fargate use the network mode awsvpc, for which "Network Configuration must be provided". */
function checkNetwork(root: ObjectNode, { report }: ServiceCheck): void {
  if (wordAt(root, 'launchType') !== 'FARGATE' || memberOf(root, 'networkConfiguration')) return
  report('missing-member', root, {
    message: '"networkConfiguration" is missing, which services on Fargate need.',
    hint: 'Add "networkConfiguration": {"awsvpcConfiguration": {"subnets": […], "securityGroups": […]}}.'
  })
}

function checkController(root: ObjectNode, { isOpaque, report }: ServiceCheck): void {
  const node = childOf(childOf(root, 'deploymentController'), 'type')
  const type = stringOf(node)
  if (node === undefined || type === undefined || type === 'ECS' || isOpaque(type)) return
  report('service-controller', node, {
    message:
      'The service definition names a deployment controller other than ECS; such services are not created by this action.',
    hint: 'Create it with your own tools first (CodeDeploy needs its application and deployment group too), or leave "deploymentController" out.'
  })
}

/** An empty text, as `--generate-cli-skeleton` writes it, is not a valid name or ARN. */
function checkEmpty(root: ObjectNode, { report }: ServiceCheck): void {
  const empty = emptyTexts(root, '')
  const first = empty[0]
  if (first === undefined) return
  const paths = empty.map(({ path }) => path)
  report('empty-member', first.node, {
    message: `The service definition has empty strings: ${someOf(paths, MOST_NAMED)}.`,
    hint: 'Fill them in, or remove the members that this service does not use; a generated skeleton has all there are.'
  })
}

type Empty = { readonly path: string; readonly node: DocumentNode }

function emptyTexts(node: DocumentNode, path: string): readonly Empty[] {
  switch (node.kind) {
    case 'string':
      return node.value === '' ? [{ path, node }] : []
    case 'array':
      return node.items.flatMap((item, index) => emptyTexts(item, `${path}[${index}]`))
    case 'object':
      return node.members.flatMap(({ key, value }) => {
        if (FREE.includes(key)) return []
        const name = quotedName(key, '') === '' ? '(a name not shown)' : key
        return emptyTexts(value, path === '' ? name : `${path}.${name}`)
      })
    default:
      return []
  }
}
