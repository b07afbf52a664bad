import { type AwsError, oneLine } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Fault, Problem } from '../errors.ts'
import { present } from '../present.ts'
import { bareParameter, describeUse, lookupDenied, type Where } from './faults.ts'
import { type Answers, lookupKey, regionOf } from './lookup.ts'
import {
  type ParsedReference,
  printReference,
  printTail,
  printTarget,
  type Reference,
  type ReferenceFault
} from './reference.ts'
import type {
  JudgedUse,
  Resolution,
  ResolvedReference,
  ResolvedUse,
  UnresolvedDocument
} from './resolution.ts'
import { substituteReferences } from './substitute.ts'
import { versionFault } from './versions.ts'

/** The result for one use: an ARN or a problem, and warnings. */
type UseResult = {
  readonly arn?: string
  readonly written?: string
  readonly keyId?: string
  readonly changedAt?: number
  readonly problem?: Problem
  readonly warnings: readonly Problem[]
}

/** applyAnswers inserts the ARNs into the documents and turns the failures into problems. Pure. */
export function applyAnswers<Document extends UnresolvedDocument>(
  documents: readonly Document[],
  uses: readonly JudgedUse[],
  known: { readonly answers: Answers; readonly where: Where }
): Resolution<Document> {
  const verdicts = uses.map(judged => ({ judged, verdict: verdictFor(judged, known) }))
  const replacements = new Map<UnresolvedDocument, Map<string, string>>()
  for (const { judged, verdict } of verdicts) {
    if (verdict.arn === undefined) continue
    const ofDocument = replacements.get(judged.document) ?? new Map<string, string>()
    replacements.set(judged.document, ofDocument.set(judged.use.pointer, verdict.arn))
  }
  const problems = verdicts.flatMap(({ verdict }) => verdict.problem ?? [])
  return {
    documents: documents.map(document => substituted(document, replacements.get(document))),
    resolved: listResolved(verdicts),
    problems: withoutRepeats(problems),
    warnings: verdicts.flatMap(({ verdict }) => verdict.warnings)
  }
}

function substituted<Document extends UnresolvedDocument>(
  document: Document,
  arns = new Map<string, string>()
) {
  return { ...document, read: () => substituteReferences(document.read(), arns) }
}

function verdictFor(judged: JudgedUse, known: { answers: Answers; where: Where }): UseResult {
  const { reference, fault } = judged
  if (reference.kind === 'bare') {
    const parameter = known.answers.parameters.get(reference.name)
    if (parameter?.kind === 'found' && takesParameters(judged))
      return success(
        judged,
        { kind: 'parameter-name', name: reference.name, isBare: true },
        { ...parameter, where: known.where }
      )
    return failure(judged, offerForms(reference, known.answers), 'user')
  }
  if (reference.kind === 'malformed') return failure(judged, reference.fault, 'user')
  if (fault) return failure(judged, fault, 'user')
  const answer = known.answers.references.get(lookupKey(reference))
  const where = placeOf(reference, known)
  switch (answer?.kind) {
    case 'found': {
      const version = versionFault(reference, answer.versions, where)
      if (version?.isCertain) return failure(judged, version.fault, 'cloud')
      return success(judged, reference, {
        ...answer,
        ...present({ warning: version?.fault }),
        where: known.where
      })
    }
    case 'fault':
      return failure(judged, answer.fault, 'cloud')
    case 'failed':
      return answer.error.kind === 'denied'
        ? failure(judged, lookupDenied(reference, answer.error, where), 'cloud')
        : { problem: lookupFailed(answer.error, where.region), warnings: [] }
    default:
      throw new Error('a reference was not looked up')
  }
}

function placeOf(reference: Reference, known: { answers: Answers; where: Where }): Where {
  const { account } = known.answers
  return {
    partition: known.where.partition,
    region: regionOf(reference, known.where),
    ...present({ account })
  }
}

