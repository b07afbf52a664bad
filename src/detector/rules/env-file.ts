import { subject } from '../phrases.ts'
import type { Rule } from '../rule.ts'

/** Environment files on S3: their content is not checked here, and ECS passes it to the container in plain text. */
export const envFile: Rule = {
  id: 'secret/env-file',
  level: 'notice',
  category: 'delivery',
  confidence: 'high',
  summary: 'An environment file on S3 is not checked.',
  docs: 'docs/rules/env-file.md',
  controls: [],
  examine: candidate => {
    if (candidate.location !== 'environment-file') return undefined
    return {
      message: `${subject(candidate)} is a file on S3. It was not checked: anyone who can read the bucket can read its content.`,
      hint: 'Keep credentials out of that file: give them to the container through "secrets".'
    }
  }
}
