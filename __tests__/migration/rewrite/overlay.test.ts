import { describe, expect, test } from '@jest/globals'
import type { OverlayMove } from '../../../src/migration/rewrite/overlay-proof.ts'
import { rewriteOverlay } from '../../../src/migration/rewrite/rewrite-overlay.ts'

const STAGING = ['environments', 'staging']

function inPlace(variable: string, from: readonly string[]): OverlayMove {
  return { variable, reference: `ssm:/${variable.toLowerCase()}`, from, stays: false, to: [from] }
}

function into(to: readonly string[], from: readonly string[] | undefined, stays: boolean): OverlayMove {
  return { variable: 'TOKEN', reference: 'ssm:/token', stays, to: [to], ...(from ? { from } : {}) }
}

async function rewritten(text: string, moves: readonly OverlayMove[], file = 'layout.yml'): Promise<string> {
  const result = await rewriteOverlay({ file, text }, moves)
  return result.kind === 'refused' ? result.problems.map(({ message }) => message).join('\n') : result.text
}

const OF_API = ['services', 'api']

describe('the configuration file', () => {
  test('a mapping that goes over whole changes its name, and nothing else changes', async () => {
    const text = [
      'services:',
      '  api:',
      '    # the database',
      '    environment-variables:  # plain',
      '      # shared with ops',
      '      TOKEN: abc   # rotate',
      '      \'KEY\': "x y"',
      '    cpu: 1',
      ''
    ]
    const expected = text.with(3, '    secrets:  # plain')
    const moves = [inPlace('TOKEN', OF_API), inPlace('KEY', OF_API)]
    expect(await rewritten(text.join('\r\n'), moves)).toBe(
      expected.with(5, '      TOKEN: ssm:/token   # rotate').with(6, '      \'KEY\': "ssm:/key"').join('\r\n')
    )
  })

  test('an entry that goes over alone takes its comments along', async () => {
    const text = [
      'services:',
      '  api:',
      '    environment-variables:',
      '      LOG: info',
      '      # ours',
      '      TOKEN: |',
      '        a',
      '        b',
      '      Z: 1',
      '    cpu: 1'
    ]
    expect((await rewritten(text.join('\n'), [inPlace('TOKEN', OF_API)])).split('\n')).toEqual([
      ...text.slice(0, 4),
      '      Z: 1',
      '    secrets:',
      '      # ours',
      '      TOKEN: ssm:/token',
      '    cpu: 1'
    ])
  })

  test('in braces it stays on its line, in JSON too', async () => {
    const text =
      'environments:\n  staging:    {cluster: x, environment-variables: {TOKEN: a, LOG: b}, cpu: 1}\n'
    expect(await rewritten(text, [inPlace('TOKEN', STAGING)])).toBe(
      'environments:\n  staging:    {cluster: x, environment-variables: {LOG: b}, secrets: {TOKEN: ssm:/token}, cpu: 1}\n'
    )
    const json = '{"services": {"api": {"environment-variables": {"TOKEN": "a"}}}}'
    expect(await rewritten(json, [inPlace('TOKEN', OF_API)], 'layout.json')).toBe(
      '{"services": {"api": {"secrets": {"TOKEN": "ssm:/token"}}}}'
    )
  })

  const GENERAL = 'defaults:\n  cluster: x\n  environment-variables:\n    TOKEN: a # c\nenvironments:\n'
  test.each([
    ['{}', '  staging: {secrets: {TOKEN: ssm:/token}}\n'],
    ['# later', '  staging: # later\n    secrets:\n      TOKEN: ssm:/token\n'],
    ['~', '  staging: {secrets: {TOKEN: ssm:/token}}\n'],
    ['\n    cpu: 1 # one', '  staging: \n    cpu: 1 # one\n    secrets:\n      TOKEN: ssm:/token\n']
  ])('a reference is put into an environment that is written %j', async (written, expected) => {
    const text = `${GENERAL}  staging: ${written}\n  production:\n    cpu: 2\n`
    expect(await rewritten(text, [into(STAGING, ['defaults'], true)])).toBe(
      `${GENERAL}${expected}  production:\n    cpu: 2\n`
    )
  })

  test('the last one that takes a general value takes it out', async () => {
    expect(await rewritten(`${GENERAL}  staging:\n`, [into(STAGING, ['defaults'], false)])).toBe(
      'defaults:\n  cluster: x\nenvironments:\n  staging:\n    secrets:\n      TOKEN: ssm:/token # c\n'
    )
  })

  test.each([
    [
      'defaults:\n  environment-variables: &e {TOKEN: a}\nservices:\n  api: {environment-variables: *e}\n',
      ['defaults']
    ],
    ['x: &e {TOKEN: a}\nservices:\n  api: {environment-variables: {<<: *e, B: 1}}\n', OF_API],
    ['services:\n  api: {environment-variables: {\n    TOKEN: a, # beside\n    LOG: b}}\n', OF_API],
    ['services:\n  api: {environment-variables: {LOG: b}}\n', OF_API]
  ])('what is not rewritten provably is refused: %j', async (text, from) => {
    expect(await rewritten(text, [inPlace('TOKEN', from)])).toMatch(/layout\.yml: .*is(?: not|) moved: /)
  })
})
