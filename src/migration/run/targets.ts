import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { JournalMove } from '../journal.ts'
import type { MigrationPlan } from '../plan.ts'
import type { ReadTarget } from './grants.ts'
import { arnOf, expectedArn, type MigrationScope, type SecretsSurvey } from './survey.ts'

/**
 * lookAtTargets gives every secret of the moves its ARN: the real one, or the expected one of a secret that is to be created. One
 * that an earlier run stored, and that no file has the value of any more, must still be there. Throws AwsError.
 */
export async function lookAtTargets(
  plan: MigrationPlan,
  moves: readonly JournalMove[],
  known: { readonly secrets: SecretsSurvey; readonly scope: MigrationScope }
): Promise<{ readonly found: ReadonlyMap<string, ReadTarget>; readonly problems: readonly Problem[] }> {
  const { scope } = known
  const { kmsKeyId } = scope.configuration
  const found = new Map<string, ReadTarget>()
  const problems: Problem[] = []
  const planned = new Set(plan.secrets.map(({ name }) => name))
  for (const name of new Set([...planned, ...moves.map(({ secret }) => secret)])) {
    const stored =
      known.secrets.stored.get(name) ??
      (planned.has(name) ? undefined : await scope.cloud.stores[plan.store].look(name))
    if (stored && stored.deletedAt === undefined) {
      const { keyId } = stored
      found.set(name, { name, arn: arnOf(stored, scope), ...present({ keyId }) })
    } else if (planned.has(name)) {
      const arn = expectedArn(name, plan.store, scope)
      found.set(name, { name, arn, ...present({ keyId: kmsKeyId }) })
    } else problems.push(secretGone(name))
  }
  return { found, problems }
}

function secretGone(name: string): Problem {
  return {
    code: 'migration-secret-gone',
    fault: 'user',
    message: `The secret "${name}" of the unfinished migration is not there any more, and no file has its value.`,
    hint: `Restore it (aws secretsmanager restore-secret --secret-id ${name}), or store the value again from git history; then run again.`
  }
}
