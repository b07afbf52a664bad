import { present } from '../present.ts'
import { applyAnswers } from './apply.ts'
import { collectReferences, type ReferenceUse } from './collect.ts'
import { faultAtPlace, type Where } from './faults.ts'
import { lookUpAll } from './lookup.ts'
import { parseReference, secretOfBareName } from './parse.ts'
import type { SecretDirectory, SecretKeys } from './ports.ts'
import type { JudgedUse, Resolution, UnresolvedDocument } from './resolution.ts'
import { parseWhole, wholeFault } from './whole.ts'

/**
 * resolveReferences replaces every reference by its full ARN, using metadata only. Each distinct secret or parameter is
 * looked up once, in the Region of its ARN (or else `region`), at most eight at a time. All problems are returned
 * together, with place and service; a warning does not stop a deploy. Throws only what a port throws besides AwsError.
 */
export async function resolveReferences<Document extends UnresolvedDocument>(
  documents: readonly Document[],
  to: Pick<SecretPorts, 'directory' | 'keys'> & { readonly region: string; readonly partition: string }
): Promise<Resolution<Document>> {
  const where: Where = { region: to.region, partition: to.partition }
  const expanded = await expanding(documents, to)
  const judged = expanded.documents.flatMap(document =>
    collectReferences(document.read()).map(use => judgeUse(document, use, where))
  )
  const answers = await lookUpAll(judged, to.directory, where)
  const resolution = applyAnswers(expanded.documents, judged, { answers, where })
  return { ...resolution, problems: [...expanded.problems, ...resolution.problems] }
}

type SecretPorts = { readonly directory: SecretDirectory; readonly keys?: SecretKeys }

/** Loaded only if there is something to expand. */
async function expanding<Document extends UnresolvedDocument>(
  documents: readonly Document[],
  to: SecretPorts & Where
): Promise<{ readonly documents: readonly Document[]; readonly problems: Resolution['problems'] }> {
  const isStarred = ({ field, name, node }: ReferenceUse) =>
    field === 'secrets' && (name.includes('*') || parseWhole(node.value) !== undefined)
  if (!documents.some(({ read }) => collectReferences(read()).some(isStarred)))
    return { documents, problems: [] }
  const { expandReferences } = await import('./expand.ts')
  return expandReferences(documents, to)
}

function judgeUse(document: UnresolvedDocument, use: ReferenceUse, where: Where): JudgedUse {
  const parsed = parseReference(use.node.value)
  const reference = use.field === 'repositoryCredentials' ? secretOfBareName(parsed) : parsed
  const whole = wholeFault({ name: use.name, text: use.node.value, isSecret: use.field === 'secrets' })
  if (whole) return { document, use, reference: { kind: 'malformed', fault: whole } }
  const fault = faultAtPlace(reference, use, where)
  return { document, use, reference, ...present({ fault }) }
}
