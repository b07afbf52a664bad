import { lastPartOf } from '../../arn.ts'
import type { Problem, Remark } from '../../errors.ts'
import { type PlaceFinder, placeFinder } from '../../files/document/place.ts'
import {
  childOf,
  type DocumentNode,
  type Member,
  memberOf,
  type ObjectNode,
  type SourceDocument,
  stringOf
} from '../../files/document/tree.ts'
import { someOf } from '../../list.ts'
import { present } from '../../present.ts'
import { conform, type Schema } from '../../template/conform.ts'
import { isNeverOpaque, type RenderContexts } from '../../template/expressions.ts'
import { kindName, quotedName } from '../../template/naming.ts'
import type { Prepared } from '../../template/prepare.ts'
import { renderStrictly } from '../../template/render.ts'
import { answerOnlyMembers, serviceStructures } from './service-schema.generated.ts'

/** What the run says about the service, which a definition may repeat but must not contradict. */
export type ServiceRun = {
  readonly service: string
  readonly cluster?: string
  /** Family of the task definition; absent if unknown. */
  readonly family?: string
  /** The value of the input `desired-count`. */
  readonly desiredCount?: number
}

/** A service definition is CreateService's request. An unknown name is a typo and therefore a problem. */
const SCHEMA: Schema = { root: 'CreateServiceRequest', structures: serviceStructures, unknown: 'refuse' }

/** Members that the run sets itself, and what a definition would contradict. */
const FROM_RUN = {
  serviceName: 'the service that is deployed',
  cluster: 'the input "cluster"',
  taskDefinition: 'the family of the task definition that is deployed',
  clientToken: 'the token that this program makes'
}

/** Number of empty members that are named; a complete skeleton has about forty. */
const MOST_NAMED = 5

/** Objects whose texts are the user's own and may be empty: log driver options, tag values, hook details. */
const FREE = ['options', 'tags', 'hookDetails']

type Report = (code: string, node: DocumentNode, text: Pick<Problem, 'message' | 'hint'>) => void

/**
 * prepareServiceDefinition turns a loaded file into the members of CreateService: rendered with every name known, typed
 * by the ECS model, without what only responses have and without the fields that the run sets (service, cluster, task
 * definition, client token). Values are left to ECS. Without a definition in the file, there is no root.
 */
export async function prepareServiceDefinition(
  document: SourceDocument,
  { contexts, run }: { readonly contexts: RenderContexts; readonly run: ServiceRun }
): Promise<Prepared> {
  const find = placeFinder(document)
  const problems: Problem[] = []
  const report: Report = (code, node, text) =>
    problems.push({ code, fault: 'user', ...text, ...present({ place: find(node.origin) }) })
  const written = definitionIn(document.root, run.service, report)
  if (written === undefined) return { problems, remarks: [] }
  const own = withoutAnswers(written, find)
  const rendered = await renderStrictly({ root: own.root, document }, contexts)
  problems.push(...rendered.problems)
  if (rendered.root.kind !== 'object') return { problems, remarks: own.remarks }
  // an expression that cannot be evaluated is reported once; the remaining text is not a value to judge
  const isOpaque = rendered.problems.length > 0 ? (text: string) => text.includes('${{') : isNeverOpaque
  const conformed = conform(rendered.root, { document, isOpaque, schema: SCHEMA })
  problems.push(...conformed.problems)
  const taken = withoutRunFields(conformed.root, run, { find, report, isOpaque })
  checkDefinition(taken.root, run, { report, isOpaque })
  return {
    root: taken.root,
    problems,
    remarks: [...own.remarks, ...conformed.remarks, ...taken.remarks]
  }
}

/** servicesIn lists the services in a response of DescribeServices; undefined for a plain definition. */
export function servicesIn(root: DocumentNode): readonly DocumentNode[] | undefined {
  const list = childOf(root, 'services')
  return list?.kind === 'array' && childOf(root, 'serviceName') === undefined ? list.items : undefined
}

/** The definition itself, also from the output of `aws ecs describe-services`, in which the name selects one. */
function definitionIn(root: DocumentNode, service: string, report: Report): ObjectNode | undefined {
  const described = servicesIn(root) ?? [root]
  const named = described.filter(one => stringOf(childOf(one, 'serviceName')) === service)
  const chosen = described.length === 1 ? described[0] : named[0]
  if (chosen?.kind === 'object') return chosen
  const what =
    chosen === undefined
      ? `it holds ${described.length} services and none of them alone is "${service}"`
      : `it is ${kindName(chosen)}`
  report('not-a-service-definition', root, {
    message: `The file is not one service definition: ${what}.`,
    hint: 'Write one object with the members of CreateService, such as "desiredCount", "launchType" and "networkConfiguration".'
  })
  return undefined
}

type Removed = { readonly root: ObjectNode; readonly remarks: readonly Remark[] }

