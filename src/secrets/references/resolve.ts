import { type AwsError, oneLine } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import type { Fault, Problem } from '../../errors.ts'
import type { PlaceFinder } from '../../files/document/place.ts'
import type { ObjectNode } from '../../files/document/tree.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import { collectReferences, type ReferenceUse, substituteReferences } from './collect.ts'
import { bareParameter, crossRegion, describeUse, faultAtPlace, lookupDenied, type Where } from './faults.ts'
import { type Answers, lookUpAll, regionOf } from './lookup.ts'
import { parseReference, secretOfBareName } from './parse.ts'
import type { SecretDirectory } from './ports.ts'
import {
  type BareReference,
  type ParsedReference,
  printReference,
  printTail,
  printTarget,
  type Reference,
  type ReferenceFault
} from './reference.ts'

/** A rendered task definition whose references are to be resolved. `service` is its ECS service, if known. */
export type UnresolvedDocument = {
  readonly service?: string
  readonly file: string
  readonly root: ObjectNode
  readonly place: PlaceFinder
}

/** A place that uses a resolved reference. */
export type ResolvedUse = Pick<ReferenceUse, 'field' | 'container' | 'name'> & {
  readonly service?: string
  readonly file: string
}

/** One distinct reference, for the plan: in its canonical form, and the full ARN, including the tail, that ECS gets. */
export type ResolvedReference = {
  readonly written: string
  readonly arn: string
  /** The KMS key that encrypts it, as AWS returns it (ID, ARN or alias); absent for the AWS managed key. */
  readonly keyId?: string
  /** When it last changed in any way, in milliseconds since 1970. */
  readonly changedAt?: number
  readonly uses: readonly ResolvedUse[]
}

/**
 * `documents` are the given ones, in order, with each resolved reference replaced; those with a problem are unchanged.
 */
export type Resolution<Document extends UnresolvedDocument = UnresolvedDocument> = {
  readonly documents: readonly Document[]
  readonly resolved: readonly ResolvedReference[]
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
}

/** A place with its document and the meaning of its text. */
type Use = {
  readonly document: UnresolvedDocument
  readonly use: ReferenceUse
  readonly reference: ParsedReference
}

/** What became of a place: its ARN, or why it has none. */
type Verdict = {
  readonly arn?: string
  readonly written?: string
  readonly keyId?: string
  readonly changedAt?: number
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
}

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
  const uses = documents.flatMap(document =>
    collectReferences(document.root).map((use): Use => {
      const parsed = parseReference(use.node.value)
      const reference = use.field === 'repositoryCredentials' ? secretOfBareName(parsed) : parsed
      return { document, use, reference }
    })
  )
  const answers = await lookUpAll(
    uses.flatMap(one => toLookUp(one, where)),
    to.directory,
    where
  )
  const verdicts = uses.map(use => ({ use, verdict: verdictFor(use, { answers, where }) }))
  return {
    documents: documents.map(document => {
      const own = verdicts.flatMap(({ use, verdict: { arn } }) =>
        use.document === document && arn !== undefined ? [[use.use.pointer, arn] as const] : []
      )
      return { ...document, root: substituteReferences(document.root, new Map(own)) }
    }),
    resolved: listResolved(verdicts),
    problems: distinctBy(
      verdicts.flatMap(({ verdict }) => verdict.problems),
      // a failure of a whole Region is told once
      problem => ((problem.place ?? problem.service) ? problem : problem.message)
    ),
    warnings: verdicts.flatMap(({ verdict }) => verdict.warnings)
  }
}

/** A bare name is looked up as parameter and as secret, so that the message can offer what exists. */
function toLookUp({ reference, use }: Use, where: Where): readonly Reference[] {
  if (reference.kind === 'malformed') return []
  if (reference.kind === 'bare') return reference.lookable ? formsOf(reference) : []
  return faultAtPlace(reference, use, where) === undefined ? [reference] : []
}

function formsOf({ name }: BareReference): readonly [Reference, Reference] {
  return [
    { kind: 'secret-name', name },
    { kind: 'parameter-name', name, isBare: true }
  ]
}

type Known = { readonly answers: Answers; readonly where: Where }

