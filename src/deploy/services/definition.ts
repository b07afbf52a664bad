import { familyOf, lastPartOf } from '../../arn.ts'
import type { Problem } from '../../errors.ts'
import { placeFinder } from '../../files/document/place.ts'
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
import type { RenderContexts } from '../../template/expressions.ts'
import { kindName, quotedName } from '../../template/naming.ts'
import type { Prepared } from '../../template/prepare.ts'
import { renderTree } from '../../template/render.ts'
import { REPLACED_MEMBERS } from './express.ts'
import { answerOnlyMembers, serviceStructures } from './service-schema.generated.ts'
import { EXPRESS_MEMBER } from './settings.ts'

/** What the run states about the service, which a definition may repeat but must not contradict. */
export type ServiceRun = {
  readonly service: string
  readonly cluster?: string
  /** Family of the task definition; absent if unknown. */
  readonly family?: string
  /** The run sets the number of tasks. */
  readonly hasCount?: boolean
}

/**
 * A service definition is CreateService's request, or CreateExpressGatewayService's. An unknown name is a typo and
 * therefore a problem.
 */
const SCHEMA: Schema = { root: 'CreateServiceRequest', structures: serviceStructures, unknown: 'refuse' }
const EXPRESS: Schema = { ...SCHEMA, root: 'CreateExpressGatewayServiceRequest' }

/** Members that the run sets itself, and what a definition would contradict. */
const FROM_RUN: Readonly<Record<string, string>> = {
  serviceName: 'the service that is deployed',
  cluster: 'the cluster of the run',
  taskDefinition: 'the family of the task definition that is deployed',
  taskDefinitionArn: 'the family of the task definition that is deployed',
  clientToken: 'the token that this program makes'
}

/** Number of dropped members that are named. */
const MOST_NAMED = 5

type ReportAt = (code: string, node: DocumentNode, text: Pick<Problem, 'message' | 'hint'>) => void

/** How the definition is judged: texts that stand for an unknown value are not. */
type Judging = { readonly report: ReportAt; readonly isOpaque: (text: string) => boolean }

/**
 * prepareServiceDefinition turns a loaded file into the members of CreateService or CreateExpressGatewayService:
 * rendered with every name known, typed by the ECS model, without what only responses have and without the fields that
 * the run sets (service, cluster, task definition, client token). Values are left to ECS.
 * Without a definition in the file, there is no root.
 */
export async function prepareServiceDefinition(
  document: SourceDocument,
  { contexts, run }: { readonly contexts: RenderContexts; readonly run: ServiceRun }
): Promise<Prepared> {
  const find = placeFinder(document)
  const problems: Problem[] = []
  const report: ReportAt = (code, node, text) =>
    problems.push({ code, fault: 'user', ...text, ...present({ place: find(node.origin) }) })
  const { root: written } = document
  if (written.kind !== 'object') {
    report('not-a-service-definition', written, {
      message: `The file is not one service definition: it is ${kindName(written)}.`,
      hint: 'Write one object with the members of CreateService, such as "desiredCount", "launchType" and "networkConfiguration".'
    })
    return { problems, remarks: [] }
  }
  // what only responses have (status, deployments, …), and what is for editors (`$schema`)
  const isDropped = ({ key }: Member) => answerOnlyMembers.includes(key) || key.startsWith('$')
  const dropped = written.members.filter(isDropped)
  const names = dropped.map(({ key }) => quotedName(key, 'a member for editors'))
  const [first] = dropped
  const remarks = first
    ? [
        {
          message: `Not part of an ECS service definition, and dropped: ${someOf(names, MOST_NAMED)}.`,
          ...present({ place: find(first.keyOrigin) })
        }
      ]
    : []
  const own = { ...written, members: written.members.filter(member => !isDropped(member)) }
  const rendered = await renderTree({ root: own, document }, contexts, 'strict')
  problems.push(...rendered.problems)
  if (rendered.root.kind !== 'object') return { problems, remarks }
  // an expression that cannot be evaluated is reported once; the remaining text is not a value to judge
  const isOpaque = rendered.problems.length > 0 ? (text: string) => text.includes('${{') : () => false
  const isExpress = memberOf(own, EXPRESS_MEMBER) !== undefined
  const conformed = conform(rendered.root, { document, isOpaque, schema: isExpress ? EXPRESS : SCHEMA })
  problems.push(...conformed.problems)
  const root = withoutRunFields(conformed.root, run, { report, isOpaque })
  if (isExpress) checkExpress(root, report)
  else checkDefinition(root, run, { report, isOpaque })
  return { root, problems, remarks: [...remarks, ...conformed.remarks] }
}

/**
 * Without the members that the run sets itself. One with the same value, or an empty one, is removed; a different value
 * is a problem, because it is unclear which of the two is meant.
 */
function withoutRunFields(root: ObjectNode, run: ServiceRun, { report, isOpaque }: Judging): ObjectNode {
  const isSameFamily = (text: string) => run.family === undefined || familyOf(text) === run.family
  const same: Readonly<Record<string, (text: string) => boolean>> = {
    serviceName: text => text === run.service,
    cluster: text => run.cluster === undefined || lastPartOf(text) === lastPartOf(run.cluster),
    taskDefinition: isSameFamily,
    taskDefinitionArn: isSameFamily
  }
  for (const { key, value } of root.members) {
    const text = stringOf(value) ?? ''
    if (text === '' || isOpaque(text) || same[key]?.(text) !== false) continue
    report('service-contradicts-run', value, {
      message: `"${key}" is not ${FROM_RUN[key]}.`,
      hint: `Remove "${key}" from the service definition: the run sets it. Or write an expression, such as \${{ service.name }} or \${{ service.cluster }}.`
    })
  }
  return { ...root, members: root.members.filter(({ key }) => !Object.hasOwn(FROM_RUN, key)) }
}

/** The task definition of the run has it, and ECS takes only one of the two. */
function checkExpress(root: ObjectNode, report: ReportAt): void {
  for (const { key, keyOrigin, value } of root.members.filter(one => REPLACED_MEMBERS.includes(one.key)))
    report(
      'service-contradicts-run',
      { ...value, origin: keyOrigin },
      {
        message: `"${key}" cannot stand in the service definition of an Express service: its task definition replaces it.`,
        hint: `Remove "${key}"; the container, roles, CPU and memory come from the task definition.`
      }
    )
}

/** What would be refused only after a revision was registered, and is likely. */
function checkDefinition(root: ObjectNode, run: ServiceRun, { report, isOpaque }: Judging): void {
  const strategy = stringOf(childOf(root, 'schedulingStrategy')) || 'REPLICA'
  const hasCount = run.hasCount || memberOf(root, 'desiredCount') !== undefined
  if (strategy === 'REPLICA' && !hasCount)
    report('missing-member', root, {
      message: '"desiredCount" is missing: ECS does not create a service without it.',
      hint: 'Add "desiredCount" to the service definition, or give the input desired-count.'
    })
  const controller = childOf(childOf(root, 'deploymentController'), 'type')
  const type = stringOf(controller) ?? 'ECS'
  if (controller && type !== 'ECS' && !isOpaque(type))
    report('service-controller', controller, {
      message:
        'The service definition has a deployment controller other than ECS; such services are not created by this action.',
      hint: 'Create it with your own tools first (CodeDeploy needs its application and deployment group too), or leave "deploymentController" out.'
    })
}
