import { lastPartOf } from '../arn.ts'
import { type PlaceFinder, placeFinder } from '../document/place.ts'
import { type Member, memberOf, type ObjectNode, type SourceDocument, stringOf } from '../document/tree.ts'
import type { Problem, Remark } from '../errors.ts'
import { present } from '../present.ts'
import { conform } from '../template/conform.ts'
import type { RenderContexts } from '../template/contexts.ts'
import { isNeverOpaque } from '../template/expressions/text.ts'
import type { Prepared } from '../template/prepare.ts'
import { renderStrictly } from '../template/render.ts'
import type { Schema } from '../template/schema.ts'
import { checkMembers } from './check-members.ts'
import { checkService, type ServiceCheck, type ServiceRun } from './check-service.ts'
import { serviceStructures } from './service-schema.generated.ts'
import { settingsStructures } from './settings-schema.generated.ts'
import { unwrapService } from './unwrap-service.ts'

export type PrepareServiceOptions = { readonly contexts: RenderContexts; readonly run: ServiceRun }

/** Members that the run sets itself. */
const FROM_RUN = ['serviceName', 'cluster', 'taskDefinition', 'clientToken'] as const

type FromRun = (typeof FROM_RUN)[number]

const WORDS: Readonly<Record<FromRun, string>> = {
  serviceName: 'the service that is deployed',
  cluster: 'the input "cluster"',
  taskDefinition: 'the family of the task definition that is deployed',
  clientToken: 'the token that this program makes'
}

/**
 * prepareServiceDefinition turns a loaded file into the members of CreateService: unwrapped, rendered with every name
 * known, typed by the ECS model, without the fields that the run sets (service, cluster, task definition, client
 * token), and valid if there are no problems. Without a definition in the file, there is no root.
 */
export async function prepareServiceDefinition(
  document: SourceDocument,
  { contexts, run }: PrepareServiceOptions
): Promise<Prepared> {
  const find = placeFinder(document)
  const unwrapped = unwrapService(document.root, run.service, find)
  if (unwrapped.root === undefined) return unwrapped
  const rendered = await renderStrictly({ root: unwrapped.root, document }, contexts)
  if (rendered.root.kind !== 'object') return { problems: rendered.problems, remarks: unwrapped.remarks }
  // An expression that cannot be evaluated is reported once; the remaining text is not a value to judge.
  const isUnknown = rendered.problems.length > 0 ? (text: string) => text.includes('${{') : isNeverOpaque
  const schema = serviceSchema()
  const conformed = conform(rendered.root, { document, isOpaque: isUnknown, schema })
  const problems: Problem[] = [...unwrapped.problems, ...rendered.problems, ...conformed.problems]
  const report = (
    code: string,
    node: Pick<ObjectNode, 'origin'>,
    text: { readonly message: string; readonly hint: string }
  ) => {
    const place = find(node.origin)
    problems.push({ code, fault: 'user', ...text, ...present({ place }) })
  }
  const taken = removeRunFields(conformed.root, run, { isOpaque: isUnknown, report, find })
  checkMembers(taken.root, { schema, isOpaque: isUnknown, report })
  checkService(taken.root, run, { isOpaque: isUnknown, report })
  return {
    root: taken.root,
    problems,
    remarks: [...unwrapped.remarks, ...conformed.remarks, ...taken.remarks]
  }
}

/**
 * removeRunFields removes the members that the run sets itself. A member with the same value is removed with a remark,
 * an empty one (as in the output of `aws ecs create-service --generate-cli-skeleton`) without. A different value is a
 * problem, because it is unclear which of the two is meant.
 */
function removeRunFields(
  root: ObjectNode,
  run: ServiceRun,
  check: ServiceCheck & { readonly find: PlaceFinder }
): { readonly root: ObjectNode; readonly remarks: readonly Remark[] } {
  const remarks: Remark[] = []
  for (const name of FROM_RUN) {
    const member = memberOf(root, name)
    if (member === undefined) continue
    const verdict = judge(name, stringOf(member.value) ?? '', run)
    if (verdict === 'other' && !check.isOpaque(stringOf(member.value) ?? '')) contradicts(name, member, check)
    if (verdict === 'unused') remarks.push(unused(name, member, check.find))
  }
  const kept = root.members.filter(({ key }) => !FROM_RUN.some(name => name === key))
  return { root: kept.length === root.members.length ? root : { ...root, members: kept }, remarks }
}

function judge(name: FromRun, text: string, run: ServiceRun): 'same' | 'other' | 'unused' {
  if (text === '') return 'same'
  switch (name) {
    case 'serviceName':
      return text === run.service ? 'same' : 'other'
    case 'cluster':
      return run.cluster === undefined || lastPartOf(text) === lastPartOf(run.cluster) ? 'same' : 'other'
    case 'taskDefinition': {
      if (run.family === undefined) return 'same'
      const [family, revision] = lastPartOf(text).split(':')
      if (family !== run.family) return 'other'
      return revision === undefined ? 'same' : 'unused'
    }
    case 'clientToken':
      return 'unused'
  }
}

function contradicts(name: FromRun, { value }: Member, { report }: ServiceCheck): void {
  report('service-contradicts-run', value, {
    message: `"${name}" is not ${WORDS[name]}.`,
    hint: `Remove "${name}" from the service definition: the run says it. Or write an expression, such as \${{ service.name }} or \${{ service.cluster }}.`
  })
}

function unused(name: FromRun, { keyOrigin }: Member, find: PlaceFinder): Remark {
  const place = find(keyOrigin)
  const message =
    name === 'taskDefinition'
      ? 'The revision in "taskDefinition" is not used: the service is created with the revision of this run.'
      : `"${name}" is not used: this program makes its own.`
  return place ? { message, place } : { message }
}

/**
 * serviceSchema is CreateService's request. An unknown name is a typo and therefore a problem. It is separate from
 * schema.ts, so that the whole model of CreateService is loaded only if there are service definitions.
 */
export function serviceSchema(): Schema {
  return {
    root: 'CreateServiceRequest',
    structures: { ...settingsStructures, ...serviceStructures },
    unknown: 'refuse'
  }
}
