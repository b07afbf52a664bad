import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { COMMAND_FLAGS } from '../../src/inputs/command-flags.ts'
import { COMMANDS } from '../../src/inputs/specification.ts'
import { parseCommandLine } from '../../src/shell/arguments.ts'

const pages = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map(name => `docs/${name}`)
].filter(name => name.endsWith('.md'))

/** Command lines of the program in blocks of shell that people copy, with lines that go on joined. */
const shown = pages.flatMap(page =>
  [...readFileSync(page, 'utf8').matchAll(/^```(?:sh|shell|bash|console)\n([\s\S]*?)^```/gm)].flatMap(
    ([, block]) =>
      (block as string)
        .replace(/\\\n\s*/g, ' ')
        .split('\n')
        .flatMap(line => {
          const [, rest] =
            /^\s*(?:\$ )?(?:npx (?:-y )?ecs-sealed-deploy|ecs-sealed-deploy|node dist\/index\.js) ([^|>#<]+)/.exec(
              line
            ) ?? []
          return rest === undefined ? [] : [[`${page}: ${rest.trim()}`, wordsOf(rest)] as const]
        })
  )
)

/** As a shell parts them, as far as the pages need that. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '')
}

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
