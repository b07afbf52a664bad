import { assertNever } from '../../errors.ts'

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

/**
 * A Secrets Manager ARN. `resource` is everything between `secret:` and the tail. `suffix` is set if it ends like a
 * complete ARN (hyphen and six letters or digits); the text alone does not distinguish that from a name with such an
 * ending.
 */
export type SecretArnReference = {
  readonly kind: 'secret-arn'
  readonly partition: string
  readonly region: string
  readonly account: string
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

/**
 * An SSM parameter ARN. `resource` is what follows `parameter/`: `a/b` for the parameter `/a/b`, `a` for `a` (or
 * `/a`).
 */
export type ParameterArnReference = {
  readonly kind: 'parameter-arn'
  readonly partition: string
  readonly region: string
  readonly account: string
  readonly resource: string
}

/** A reference to one thing in AWS. */
export type Reference =
  | SecretNameReference
  | SecretArnReference
  | ParameterNameReference
  | ParameterArnReference

/**
 * What is wrong with a reference, without its place. Neither text quotes anything but well-formed ARNs and short forms.
 */
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

/**
 * printReference writes a reference in its canonical form: a tail always has ECS's three colons. parse(print(x)) equals
 * x.
 */
export function printReference(reference: Reference): string {
  return reference.kind === 'secret-name' || reference.kind === 'secret-arn'
    ? printTarget(reference) + printTail(reference.tail)
    : printTarget(reference)
}

/** printTarget writes what the reference names, without a tail. */
export function printTarget(reference: Reference): string {
  switch (reference.kind) {
    case 'secret-name':
      return `secretsmanager:${reference.name}`
    case 'secret-arn':
      return `arn:${reference.partition}:secretsmanager:${reference.region}:${reference.account}:secret:${reference.resource}`
    case 'parameter-name':
      return `ssm:${reference.name}`
    case 'parameter-arn':
      return `arn:${reference.partition}:ssm:${reference.region}:${reference.account}:parameter/${reference.resource}`
    default:
      return assertNever(reference)
  }
}

/** printTail writes `:json-key:version-stage:version-id`, or nothing. */
export function printTail(tail: SecretTail | undefined): string {
  return tail ? `:${tail.jsonKey}:${tail.versionStage}:${tail.versionId}` : ''
}

/** parameterArnOf builds a parameter's ARN: the name's leading slash is the one after `parameter` (SSM user guide). */
export function parameterArnOf(
  name: string,
  where: { readonly partition: string; readonly region: string; readonly account: string }
): string {
  const path = name.startsWith('/') ? name : `/${name}`
  return `arn:${where.partition}:ssm:${where.region}:${where.account}:parameter${path}`
}
