import { parseReference } from '../../references/parse.ts'
import type { ParsedReference } from '../../references/reference.ts'
import { type Candidate, isReferenceLocation } from '../candidate.ts'
import { fieldOf, subject } from '../phrases.ts'
import type { Rule } from '../rule.ts'
import { hasTemplate } from '../values/templates.ts'
import { ARN_FAULT, OTHER_FAULT, REFERENCE_FAULTS } from './reference-faults.ts'

/** `<ACCOUNT_ID>` stands for what another step fills in. */
const UNFILLED = /<[A-Za-z][\w .:/-]{0,126}>/

/** References that ECS can't use: the task would not start. What AWS has to be asked about is not judged here. */
export const referenceInvalid: Rule = {
  id: 'secret/reference-invalid',
  level: 'error',
  category: 'reference',
  confidence: 'high',
  summary: 'A "valueFrom" or "credentialsParameter" is not a reference that ECS can use.',
  docs: 'docs/rules/reference-invalid.md',
  controls: [],
  standsAlone: true,
  examine: candidate => {
    const { location, value } = candidate
    if (!isReferenceLocation(location) || isFilledLater(value)) return undefined
    if (isFullPath(candidate)) return fullPathEvidence(candidate)
    const code = faultCode(parseReference(value), candidate)
    if (code === undefined) return undefined
    const { problem, hint } = REFERENCE_FAULTS[code] ?? (value.startsWith('arn:') ? ARN_FAULT : OTHER_FAULT)
    return {
      message: `${subject(candidate)} has no reference that ECS can use in "${fieldOf(location)}": ${problem}.`,
      hint
    }
  }
}

/** CloudFormation's own syntax looks like a template, and nobody but CloudFormation fills it in. */
function isFilledLater(value: string): boolean {
  return !value.startsWith('{{resolve:') && (hasTemplate(value) || UNFILLED.test(value))
}

function faultCode(reference: ParsedReference, { location }: Candidate): string | undefined {
  switch (reference.kind) {
    case 'malformed':
      return reference.fault.code
    case 'bare':
      // ECS takes a bare name there for the name of a secret in the same region (developer guide, "Private registry").
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

/** `/prod/app/password` can only be a parameter's name, and ECS reads it as one. */
function isFullPath({ location, value }: Candidate): boolean {
  return (
    (location === 'secrets' || location === 'secret-options') &&
    /^(?:\/[A-Za-z0-9_.-]{1,128}){1,15}$/.test(value)
  )
}

function fullPathEvidence(candidate: Candidate) {
  return {
    level: 'warning' as const,
    message: `${subject(candidate)} has a path in "${fieldOf(candidate.location)}" that does not say where it is kept. ECS would read it as the name of an SSM parameter; a deployment asks for the explicit form.`,
    hint: 'Write "ssm:" in front of it.'
  }
}
