import { distinctBy } from '../../list.ts'
import type { Revision } from '../audit.ts'
import { equalValues, type HeldValue, heldValues, withSecrets } from '../compare-values.ts'
import { textAt } from '../definition.ts'
import { readOrGap } from '../gap.ts'
import { compareGiven } from '../overrides.ts'
import type { SecretValues } from '../ports.ts'
import { secretKeyOf } from '../secrets.ts'
import { type AreaSnapshot, definitionsOf } from './area.ts'
import type { AreaSecrets } from './secrets.ts'

/** The values of the secrets of an area, in memory, and what could not be read. */
export type AreaValues = { readonly held: readonly HeldValue[]; readonly remarks: readonly string[] }

/**
 * readValues reads the current values of the referenced and of the listed secrets. It passes the values to `mask`
 * first. Throws AwsError unless a request is only denied.
 */
export async function readValues(
  secrets: AreaSecrets,
  values: SecretValues,
  mask: (values: readonly string[]) => void
): Promise<AreaValues> {
  const held: HeldValue[] = []
  const remarks = new Set<string>()
  for (const { arn, name, region } of secretsOf(secrets)) {
    const look = await readOrGap(`the value of ${name}`, () => values.secretValue(region, arn))
    if ('gap' in look) remarks.add(`Not compared: ${look.gap.what}: ${look.gap.why}.`)
    else if (look.found !== undefined) held.push(...heldValues(name, look.found))
  }
  for (const [region, names] of parametersOf(secrets)) {
    const look = await readOrGap('the values of the parameters', () => values.parameterValues(region, names))
    if ('gap' in look) remarks.add(`Not compared: ${look.gap.what}: ${look.gap.why}.`)
    else for (const [name, text] of look.found) held.push(...heldValues(name, text))
  }
  mask(held.flatMap(({ value }) => [value, ...value.split(/\r?\n/)]).filter(line => line.length >= 8))
  return { held, remarks: [...remarks] }
}

function secretsOf({ lookups, listed }: AreaSecrets) {
  const known = [...lookups.values()].flatMap(looked =>
    looked.kind === 'secret' && looked.facts.deletedAt === undefined
      ? [{ ...looked.facts, region: looked.facts.arn.split(':')[3] ?? '' }]
      : []
  )
  const ours = listed.filter(({ owner }) => owner === undefined)
  return distinctBy([...known, ...ours], ({ arn }) => arn)
}

function parametersOf({ references, lookups }: AreaSecrets): ReadonlyMap<string, readonly string[]> {
  const regions = new Map(references.map(one => [secretKeyOf(one), one.region]))
  const byRegion = new Map<string, string[]>()
  for (const [key, looked] of lookups) {
    if (looked.kind !== 'parameter') continue
    const region = regions.get(key) ?? ''
    byRegion.set(region, [...(byRegion.get(region) ?? []), looked.facts.name])
  }
  return byRegion
}

/** withComparedUses does the same for the overrides of rules, schedules and tasks. */
export function withComparedUses(area: AreaSnapshot, held: readonly HeldValue[]): AreaSnapshot {
  const uses = area.uses.map(use =>
    use.given === undefined ? use : { ...use, given: compareGiven(use.given, held) }
  )
  return { ...area, uses }
}

/** withComparedValues adds to each revision the places where a secret's value is stored under another name. */
export function withComparedValues(
  area: AreaSnapshot,
  held: readonly HeldValue[]
): ReadonlyMap<string, Revision> {
  const definitions = definitionsOf(area)
  return new Map(
    [...area.revisions.revisions].map(([arn, revision]) => {
      const definition = definitions.get(arn) ?? {}
      const named = withSecrets(revision.exposures, ({ pointer }) => textAt(definition, pointer), held)
      return [arn, { ...revision, exposures: [...named, ...equalValues(definition, held, named)] }]
    })
  )
}
