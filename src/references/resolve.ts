import { present } from '../present.ts'
import { applyAnswers } from './apply.ts'
import { collectReferences, type ReferenceUse } from './collect.ts'
import { faultAtPlace, type Where } from './faults.ts'
import { lookUpAll } from './lookup.ts'
import { parseReference, secretOfBareName } from './parse.ts'
import type { SecretDirectory } from './ports.ts'
import type { JudgedUse, Resolution, UnresolvedDocument } from './resolution.ts'

/**
 * resolveReferences replaces every reference by its full ARN, using metadata only. Each distinct secret or parameter is
 * looked up once, in the Region of its ARN (or else `region`), at most eight at a time. All problems are returned
 * together, with place and service; a warning does not stop a deploy. Throws only what a port throws besides AwsError.
 */
export async function resolveReferences<Document extends UnresolvedDocument>(
  documents: readonly Document[],
  to: { readonly directory: SecretDirectory; readonly region: string; readonly partition: string }
): Promise<Resolution<Document>> {
  const where: Where = { region: to.region, partition: to.partition }
  const judged = documents.flatMap(document =>
    collectReferences(document.read()).map(use => judgeUse(document, use, where))
  )
  const answers = await lookUpAll(judged, to.directory, where)
  return applyAnswers(documents, judged, { answers, where })
}

function judgeUse(document: UnresolvedDocument, use: ReferenceUse, where: Where): JudgedUse {
  const parsed = parseReference(use.node.value)
  const reference = use.field === 'repositoryCredentials' ? secretOfBareName(parsed) : parsed
  const fault = faultAtPlace(reference, use, where)
  return { document, use, reference, ...present({ fault }) }
}
