import { childOf, containersOf, fromJson, itemsOf, stringOf } from '../../document/tree.ts'
import type { MigrationCandidate } from '../candidate.ts'
import { SecretValue } from '../secret-value.ts'
import type { LiveService } from './live.ts'

/**
 * liveTwins gives what the running revision of a service has for the variables that its file moves: the same container and
 * name. A twin with another value is one of two credentials, and only a person knows which of them works.
 */
export function liveTwins(
  { state, live }: LiveService,
  candidates: readonly MigrationCandidate[]
): readonly { readonly twin: MigrationCandidate; readonly isEqual: boolean }[] {
  if (live === undefined) return []
  const values = valuesOf(live.definition)
  const revision = live.arn.slice(live.arn.lastIndexOf('/') + 1)
  return candidates
    .filter(({ service }) => service === state.service)
    .flatMap(one => {
      const value = values.get(`${one.container} ${one.variable}`)
      if (value === undefined) return []
      const { rule: _, source, ...rest } = one
      const twin: MigrationCandidate = {
        ...rest,
        source: { kind: 'live', revision, pointer: source.pointer },
        value,
        rule: 'live'
      }
      return [{ twin, isEqual: value.equals(one.value) }]
    })
}

function valuesOf(definition: Parameters<typeof fromJson>[0]): ReadonlyMap<string, SecretValue> {
  const values = new Map<string, SecretValue>()
  for (const container of containersOf(fromJson(definition, { kind: 'input', input: 'live revision' }))) {
    for (const entry of itemsOf(childOf(container, 'environment'))) {
      const name = stringOf(childOf(entry, 'name'))
      const value = stringOf(childOf(entry, 'value'))
      if (name === undefined || value === undefined) continue
      values.set(`${stringOf(childOf(container, 'name')) ?? ''} ${name}`, new SecretValue(value))
    }
  }
  return values
}

/** driftRemark says that a service runs with another value than its file has; neither is shown. */
export function driftRemark({ source, service = '', variable }: MigrationCandidate): string {
  const revision = source.kind === 'live' ? source.revision : source.file
  return `Service ${service} runs ${revision} with another value of ${variable} than its file has; the file's becomes the secret. If the running one is right, correct the file first; "source: both" makes this a conflict.`
}
