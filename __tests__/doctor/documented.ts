import type { AskedMode } from '../../src/doctor/mode-permissions.ts'
import { documentedPolicy, type Statement } from '../bundle/policies.ts'

const statements = (...pages: readonly (readonly [page: string, mark: string])[]) =>
  pages.flatMap(([page, mark]) => documentedPolicy(page, mark))
const MIGRATE = ['docs/migration.md', '<!-- policy-migrate-plan -->'] as const

type Needy = Exclude<AskedMode, 'check' | 'render'>

/** The documented policy of each mode that needs permissions. */
export const POLICIES: Readonly<Record<Needy, readonly Statement[]>> = {
  plan: statements(['docs/permissions.md', '<!-- policy-plan -->']),
  deploy: statements(['docs/permissions.md', '<!-- policy-deploy -->']),
  status: statements(['docs/status.md', '## Permissions']),
  continue: statements(['docs/approvals.md', '## Permissions']),
  rollback: statements(['docs/permissions.md', '<!-- policy-rollback -->']),
  migrate: statements(MIGRATE),
  'migrate --apply': statements(MIGRATE, ['docs/migration.md', '<!-- policy-migrate-apply -->']),
  audit: statements(['docs/audit.md', '<!-- policy-audit -->']),
  'rotate-restart': statements(['docs/audit.md', '<!-- policy-rotate-restart -->'])
}

/** The modes that need permissions. */
export const NEEDY = Object.keys(POLICIES) as readonly Needy[]
