import type { Finding } from '../detector/finding.ts'
import type { Approval } from './apply.ts'
import type { BaseDoubt } from './base.ts'
import { ExceptionIndex } from './coverage.ts'
import type { AllowComment, Exception } from './exception.ts'
import { pendingFinding } from './findings.ts'

/**
 * PendingList collects exceptions that do not count on a pull request, and the findings that they would have covered.
 */
export class PendingList {
  readonly #exceptions: readonly Exception[]
  readonly #index: ExceptionIndex
  readonly #doubt: BaseDoubt | undefined
  readonly #comments = new Map<AllowComment, BaseDoubt | undefined>()

  constructor(exceptions: readonly Exception[], doubt: BaseDoubt | undefined) {
    this.#exceptions = exceptions
    this.#index = new ExceptionIndex(exceptions)
    this.#doubt = doubt
  }

  /** covering records that a finding would be covered. */
  covering(finding: Finding): void {
    this.#index.covering(finding)
  }

  /** approves returns whether a comment counts, and records one that does not. */
  approves(comment: AllowComment, approval: Approval = 'counts'): boolean {
    if (approval === 'counts') return true
    this.#comments.set(comment, approval === 'pending' ? undefined : approval)
    return false
  }

  /**
   * Every exception that the pull request adds is reported; if the base is unknown, only those that would cover a
   * finding.
   */
  findings(): readonly Finding[] {
    const waited = this.#index.whatCovered()
    const exceptions = this.#exceptions.filter(
      exception => this.#doubt === undefined || waited.has(exception)
    )
    return [
      ...exceptions.map(exception => pendingFinding(exception, this.#doubt)),
      ...[...this.#comments].map(([comment, doubt]) => pendingFinding(comment, doubt))
    ]
  }
}
