import { describe, expect, test } from '@jest/globals'
import { widthOf } from '../../src/shell/live/text-width.ts'
import { wrapped } from '../../src/shell/terminal/wrap.ts'

const ARN = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:shop/production/database/password-MaG88r'
const URL = 'https://us-west-2.console.aws.amazon.com/ecs/v2/clusters/shop/services/web/deployments'
const PROSE =
  'The task started but its health check failed: check the log of the application and the health check itself, then deploy again.'

describe('long lines at a terminal', () => {
  test.each([40, 60, 80])('prose fits %i columns, and its words stay in order', columns => {
    for (const indentation of ['', '    ', '  1. ', '      → ']) {
      const lines = wrapped(indentation + PROSE, columns)
      expect(lines.length).toBeGreaterThan(1)
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
      expect(lines.map(line => line.trim()).join(' ')).toBe(
        indentation.trim() === '' ? PROSE : `${indentation.trim()} ${PROSE}`
      )
      const hanging = ' '.repeat(indentation.length || 2)
      for (const line of lines.slice(1))
        expect(line.startsWith(hanging) && line[hanging.length] !== ' ').toBe(true)
    }
  })

  test.each([ARN, URL])('%s is never broken', long => {
    const lines = wrapped(`  Add it to the execution role, which may not read ${long} at this moment.`, 60)
    expect(lines.some(line => line.includes(long))).toBe(true)
    expect(lines.length).toBeGreaterThan(1)
  })

  test.each([
    '       ecs-sealed-deploy rollback --service web,worker,mailer --cluster shop --aws-region us-west-2',
    '  aws ecs list-task-definitions --family-prefix web --sort DESC --max-items 10 --region us-west-2',
    '$ gh run rerun 1234567890 --failed --repo example/shop-with-a-long-name-of-its-own',
    ' 12 |     { "name": "DB_PASSWORD", "value": "***", "and": "a long line of a file that has columns" }',
    '    |                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^'
  ])('what is copied, or has columns, stays as it is: %s', line => {
    expect(wrapped(line, 60)).toEqual([line])
  })

  test('a command in a sentence is broken nowhere', () => {
    const command = 'aws secretsmanager restore-secret --region us-west-2 --secret-id shop/api-key'
    const lines = wrapped(
      `Name another revision, or restore the secret: ${command}. Then run this again.`,
      60
    )
    expect(lines.filter(line => line.includes(command))).toHaveLength(1)
    expect(lines.at(-1)?.trim()).toBe('Then run this again.')
    expect(
      wrapped('While the history that git has of this repository is read, git is asked twice.', 40)
    ).toHaveLength(3)
  })

  test('a row goes on under its last column', () => {
    const row = `not ok        cluster        ${PROSE}`
    const lines = wrapped(row, 80)
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {29}\S/)
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80)
  })

  test('where its last column begins too far right, under one before', () => {
    const row = 'web                     task-definition  ecs/web.json  .github/workflows/ship.yml:15'
    expect(wrapped(row, 80)).toEqual([
      'web                     task-definition  ecs/web.json',
      '                        .github/workflows/ship.yml:15'
    ])
  })

  test('wide characters count as two columns; what is short or a narrow terminal changes nothing', () => {
    const wide = Array.from({ length: 30 }, () => '漢字').join(' ')
    for (const line of wrapped(wide, 50)) expect(widthOf(line)).toBeLessThanOrEqual(50)
    expect(wrapped('short', 80)).toEqual(['short'])
    expect(wrapped(PROSE, 20)).toEqual([PROSE])
  })
})
