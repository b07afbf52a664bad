import type { Category, Confidence, Level } from '../detector/finding.ts'

/** A rule about exceptions, as lists, documentation and SARIF need it. */
export type ExceptionRule = {
  readonly id: string
  readonly level: Level
  readonly category: Category
  readonly confidence: Confidence
  readonly summary: string
  readonly docs: string
  readonly controls: readonly string[]
}

function rule(id: string, level: Level, summary: string): ExceptionRule {
  return {
    id,
    level,
    summary,
    category: 'policy',
    confidence: 'high',
    docs: 'docs/check.md',
    controls: []
  }
}

export const EXPIRED = rule(
  'policy/exception-expired',
  'error',
  'An exception has expired, and what it was for is still there.'
)
export const UNUSED = rule(
  'policy/exception-unused',
  'warning',
  'An exception matches nothing and can be removed.'
)
export const BROAD = rule(
  'policy/exception-broad',
  'error',
  'An exception names no variable, or no file in particular, or matches all that is checked; it is not applied.'
)
export const COMMENT = rule(
  'policy/allow-comment',
  'error',
  'A comment that allows a finding names no known rule or gives no reason; it is not applied.'
)

export const PENDING = rule(
  'policy/exception-pending',
  'notice',
  'An exception comes with the pull request that is checked; it counts once it is merged.'
)

/** Every rule about exceptions. */
export const EXCEPTION_RULES: readonly ExceptionRule[] = [EXPIRED, UNUSED, BROAD, COMMENT, PENDING]
