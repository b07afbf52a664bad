import { type ParsedReference, parseReference, type ReferenceFault } from '../../secrets/reference.ts'
import { fieldOf, referenceForms, resolvesShortForms, subject } from '../advice.ts'
import { type Candidate, isReferenceLocation } from '../candidate.ts'
import { namesStored } from '../entries.ts'
import type { Evidence, ReferenceJudge, Rule } from '../rule.ts'
import { credentialByName } from '../values/credential.ts'
import { hasTemplate } from '../values/templates.ts'

/** `<ACCOUNT_ID>` is a placeholder that another step fills in. */
const UNFILLED = /<[A-Za-z][\w .:/-]{0,126}>/

/** `REGION`, `ACCOUNT_ID`, `123456789` in an ARN: another step, or a person, fills them in before it is deployed. */
const UNFILLED_ARN =
  /^arn:[\w-]{1,20}:(?:secretsmanager|ssm):(?:[a-zA-Z0-9_-]{1,40})?:(?!\d{12}:)[\w.-]{0,64}:(?:secret:|parameter)/

/**
 * referenceRule returns the rule about references that ECS cannot use, so that the task would not start, for a kind of
 * run. Checks that require calls to AWS are not made here. A run that calls AWS afterwards looks a bare name
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
  const fault = faultOf(reference, candidate)
  if (fault === undefined) return undefined
  const isUnfilled = judge === undefined && UNFILLED_ARN.test(value)
  return {
    ...(isPasted ? { level: 'error' } : isUnfilled ? { level: 'notice' } : {}),
    message: `${subject(candidate)} has no reference that ECS can use in "${fieldOf(location)}": ${fault.message}.`,
    hint: resolvesShortForms(candidate) ? fault.hint : `Write ${referenceForms(candidate)}.`
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

function faultOf(reference: ParsedReference, { location }: Candidate): Fault | undefined {
  switch (reference.kind) {
    case 'malformed':
      return reference.fault
    case 'bare':
      // Here ECS reads a bare name as the name of a secret in the same Region (developer guide, "Private registry").
      return location === 'repository-credentials' && reference.lookable ? undefined : reference.fault
    case 'parameter-name':
    case 'parameter-arn':
      return location === 'repository-credentials' ? PARAMETER_HERE : undefined
    case 'secret-name':
    case 'secret-arn': {
      const wholeOnly = location === 'repository-credentials' || location === 'fsx-credentials'
      return wholeOnly && reference.tail !== undefined ? TAIL_HERE : undefined
    }
  }
}

type Fault = Pick<ReferenceFault, 'message' | 'hint'>

const PARAMETER_HERE: Fault = {
  message: 'it is an SSM parameter; a private registry’s login is taken from Secrets Manager only',
  hint: 'Store {"username": …, "password": …} as one secret and write "secretsmanager:<secret name>".'
}

const TAIL_HERE: Fault = {
  message: 'it has a part of a secret; ECS takes the whole secret here',
  hint: 'Write "secretsmanager:<secret name>" alone; the secret holds JSON with "username" and "password".'
}
