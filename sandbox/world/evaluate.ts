import type { Condition, Patterns, Policy, Statement } from './policy.ts'

/** A question to IAM: one action on one resource, with the known condition keys. */
export type Question = {
  readonly action: string
  /** An ARN, or `*` for actions without resource-level permissions. */
  readonly resource: string
  /** Condition keys and values; names are case-insensitive. */
  readonly context?: Readonly<Record<string, string>>
}

export type Decision = 'allowed' | 'implicitDeny' | 'explicitDeny'

/**
 * evaluate decides as IAM does: an explicit Deny wins, then any Allow; otherwise the request is denied. Resources are
 * case-sensitive, actions are not.
 */
export function evaluate(policies: readonly Policy[], question: Question): Decision {
  const matching = policies.flatMap(policy =>
    policy.statements.filter(statement => applies(statement, question))
  )
  if (matching.some(statement => statement.effect === 'Deny')) return 'explicitDeny'
  return matching.length > 0 ? 'allowed' : 'implicitDeny'
}

/** matchedStatements lists the Sids (or #1, #2 …) of the matching statements, for SimulatePrincipalPolicy. */
export function matchedStatements(policies: readonly Policy[], question: Question): string[] {
  return policies.flatMap(policy =>
    policy.statements.flatMap((statement, index) =>
      applies(statement, question) ? [statement.sid ?? `#${index + 1}`] : []
    )
  )
}

/** hasDeny reports whether a statement denies the request explicitly. */
export function hasDeny(policies: readonly Policy[], question: Question): boolean {
  return evaluate(policies, question) === 'explicitDeny'
}

/**
 * missingKeys lists the condition keys that the statements about this action and resource use and that the question
 * does not have, as SimulatePrincipalPolicy does.
 */
export function missingKeys(policies: readonly Policy[], question: Question): string[] {
  const known = Object.keys(question.context ?? {}).map(key => key.toLowerCase())
  const keys = policies
    .flatMap(policy => policy.statements)
    .filter(statement => covers(statement, question))
    .flatMap(statement => statement.conditions.map(condition => condition.key))
  return [...new Set(keys)].filter(key => !known.includes(key.toLowerCase()))
}

/** trusts reports whether a trust policy lets a service principal assume the role. */
export function trusts(
  trust: Policy,
  principal: string,
  context: Readonly<Record<string, string>> = {}
): boolean {
  const question = { action: 'sts:AssumeRole', resource: '*', context }
  const matching = trust.statements.filter(
    statement =>
      statement.principals.some(name => name === '*' || name === principal) &&
      matchesAny(statement.actions, question.action, true) &&
      statement.conditions.every(condition => holds(condition, question))
  )
  return matching.length > 0 && matching.every(statement => statement.effect === 'Allow')
}

function applies(statement: Statement, question: Question): boolean {
  return covers(statement, question) && statement.conditions.every(condition => holds(condition, question))
}

function covers(statement: Statement, question: Question): boolean {
  return (
    matchesAny(statement.actions, question.action, true) &&
    (statement.resources ? matchesAny(statement.resources, question.resource, false) : true)
  )
}

function matchesAny(patterns: Patterns, text: string, ignoreCase: boolean): boolean {
  const hit = patterns.patterns.some(pattern =>
    ignoreCase ? matchesGlob(pattern.toLowerCase(), text.toLowerCase()) : matchesGlob(pattern, text)
  )
  return hit !== patterns.inverted
}

/** matchesGlob supports `*` (any text) and `?` (one character); linear, without regular expressions. */
export function matchesGlob(pattern: string, text: string): boolean {
  let at = 0
  let mark = -1
  let star = -1
  let index = 0
  while (index < text.length) {
    if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[index]) && pattern[at] !== '*') {
      at++
      index++
    } else if (pattern[at] === '*') {
      star = at++
      mark = index
    } else if (star >= 0) {
      at = star + 1
      index = ++mark
    } else return false
  }
  while (pattern[at] === '*') at++
  return at === pattern.length
}

function holds(condition: Condition, question: Question): boolean {
  const wanted = condition.key.toLowerCase()
  const value = Object.entries(question.context ?? {}).find(([key]) => key.toLowerCase() === wanted)?.[1]
  if (condition.operator === 'Null') return condition.values.includes(String(value === undefined))
  const inverted = condition.operator.includes('Not')
  if (value === undefined) return condition.ifExists || inverted
  const hit = condition.values.some(pattern => compares(condition.operator, pattern, value))
  return hit !== inverted
}

function compares(operator: string, pattern: string, value: string): boolean {
  switch (operator) {
    case 'StringEquals':
    case 'StringNotEquals':
      return pattern === value
    case 'StringEqualsIgnoreCase':
    case 'Bool':
      return pattern.toLowerCase() === value.toLowerCase()
    default:
      return matchesGlob(pattern, value)
  }
}
