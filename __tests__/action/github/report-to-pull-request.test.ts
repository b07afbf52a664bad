import { describe, expect, test } from '@jest/globals'
import { reportToPullRequest } from '../../../src/action/github/report-to-pull-request.ts'
import { emptyReport, type Report } from '../../../src/report/report.ts'
import { aFinding, withoutPlace } from '../../report/findings.ts'

const github = {
  server_url: 'https://github.com',
  repository: 'example/ops-pipeline',
  sha: 'c0ffee'.repeat(6)
}
const report = (given: Partial<Report>): Report => ({
  ...emptyReport('check'),
  files: ['deploy/app.json'],
  ...given
})
const HOSTILE = '|x|\n</details><img src=x> @everyone [a](javascript:b) `c` -->'

const BY_NAME =
  '[<code>secret/by-name</code>](https://github.com/ecs-sealed-deploy/ecs-sealed-deploy/blob/v1/docs/rules/by-name.md)'

describe('the text of the comment', () => {
  test('a table for each file, the worst first, with links to lines and rules; then the advice, once', () => {
    const findings = [
      aFinding({ level: 'warning', name: 'A', message: 'A is weak. Everyone can read it.' }),
      aFinding({
        name: 'B',
        message: 'B is a password. Everyone can read it.',
        place: { file: 'deploy/a (b).json', line: 3, column: 1, endLine: 5, endColumn: 2 }
      })
    ]
    expect(reportToPullRequest(report({ findings }), github)).toEqual({
      kind: 'always',
      markdown: [
        '### 🔓 ecs-sealed-deploy',
        '',
        'Check failed: 1 error and 1 warning in 1 file.',
        '',
        '#### Findings',
        '',
        '<details open><summary><b>deploy/a (b).json</b>&#58; 1 error</summary>',
        '',
        '| line | name | finding |',
        '| --- | --- | --- |',
        `| ❌\u00a0[3](https://github.com/example/ops-pipeline/blob/${github.sha}/deploy/a%20%28b%29.json#L3-L5) | <code>B</code> in <code>app</code> | B is a password. ${BY_NAME} |`,
        '',
        '</details>',
        '',
        '<details open><summary><b>deploy/app.json</b>&#58; 1 warning</summary>',
        '',
        '| line | name | finding |',
        '| --- | --- | --- |',
        `| ⚠️\u00a0[3](https://github.com/example/ops-pipeline/blob/${github.sha}/deploy/app.json#L3) | <code>A</code> in <code>app</code> | A is weak. ${BY_NAME} |`,
        '',
        '</details>',
        '',
        'Everyone can read it.',
        '',
        '<details open><summary>What to write instead</summary>',
        '',
        '- <code>A</code>, <code>B</code>: Remove it from "environment".',
        '',
        '</details>',
        '',
        'To move these variables to Secrets Manager, run mode migrate: it shows a plan first.',
        '',
        'If a value is not a credential, add an exception to the configuration file: [false-positives](https://github.com/ecs-sealed-deploy/ecs-sealed-deploy/blob/v1/docs/check.md#false-positives)',
        '',
        '<sub>Check of <code>c0ffeec</code>; shows names and locations, never values. This comment is replaced at the next run.</sub>'
      ].join('\n')
    })
  })

  test('clean says so', () => {
    const { kind, markdown } = reportToPullRequest(report({}), github)
    expect(kind).toBe('only-replaces')
    expect(markdown).toContain('1 file checked: no plaintext credentials found.')
  })

  test('a file that was not read, or a bad input, is not clean', () => {
    const unscanned = [{ file: 'b.json', line: 1, reason: 'not JSON' }]
    expect(reportToPullRequest(report({ unscanned }), github)).toMatchObject({
      kind: 'always',
      markdown: expect.stringContaining('#### Not checked\n\n- <code>b.json</code>: not JSON')
    })
    const problems = [{ code: 'bad-input', fault: 'user' as const, message: 'Input "x" is bad.' }]
    expect(reportToPullRequest(report({ problems }), github)).toMatchObject({
      kind: 'always',
      markdown: expect.stringContaining('#### Problems\n\n- Input "x" is bad.')
    })
  })

  test('no link without a place, or where the context is not what it should be', () => {
    const findings = [withoutPlace(aFinding({ input: 'secrets' })), aFinding()]
    const shown = (context: object) =>
      reportToPullRequest(report({ findings }), context as typeof github).markdown
    expect(shown({})).not.toContain('](https://github.com/example')
    expect(shown({ ...github, server_url: 'https://github.com) <b>' })).not.toMatch(/\) <b>|blob\/c0ffee/)
    expect(shown({ ...github, repository: 'a/b](c' })).not.toMatch(/a\/b\]|blob\/c0ffee/)
    const outside = aFinding({ place: { file: '../x', line: 1, column: 1, endLine: 1, endColumn: 2 } })
    expect(reportToPullRequest(report({ findings: [outside] }), github).markdown).not.toContain(
      '](https://github.com/example'
    )
    expect(shown({})).toContain('(input secrets)')
  })

  test('no name is markup', () => {
    const finding = aFinding({
      name: HOSTILE,
      container: HOSTILE,
      message: HOSTILE,
      hint: HOSTILE,
      file: HOSTILE
    })
    const place = { file: HOSTILE, line: 1, column: 1, endLine: 1, endColumn: 2 }
    const { markdown } = reportToPullRequest(
      report({ findings: [{ ...finding, place }], unscanned: [{ file: HOSTILE, line: 1, reason: HOSTILE }] }),
      github
    )
    expect(markdown).not.toMatch(/<img|@everyone|\[a\]\(javascript|-->/)
    expect(markdown.match(/<\/details>/g)).toHaveLength(2)
    // each row has its three cells
    const row = markdown.split('\n').find(line => line.startsWith('| ❌')) ?? ''
    expect(row.replaceAll('\\|', '').match(/\|/g)).toHaveLength(4)
  })

  test('thousands of findings stay within 60,000 characters, and no row is cut', () => {
    const findings = Array.from({ length: 3000 }, (_, index) =>
      aFinding({ name: `NAME_${index}_${'é'.repeat(200)}`, hint: `Do this for ${index}. ${'x'.repeat(300)}` })
    )
    const unscanned = Array.from({ length: 300 }, (_, index) => ({
      file: `f${index}.json`,
      line: 1,
      reason: 'x'.repeat(99)
    }))
    const problems = Array.from({ length: 300 }, () => ({
      code: 'bad-input',
      fault: 'user' as const,
      message: 'x'.repeat(500)
    }))
    const { markdown } = reportToPullRequest(report({ findings, unscanned, problems }), github)
    expect(markdown.length).toBeLessThanOrEqual(60_000)
    expect(markdown.length).toBeGreaterThan(20_000)
    expect(markdown).toMatch(/… and \d+ more; all are in the output `findings`/)
    for (const line of markdown.split('\n').filter(text => text.startsWith('|'))) expect(line).toMatch(/\|$/)
    expect(markdown.match(/<details/g)?.length).toBe(markdown.match(/<\/details>/g)?.length)
    expect(markdown).toMatch(/<\/details>[\s\S]*<\/sub>$/)
  })
})
