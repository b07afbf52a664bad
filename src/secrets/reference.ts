import { assertNever } from '../errors.ts'
import { present } from '../present.ts'

/**
 * What follows a secret's name in ECS's grammar. An empty string means "not given", as between the colons of
 * `name:key::`. In ECS, stage and ID are mutually exclusive; without both, the version AWSCURRENT is read.
 */
export type SecretTail = {
  readonly jsonKey: string
  readonly versionStage: string
  readonly versionId: string
}

/** `secretsmanager:NAME`, with or without a tail. */
export type SecretNameReference = {
  readonly kind: 'secret-name'
  readonly name: string
  readonly tail?: SecretTail
}

/** Where an ARN points to. */
type ArnHead = { readonly partition: string; readonly region: string; readonly account: string }

/**
 * A Secrets Manager ARN. `resource` is everything between `secret:` and the tail. `suffix` is set if it ends like a
 * complete ARN (hyphen and six letters or digits); the text alone does not distinguish that from a name with such an
 * ending.
 */
export type SecretArnReference = ArnHead & {
  readonly kind: 'secret-arn'
  readonly resource: string
  readonly suffix?: string
  readonly tail?: SecretTail
}

/** `ssm:NAME`; a name with a path begins with a slash. `isBare`: without the `ssm:`, which ECS also accepts. */
export type ParameterNameReference = {
  readonly kind: 'parameter-name'
  readonly name: string
  readonly isBare?: true
}

/** An SSM parameter ARN. `resource` is what follows `parameter/`: `a/b` for `/a/b`, `a` for `a` (or `/a`). */
export type ParameterArnReference = ArnHead & { readonly kind: 'parameter-arn'; readonly resource: string }

/** A reference to one thing in AWS. */
export type Reference =
  | SecretNameReference
  | SecretArnReference
  | ParameterNameReference
  | ParameterArnReference

/** What is wrong with a reference, without its place. Neither text quotes what could be a pasted value. */
export type ReferenceFault = { readonly code: string; readonly message: string; readonly hint: string }

/**
 * A text with neither a prefix nor an ARN. It could also be a pasted credential, so it is not quoted in a message
 * before AWS has confirmed that something has this name; `lookable` is true if it has the form of a name at all.
 */
export type BareReference = {
  readonly kind: 'bare'
  readonly name: string
  readonly lookable: boolean
  readonly fault: ReferenceFault
}

/** A text that cannot be a reference; the text itself is not kept. */
export type MalformedReference = { readonly kind: 'malformed'; readonly fault: ReferenceFault }

/** Every form of a reference as one typed value. */
export type ParsedReference = Reference | BareReference | MalformedReference

const FORMS = 'Write secretsmanager:NAME, ssm:NAME, or the full ARN of a secret or a parameter.'

/**
 * Valid names of secrets (CreateSecret), with the `!` that separates the service's name in secrets that an AWS service
 * manages (`rds!cluster-…`); and of parameters (PutParameter), where one with a path begins with a slash.
 */
const SECRET_NAME = /^(?:[a-z]{2,32}!)?[A-Za-z0-9/_+=.@-]{1,512}$/
const PARAMETER_NAME = /^(?:[A-Za-z0-9_.-]{1,1011}|(?:\/[A-Za-z0-9_.-]+)+)$/

/** A path such as `/prod/app/password` can only be a parameter's name, and ECS treats it as one. */
const FULL_PATH = /^(?:\/[A-Za-z0-9_.-]{1,128}){1,15}$/

const ARN =
  /^arn:(aws(?:-[a-z0-9]+)*):(?:(secretsmanager)|ssm):([a-z]{2,}(?:-[a-z]+)+-\d+):(\d{12}):(secret:|parameter\/)([^:]*)(?::(.*))?$/s

