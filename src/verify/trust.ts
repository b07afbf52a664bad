import { isObject, type JsonObject, type JsonValue } from '../json.ts'

/** Whether ECS may assume a role, according to its trust policy. */
export type Trust =
  | { readonly kind: 'trusted' }
  | { readonly kind: 'not-trusted'; readonly why: string; readonly isDenied: boolean }
  | { readonly kind: 'undecided'; readonly why: string }

/** What is known about the call that ECS will make. */
export type TrustContext = { readonly account: string; readonly partition: string; readonly region: string }

/** The China partition's own principal is accepted, as is the one that all partitions know. */
const principals = ['ecs-tasks.amazonaws.com', 'ecs-tasks.amazonaws.com.cn']

type Match = 'yes' | 'no' | 'unknown'

/**
 * judgeTrust decides whether a trust policy lets ECS tasks assume the role: an Allow for ecs-tasks.amazonaws.com whose
 * conditions are met, and no Deny. It evaluates the conditions aws:SourceAccount and aws:SourceArn, which ECS sets (IAM
 * user guide, confused deputy); any other condition leaves the result undecided.
 */
export function judgeTrust(document: string, context: TrustContext): Trust {
  const statements = statementsOf(document)
  if (statements === undefined) return { kind: 'undecided', why: 'its trust policy cannot be read' }
  const about = statements.map(statement => ({
    deny: statement['Effect'] === 'Deny',
    match: matches(statement, context)
  }))
  const denies = about.filter(({ deny }) => deny).map(({ match }) => match)
  const allows = about.filter(({ deny }) => !deny).map(({ match }) => match)
  if (denies.includes('yes'))
    return { kind: 'not-trusted', isDenied: true, why: `its trust policy denies ${principals[0]} explicitly` }
  const undecided = {
    kind: 'undecided',
    why: 'its trust policy has conditions that only ECS itself can meet'
  } as const
  if (denies.includes('unknown')) return undecided
  if (allows.includes('yes')) return { kind: 'trusted' }
  return allows.includes('unknown')
    ? undecided
    : {
        kind: 'not-trusted',
        isDenied: false,
        why: `its trust policy does not allow ${principals[0]} to assume it`
      }
}

function statementsOf(document: string): readonly JsonObject[] | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(document)
  } catch {
    return undefined
  }
  if (!isObject(parsed)) return undefined
  const given = parsed['Statement']
  const statements = Array.isArray(given) ? (given as readonly JsonValue[]) : [given]
  return statements.every(isObject) ? statements : undefined
}

function matches(statement: JsonObject, context: TrustContext): Match {
  if (statement['NotPrincipal'] !== undefined || statement['NotAction'] !== undefined) return 'unknown'
  const actions = textsOf(statement['Action']).map(action => action.toLowerCase())
  if (!actions.some(action => ['sts:assumerole', 'sts:*', '*', 'sts:assume*'].includes(action))) return 'no'
  const principal = statement['Principal']
  const services = isObject(principal) ? textsOf(principal['Service']) : textsOf(principal)
  if (!services.some(service => service === '*' || principals.includes(service))) return 'no'
  return conditionsMatch(statement['Condition'], context)
}

function conditionsMatch(conditions: JsonValue | undefined, context: TrustContext): Match {
  if (conditions === undefined) return 'yes'
  if (!isObject(conditions)) return 'unknown'
  const each = Object.entries(conditions).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(([key, values]) =>
          conditionMatches({ operator, key, values: textsOf(values) }, context)
        )
      : ['unknown' as const]
  )
  if (each.includes('no')) return 'no'
  return each.includes('unknown') ? 'unknown' : 'yes'
}

function conditionMatches(
  condition: { readonly operator: string; readonly key: string; readonly values: readonly string[] },
  context: TrustContext
): Match {
  const operator = condition.operator.replace(/IfExists$/, '')
  const key = condition.key.toLowerCase()
  if (key === 'aws:sourceaccount' && ['StringEquals', 'StringLike'].includes(operator)) {
    return condition.values.some(value => covers(value, context.account)) ? 'yes' : 'no'
  }
  if (key === 'aws:sourcearn' && ['ArnLike', 'ArnEquals', 'StringLike'].includes(operator)) {
    return condition.values.some(value => mayCover(value, context)) ? 'yes' : 'no'
  }
  return 'unknown'
}

/** The source is an ARN of ECS in the service's Region and account; only ECS knows which one exactly. */
function mayCover(pattern: string, { partition, region, account }: TrustContext): boolean {
  const [, ...parts] = pattern.split(':')
  if (pattern === '*') return true
  const wanted = [partition, 'ecs', region, account]
  return wanted.every((text, index) => covers(parts[index] ?? '*', text))
}

function covers(pattern: string, text: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${escaped}$`).test(text)
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [value]
  return list.filter(item => typeof item === 'string')
}
