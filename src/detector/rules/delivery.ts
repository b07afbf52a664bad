import type { Candidate } from '../candidate.ts'
import { judgeName } from '../names/credential-name.ts'
import { shown, subject } from '../phrases.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { classifyValue } from '../values/classify.ts'

/** A variable as the password in the user part of a URL: `postgres://app:${DB_PASSWORD}@db`. */
const IN_URL =
  /:\/\/[^\s/@"']{0,256}:(?:\$\{\{[^{}]{1,256}\}\}|\$\{([A-Za-z_]\w{0,127})\}|\$([A-Za-z_]\w{0,127})|\{\{[^{}]{1,256}\}\}|<%[^%]{1,256}%>)@/

/** Secrets passed through `environment`: the file contains no literal, but the registered task definition will. */
export const delivery: Rule = {
  id: 'secret/delivery',
  level: 'warning',
  category: 'delivery',
  confidence: 'medium',
  summary:
    'A secret is filled into "environment", where it is plaintext once the task definition is registered.',
  docs: 'docs/rules/delivery.md',
  controls: ['Security Hub ECS.8', 'AWS Config ecs-no-environment-secrets', 'CWE-312'],
  examine: (candidate, context) => {
    if (candidate.location !== 'environment') return undefined
    const fed = feedOf(candidate, context)
    if (fed === undefined) return undefined
    const { name } = candidate
    return {
      message: `${subject(candidate)} gets ${fed} in "environment". Whatever is filled in there is plaintext in the registered task definition, and everyone who can describe it can read it. ECS does not resolve references in "environment".`,
      hint: `Remove it from "environment" and add to "secrets": {"name": ${JSON.stringify(shown(name))}, "valueFrom": "secretsmanager:<secret name>"}.`
    }
  }
}

function feedOf(candidate: Candidate, context: RuleContext): string | undefined {
  const { name, value } = candidate
  if (judgeName(name).strength === 'strong') {
    const kind = classifyValue(value, name)
    if (kind === 'template') return 'its value from a template'
    if (kind === 'reference') return 'a reference'
    return undefined
  }
  const match = value.includes('://') ? IN_URL.exec(value) : null
  if (!match) return undefined
  const variable = match[1] ?? match[2]
  // The application, or a shell in the container, substitutes the secret, so nothing is registered in plaintext.
  const own = variable !== undefined && context.hasEntry(candidate, 'secrets', variable)
  return own ? undefined : 'a URL with a password from a template'
}
