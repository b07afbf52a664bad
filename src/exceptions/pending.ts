import type { Finding } from '../detector/finding.ts'
import type { Approval } from './apply.ts'
import type { BaseDoubt } from './base.ts'
import { ExceptionIndex } from './coverage.ts'
import type { AllowComment, Exception } from './exception.ts'
import { pendingFinding } from './findings.ts'

/** PendingList keeps what does not count on a pull request, and what would have been excepted by it. */
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

  /** covering notes that a finding would be covered. */
  covering(finding: Finding): void {
    this.#index.covering(finding)
  }

  /** approves says whether a comment counts, and notes one that does not. */
  approves(comment: AllowComment, approval: Approval = 'counts'): boolean {
    if (approval === 'counts') return true
    this.#comments.set(comment, approval === 'pending' ? undefined : approval)
    return false
  }

  /** What comes with the pull request is said of each; where the base is not known, only of what a finding waits for. */
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
