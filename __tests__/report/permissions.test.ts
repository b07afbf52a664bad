import { describe, expect, test } from '@jest/globals'
import { sectionsToMarkdown } from '../../src/report/markdown.ts'
import { permissionsSection, permissionsToText } from '../../src/report/run-sections.ts'
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
  test('as text: what is not allowed first; what is allowed is only counted', () => {
    expect(permissionsToText(rows)).toEqual([
      '❌ denied  execution role web-execution  secretsmanager:GetSecretValue  app/key-AbCdEf  no policy of the role allows it',
      '2 not verified:',
      '  ❔ not verified  images                        the image exists in Amazon ECR  nginx:1     only private Amazon ECR registries are checked',
      '  ❔ not verified  execution role web-execution  ssm:GetParameters               /app/token  no permission for iam:SimulatePrincipalPolicy',
      '3 allowed'
    ])
  })

  test('as Markdown: a table of what is missing; what is not verified and what is allowed are folded', () => {
    const [open = '', allowed = ''] = permissionsToMarkdown(rows).split(
      '<details><summary>3 allowed</summary>'
    )
    expect(open.split('\n').filter(line => line !== '')).toEqual([
      '## Permissions',
      '| verdict | who | needs | on | why |',
      '| --- | --- | --- | --- | --- |',
      '| ❌\u00a0denied | execution role web-execution | secretsmanager:GetSecretValue | <code>app/key-AbCdEf</code> | no policy of the role allows it |',
      '<details><summary>2 not verified</summary>',
      '| verdict | who | needs | on | why |',
      '| --- | --- | --- | --- | --- |',
      '| ❔\u00a0not\u00a0verified | images | the image exists in Amazon ECR | <code>nginx&#58;1</code> | only private Amazon ECR registries are checked |',
      '| ❔\u00a0not\u00a0verified | execution role web-execution | ssm:GetParameters | <code>/app/token</code> | no permission for iam:SimulatePrincipalPolicy |',
      '</details>'
    ])
    expect(allowed.match(/^\| .*✅ allowed/gm)).toHaveLength(3)
  })

  test('what is the same of several things is one row', () => {
    const image = rows.find(({ check }) => check === 'image') as PermissionRow
    const many = Array.from({ length: 14 }, (_, index) => ({ ...image, what: `nginx:${index}` }))
    const lines = permissionsToMarkdown(many)
      .split('\n')
      .filter(line => line.includes('| images'))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('<code>nginx&#58;0</code>, <code>nginx&#58;1</code>')
    expect(lines[0]).toContain(' and 2 more |')
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
