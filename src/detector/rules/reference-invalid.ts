import { type ParsedReference, parseReference } from '../../secrets/reference.ts'
import { referenceForms, resolvesShortForms } from '../advice.ts'
import { type Candidate, isReferenceLocation } from '../candidate.ts'
import { fieldOf, subject } from '../phrases.ts'
import type { Evidence, ReferenceJudge, Rule } from '../rule.ts'
import { namesStored } from '../stored.ts'
import { credentialByName } from '../values/credential.ts'
import { hasTemplate } from '../values/templates.ts'

/** `<ACCOUNT_ID>` is a placeholder that another step fills in. */
const UNFILLED = /<[A-Za-z][\w .:/-]{0,126}>/

/** `REGION`, `ACCOUNT_ID`, `123456789` in an ARN: another step, or a person, fills them in before it is deployed. */
const UNFILLED_ARN =
  /^arn:[\w-]{1,20}:(?:secretsmanager|ssm):(?:[a-zA-Z0-9_-]{1,40})?:(?!\d{12}:)[\w.-]{0,64}:(?:secret:|parameter)/

/** References that ECS cannot use: the task would not start. Checks that require calls to AWS are not made here. */
export const referenceInvalid: Rule = referenceRule(undefined)

/**
 * referenceRule returns the rule about references for a kind of run. A run that calls AWS afterwards looks a bare name
 * up, since ECS reads it as the name of a parameter. A run that only writes a file, which may be filled in later,
 * warns.
 */
export function referenceRule(judge: ReferenceJudge | undefined): Rule {
  return {
    id: 'secret/reference-invalid',
    level: judge?.kind === 'file' ? 'warning' : 'error',
    category: 'reference',
    confidence: 'high',
    summary: 'A "valueFrom" or "credentialsParameter" is not a reference that ECS can use.',
    docs: 'docs/rules/reference-invalid.md',
    controls: [],
    examine: candidate => examine(candidate, judge)
  }
}

function examine(candidate: Candidate, judge: ReferenceJudge | undefined): Evidence | undefined {
  const { location, value } = candidate
  if (!isReferenceLocation(location) || isFilledLater(value)) return undefined
  if (value === '' && judge?.kind === 'lookup' && judge.dropsEmpty) return undefined
  const reference = parseReference(value)
  const isName =
    reference.kind === 'bare' ? reference.lookable : reference.kind === 'parameter-name' && reference.isBare
  const isPasted = reference.kind === 'bare' && isPastedValue(candidate)
  if (isName && !isPasted && (location === 'secrets' || location === 'secret-options'))
    return judge?.kind === 'lookup' ? undefined : bareNameEvidence(candidate, judge)
  const code = faultCode(reference, candidate)
  if (code === undefined) return undefined
  const { problem, hint } = REFERENCE_FAULTS[code] ?? (value.startsWith('arn:') ? ARN_FAULT : OTHER_FAULT)
  const isUnfilled = judge === undefined && UNFILLED_ARN.test(value)
  return {
    ...(isPasted ? { level: 'error' } : isUnfilled ? { level: 'notice' } : {}),
    message: `${subject(candidate)} has no reference that ECS can use in "${fieldOf(location)}": ${problem}.`,
    hint: resolvesShortForms(candidate) ? hint : `Write ${referenceForms(candidate)}.`
  }
}

/** `Harbor52Lantern` under the name of a credential: no name of a parameter looks like it. */
function isPastedValue({ name, value }: Candidate): boolean {
  return !namesStored(value) && credentialByName(name, value) !== undefined
}

function bareNameEvidence(candidate: Candidate, judge: ReferenceJudge | undefined): Evidence {
  return {
    level: judge?.kind === 'file' && !candidate.value.startsWith('/') ? 'warning' : 'notice',
    message: `${subject(candidate)} has a name in "${fieldOf(candidate.location)}" that does not say where it is kept. ECS reads it as the name of an SSM parameter in the service's Region, and so does a deployment.`,
    hint: `${resolvesShortForms(candidate) ? 'Write "ssm:" in front of it to make this explicit; for a secret, "secretsmanager:<secret name>"' : `To say so, write ${referenceForms(candidate)}`}. If it is the value itself, store it first and rotate it.`
  }
}

