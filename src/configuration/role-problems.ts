import type { Problem } from '../errors.ts'
import type { Placement } from './placement.ts'

/**
 * Which roles the configuration file may name: those that an input allows. Without the input, any role is allowed, but
 * on a pull request none.
 */
export type RoleTrust = { readonly allowed?: readonly string[]; readonly isPullRequest: boolean }

/**
 * roleProblems finds the roles of the configuration file that the run may not assume. The author of a pull request can
 * change that file, and could otherwise choose the permissions with which a plan or a deployment accesses AWS.
 */
export function roleProblems(
  { usual, places }: Placement,
  { allowed, isPullRequest }: RoleTrust
): readonly Problem[] {
  if (allowed === undefined && !isPullRequest) return []
  const named = [
    ['', usual?.roleArn] as const,
    ...[...places].map(([service, { roleArn }]) => [` for the service "${service}"`, roleArn] as const)
  ]
  return named
    .filter(([, roleArn]) => roleArn !== undefined && !allowed?.includes(roleArn))
    .map(([whose]) => ({
      code: 'role-not-allowed',
      fault: 'user' as const,
      message:
        allowed === undefined
          ? `The configuration file names a role to assume${whose}, and this run is for a pull request, which may have written it.`
          : `The configuration file names a role to assume${whose} that the input "allowed-roles" does not name.`,
      hint: 'Name the ARNs of the roles that may be assumed in the input "allowed-roles", one per line, or take "role-to-assume" out of the file.'
    }))
}
