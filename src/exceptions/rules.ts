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

const COMMON = { category: 'policy', confidence: 'high', docs: 'docs/check.md', controls: [] } as const

/** An exception that has expired. */
export const EXPIRED: ExceptionRule = {
  ...COMMON,
  id: 'policy/exception-expired',
  level: 'error',
  summary: 'An exception has expired, and what it was for is still there.'
}
/** An exception or a comment that matches nothing. */
export const UNUSED: ExceptionRule = {
  ...COMMON,
  id: 'policy/exception-unused',
  level: 'warning',
  summary: 'An exception matches nothing and can be removed.'
}
/** An exception for everything. */
export const BROAD: ExceptionRule = {
  ...COMMON,
  id: 'policy/exception-broad',
  level: 'error',
  summary:
    'An exception names no variable, or no file in particular, or matches all that is checked; it is not applied.'
}
/** A comment that allows nothing. */
export const COMMENT: ExceptionRule = {
  ...COMMON,
  id: 'policy/allow-comment',
  level: 'error',
  summary: 'A comment that allows a finding names no known rule or gives no reason; it is not applied.'
}
/** An exception that a pull request brings. */
export const PENDING: ExceptionRule = {
  ...COMMON,
  id: 'policy/exception-pending',
  level: 'notice',
  summary: 'An exception comes with the pull request that is checked; it counts once it is merged.'
}

/** Every rule about exceptions. */
export const EXCEPTION_RULES: readonly ExceptionRule[] = [EXPIRED, UNUSED, BROAD, COMMENT, PENDING]
