import { AwsError } from '../aws/error.ts'
import { present } from '../present.ts'
import type { LiveReference, SecretRow } from './audit.ts'
import { orGap, whyNot } from './gap.ts'
import { keyOf, type Looked, prefixOf, unreferencedSecrets } from './judge-secrets.ts'
import type { SecretFacts, SecretInventory } from './ports.ts'

/** lookUpSecrets asks for everything that the references name, each once. What is denied is `not-verified`. Throws AwsError for other failures. */
export async function lookUpSecrets(
  references: readonly LiveReference[],
  port: SecretInventory
): Promise<ReadonlyMap<string, Looked>> {
  const distinct = new Map(references.map(reference => [keyOf(reference), reference]))
  const secrets = [...distinct].filter(([, { store }]) => store === 'secretsmanager')
  const found = new Map<string, Looked>()
  for (let i = 0; i < secrets.length; i += AT_ONCE) {
    const batch = secrets.slice(i, i + AT_ONCE)
    const looks = await Promise.all(batch.map(([, reference]) => lookUpSecret(reference, port)))
    for (const [index, [key]] of batch.entries()) found.set(key, looks[index] as Looked)
  }
  const parameters = [...distinct.values()].filter(({ store }) => store === 'ssm')
  for (const region of new Set(parameters.map(reference => reference.region))) {
    const here = parameters.filter(reference => reference.region === region)
    for (const [key, looked] of await lookUpParameters(here, region, port)) found.set(key, looked)
  }
  return found
}

const AT_ONCE = 5

async function lookUpSecret({ region, id }: LiveReference, port: SecretInventory): Promise<Looked> {
  try {
    const facts = await port.describeSecret(region, id)
    if (facts === undefined) return { kind: 'gone' }
    if (facts.deletedAt !== undefined) return { kind: 'secret', facts }
    const changedAt = await versionTime(facts, { region, port })
    return { kind: 'secret', facts, ...present({ changedAt }) }
  } catch (error) {
    if (!(error instanceof AwsError) || (error.kind !== 'denied' && error.kind !== 'unsupported')) throw error
    return { kind: 'not-verified', why: whyNot(error) }
  }
}

/** The version's own date; where that may not be read, the secret's last change, which a tag also moves. */
async function versionTime(
  { arn, changedAt }: SecretFacts,
  { region, port }: { readonly region: string; readonly port: SecretInventory }
): Promise<number | undefined> {
  const look = await orGap(arn, () => port.currentVersionAt(region, arn))
  return 'found' in look ? look.found : changedAt
}

async function lookUpParameters(
  references: readonly LiveReference[],
  region: string,
  port: SecretInventory
): Promise<readonly (readonly [string, Looked])[]> {
  // the ARN of a parameter without a path does not say whether its name begins with a slash
  const names = references.flatMap(({ id }) => (id.includes('/') ? [id] : [id, `/${id}`]))
  const look = await orGap('parameters', () => port.describeParameters(region, names))
  return references.map(reference => {
    const { id } = reference
    if ('gap' in look) return [keyOf(reference), { kind: 'not-verified', why: look.gap.why }] as const
    const facts =
      look.found.find(({ name }) => name === id) ?? look.found.find(({ name }) => name === `/${id}`)
    const looked: Looked = facts === undefined ? { kind: 'gone' } : { kind: 'parameter', facts }
    return [keyOf(reference), looked] as const
  })
}

/** Secrets beside the referenced ones that nobody names, and why some could not be looked for. */
export type Siblings = {
  readonly rows: readonly SecretRow[]
  readonly listed: readonly (SecretFacts & { readonly region: string })[]
  readonly remarks: readonly string[]
}

/** lookForSiblings lists the secrets that share a prefix with a referenced one, so that other teams' secrets are not listed. Throws AwsError. */
export async function lookForSiblings(
  lookups: ReadonlyMap<string, Looked>,
  referenced: ReadonlySet<string>,
  port: SecretInventory
): Promise<Siblings> {
  const prefixes = new Map<string, Set<string>>()
  const remarks: string[] = []
  for (const looked of lookups.values()) {
    if (looked.kind !== 'secret') continue
    const prefix = prefixOf(looked.facts.name)
    const region = looked.facts.arn.split(':')[3] ?? ''
    if (prefix !== undefined) prefixes.set(region, (prefixes.get(region) ?? new Set()).add(prefix))
  }
  const listed: (SecretFacts & { readonly region: string })[] = []
  for (const [region, names] of prefixes) {
    for (const batch of inTens([...names])) {
      const look = await orGap('secrets that nobody references', () => port.listSecrets(region, batch))
      if ('found' in look) listed.push(...look.found.map(facts => ({ ...facts, region })))
      else
        remarks.push(`Not verified: ${look.gap.why}, so secrets that nobody references were not looked for.`)
    }
  }
  return { rows: unreferencedSecrets(listed, referenced), listed, remarks: [...new Set(remarks)] }
}

/** A filter of ListSecrets takes ten values. */
function inTens(items: readonly string[]): readonly (readonly string[])[] {
  const batches: (readonly string[])[] = []
  for (let i = 0; i < items.length; i += 10) batches.push(items.slice(i, i + 10))
  return batches
}
