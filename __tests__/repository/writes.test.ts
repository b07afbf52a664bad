import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { withoutComments } from './imports.ts'

/** What of node:fs only looks. Everything else writes, makes, moves or removes. */
const READING = new Set([
  'accessSync',
  'closeSync',
  'constants',
  'Dirent',
  'existsSync',
  'fstatSync',
  'lstatSync',
  'openSync',
  'readdir',
  'readdirSync',
  'readFileSync',
  'readlinkSync',
  'readSync',
  'realpathSync',
  'Stats',
  'statSync'
])

/** Who may write, and why it is not the writer. */
const WRITERS: Readonly<Record<string, string>> = {
  'files/write/writer.ts': 'the writer itself',
  'files/write/lock-file.ts': 'a lock is made by a link that must not exist; its place comes from the writer'
}

const sources = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => [file.replaceAll('\\', '/'), readFileSync(`src/${file}`, 'utf8')])
)

test('files are written by one writer', () => {
  const wrong: string[] = []
  for (const [file, text] of sources) {
    if (file in WRITERS) continue
    const code = withoutComments(text)
    for (const [, names = '', from = ''] of code.matchAll(
      /import\s+(?:type\s+)?([^'"]*?)\s+from\s+['"]((?:node:)?fs(?:\/promises)?)['"]/g
    )) {
      const imported = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1]?.split(',') ?? [`all of ${from}`]
      const given = imported.map(name => name.replace(/\btype\b/, '').trim()).filter(name => name !== '')
      wrong.push(...given.filter(name => !READING.has(name)).map(name => `src/${file}: ${name}`))
    }
    if (/(?:import|require)\s*\(\s*['"](?:node:)?fs/.test(code)) wrong.push(`src/${file}: loads node:fs late`)
    // openSync can make a file: for reading only
    for (const [, flags = ''] of code.matchAll(/\bopenSync\(([^;{}]*)\)/g))
      if (!flags.includes('O_RDONLY') && !/,\s*'r'/.test(flags)) wrong.push(`src/${file}: openSync(${flags})`)
  }
  expect(wrong).toEqual([])
})

test('those that may are still there', () => {
  for (const file of Object.keys(WRITERS)) expect(sources.get(file)).toMatch(/from 'node:fs'/)
})
