import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseCommandLine } from '../../src/shell/arguments.ts'

test('a command line without a flag is read as one with flags is', () => {
  const word = fc.constantFrom(
    'check',
    'deploy',
    'help',
    'version',
    'completion',
    'bash',
    'web.json',
    '',
    '*',
    'true'
  )
  fc.assert(
    fc.property(fc.array(word, { minLength: 2, maxLength: 5 }), words => {
      // The end of flags is none, and makes no difference behind the words.
      expect(parseCommandLine(words)).toEqual(parseCommandLine([...words, '--']))
    })
  )
})