/** What every text begins with that is not a bare name, and who parses the rest. */
const PARSERS: readonly (readonly [prefix: string, parse: (rest: string) => ParsedReference])[] = [
  ['arn:', rest => parseArn(`arn:${rest}`)],
  ['secretsmanager:', parseSecretName],
  ['ssm:', parseParameterName],
  [
    '{{resolve:',
    () => malformed('cloudformation-reference', 'only CloudFormation resolves its dynamic references', FORMS)
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
      'Remove it: AWS would take it as part of the name.'
    )
  for (const [prefix, parse] of PARSERS) if (text.startsWith(prefix)) return parse(text.slice(prefix.length))
  if (text.includes(':'))
    return malformed(
      'malformed-reference',
      'the text is neither an ARN nor does it begin with secretsmanager: or ssm:',
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
  // at least one separator and no long run of mixed letters and digits: looking it up does not leak a token
  const lookable =
    /^(?=.*[/_.-])[A-Za-z0-9/_.-]{1,128}$/.test(name) &&
    !(name.match(/[A-Za-z0-9]{16,}/g) ?? []).some(run => /[A-Za-z]/.test(run) && /\d/.test(run))
  const fault = {
    code: 'bare-name',
    message:
      'the reference is a bare name (or a pasted value), which ECS would read as the name of an SSM parameter',
    hint: 'Refer to where it is stored: secretsmanager:NAME for a secret, ssm:NAME for a parameter. If it is the value itself, store it first and rotate it.'
  }
  return { kind: 'bare', name, lookable, fault }
}

function parseSecretName(rest: string): ParsedReference {
  const [name = '', ...parts] = rest.split(':')
  if (!SECRET_NAME.test(name))
    return malformed(
      'malformed-reference',
      `secretsmanager: is followed by ${name === '' ? 'no name' : 'a name that Secrets Manager does not allow'}`,
      'A secret name has 1 to 512 characters: letters, digits and /_+=.@-'
    )
  return tailFault(parts, parts.length <= 3) ?? { kind: 'secret-name', name, ...tailOf(parts) }
}

function parseParameterName(rest: string): ParsedReference {
  const [name = '', ...parts] = rest.split(':')
  if (parts.length > 0) return PARAMETER_TAIL
  if (PARAMETER_NAME.test(name)) return { kind: 'parameter-name', name }
  return malformed(
    'malformed-reference',
    `ssm: is followed by ${name === '' ? 'no name' : 'a name that Parameter Store does not allow'}`,
    'A parameter name has letters, digits and _.- and, if it has a path, begins with a slash: ssm:/app/db/password.'
  )
}

const PARAMETER_TAIL = malformed(
  'parameter-version',
  'the parameter’s name is followed by a version, a label or a JSON key; ECS reads the current version of a whole parameter',
  'Write the parameter alone, or keep the value in Secrets Manager, which has versions and JSON keys.'
)

/** A secret's ARN (partial or complete, with ECS's strict tail) or a parameter's. */
function parseArn(text: string): ParsedReference {
  const service = text.split(':')[2] ?? ''
  if (service !== 'secretsmanager' && service !== 'ssm')
    return malformed(
      'other-service',
      `the ARN is one ${/^[a-z0-9-]{1,40}$/.test(service) ? `of ${service}` : 'of no service'}; ECS reads secrets from secretsmanager and ssm only`,
      FORMS
    )
  const [, partition = '', isSecret, region = '', account = '', type, resource = '', tail] =
    ARN.exec(text) ?? []
  const head = { partition, region, account }
  const isWhole = isSecret
    ? type === 'secret:' && SECRET_NAME.test(resource)
    : type === 'parameter/' && PARAMETER_NAME.test(`/${resource}`)
  if (!isWhole)
    return malformed(
      'malformed-reference',
      `the ARN of ${service} is incomplete or has a wrong part: it needs a partition, a Region, an account of twelve digits, and secret:NAME or parameter/NAME`,
      FORMS
    )
  if (!isSecret) return tail === undefined ? { kind: 'parameter-arn', ...head, resource } : PARAMETER_TAIL
  const parts = tail?.split(':') ?? []
  const suffix = /.-([A-Za-z0-9]{6})$/.exec(resource)?.[1]
  const arn = { kind: 'secret-arn', ...head, resource, ...present({ suffix }), ...tailOf(parts) } as const
  return tailFault(parts, parts.length === 0 || parts.length === 3) ?? arn
}

/** Missing parts of a tail count as empty, and three empty parts are no tail. */
function tailOf([jsonKey = '', versionStage = '', versionId = '']: readonly string[]): {
  readonly tail?: SecretTail
} {
  return jsonKey + versionStage + versionId === '' ? {} : { tail: { jsonKey, versionStage, versionId } }
}

/** A tail is never quoted. */
function tailFault(parts: readonly string[], hasItsParts: boolean): MalformedReference | undefined {
  const [jsonKey = '', stage = '', id = ''] = parts
  const isFine =
    hasItsParts &&
    !(stage !== '' && id !== '') &&
    !/\p{Cc}/u.test(jsonKey + stage) &&
    /^\S{0,256}$/.test(stage) &&
    /^(?:[A-Za-z0-9-]{32,64})?$/.test(id)
  if (isFine) return undefined
  return malformed(
    'malformed-tail',
    'what follows the secret’s name is not a JSON key and a version stage or a version ID',
    'Write NAME:json-key:version-stage:version-id with one of stage (AWSPREVIOUS) and ID (32 to 64 characters), and leave empty what is not wanted. After an ARN all three colons are needed, e.g. :password:: for a JSON key alone.'
  )
}

/** printReference writes a reference in its canonical form: a tail always has ECS's three colons. */
export function printReference(reference: Reference): string {
  return printTarget(reference) + ('tail' in reference ? printTail(reference.tail) : '')
}

/** printTarget writes the target of the reference, without a tail. */
export function printTarget(reference: Reference): string {
  switch (reference.kind) {
    case 'secret-name':
      return `secretsmanager:${reference.name}`
    case 'secret-arn':
      return `arn:${reference.partition}:secretsmanager:${reference.region}:${reference.account}:secret:${reference.resource}`
    case 'parameter-name':
      return `ssm:${reference.name}`
    case 'parameter-arn':
      return parameterArnOf(reference.resource, reference)
    default:
      return assertNever(reference)
  }
}

/** printTail writes `:json-key:version-stage:version-id`, or nothing. */
export function printTail(tail: SecretTail | undefined): string {
  return tail ? `:${tail.jsonKey}:${tail.versionStage}:${tail.versionId}` : ''
}

/** parameterArnOf builds a parameter's ARN: the name's leading slash is the one after `parameter` (SSM user guide). */
export function parameterArnOf(name: string, { partition, region, account }: ArnHead): string {
  return `arn:${partition}:ssm:${region}:${account}:parameter${name.startsWith('/') ? name : `/${name}`}`
}