/** Without the members that only responses have (status, deployments, …), and those for editors (`$schema`). */
function withoutAnswers(root: ObjectNode, find: PlaceFinder): Removed {
  const isDropped = ({ key }: Member) => answerOnlyMembers.includes(key) || key.startsWith('$')
  const remarks = root.members.filter(isDropped).map(({ key, keyOrigin }) => {
    const name = key.startsWith('$') ? 'A member for editors ("$…")' : quotedName(key, 'a member')
    const message = `${name} is not part of an ECS service definition: dropped.`
    return { message, ...present({ place: find(keyOrigin) }) }
  })
  return { root: { ...root, members: root.members.filter(member => !isDropped(member)) }, remarks }
}

/**
 * Without the members that the run sets itself. One with the same value, or an empty one (as in the output of `aws ecs
 * create-service --generate-cli-skeleton`), is removed; a different value is a problem, because it is unclear which of
 * the two is meant.
 */
function withoutRunFields(
  root: ObjectNode,
  run: ServiceRun,
  check: {
    readonly find: PlaceFinder
    readonly report: Report
    readonly isOpaque: (text: string) => boolean
  }
): Removed {
  const remarks: Remark[] = []
  for (const [name, what] of Object.entries(FROM_RUN)) {
    const member = memberOf(root, name)
    const text = stringOf(member?.value) ?? ''
    if (member === undefined || text === '') continue
    const [family, revision] = lastPartOf(text).split(':')
    const wanted = { serviceName: run.service, cluster: run.cluster, taskDefinition: run.family }[name]
    const given = name === 'serviceName' ? text : name === 'cluster' ? lastPartOf(text) : family
    const isSame = wanted === undefined || given === (name === 'cluster' ? lastPartOf(wanted) : wanted)
    if (!isSame && !check.isOpaque(text))
      check.report('service-contradicts-run', member.value, {
        message: `"${name}" is not ${what}.`,
        hint: `Remove "${name}" from the service definition: the run says it. Or write an expression, such as \${{ service.name }} or \${{ service.cluster }}.`
      })
    const place = present({ place: check.find(member.keyOrigin) })
    if (name === 'clientToken')
      remarks.push({ message: `"${name}" is not used: this program makes its own.`, ...place })
    if (name === 'taskDefinition' && isSame && wanted !== undefined && revision !== undefined)
      remarks.push({
        message:
          'The revision in "taskDefinition" is not used: the service is created with the revision of this run.',
        ...place
      })
  }
  const members = root.members.filter(({ key }) => !Object.hasOwn(FROM_RUN, key))
  return { root: { ...root, members }, remarks }
}

/** What would be refused only after a revision was registered, and is likely. */
function checkDefinition(
  root: ObjectNode,
  { desiredCount }: ServiceRun,
  { report, isOpaque }: { readonly report: Report; readonly isOpaque: (text: string) => boolean }
): void {
  const strategy = stringOf(childOf(root, 'schedulingStrategy')) || 'REPLICA'
  const hasCount = desiredCount !== undefined || memberOf(root, 'desiredCount') !== undefined
  if (strategy === 'REPLICA' && !hasCount)
    report('missing-member', root, {
      message: '"desiredCount" is missing: ECS does not create a service without it.',
      hint: 'Add "desiredCount" to the service definition, or give the input desired-count.'
    })
  const node = childOf(childOf(root, 'deploymentController'), 'type')
  const type = stringOf(node)
  if (node && type !== undefined && type !== 'ECS' && !isOpaque(type))
    report('service-controller', node, {
      message:
        'The service definition names a deployment controller other than ECS; such services are not created by this action.',
      hint: 'Create it with your own tools first (CodeDeploy needs its application and deployment group too), or leave "deploymentController" out.'
    })
  const empty = emptyTexts(root, '')
  if (empty[0])
    report('empty-member', empty[0].node, {
      message: `The service definition has empty strings: ${someOf(
        empty.map(({ path }) => path),
        MOST_NAMED
      )}.`,
      hint: 'Fill them in, or remove the members that this service does not use; a generated skeleton has all there are.'
    })
}

type Empty = { readonly path: string; readonly node: DocumentNode }

/** An empty text, as `--generate-cli-skeleton` writes it, is not a valid name or ARN. */
function emptyTexts(node: DocumentNode, path: string): readonly Empty[] {
  if (node.kind === 'string') return node.value === '' ? [{ path, node }] : []
  if (node.kind === 'array') return node.items.flatMap((item, index) => emptyTexts(item, `${path}[${index}]`))
  if (node.kind !== 'object') return []
  return node.members.flatMap(({ key, value }) => {
    const name = quotedName(key, '') === '' ? '(a name not shown)' : key
    return FREE.includes(key) ? [] : emptyTexts(value, path === '' ? name : `${path}.${name}`)
  })
}
