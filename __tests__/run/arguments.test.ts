import { expect, test } from '@jest/globals'
import { parseCommandLine } from '../../src/cli/arguments.ts'

const problemsOf = (...args: string[]) => {
  const line = parseCommandLine(args)
  return line.kind === 'run' ? line.problems.map(({ message }) => message) : []
}

test.each(['no', 'maybe', 'YES', '0', '1', 'off', 'on', 'false'])(
  'the word %s after a flag that is on or off is its value, not a file',
  word => {
    expect(parseCommandLine(['audit', '--purge', word])).toMatchObject({
      raw: { purge: word, 'task-definition': '' }
    })
    expect(parseCommandLine(['audit', '--purge', `${word}.json`])).toMatchObject({
      raw: { purge: 'true', 'task-definition': `${word}.json` }
    })
  }
)

test('a mode is given once, as the first word or as a flag', () => {
  expect(problemsOf('deploy', 'a.json', '--mode', 'plan')).toEqual(['Flag --mode is given twice.'])
  expect(problemsOf('deploy', 'a.json', '--mode', 'deploy')).toEqual([])
  expect(problemsOf('deploy', 'a.json', '--mode', 'deplyo')).toEqual(['Flag --mode is given twice.'])
  expect(parseCommandLine(['--mode', 'plan', 'a.json'])).toMatchObject({
    raw: { mode: 'plan', 'task-definition': 'a.json' },
    problems: []
  })
  const mistyped = parseCommandLine(['--mode', 'deplyo', 'a.json'])
  expect(mistyped).toMatchObject({ problems: [{ message: expect.stringContaining('deploy') }] })
  expect(mistyped).not.toHaveProperty('raw.mode')
})

test.each(['deploy', 'rollback', 'status', 'audit', 'check'])(
  '%s refuses a flag with an empty value',
  mode => {
    expect(problemsOf(mode, '--service', '', '--image=')).toEqual([
      'Flag --service has no value.',
      'Flag --image has no value.'
    ])
    expect(problemsOf(mode, '--service', ' , ,')).toEqual(['Flag --service has no value.'])
    expect(problemsOf(mode, '', '--service', 'web')).toEqual(['Flag --task-definition has no value.'])
  }
)
