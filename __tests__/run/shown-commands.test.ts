import { expect, test } from '@jest/globals'
import { parseCommandLine } from '../../src/cli/arguments.ts'
import { COMMAND_FLAGS, COMMANDS } from '../../src/inputs/tables/specification.ts'
import { programWords, shownCommands } from '../bundle/shown-commands.ts'

/** Whatever runs them (documented-commands.test.ts), none has a flag that does not exist. */
const shown = shownCommands(() => true).flatMap(({ page, line }) => {
  const words = programWords(line)
  return words === undefined || line.includes('<mode>') ? [] : [[`${page}: ${line}`, words] as const]
})

test('there are commands to copy', () => expect(shown.length).toBeGreaterThan(20))

test.each(shown)('%s is understood', (_, args) => {
  const words = args[1] === 'merge' ? ['merge', ...args] : args
  const command = COMMANDS.find(name => name === words[0])
  if (command !== undefined) {
    const flags = words.filter(word => word.startsWith('--')).map(word => word.slice(2).replace(/=.*/, ''))
    expect(flags.filter(flag => flag !== 'help' && !(flag in COMMAND_FLAGS[command].flags))).toEqual([])
    return
  }
  const read = parseCommandLine(args)
  expect(read.kind === 'run' ? read.problems : []).toEqual([])
})
