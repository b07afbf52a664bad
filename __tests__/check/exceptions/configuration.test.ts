import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from '@jest/globals'
import { CONFIG, configuration, entry } from './support.ts'

describe('the configuration file', () => {
  it('gives exceptions, allowed names and optional rules, with places', async () => {
    const read = await configuration(
      `# ours\nallowed-names: [TEAM, COLOUR]\noptional-rules: [secret/high-entropy]\nexceptions:\n${entry()}`
    )
    expect(read).toMatchObject({
      problems: [],
      allowedNames: ['TEAM', 'COLOUR'],
      optionalRules: ['secret/high-entropy'],
      exceptions: [
        {
          file: 'deploy/app.json',
          container: 'app',
          variable: 'DB_PASSWORD',
          rule: 'secret/by-name',
          expires: '2030-06-30',
          pointer: '/exceptions/0',
          place: { file: CONFIG, line: 5, column: 5 }
        }
      ]
    })
    expect(read.exceptions[0]).not.toHaveProperty('reason')
  })

  test.each(['', '\n', '# only a comment\n', '---\n', 'exceptions:\n', 'exceptions: []\n'])(
    'says nothing when it is %j',
    async text => {
      expect(await configuration(text)).toMatchObject({ exceptions: [], problems: [] })
    }
  )

  it('takes JSON too, and paths that start with ./', async () => {
    const json = JSON.stringify({
      exceptions: [
        { file: './a.json', variable: 'X', rule: 'secret/by-name', reason: 'why', expires: '2030-03-01' }
      ]
    })
    expect((await configuration(json)).exceptions[0]).toMatchObject({ file: 'a.json' })
  })

  test.each<[string, string, RegExp, number]>([
    ['unknown key', 'exeptions: []', /^Unknown key "exeptions"\. Did you mean "exceptions"\?$/, 1],
    [
      'unknown key of an entry',
      `exceptions:\n${entry({ varaible: 'X' })}`,
      /^Unknown key "varaible"\. Did you mean "variable"\?$/,
      8
    ],
    ['no list', 'exceptions: yes please', /^"exceptions" must be a list\.$/, 1],
    ['no mapping', 'exceptions: [text]', /^Exception 1 is not a mapping\.$/, 1],
    ['no file', `exceptions:\n${entry({ file: null })}`, /^Exception 1 has no "file"\.$/, 2],
    ['no reason', `exceptions:\n${entry({ reason: null })}`, /^Exception 1 has no "reason"\.$/, 2],
    ['empty reason', `exceptions:\n${entry({ reason: '""' })}`, /"reason" must be a string/, 6],
    ['no end', `exceptions:\n${entry({ expires: null })}`, /^Exception 1 has no "expires"\.$/, 2],
    [
      'unknown rule',
      `exceptions:\n${entry({ rule: 'secret/by-nam' })}`,
      /"rule" is not a known rule\. Did you mean "secret\/by-name"\?/,
      5
    ],
    ['no day', `exceptions:\n${entry({ expires: 'soon' })}`, /"expires" is not a day/, 7],
    ['a day that is none', `exceptions:\n${entry({ expires: '2030-02-30' })}`, /"expires" is not a day/, 7],
    [
      'more than a year',
      `exceptions:\n${entry({ expires: '2031-03-03' })}`,
      /expires more than a year from now/,
      7
    ],
    ['a number as a name', 'allowed-names: [12]', /Entry 1 of "allowed-names" must be a string/, 1],
    [
      'a rule that is not optional',
      'optional-rules: [secret/by-name]',
      /"optional-rules" contains a rule/,
      1
    ],
    ['a text', 'just words', /must be a mapping/, 1],
    ['broken YAML', 'exceptions: [', /^Not valid YAML/, 1]
  ])('%s is a problem with its place, and nothing is applied', async (_, text, message, line) => {
    const read = await configuration(text)
    expect(read.problems).toMatchObject([
      { fault: 'user', message: expect.stringMatching(message), place: { file: CONFIG, line } }
    ])
    expect(read.exceptions).toEqual([])
  })

  test.each([null, '""', 'YYYY-MM-DD', '2031-03-03'])(
    'advises a day that is accepted in place of %j',
    async expires => {
      const [problem] = (await configuration(`exceptions:\n${entry({ expires })}`)).problems
      const [day = ''] = /\d{4}-\d{2}-\d{2}/.exec(problem?.hint ?? '') ?? []
      expect((await configuration(`exceptions:\n${entry({ expires: day })}`)).problems).toEqual([])
    }
  )

  it('has no day in the documentation, since every day is over or too far away sooner or later', () => {
    const pages = [
      'README.md',
      ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map(name => `docs/${name}`)
    ].filter(name => name.endsWith('.md'))
    const days = pages.flatMap(page =>
      [...readFileSync(page, 'utf8').matchAll(/\bexpires"?:\s*["']?([^\s"',}]+)/g)].map(([, day]) => ({
        page,
        day
      }))
    )
    expect(days.length).toBeGreaterThan(0)
    expect(days.filter(({ day }) => day !== 'YYYY-MM-DD')).toEqual([])
  })

  it('reports everything that is wrong at once', async () => {
    const read = await configuration(
      `exceptions:\n${entry({ rule: null, expires: 'never' })}${entry({ x: 'y' })}`
    )
    expect(read.problems).toHaveLength(3)
  })

  it('quotes no text from the file in a problem', async () => {
    const pasted = 'Zx9Q'.repeat(10)
    const read = await configuration(
      `${pasted}: 1\nexceptions:\n${entry({ rule: pasted, expires: pasted, [`${pasted}k`]: pasted })}`
    )
    expect(read.problems).toHaveLength(4)
    expect(JSON.stringify(read.problems)).not.toContain('Zx9QZx9Q')
  })
})
