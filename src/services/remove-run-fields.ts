import type { PlaceFinder } from '../document/place.ts'
import { type Member, memberOf, type ObjectNode, stringOf } from '../document/tree.ts'
import type { Remark } from '../errors.ts'
import type { ServiceCheck, ServiceRun } from './check-service.ts'

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
 * removeRunFields removes the members that the run sets itself. A member with the same value is removed with a remark,
 * an empty one (as in the output of `aws ecs create-service --generate-cli-skeleton`) without. A different value is a
 * problem, because it is unclear which of the two is meant.
 */
export function removeRunFields(
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
      return run.cluster === undefined || lastPart(text) === lastPart(run.cluster) ? 'same' : 'other'
    case 'taskDefinition': {
      if (run.family === undefined) return 'same'
      const [family, revision] = lastPart(text).split(':')
      if (family !== run.family) return 'other'
      return revision === undefined ? 'same' : 'unused'
    }
    case 'clientToken':
      return 'unused'
  }
}

function lastPart(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1)
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
