import { assertNever } from '../errors.ts'
import type { Reference, SecretTail } from './reference.ts'

/** printReference writes a reference in its canonical form: a tail always has ECS's three colons. parse(print(x)) is x. */
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

/** parameterArnOf builds a parameter's ARN: the name's own first slash is the one behind `parameter` (SSM user guide). */
export function parameterArnOf(
  name: string,
  where: { readonly partition: string; readonly region: string; readonly account: string }
): string {
  const path = name.startsWith('/') ? name : `/${name}`
  return `arn:${where.partition}:ssm:${where.region}:${where.account}:parameter${path}`
}
