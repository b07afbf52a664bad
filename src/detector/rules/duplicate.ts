import { subject } from '../phrases.ts'
import type { Rule } from '../rule.ts'

/** Names in both `environment` and `secrets` of one container: ECS refuses to register such a task definition. */
export const duplicate: Rule = {
  id: 'secret/duplicate',
  level: 'error',
  category: 'delivery',
  confidence: 'high',
  summary: 'A name that is in "environment" and in "secrets" of the same container.',
  docs: 'docs/rules/duplicate.md',
  controls: ['Security Hub ECS.8'],
  examine: (candidate, context) => {
    if (candidate.location !== 'environment' || candidate.name === '') return undefined
    if (!context.hasSibling(candidate, 'secrets')) return undefined
    return {
      message: `${subject(candidate)} is in "environment" and in "secrets". ECS refuses to register that: "The secret name must be unique and not shared with any new or existing environment variables set on the container".`,
      hint: 'Remove the entry from "environment" and keep the one in "secrets".'
    }
  }
}
