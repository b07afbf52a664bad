import { present } from '../../present.ts'
import type { MalformedReference, ParsedReference, SecretTail } from './reference.ts'

const FORMS = 'Write `secretsmanager:NAME`, `ssm:NAME`, or a full ARN of a secret or a parameter.'
const SHORT = 'or use the short form secretsmanager:NAME or ssm:NAME.'
const SECRET_NAMES = 'A secret name has 1 to 512 characters: letters, digits and /_+=.@-'

/**
 * Valid names of secrets (CreateSecret), with the `!` that separates the service's name in secrets that an AWS service
 * manages (`rds!cluster-…`); and of parameters (PutParameter; at most 1011 characters with the path).
 */
const SECRET_NAME = /^(?:[a-z]{2,32}!)?[A-Za-z0-9/_+=.@-]{1,512}$/
const PARAMETER_NAME = /^[A-Za-z0-9_.\-/]{1,1011}$/

/** A path such as `/prod/app/password` can only be a parameter's name, and ECS treats it as one. */
const FULL_PATH = /^(?:\/[A-Za-z0-9_.-]{1,128}){1,15}$/

/** How a reference can begin, and who parses the rest. */
const PARSERS: readonly (readonly [prefix: string, parse: (rest: string) => ParsedReference])[] = [
  ['arn:', parseArn],
  ['secretsmanager:', parseSecretName],
  ['ssm:', parseParameterName],
  [
    '{{resolve:',
    () =>
      malformed(
        'cloudformation-reference',
        'this is a dynamic reference of CloudFormation, which ECS does not resolve',
        FORMS
      )
  ]
]

/**
 * parseReference parses a `valueFrom` (or `credentialsParameter`) in any form. Never throws: errors are returned as
 * data. Grammar: ECS developer guide, "Specifying sensitive data", and the agent's ARN parser.
 */
export function parseReference(text: string): ParsedReference {
  if (text === '') return malformed('empty-reference', 'the reference is empty', FORMS)
  if (text !== text.trim())
    return malformed(
      'malformed-reference',
      'the reference begins or ends with white space',
      'Remove the white space: AWS would take it as part of the name.'
    )
  for (const [prefix, parse] of PARSERS) if (text.startsWith(prefix)) return parse(text.slice(prefix.length))
  if (text.includes(':'))
    return malformed(
      'malformed-reference',
      'the text is neither an ARN nor does it begin with `secretsmanager:` or `ssm:`',
      FORMS
    )
  return FULL_PATH.test(text) ? { kind: 'parameter-name', name: text, isBare: true } : bareName(text)
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

function malformed(code: string, message: string, hint: string): MalformedReference {
  return { kind: 'malformed', fault: { code, message, hint } }
}

function bareName(name: string): ParsedReference {
  return {
    kind: 'bare',
    name,
    lookable: isLookable(name),
    fault: {
      code: 'bare-name',
      message:
        'the reference is a bare name (or a pasted value), which ECS would read as the name of an SSM parameter',
      hint: 'Refer to where it is stored: secretsmanager:NAME for a secret, ssm:NAME for a parameter. If it is the value itself, store it first and replace it: it is in git now.'
    }
  }
}

/**
 * At least one separator and no long run of mixed letters and digits: a name that can be looked up without leaking a
 * token.
 */
function isLookable(text: string): boolean {
  if (!/^[A-Za-z0-9/_.-]{1,128}$/.test(text) || !/[/_.-]/.test(text)) return false
  return !(text.match(/[A-Za-z0-9]{16,}/g) ?? []).some(run => /[A-Za-z]/.test(run) && /\d/.test(run))
}

function parseSecretName(rest: string): ParsedReference {
  const [name = '', ...parts] = rest.split(':')
  if (!SECRET_NAME.test(name))
    return malformed(
      'malformed-reference',
      `\`secretsmanager:\` is followed by ${name === '' ? 'no name' : 'a name that Secrets Manager does not allow'}`,
      SECRET_NAMES
    )
  const shown = `secretsmanager:${name}`
  if (parts.length > 3)
    return malformed(
      'malformed-tail',
      `the reference ${shown} is followed by ${parts.length} parts; at most three are allowed`,
      'Write secretsmanager:NAME:json-key:version-stage:version-id; leave parts that are not wanted empty.'
    )
  return tailFault(parts, shown) ?? { kind: 'secret-name', name, ...tailOf(parts) }
}

function parseParameterName(rest: string): ParsedReference {
  const [name = '', ...parts] = rest.split(':')
  if (!PARAMETER_NAME.test(name))
    return malformed(
      'malformed-reference',
      `\`ssm:\` is followed by ${name === '' ? 'no name' : 'a name that Parameter Store does not allow'}`,
      'A parameter name has letters, digits and _.-/'
    )
  if (parts.length > 0) return parameterTailFault(`ssm:${name}`, parts)
  if ((name.includes('/') && !name.startsWith('/')) || name.endsWith('/') || name.includes('//'))
    return malformed(
      'malformed-reference',
      `the parameter name in ssm:${name} is not a full path`,
      'A parameter name with a path begins with a slash, has no empty step and does not end with a slash, e.g. ssm:/app/db/password.'
    )
  return { kind: 'parameter-name', name }
}

/** A secret's ARN (partial or complete, with ECS's strict tail) or a parameter's, without its `arn:`. */
function parseArn(rest: string): ParsedReference {
  const [partition = '', service = '', region = '', account = '', ...resource] = rest.split(':')
  const fault = headFault({ partition, service, region, account }, resource.length)
  if (fault) return fault
  const head = { partition, region, account }
  return service === 'ssm' ? parameterArn(head, resource) : secretArn(head, resource)
}

type ArnHead = { readonly partition: string; readonly region: string; readonly account: string }

function headFault(
  { partition, service, region, account }: ArnHead & { readonly service: string },
  resourceParts: number
): MalformedReference | undefined {
  const fault = (message: string, hint: string) => malformed('malformed-reference', message, hint)
  if (!/^aws(-[a-z0-9]+)*$/.test(partition))
    return fault(
      'the second part of the ARN is not a partition of AWS',
      'The partition is aws, aws-cn, aws-us-gov or another word that begins with aws-'
    )
  if (service !== 'secretsmanager' && service !== 'ssm')
    return malformed(
      'other-service',
      `the ARN is one ${/^[a-z0-9-]{1,40}$/.test(service) ? `of ${service}` : 'of no service'}; ECS reads secrets from secretsmanager and ssm only`,
      'Write the ARN of a Secrets Manager secret or an SSM parameter, or secretsmanager:NAME or ssm:NAME.'
    )
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region))
    return fault(
      `the ARN of ${service} has ${region === '' ? 'no region' : 'a region that cannot be one'}`,
      `Write the Region after the service, e.g. us-west-2, ${SHORT}`
    )
  if (!/^\d{12}$/.test(account))
    return fault(
      `the ARN of ${service} has no account of twelve digits`,
      `Write the account after the Region, ${SHORT}`
    )
  if (resourceParts === 0) return fault('the ARN ends before the resource', `Copy the whole ARN, ${SHORT}`)
  return undefined
}

