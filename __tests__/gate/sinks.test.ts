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
  expect(filesWith(/\bas (?:unknown as )?(?:Shown|Cleared)\b/)).toEqual(['gate/gate.ts'])
})

test('only one file speaks to the runner, and its texts have gone through the gate', () => {
  expect(filesWith(/from '@actions\/core'/)).toEqual(['shell/runner.ts'])
  // a mask is made of a value: that is what it is for
  const open = [
    ...(SOURCES.get('shell/runner.ts') ?? '').matchAll(/export (?:async )?function (\w+)\(([^{]*?)\): /g)
  ]
  expect(open.length).toBeGreaterThan(5)
  const loose = open.filter(([, , parameters]) => !/Shown|Cleared/.test(parameters ?? ''))
  expect(loose.map(([, name]) => name)).toEqual(['maskLine'])
})

test('every way to a stream or a file is known', () => {
  expect(filesWith(/console\.(?:log|error|warn|info)\(|[^`]process\.std(?:out|err)\b/)).toEqual([
    'index.ts',
    'shell/last-words.ts'
  ])
  expect(filesWith(/\b(?:writeFile(?:Sync)?|writeSync|appendFile(?:Sync)?|createWriteStream)\(/)).toEqual([
    // values to replace in git's history: outside the repository, mode 0600, on request
    'history/replacements.ts',
    // what prints takes Shown: see Streams
    'shell/print.ts',
    // who holds the lock
    'workspace/lock-file.ts',
    // the project's own files and the journal
    'workspace/replace-file.ts',
    // for people: takes Shown; and the configuration file
    'workspace/write-text.ts',
    // the definitions as they are sent, mode 0600
    'workspace/write.ts'
  ])
})