function verdictFor(one: Use, known: Known): Verdict {
  const { reference, use } = one
  if (reference.kind === 'malformed') return failure(one, reference.fault, 'user')
  if (reference.kind === 'bare') return bareVerdict(one, reference, known)
  const fault = faultAtPlace(reference, use, known.where)
  return fault ? failure(one, fault, 'user') : lookedUp(one, reference, known)
}

/** ECS reads a name without a prefix as that of a parameter in `secrets` and `secretOptions`. */
function bareVerdict(one: Use, reference: BareReference, known: Known): Verdict {
  const existing = formsOf(reference).filter(
    form => known.answers.found.get(printTarget(form))?.kind === 'found'
  )
  const parameter = existing.find(({ kind }) => kind === 'parameter-name')
  if (parameter && (one.use.field === 'secrets' || one.use.field === 'secretOptions'))
    return lookedUp(one, parameter, known)
  if (existing.length === 0) return failure(one, reference.fault, 'user')
  // quoted only because AWS has confirmed that something has this name: it could have been a pasted value
  const message = `the reference is the bare name ${reference.name}, which ECS would read as the name of an SSM parameter`
  const hint = `Write ${existing.map(printTarget).join(' or ')}, which exists.`
  return failure(one, { code: reference.fault.code, message, hint }, 'user')
}

function lookedUp(one: Use, reference: Reference, { answers, where }: Known): Verdict {
  const answer = answers.found.get(printTarget(reference))
  if (answer === undefined) throw new Error('a reference was not looked up')
  const region = regionOf(reference, where)
  if (answer.kind === 'fault') return failure(one, answer.fault, 'cloud')
  if (answer.kind === 'failed') {
    const there = { ...where, region, ...present({ account: answers.account }) }
    return answer.error.kind === 'denied'
      ? failure(one, lookupDenied(reference, answer.error, there), 'cloud')
      : { problems: [lookupFailed(answer.error, region)], warnings: [] }
  }
  const version = answer.versionFault?.(reference)
  if (version?.isCertain) return failure(one, version.fault, 'cloud')
  const warnings = [
    answer.warning,
    version?.fault,
    region === where.region ? undefined : crossRegion(reference, region, where),
    'isBare' in reference ? bareParameter(reference.name) : undefined
  ]
  const { keyId, changedAt } = answer
  return {
    arn: answer.arn + ('tail' in reference ? printTail(reference.tail) : ''),
    written: printReference(reference),
    ...present({ keyId, changedAt }),
    problems: [],
    warnings: warnings.flatMap(fault => (fault ? [problemAt(one, fault, 'cloud')] : []))
  }
}

/** A failure that does not concern one reference: credentials, network, throttling. */
function lookupFailed(error: AwsError, region: string): Problem {
  return explainAwsError(error, { subject: `the references in ${region}` })
}

function failure(one: Use, fault: ReferenceFault, whose: Fault): Verdict {
  return { problems: [problemAt(one, fault, whose)], warnings: [] }
}

function problemAt({ document, use }: Use, { code, message, hint }: ReferenceFault, fault: Fault): Problem {
  const { origin } = use.node
  const input = origin.kind === 'input' ? ` (from input ${oneLine(origin.input)})` : ''
  return {
    code,
    fault,
    message: `${describeUse(use)}${input}: ${message}.`,
    hint,
    ...present({ place: document.place(origin), service: document.service })
  }
}

function listResolved(
  verdicts: readonly { readonly use: Use; readonly verdict: Verdict }[]
): readonly ResolvedReference[] {
  const byForm = new Map<string, ResolvedReference & { readonly uses: ResolvedUse[] }>()
  for (const { use, verdict } of verdicts) {
    const { arn, written, keyId, changedAt } = verdict
    if (arn === undefined || written === undefined) continue
    const entry = byForm.get(written) ?? { written, arn, ...present({ keyId, changedAt }), uses: [] }
    byForm.set(written, entry)
    const { field, name, container } = use.use
    const { file, service } = use.document
    entry.uses.push({ field, name, file, ...present({ container, service }) })
  }
  return [...byForm.values()]
}
