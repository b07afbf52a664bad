import { malformed, parameterNamePattern, parameterTailFault, secretNamePattern } from './grammar.ts'
import { parseArnReference } from './parse-arn.ts'
import { parseTail } from './parse-tail.ts'
import type { MalformedReference, ParsedReference } from './reference.ts'

const shortForms = '`secretsmanager:NAME`, `ssm:NAME`, or a full ARN of a secret or a parameter'

/**
 * parseReference reads a `valueFrom` (or `credentialsParameter`) in any written form. Never throws: what is wrong comes
 * back as data. Grammar: ECS developer guide, "Specifying sensitive data", and the agent's ARN parser.
 */
export function parseReference(text: string): ParsedReference {
  if (text === '') {
    return malformed('empty-reference', 'the reference is empty', `Write ${shortForms}.`)
  }
  if (text !== text.trim()) {
    return malformed(
      'malformed-reference',
      'the reference begins or ends with white space',
      'Remove the white space: AWS would take it as part of the name.'
    )
  }
  if (text.startsWith('arn:')) return parseArnReference(text)
  if (text.startsWith('secretsmanager:')) return parseSecretName(text.slice('secretsmanager:'.length))
  if (text.startsWith('ssm:')) return parseParameterName(text.slice('ssm:'.length))
  if (text.startsWith('{{resolve:')) {
    return malformed(
      'cloudformation-reference',
      'this is a dynamic reference of CloudFormation, which ECS does not resolve',
      `Write ${shortForms}.`
    )
  }
  return text.includes(':') ? unknownForm() : bare(text)
}

function parseSecretName(rest: string): ParsedReference {
  const [name = '', ...parts] = rest.split(':')
  if (!secretNamePattern.test(name)) {
    return malformed(
      'malformed-reference',
      `\`secretsmanager:\` is followed by ${name === '' ? 'no name' : 'a name that Secrets Manager does not allow'}`,
      'A secret name has 1 to 512 characters: letters, digits and /_+=.@-'
    )
  }
  if (parts.length > 3) {
    return malformed(
      'malformed-tail',
      `the reference secretsmanager:${name} is followed by ${parts.length} parts; at most three are allowed`,
      'Write secretsmanager:NAME:json-key:version-stage:version-id; leave parts that are not wanted empty.'
    )
  }
  const tail = parseTail(parts, `secretsmanager:${name}`)
  if (tail.fault) return { kind: 'malformed', fault: tail.fault }
  return { kind: 'secret-name', name, ...(tail.tail && { tail: tail.tail }) }
}

function parseParameterName(rest: string): ParsedReference {
  const [name = '', ...parts] = rest.split(':')
  const fault = parameterFault(name, parts)
  return fault ?? { kind: 'parameter-name', name }
}

function parameterFault(name: string, parts: readonly string[]): MalformedReference | undefined {
  if (!parameterNamePattern.test(name)) {
    return malformed(
      'malformed-reference',
      `\`ssm:\` is followed by ${name === '' ? 'no name' : 'a name that Parameter Store does not allow'}`,
      'A parameter name has letters, digits and _.-/'
    )
  }
  if (parts.length > 0) return parameterTailFault(`ssm:${name}`, parts)
  if ((name.includes('/') && !name.startsWith('/')) || name.endsWith('/') || name.includes('//')) {
    return malformed(
      'malformed-reference',
      `the parameter name in ssm:${name} is not a full path`,
      'A parameter name with a path begins with a slash, has no empty step and does not end with a slash, e.g. ssm:/app/db/password.'
    )
  }
  return undefined
}

/** At least one separator and no long run of mixed letters and digits: a name that may be asked for without leaking a token. */
function isLookable(text: string): boolean {
  if (!/^[A-Za-z0-9/_.-]{1,128}$/.test(text) || !/[/_.-]/.test(text)) return false
  return !(text.match(/[A-Za-z0-9]{16,}/g) ?? []).some(run => /[A-Za-z]/.test(run) && /\d/.test(run))
}

function bare(name: string): ParsedReference {
  const lookable = isLookable(name)
  return {
    kind: 'bare',
    name,
    lookable,
    fault: {
      code: 'bare-name',
      message:
        'the reference is a bare name (or a pasted value), which ECS would read as the name of an SSM parameter',
      hint: 'Say where it is kept: secretsmanager:NAME for a secret, ssm:NAME for a parameter. If it is the value itself, store it first and replace it: it is in git now.'
    }
  }
}

function unknownForm(): MalformedReference {
  return malformed(
    'malformed-reference',
    'the text is neither an ARN nor does it begin with `secretsmanager:` or `ssm:`',
    `Write ${shortForms}.`
  )
}

/** secretOfBareName takes a bare name for that of a secret, as ECS does in repositoryCredentials. Other forms stay. */
export function secretOfBareName(reference: ParsedReference): ParsedReference {
  return reference.kind === 'bare' && reference.lookable
    ? { kind: 'secret-name', name: reference.name }
    : reference
}
