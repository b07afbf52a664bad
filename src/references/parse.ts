import { present } from '../present.ts'
import {
  malformed,
  parameterNamePattern,
  parameterTailFault,
  parseTail,
  secretNamePattern
} from './grammar.ts'
import type { MalformedReference, ParsedReference } from './reference.ts'

const shortForms = '`secretsmanager:NAME`, `ssm:NAME`, or a full ARN of a secret or a parameter'

/**
 * parseReference parses a `valueFrom` (or `credentialsParameter`) in any form. Never throws: errors are returned as
 * data. Grammar: ECS developer guide, "Specifying sensitive data", and the agent's ARN parser.
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
  if (text.includes(':')) return unknownForm()
  return isFullPath(text) ? { kind: 'parameter-name', name: text, isBare: true } : bare(text)
}

/** `/prod/app/password` can only be a parameter's name, and ECS treats it as one. */
function isFullPath(text: string): boolean {
  return /^(?:\/[A-Za-z0-9_.-]{1,128}){1,15}$/.test(text)
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
  return { kind: 'secret-name', name, ...present({ tail: tail.tail }) }
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

/**
 * At least one separator and no long run of mixed letters and digits: a name that can be looked up without leaking a
 * token.
 */
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
      hint: 'Refer to where it is stored: secretsmanager:NAME for a secret, ssm:NAME for a parameter. If it is the value itself, store it first and replace it: it is in git now.'
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

/**
 * secretOfBareName treats a bare name as that of a secret, as ECS does in repositoryCredentials. Other forms are
 * unchanged.
 */
export function secretOfBareName(reference: ParsedReference): ParsedReference {
  const isBareName =
    (reference.kind === 'bare' && reference.lookable) ||
    (reference.kind === 'parameter-name' && reference.isBare === true)
  return isBareName ? { kind: 'secret-name', name: reference.name } : reference
}

type ArnHead = { readonly partition: string; readonly region: string; readonly account: string }

/** parseArnReference parses the ARN of a secret (partial or complete, with ECS's strict tail) or of a parameter. */
function parseArnReference(text: string): ParsedReference {
  const [, partition = '', service = '', region = '', account = '', ...resource] = text.split(':')
  const fault = headFault({ partition, service, region, account }, resource.length)
  if (fault) return fault
  const head = { partition, region, account }
  return service === 'ssm' ? parameterArn(head, resource) : secretArn(head, resource)
}

function headFault(
  head: ArnHead & { readonly service: string },
  resourceParts: number
): MalformedReference | undefined {
  if (!/^aws(-[a-z0-9]+)*$/.test(head.partition)) {
    return malformed(
      'malformed-reference',
      'the second part of the ARN is not a partition of AWS',
      'The partition is aws, aws-cn, aws-us-gov or another word that begins with aws-'
    )
  }
  if (head.service !== 'secretsmanager' && head.service !== 'ssm') return otherService(head.service)
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(head.region)) {
    return malformed(
      'malformed-reference',
      `the ARN of ${head.service} has ${head.region === '' ? 'no region' : 'a region that cannot be one'}`,
      'Write the Region after the service, e.g. us-west-2, or use the short form secretsmanager:NAME or ssm:NAME.'
    )
  }
  if (!/^\d{12}$/.test(head.account)) {
    return malformed(
      'malformed-reference',
      `the ARN of ${head.service} has no account of twelve digits`,
      'Write the account after the Region, or use the short form secretsmanager:NAME or ssm:NAME.'
    )
  }
  return resourceParts === 0
    ? malformed(
        'malformed-reference',
        'the ARN ends before the resource',
        'Copy the whole ARN, or use the short form secretsmanager:NAME or ssm:NAME.'
      )
    : undefined
}

function otherService(service: string): MalformedReference {
  const shown = /^[a-z0-9-]{1,40}$/.test(service) ? `of ${service}` : 'of no service'
  return {
    kind: 'malformed',
    fault: {
      code: 'other-service',
      message: `the ARN is one ${shown}; ECS reads secrets from secretsmanager and ssm only`,
      hint: 'Write the ARN of a Secrets Manager secret or an SSM parameter, or secretsmanager:NAME or ssm:NAME.'
    }
  }
}

function secretArn(head: ArnHead, parts: readonly string[]): ParsedReference {
  const [type, resource = '', ...tailParts] = parts
  if (type !== 'secret' || !secretNamePattern.test(resource)) {
    return malformed(
      'malformed-reference',
      'the resource of the secretsmanager ARN is not `secret:NAME`',
      'A secret name has 1 to 512 characters: letters, digits and /_+=.@-'
    )
  }
  const shown = `arn:${head.partition}:secretsmanager:${head.region}:${head.account}:secret:${resource}`
  if (tailParts.length !== 0 && tailParts.length !== 3) {
    return {
      kind: 'malformed',
      fault: {
        code: 'malformed-tail',
        message: `the ARN ${shown} is followed by ${tailParts.length} parts; ECS expects none or exactly three`,
        hint: 'Write all three colons: :json-key:version-stage:version-id, e.g. :password:: for a JSON key alone.'
      }
    }
  }
  const tail = parseTail(tailParts, shown)
  if (tail.fault) return { kind: 'malformed', fault: tail.fault }
  const suffix = /.-([A-Za-z0-9]{6})$/.exec(resource)?.[1]
  return {
    kind: 'secret-arn',
    ...head,
    resource,
    ...present({ suffix }),
    ...present({ tail: tail.tail })
  }
}

function parameterArn(head: ArnHead, parts: readonly string[]): ParsedReference {
  const [path = '', ...tailParts] = parts
  const resource = path.startsWith('parameter/') ? path.slice('parameter/'.length) : ''
  if (!/^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/.test(resource)) {
    return malformed(
      'malformed-reference',
      'the resource of the ssm ARN is not `parameter/NAME`',
      'The parameter /app/db has the ARN …:parameter/app/db (one slash); the parameter app has …:parameter/app.'
    )
  }
  const shown = `arn:${head.partition}:ssm:${head.region}:${head.account}:parameter/${resource}`
  if (tailParts.length > 0) return parameterTailFault(shown, tailParts)
  return { kind: 'parameter-arn', ...head, resource }
}
