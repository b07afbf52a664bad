import { CONTROL_NAMES } from '../names/words.ts'
import { plaintextHint, subject } from '../phrases.ts'
import type { Rule } from '../rule.ts'

/** Names that Security Hub control ECS.8 and AWS Config reject in `environment`, whatever the value. */
export const controlName: Rule = {
  id: 'secret/control-name',
  level: 'error',
  category: 'policy',
  confidence: 'high',
  summary: 'A name in "environment" that Security Hub control ECS.8 refuses.',
  docs: 'docs/rules/control-name.md',
  controls: ['Security Hub ECS.8', 'AWS Config ecs-no-environment-secrets', 'PCI DSS 8.6.2'],
  examine: (candidate, context) => {
    if (candidate.location !== 'environment' || !CONTROL_NAMES.has(candidate.name)) return undefined
    return {
      message: `${subject(candidate)} is in "environment". Security Hub control ECS.8 and the AWS Config rule ecs-no-environment-secrets fail for this name, whatever its value.`,
      hint: candidate.name.startsWith('AWS_')
        ? 'Remove it, and give the task role ("taskRoleArn") the permissions: the AWS SDKs find its credentials by themselves.'
        : plaintextHint(candidate, context)
    }
  }
}