function secretArn(head: ArnHead, parts: readonly string[]): ParsedReference {
  const [type, resource = '', ...tail] = parts
  if (type !== 'secret' || !SECRET_NAME.test(resource))
    return malformed(
      'malformed-reference',
      'the resource of the secretsmanager ARN is not `secret:NAME`',
      SECRET_NAMES
    )
  const shown = `arn:${head.partition}:secretsmanager:${head.region}:${head.account}:secret:${resource}`
  if (tail.length !== 0 && tail.length !== 3)
    return malformed(
      'malformed-tail',
      `the ARN ${shown} is followed by ${tail.length} parts; ECS expects none or exactly three`,
      'Write all three colons: :json-key:version-stage:version-id, e.g. :password:: for a JSON key alone.'
    )
  const suffix = /.-([A-Za-z0-9]{6})$/.exec(resource)?.[1]
  return (
    tailFault(tail, shown) ?? {
      kind: 'secret-arn',
      ...head,
      resource,
      ...present({ suffix }),
      ...tailOf(tail)
    }
  )
}

function parameterArn(head: ArnHead, parts: readonly string[]): ParsedReference {
  const [path = '', ...tail] = parts
  const resource = path.startsWith('parameter/') ? path.slice('parameter/'.length) : ''
  if (!/^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/.test(resource))
    return malformed(
      'malformed-reference',
      'the resource of the ssm ARN is not `parameter/NAME`',
      'The parameter /app/db has the ARN …:parameter/app/db (one slash); the parameter app has …:parameter/app.'
    )
  const shown = `arn:${head.partition}:ssm:${head.region}:${head.account}:parameter/${resource}`
  return tail.length > 0 ? parameterTailFault(shown, tail) : { kind: 'parameter-arn', ...head, resource }
}

/** Distinguishes a version or label from a JSON key after a parameter's name; ECS allows none of them. */
function parameterTailFault(shown: string, parts: readonly string[]): MalformedReference {
  return parts.length === 1
    ? malformed(
        'parameter-version',
        `the reference ${shown} is followed by a version, a label or a JSON key; ECS reads the current version of a whole parameter only`,
        `Write ${shown} alone; to pin a version or to pick a JSON key, keep the value in Secrets Manager.`
      )
    : malformed(
        'json-key-on-parameter',
        `the reference ${shown} is followed by a JSON key; ECS takes JSON keys and versions from Secrets Manager only`,
        'Store the value as its own parameter, or keep the JSON in Secrets Manager and write secretsmanager:NAME:json-key::'
      )
}

/** Missing parts of a tail count as empty, and three empty parts are no tail. */
function tailOf([jsonKey = '', versionStage = '', versionId = '']: readonly string[]): {
  readonly tail?: SecretTail
} {
  return jsonKey + versionStage + versionId === '' ? {} : { tail: { jsonKey, versionStage, versionId } }
}

/** `shown` is the reference without its tail, for messages: a tail is never quoted. */
function tailFault(parts: readonly string[], shown: string): MalformedReference | undefined {
  const [jsonKey = '', versionStage = '', versionId = ''] = parts
  if (versionStage !== '' && versionId !== '')
    return malformed(
      'malformed-tail',
      `the reference ${shown} names a version stage and a version id; ECS allows one of them`,
      'Leave one of the two empty, e.g. :json-key:AWSCURRENT: or :json-key::version-id'
    )
  if (/\p{Cc}/u.test(jsonKey + versionStage) || !/^[^\s]{0,256}$/.test(versionStage))
    return malformed(
      'malformed-tail',
      `the JSON key or the version stage of the reference ${shown} has characters that are not allowed`,
      'A version stage has at most 256 characters and no white space, e.g. AWSCURRENT; a JSON key has no control characters.'
    )
  if (!/^([A-Za-z0-9-]{32,64})?$/.test(versionId))
    return malformed(
      'malformed-tail',
      `the version id of the reference ${shown} has ${versionId.length} characters or is not made of letters, digits and hyphens`,
      'A version id has 32 to 64 characters (`aws secretsmanager list-secret-version-ids`); a stage such as AWSPREVIOUS belongs one colon earlier.'
    )
  return undefined
}
