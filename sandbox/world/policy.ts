import { AwsFault } from '../fault.ts'
import { isMap, type Json, type JsonMap } from '../json.ts'

/** A parsed IAM policy: identity policy or trust policy. */
export type Policy = { readonly statements: readonly Statement[] }

export type Statement = {
  readonly sid?: string
  readonly effect: 'Allow' | 'Deny'
  readonly actions: Patterns
  /** Absent in a trust policy. */
  readonly resources?: Patterns
  /** Service and AWS principals of a trust policy. */
  readonly principals: readonly string[]
  readonly conditions: readonly Condition[]
}

/** `inverted` is NotAction and NotResource. */
export type Patterns = { readonly inverted: boolean; readonly patterns: readonly string[] }

export type Condition = {
  readonly operator: string
  readonly ifExists: boolean
  readonly key: string
  readonly values: readonly string[]
}

const OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'ArnNotLike',
  'Bool',
  'Null'
]

/**
 * parsePolicy parses a policy document (text or JSON). Throws AwsFault MalformedPolicyDocument for documents that IAM
 * refuses, and for a condition operator that the sandbox cannot evaluate: a refusal is better than a wrong decision.
 */
export function parsePolicy(document: Json | undefined): Policy {
  const root = typeof document === 'string' ? parseText(document) : document
  if (!isMap(root)) return malformed('Syntax errors in policy.')
  const given = root['Statement']
  const statements = Array.isArray(given) ? given : [given]
  for (const key of Object.keys(root))
    if (!['Version', 'Id', 'Statement'].includes(key)) malformed(`Syntax errors in policy: ${key}.`)
  return { statements: statements.map(parseStatement) }
}

function parseText(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return malformed('Syntax errors in policy.')
  }
}

const STATEMENT_KEYS = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'Condition'
]

function parseStatement(value: Json | undefined): Statement {
  if (!isMap(value)) return malformed('Syntax errors in policy.')
  for (const key of Object.keys(value))
    if (!STATEMENT_KEYS.includes(key)) malformed(`Syntax errors in policy: ${key}.`)
  const effect = value['Effect']
  if (effect !== 'Allow' && effect !== 'Deny') return malformed('Policy statement must contain an Effect.')
  const actions = patternsOf(value, 'Action')
  if (!actions) return malformed('Policy statement must contain actions.')
  const resources = patternsOf(value, 'Resource')
  const principals = principalsOf(value['Principal'])
  if (!resources && value['Principal'] === undefined)
    return malformed('Policy statement must contain resources.')
  return {
    ...(typeof value['Sid'] === 'string' ? { sid: value['Sid'] } : {}),
    effect,
    actions,
    ...(resources ? { resources } : {}),
    principals,
    conditions: conditionsOf(value['Condition'])
  }
}

function patternsOf(statement: JsonMap, key: 'Action' | 'Resource'): Patterns | undefined {
  const plain = statement[key]
  const inverted = statement[`Not${key}`]
  if (plain === undefined && inverted === undefined) return
  const patterns = stringsOf(plain ?? inverted)
  for (const pattern of patterns) {
    if (key === 'Action' && pattern !== '*' && !/^[a-z0-9-]+:[\w*?]+$/i.test(pattern))
      malformed('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.')
    if (key === 'Resource' && pattern !== '*' && !pattern.startsWith('arn:'))
      malformed(`Resource ${pattern} must be in ARN format or "*".`)
  }
  return { inverted: plain === undefined, patterns }
}

function principalsOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value]
  return isMap(value) ? Object.values(value).flatMap(stringsOf) : []
}

function conditionsOf(value: Json | undefined): Condition[] {
  if (value === undefined) return []
  if (!isMap(value)) return malformed('Syntax errors in policy: Condition.')
  return Object.entries(value).flatMap(([name, keys]) => {
    const ifExists = name.endsWith('IfExists')
    const operator = ifExists ? name.slice(0, -'IfExists'.length) : name
    if (!OPERATORS.includes(operator))
      return malformed(
        `The sandbox can't evaluate condition operator ${name}; it knows ${OPERATORS.join(', ')}.`
      )
    if (!isMap(keys)) return malformed('Syntax errors in policy: Condition.')
    return Object.entries(keys).map(([key, values]) => ({
      operator,
      ifExists,
      key,
      values: stringsOf(values)
    }))
  })
}

function stringsOf(value: Json | undefined): string[] {
  const list = Array.isArray(value) ? value : [value]
  return list.map(item => {
    if (typeof item === 'string') return item
    if (typeof item === 'boolean' || typeof item === 'number') return String(item)
    return malformed('Syntax errors in policy.')
  })
}

function malformed(message: string): never {
  throw new AwsFault('MalformedPolicyDocument', message)
}

const EXECUTION = [
  'ecr:GetAuthorizationToken',
  'ecr:BatchCheckLayerAvailability',
  'ecr:GetDownloadUrlForLayer',
  'ecr:BatchGetImage',
  'logs:CreateLogStream',
  'logs:PutLogEvents'
]

const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'service-role/AmazonECSTaskExecutionRolePolicy': EXECUTION,
  SecretsManagerReadWrite: ['secretsmanager:*'],
  AmazonSSMReadOnlyAccess: ['ssm:Describe*', 'ssm:Get*', 'ssm:List*'],
  AdministratorAccess: ['*']
}

/** managedPolicy is one of the few AWS managed policies that the sandbox has, by ARN; undefined for any other. */
export function managedPolicy(arn: string): Policy | undefined {
  const name = /^arn:[\w-]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1]
  const actions = name === undefined ? undefined : ACTIONS[name]
  if (!actions) return
  return parsePolicy({ Statement: [{ Effect: 'Allow', Action: [...actions], Resource: '*' }] })
}
