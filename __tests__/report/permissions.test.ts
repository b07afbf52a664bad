import { describe, expect, test } from '@jest/globals'
import { sectionsToMarkdown } from '../../src/report/markdown-sections.ts'
import { permissionsSection, permissionsToText } from '../../src/report/permissions.ts'
import type { PermissionRow } from '../../src/secrets/verification.ts'

const permissionsToMarkdown = (all: readonly PermissionRow[]) =>
  sectionsToMarkdown([permissionsSection(all)], 1_000_000)

const role = { kind: 'execution-role', arn: 'arn:aws:iam::123456789012:role/a/web-execution' } as const
const secret = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:app/key-AbCdEf'
const uses = [{ file: 'a.json', name: 'KEY' }]
const rows: readonly PermissionRow[] = [
  {
    check: 'role',
    holder: { kind: 'task-role', arn: 'arn:aws:iam::123456789012:role/app' },
    what: 'arn:aws:iam::123456789012:role/app',
    uses,
    verdict: 'allowed',
    why: 'it exists and trusts ECS tasks'
  },
  {
    check: 'role',
    holder: role,
    what: role.arn,
    uses,
    verdict: 'allowed',
    why: 'it exists and trusts ECS tasks'
  },
  {
    check: 'image',
    holder: { kind: 'nobody' },
    what: 'nginx:1',
    uses,
    verdict: 'not-verified',
    unknown: { kind: 'out-of-reach', text: 'only private Amazon ECR registries are checked' }
  },
  {
    check: 'secret',
    holder: role,
    what: secret,
    action: 'secretsmanager:GetSecretValue',
    uses,
    verdict: 'denied',
    code: 'permission-denied',
    why: 'no policy of the role allows it',
    remedy: { kind: 'statement', statement: {} }
  },
  {
    check: 'parameter',
    holder: role,
    what: 'arn:aws:ssm:us-west-2:123456789012:parameter/app/token',
    action: 'ssm:GetParameters',
    uses,
    verdict: 'not-verified',
    unknown: { kind: 'no-permission', operation: 'iam:SimulatePrincipalPolicy' }
  },
  {
    check: 'pass-role',
    holder: { kind: 'deployer', arn: 'arn:aws:sts::123456789012:assumed-role/deploy/run-7' },
    what: role.arn,
    action: 'iam:PassRole',
    uses,
    verdict: 'allowed',
    why: 'a policy of the identity allows it'
  }
]

describe('the table of permissions', () => {
  test('as text: a block a role, in which only what is not allowed is told', () => {
    expect(permissionsToText(rows)).toEqual([
      'task role app: 1 of 1 allowed',
      'execution role web-execution: 1 of 3 allowed, 1 not verified',
      '  denied: secretsmanager:GetSecretValue app/key-AbCdEf (no policy of the role allows it)',
      '  not verified: ssm:GetParameters /app/token (no permission for iam:SimulatePrincipalPolicy)',
      'images: 0 of 1 checks passed, 1 not verified',
      '  not verified: whether nginx:1 exists (only private Amazon ECR registries are checked)',
      'deploying role deploy: 1 of 1 allowed'
    ])
  })

  test('as text, what one reason left unverified is one line; what is denied is not shortened', () => {
    const image = (what: string, verdict: object) =>
      ({ check: 'image', holder: { kind: 'nobody' }, what, uses, ...verdict }) as unknown as PermissionRow
    const unknown = { kind: 'out-of-reach', text: 'only private Amazon ECR registries are checked' }
    const denied = { verdict: 'denied', code: 'image-not-found', why: 'ECR has no such image' }
    const text = permissionsToText([
      ...Array.from({ length: 14 }, (_, one) => image(`nginx:${one}`, { verdict: 'not-verified', unknown })),
      image('app:1', denied),
      image('app:2', denied)
    ])
    expect(text).toEqual([
      'images: 0 of 16 checks passed, 14 not verified',
      '  not verified: whether these exist: nginx:0, nginx:1, nginx:2, nginx:3, nginx:4 and 9 more (only private Amazon ECR registries are checked)',
      '  missing: app:1 (ECR has no such image)',
      '  missing: app:2 (ECR has no such image)'
    ])
  })

  test('as Markdown: a table of what is missing or not verified, a role’s together, and what is allowed folded', () => {
    const [open = '', allowed = ''] = permissionsToMarkdown(rows).split(
      '<details><summary>3 allowed</summary>'
    )
    expect(open.split('\n').filter(line => line !== '')).toEqual([
      '## Permissions',
      '| who | needs | on | verdict | why |',
      '| --- | --- | --- | --- | --- |',
      '| execution role web-execution | secretsmanager:GetSecretValue | <code>app/key-AbCdEf</code> | ❌ denied | no policy of the role allows it |',
      '| execution role web-execution | ssm:GetParameters | <code>/app/token</code> | ❔ not verified | no permission for iam:SimulatePrincipalPolicy |',
      '| images | the image exists in Amazon ECR | <code>nginx&#58;1</code> | ❔ not verified | only private Amazon ECR registries are checked |'
    ])
    expect(allowed.match(/^\| .*✅ allowed/gm)).toHaveLength(3)
  })

  test('what is the same of several things is one row', () => {
    const image = rows.find(({ check }) => check === 'image') as PermissionRow
    const many = Array.from({ length: 14 }, (_, index) => ({ ...image, what: `nginx:${index}` }))
    const lines = permissionsToMarkdown(many)
      .split('\n')
      .filter(line => line.startsWith('| images'))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('<code>nginx&#58;0</code>, <code>nginx&#58;1</code>')
    expect(lines[0]).toContain(' and 9 more |')
  })

  test('nothing to show', () => {
    expect(permissionsToText([])).toEqual([])
    expect(permissionsToMarkdown([])).toBe('')
  })

  test('a name from AWS is no markup and no command', () => {
    const [row] = rows
    const hostile = { ...(row as PermissionRow), what: 'x/a|b\n::error::c' }
    expect(permissionsToMarkdown([hostile])).not.toMatch(/\n::|a\|b/)
    const open = { ...hostile, verdict: 'not-verified', unknown: { kind: 'undecided', text: 'y' } } as const
    expect(permissionsToText([open as PermissionRow]).join('\n')).not.toMatch(/^::/m)
  })
})
