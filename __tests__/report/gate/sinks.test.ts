import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

const SOURCES = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => [file.replaceAll('\\', '/'), readFileSync(join('src', file), 'utf8')] as const)
)

const filesWith = (pattern: RegExp) =>
  [...SOURCES].flatMap(([file, text]) => (pattern.test(text) ? [file] : [])).sort()

test('only the gate makes a text that may be shown', () => {
  expect(filesWith(/\bas (?:unknown as )?(?:Shown|Cleared)\b/)).toEqual(['report/gate/gate.ts'])
})

test('only one file speaks to the runner, and its texts have gone through the gate', () => {
  expect(filesWith(/from '@actions\/core'/)).toEqual(['action/runner.ts'])
  // a mask is made of a value: that is what it is for
  const open = [
    ...(SOURCES.get('action/runner.ts') ?? '').matchAll(/export (?:async )?function (\w+)\(([^{]*?)\): /g)
  ]
  expect(open.length).toBeGreaterThan(5)
  const loose = open.filter(([, , parameters]) => !/Shown|Cleared/.test(parameters ?? ''))
  expect(loose.map(([, name]) => name)).toEqual(['maskLine'])
})

/** Whose texts are data and not shown, with the reason. */
const DATA: Readonly<Record<string, string>> = {
  'check/baseline.ts': 'the configuration file, whose text is the user’s',
  'deploy/plan/make-plan.ts': 'the definitions as they are sent, mode 0600',
  'modes/render.ts': 'the definitions as they would be sent, mode 0600',
  'cli/commands/run-command.ts':
    'the configuration and the workflows of the project that init and adopt write',
  'run/run-ports.ts': 'files of the project, and the journal',
  'files/write/lock-file.ts': 'who holds the lock',
  'files/write/writer.ts': 'takes Shown, but for the file of the project and the definitions as they are sent'
}

test('every way to a stream or a file is known', () => {
  expect(filesWith(/console\.(?:log|error|warn|info)\(|[^`]process\.std(?:out|err)\b/)).toEqual([
    // the streams of a command line, which get what is Shown
    'index.ts',
    'run/last-words.ts'
  ])
  // what prints takes Shown: see Streams
  expect(filesWith(/\b(?:write|append)\w*,?[^;'"]*\} from 'node:fs'|createWriteStream/)).toEqual([
    'files/write/lock-file.ts',
    'files/write/writer.ts'
  ])
  expect(
    new Set(filesWith(/\b(?:writeProjectFile|writeRendered|writeApart|replaceWhole|placeForLock)\b/))
  ).toEqual(new Set(Object.keys(DATA)))
})