/** CloudFormation's dynamic references look like templates, but only CloudFormation resolves them. */
function isFilledLater(value: string): boolean {
  return !value.startsWith('{{resolve:') && (hasTemplate(value) || UNFILLED.test(value))
}

function faultCode(reference: ParsedReference, { location }: Candidate): string | undefined {
  switch (reference.kind) {
    case 'malformed':
      return reference.fault.code
    case 'bare':
      // Here ECS reads a bare name as the name of a secret in the same Region (developer guide, "Private registry").
      return location === 'repository-credentials' && reference.lookable ? undefined : reference.fault.code
    case 'parameter-name':
    case 'parameter-arn':
      return location === 'repository-credentials' ? 'parameter-here' : undefined
    case 'secret-name':
    case 'secret-arn': {
      const wholeOnly = location === 'repository-credentials' || location === 'fsx-credentials'
      return wholeOnly && reference.tail !== undefined ? 'tail-here' : undefined
    }
  }
}

/**
 * The text of a finding about a reference that ECS cannot use. `problem` continues "… is not a reference that ECS can
 * use: ".
 */
export type ReferenceText = { readonly problem: string; readonly hint: string }

const FORMS =
  '"secretsmanager:<secret name>", "ssm:<parameter name>", or the full ARN of a secret or a parameter'

/**
 * REFERENCE_FAULTS has a text for each code of `parseReference`. The parser's own messages quote the reference; a
 * finding must not, since the reference may be a pasted credential.
 */
const REFERENCE_FAULTS: Readonly<Record<string, ReferenceText>> = {
  'empty-reference': { problem: 'it is empty', hint: `Write ${FORMS}.` },
  'bare-name': {
    problem:
      'it is a bare name, or the value itself; ECS would look for an SSM parameter of that name and fail at task start',
    hint: 'Refer to where it is stored: "secretsmanager:<name>" for a secret, "ssm:<name>" for a parameter. If it is the value itself, store it first and rotate it.'
  },
  'malformed-tail': {
    problem: 'what follows the secret’s name is not a JSON key, version stage and version id',
    hint: 'Write "secretsmanager:<secret name>:<JSON key>:<version stage>:<version id>"; leave empty what is not wanted, e.g. "secretsmanager:<secret name>:password::".'
  },
  'parameter-version': {
    problem: 'it has a version or a part of an SSM parameter; ECS reads the current version of all of it',
    hint: 'Write "ssm:<parameter name>" alone, or keep the value in Secrets Manager, which has versions and JSON keys.'
  },
  'cloudformation-reference': {
    problem: 'it is a dynamic reference of CloudFormation, which ECS does not resolve',
    hint: `Write ${FORMS}.`
  },
  'parameter-here': {
    problem: 'it is an SSM parameter; a private registry’s login is taken from Secrets Manager only',
    hint: 'Store {"username": …, "password": …} as one secret and write "secretsmanager:<secret name>".'
  },
  'tail-here': {
    problem: 'it has a part of a secret; ECS takes the whole secret here',
    hint: 'Write "secretsmanager:<secret name>" alone; the secret holds JSON with "username" and "password".'
  }
}

/** A malformed ARN, often one with the Region or account placeholders of an example. */
const ARN_FAULT: ReferenceText = {
  problem:
    'its ARN is incomplete: it needs a partition, a region, an account of twelve digits, and a secret or a parameter',
  hint: `Fill in what is missing, or write ${FORMS}.`
}

/** The text for a code without an entry. */
const OTHER_FAULT: ReferenceText = {
  problem: 'it is neither a well-formed ARN of a secret or a parameter nor one of the short forms',
  hint: `Write ${FORMS}.`
}
