import { oneLine } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Fault, Problem } from '../errors.ts'
import type { PlaceFinder } from '../files/document/place.ts'
import type { ObjectNode } from '../files/document/tree.ts'
import { distinctBy, grouped } from '../list.ts'
import { present } from '../present.ts'
import { collectReferences, type ReferenceUse, substituteReferences } from './collect.ts'
import { bareParameter, crossRegion, describeUse, faultAtPlace, versionFault } from './faults.ts'
import { type LookupAnswer, type LookupPlace, lookUpAll, regionOf } from './lookup.ts'
import type { SecretDirectory } from './ports.ts'
import {
  type BareReference,
  type ParsedReference,
  parseReference,
  printReference,
  printTail,
  printTarget,
  type Reference,
  type ReferenceFault,
  secretOfBareName
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

/**
 * Where to look, and what a look-up that is not allowed means: a warning (`auto`, the default) or a problem
 * (`required`). With `off`, what needs no look-up gets none.
 */
export type ResolutionScope = {
  readonly directory: SecretDirectory
  readonly region: string
  readonly partition: string
  readonly verify?: 'auto' | 'required' | 'off'
}

/** A place with its document and the meaning of its text. */
type Use = {
  readonly document: UnresolvedDocument
  readonly use: ReferenceUse
  readonly reference: ParsedReference
}

/** What became of a place: the reference that ECS gets, or why it has none. */
type Verdict = {
  readonly arn?: string
  readonly written?: string
  readonly keyId?: string
  readonly changedAt?: number
  /** Why it is not known whether it exists, and what would help. */
  readonly open?: { readonly why: string; readonly help: string }
  readonly problems: readonly Problem[]
  readonly warnings?: readonly Problem[]
}

type Judged = { readonly use: Use; readonly verdict: Verdict }

/**
 * resolveReferences replaces every reference by its full ARN, using metadata only. Each distinct secret or parameter is
 * looked up once, in the Region of its ARN (or else `region`), at most eight at a time. What ECS can read as it is
 * written stays as it is if it may not be looked up. All problems are returned together, with place and service; a
 * warning does not stop a deploy. Throws only what a port throws besides AwsError.
 */
export async function resolveReferences<Document extends UnresolvedDocument>(
  documents: readonly Document[],
  { directory, verify = 'auto', ...where }: ResolutionScope
): Promise<Resolution<Document>> {
  const uses = documents.flatMap(document =>
    collectReferences(document.root).map((use): Use => {
      const parsed = parseReference(use.node.value)
      const reference = use.field === 'repositoryCredentials' ? secretOfBareName(parsed) : parsed
      return { document, use, reference }
    })
  )
  const wanted = uses.flatMap(one => formsToLookUp(one, where))
  const answers = await lookUpAll(
    verify === 'off' ? wanted.filter(one => !isReadAsWritten(one)) : wanted,
    directory,
    where
  )
  const verdicts = uses.map(use => ({ use, verdict: verdictFor(use, { answers, where }) }))
  const open = notVerified(verdicts)
  const [blocking, noted] = verify === 'required' ? [open, []] : [[], open]
  return {
    documents: documents.map(document => {
      const own = verdicts.flatMap(({ use, verdict: { arn } }) =>
        use.document === document && arn !== undefined ? [[use.use.pointer, arn] as const] : []
      )
      return { ...document, root: substituteReferences(document.root, new Map(own)) }
    }),
    resolved: listResolved(verdicts),
    problems: distinctBy(
      [...verdicts.flatMap(({ verdict }) => verdict.problems), ...blocking],
      // a failure of a whole Region is reported once
      problem => ((problem.place ?? problem.service) ? problem : problem.message)
    ),
    warnings: [...oneForFile(verdicts.flatMap(({ verdict }) => verdict.warnings ?? [])), ...noted]
  }
}

/** A full ARN and a parameter's path need no look-up: ECS reads them itself. */
function isReadAsWritten(reference: Reference): boolean {
  if (reference.kind === 'secret-arn') return reference.suffix !== undefined
  return (
    reference.kind === 'parameter-arn' || (reference.kind === 'parameter-name' && reference.isBare === true)
  )
}

type Known = { readonly answers: ReadonlyMap<string, LookupAnswer>; readonly where: LookupPlace }

/** A bare name is looked up as parameter and as secret, so that the message can offer what exists. */
function formsToLookUp({ reference, use }: Use, where: LookupPlace): readonly Reference[] {
  if (reference.kind === 'malformed') return []
  if (reference.kind === 'bare') return reference.lookable ? formsOf(reference) : []
  return faultAtPlace(reference, use, where) === undefined ? [reference] : []
}

function formsOf({ name }: BareReference): readonly [Reference, Reference] {
  return [
    { kind: 'secret-name', name },
    { kind: 'parameter-name', name }
  ]
}

function verdictFor(one: Use, known: Known): Verdict {
  const { reference, use } = one
  if (reference.kind === 'malformed') return failure(one, reference.fault, 'user')
  if (reference.kind === 'bare') return bareVerdict(one, reference, known)
  const fault = faultAtPlace(reference, use, known.where)
  return fault ? failure(one, fault, 'user') : lookedUp(one, reference, known)
}

/** ECS reads a name without a prefix as that of a parameter in `secrets` and `secretOptions`. */
function bareVerdict(one: Use, reference: BareReference, known: Known): Verdict {
  const forms = reference.lookable ? formsOf(reference) : []
  const answers = forms.map(form => ({ form, answer: known.answers.get(printTarget(form)) }))
  const existing = answers.flatMap(({ form, answer }) => (answer?.kind === 'found' ? [form] : []))
  const parameter = existing.find(({ kind }) => kind === 'parameter-name')
  const isParameter = one.use.field === 'secrets' || one.use.field === 'secretOptions'
  if (parameter && isParameter) return lookedUp(one, { ...parameter, isBare: true } as Reference, known)
  const denied = answers.filter(({ answer }) => answer?.kind === 'open').at(isParameter ? -1 : 0)
  if (existing.length === 0 && denied) return lookedUp(one, denied.form, known)
  if (existing.length === 0) return failure(one, reference.fault, 'user')
  // quoted only because AWS has confirmed that something has this name: it could have been a pasted value
  const message = `the reference is the bare name ${reference.name}, which ECS would read as the name of an SSM parameter`
  const hint = `Write ${existing.map(printTarget).join(' or ')}, which exists.`
  return failure(one, { code: reference.fault.code, message, hint }, 'user')
}

function lookedUp(one: Use, reference: Reference, { answers, where }: Known): Verdict {
  const target = printTarget(reference)
  const tail = 'tail' in reference ? printTail(reference.tail) : ''
  const answer = answers.get(target)
  const asWritten = { arn: one.use.node.value, written: printReference(reference), problems: [] }
  // it needs no look-up
  if (answer === undefined) return asWritten
  const region = regionOf(reference, where)
  switch (answer.kind) {
    case 'fault':
      return failure(one, answer.fault, 'cloud')
    case 'failed':
      return {
        problems: [explainAwsError(answer.error, { subject: `the references in ${region}` })]
      }
    case 'open': {
      const { why, help, answered = '' } = answer
      if (isReadAsWritten(reference)) return { ...asWritten, open: { why, help } }
      const code = target.startsWith('ssm:') ? 'parameter-access-denied' : 'secret-access-denied'
      const message = `the reference could not be looked up: ${why}. ${answered}`.replace(/[. ]+$/, '')
      return failure(one, { code, message, hint: `${help} ${FULL_ARN}` }, 'cloud')
    }
    case 'found': {
      const version = versionFault(reference, answer.versions, where)
      if (version?.code === 'secret-version-not-found') return failure(one, version, 'cloud')
      const warnings = [
        answer.warning,
        version,
        region === where.region ? undefined : crossRegion(target, region, where),
        'isBare' in reference ? bareParameter(reference.name) : undefined
      ].flatMap(fault => (fault ? [problemAt(one, fault, 'cloud')] : []))
      const { keyId, changedAt } = answer
      const arn = answer.arn + tail
      return { arn, written: asWritten.written, ...present({ keyId, changedAt }), problems: [], warnings }
    }
  }
}

const FULL_ARN = 'A full ARN in the file needs no look-up: ECS gets it as it is.'

function failure(one: Use, fault: ReferenceFault, whose: Fault): Verdict {
  return { problems: [problemAt(one, fault, whose)] }
}

function problemAt({ document, use }: Use, { code, message, hint }: ReferenceFault, fault: Fault): Problem {
  const { origin } = use.node
  const input = origin.kind === 'input' ? ` (from input ${oneLine(origin.input)})` : ''
  const at = present({ place: document.place(origin), service: document.service })
  return { code, fault, message: `${describeUse(use)}${input}: ${message}.`, hint, ...at }
}

/** A file with fifty bare names has one warning, not fifty. */
function oneForFile(warnings: readonly Problem[]): readonly Problem[] {
  const alike = grouped(warnings, ({ code, place, service }) => `${code} ${place?.file ?? service}`)
  return [...alike.values()].map(([first, ...others]) => {
    const { message, ...rest } = first as Problem
    const more = others.length === 0 ? '' : ` (and ${others.length} more like it in this file)`
    return { ...rest, message: message.replace(/\.$/, `${more}.`) }
  })
}

/** What may not be looked up is reported once for each reason. */
function notVerified(verdicts: readonly Judged[]): readonly Problem[] {
  const open = verdicts.flatMap(({ use, verdict }) => (verdict.open ? [{ ...use, ...verdict.open }] : []))
  return [...grouped(open, ({ why }) => why)].map(([why, some]) => {
    const [{ use, document, help }] = some as readonly [(typeof open)[number]]
    const what = some.length === 1 ? describeUse(use) : `what ${some.length} references name`
    return {
      code: 'reference-not-verified',
      fault: 'cloud' as const,
      message: `Not verified: ${why}, so it is not known whether ${what} exists; ECS gets the reference as it is written.`,
      hint: `${help} With verify-permissions: off it is not looked up.`,
      ...present({ place: document.place(use.node.origin), service: document.service })
    }
  })
}

function listResolved(verdicts: readonly Judged[]): readonly ResolvedReference[] {
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
