import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import {
  allMoves,
  differencesFrom,
  type Journal,
  namesFrom,
  parseJournal,
  printJournal,
  requestToken
} from '../../src/migrate/journal.ts'
import type { PlannedMove } from '../../src/migrate/plan.ts'
import { readUnfinished } from '../../src/migrate/run/journal-file.ts'

const move = (more: Partial<PlannedMove> = {}): PlannedMove => ({
  file: 'deploy/a.json',
  pointer: '/containerDefinitions/0/environment/0/value',
  container: 'app',
  variable: 'FOO_KEY',
  secret: 'ops/foo/key',
  reference: 'secretsmanager:ops/foo/key',
  service: 'a',
  ...more
})
const journal = (more: Partial<Journal> = {}): Journal => ({
  version: 1,
  id: 'x',
  state: 'running',
  startedAt: '2026-01-05T09:00:00.000Z',
  place: { region: 'us-west-2', account: '123456789012', cluster: 'c' },
  store: 'secretsmanager',
  moves: [move()],
  created: [],
  rotate: [],
  ranBefore: [],
  ...more
})

test('a journal that cannot be read is no empty one', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'journal-'))
  symlinkSync('circle', join(workspace, 'circle'))
  writeFileSync(join(workspace, 'latin1'), Buffer.from([0xe9]))
  writeFileSync(join(workspace, 'other'), 'other')
  const read = (file: string) => {
    type Given = Parameters<typeof readUnfinished>
    const ports = { workspace, env: {}, temporaryFolder: workspace } as unknown as Given[1]
    return readUnfinished({ journal: file } as Given[0], ports).refused?.message
  }
  expect(read('none')).toBeUndefined()
  expect(read('circle')).toMatch(
    /^The journal shows .*circle cannot be read: it is a symbolic link, or its links lead in a circle\.$/
  )
  expect(read('latin1')).toMatch(/is not UTF-8 text\.$/)
  expect(read('other')).toMatch(/is not a journal that this version can read\.$/)
  rmSync(workspace, { recursive: true })
})

describe('the journal', () => {
  test('is read as it was written; anything else is not ours', () => {
    expect(parseJournal(printJournal(journal()))).toEqual(journal())
    for (const text of ['', 'null', '{}', '[1]', JSON.stringify({ ...journal(), version: 2 })])
      expect(parseJournal(text)).toBeUndefined()
  })

  test('gives the same token for the same request, and another one for the next value', () => {
    const token = requestToken(journal(), 'ops/a')
    expect(token).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(requestToken(journal({ moves: [] }), 'ops/a')).toBe(token)
    const replacing = requestToken(journal(), 'ops/a', 'a version')
    expect(requestToken(journal(), 'ops/a', 'a version')).toBe(replacing)
    expect(
      new Set([
        token,
        replacing,
        requestToken(journal(), 'ops/b'),
        requestToken(journal({ id: 'y' }), 'ops/a')
      ]).size
    ).toBe(4)
  })

  test('tells another migration from what is left of its own', () => {
    const now = { place: journal().place, store: 'secretsmanager', moves: [] }
    expect(differencesFrom(journal(), now)).toEqual([])
    expect(differencesFrom(journal(), { ...now, moves: [move()] })).toEqual([])
    expect(
      differencesFrom(journal(), { ...now, store: 'ssm', place: { ...now.place, cluster: 'd' } })
    ).toEqual(['cluster c then, d now', 'store secretsmanager then, ssm now'])
    expect(
      differencesFrom(journal(), {
        ...now,
        moves: [move({ reference: 'secretsmanager:x' }), move({ variable: 'B' })]
      })
    ).toEqual([
      'FOO_KEY in deploy/a.json became secretsmanager:ops/foo/key then, secretsmanager:x now',
      'B in deploy/a.json was not part of it'
    ])
  })
})

describe('going on', () => {
  test('keeps names once a file was rewritten, since fewer variables could make others', () => {
    expect(namesFrom(undefined, [])).toEqual([])
    expect(namesFrom(journal(), [move(), move({ variable: 'B' })])).toEqual([])
    expect(namesFrom(journal({ moves: [move({ key: 'k' })] }), [move({ variable: 'B' })])).toEqual([
      { service: 'a', variable: 'FOO_KEY', secret: 'ops/foo/key', key: 'k' }
    ])
  })

  test('leaves to the template what it alone can tell apart', () => {
    const { service: _, ...plain } = move()
    const moves = [
      plain,
      { ...plain, file: 'deploy/b.json', secret: 'ops/other' },
      { ...plain, variable: 'B' }
    ]
    expect(namesFrom(journal({ moves }), []).map(({ variable }) => variable)).toEqual(['B'])
  })

  test('joins what was moved with what is left, each once', () => {
    expect(allMoves(journal(), [move(), move({ variable: 'B' })]).map(({ variable }) => variable)).toEqual([
      'FOO_KEY',
      'B'
    ])
  })
})