function success(
  judged: JudgedUse,
  reference: Reference,
  answer: {
    readonly arn: string
    readonly keyId?: string
    readonly changedAt?: number
    readonly warning?: ReferenceFault
    readonly where: Where
  }
): UseResult {
  const tail = 'tail' in reference ? printTail(reference.tail) : ''
  const bare = 'isBare' in reference ? bareParameter(reference.name) : undefined
  const faults = [answer.warning, crossRegion(reference, answer.where), bare].filter(
    fault => fault !== undefined
  )
  return {
    arn: answer.arn + tail,
    written: printReference(reference),
    ...present({ keyId: answer.keyId, changedAt: answer.changedAt }),
    warnings: faults.map(fault => problemAt(judged, fault, 'cloud'))
  }
}

/** ECS reads a name without a prefix as that of a parameter, but only in these lists. */
function takesParameters({ use }: JudgedUse): boolean {
  return use.field === 'secrets' || use.field === 'secretOptions'
}

function crossRegion(reference: Reference, where: Where): ReferenceFault | undefined {
  const region = regionOf(reference, where)
  if (region === where.region) return undefined
  return {
    code: 'cross-region-reference',
    message: `${printTarget(reference)} is in ${region}, the service in ${where.region}: tasks then depend on both regions to start`,
    hint: 'Replicate the secret into the Region of the service and write the short form, unless this is wanted.'
  }
}

/**
 * The name may be quoted only after AWS has confirmed that something has this name; before that, it could be a pasted
 * value.
 */
function offerForms(reference: Extract<ParsedReference, { kind: 'bare' }>, answers: Answers): ReferenceFault {
  const forms = answers.bareNames.get(reference.name) ?? []
  if (forms.length === 0) return reference.fault
  return {
    code: reference.fault.code,
    message: `the reference is the bare name ${reference.name}, which ECS would read as the name of an SSM parameter`,
    hint: `Write ${forms.join(' or ')}, which exists.`
  }
}

/**
 * A failure that does not concern one reference (credentials, network, throttling) is reported once per Region, without
 * a place.
 */
function lookupFailed(error: AwsError, region: string): Problem {
  return explainAwsError(error, { subject: `the references in ${region}` })
}

function failure(judged: JudgedUse, fault: ReferenceFault, whose: Fault): UseResult {
  return { problem: problemAt(judged, fault, whose), warnings: [] }
}

function problemAt({ document, use }: JudgedUse, fault: ReferenceFault, whose: Fault): Problem {
  const place = document.place(use.node.origin)
  const input = use.node.origin.kind === 'input' ? ` (from input ${oneLine(use.node.origin.input)})` : ''
  return {
    code: fault.code,
    fault: whose,
    message: `${describeUse(use)}${input}: ${fault.message}.`,
    hint: fault.hint,
    ...present({ place, service: document.service })
  }
}

function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>()
  return problems.filter(problem => {
    if (problem.place !== undefined || problem.service !== undefined) return true
    const key = `${problem.code}\n${problem.message}`
    return !seen.has(key) && seen.add(key)
  })
}

function listResolved(
  verdicts: readonly { readonly judged: JudgedUse; readonly verdict: UseResult }[]
): readonly ResolvedReference[] {
  const byForm = new Map<string, ResolvedReference & { readonly uses: ResolvedUse[] }>()
  for (const { judged, verdict } of verdicts) {
    if (verdict.arn === undefined || verdict.written === undefined) continue
    const { arn, written, keyId, changedAt } = verdict
    const entry = byForm.get(written) ?? { written, arn, ...present({ keyId, changedAt }), uses: [] }
    byForm.set(written, entry)
    entry.uses.push(resolvedUse(judged))
  }
  return [...byForm.values()]
}

function resolvedUse({ document, use }: JudgedUse): ResolvedUse {
  return {
    field: use.field,
    name: use.name,
    file: document.file,
    ...present({ container: use.container, service: document.service })
  }
}
