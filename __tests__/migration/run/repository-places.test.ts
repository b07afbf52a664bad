import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { reportToMarkdown } from '../../../src/report/summary.ts'
import { exitCodeOf, judgeReport } from '../../../src/report/verdict.ts'
import { eachTrackedText } from '../../../src/workspace/git/tracked-texts.ts'
import { type MigrateWorld, makeMigrateWorld } from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

const ONE = { service: 'dispatcher' }

/** The repository with these files besides, committed. */
async function makeWith(
  files: (values: Readonly<Record<string, string>>) => Record<string, string | Buffer>
) {
  world = await makeMigrateWorld()
  for (const [file, content] of Object.entries(files(world.values))) {
    mkdirSync(dirname(join(world.folder, file)), { recursive: true })
    writeFileSync(join(world.folder, file), content)
  }
  world.git('add', '.')
  world.git('commit', '-qm', 'more')
}

describe('a value that moves and stands in another file of the repository', () => {
  test('every place is named, in any form, and nothing is called migrated', async () => {
    await makeWith(({ DB_PASSWORD = '', ALPACA_API_SECRET = '' }) => ({
      'compose.yml': `services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: "${DB_PASSWORD}"\n`,
      'docs/notes.md': `Nothing here.\n\nUse ${ALPACA_API_SECRET} for now.\n`,
      'k8s/secret.yml': `data:\n  key: ${Buffer.from(ALPACA_API_SECRET).toString('base64')}\n`,
      'old/task.json.bak': JSON.stringify({ env: [{ name: 'X', value: ALPACA_API_SECRET }] })
    }))
    const places = ['compose.yml:4', 'docs/notes.md:3', 'k8s/secret.yml:2', 'old/task.json.bak:1']
    const plan = await world.migrate(ONE)
    expect([exitCodeOf(plan), plan.migration?.left.filter(one => !one.startsWith('deploy/'))]).toEqual([
      0,
      places
    ])
    const report = await world.migrate({ ...ONE, apply: 'true' })
    expect(report.problems).toEqual([])
    expect(judgeReport(report).sentence).toMatch(
      /^Moved: .* Still in plaintext: \d+ places outside of this run/
    )
    for (const place of places) expect(reportToMarkdown(report)).toContain(place)
    // and what is left is not forgotten when there is nothing more to move
    world.git('commit', '-qam', 'moved')
    const again = await world.migrate()
    expect(judgeReport(again).sentence).not.toMatch(/Nothing to migrate/)
    const rest = await world.migrate(ONE)
    expect(judgeReport(rest).sentence).toMatch(
      /^No variable of these files is left to move. Still in plaintext: /
    )
    for (const value of Object.values(world.values)) expect(world.shown.join('\n')).not.toContain(value)
  })

  test('also in a file with a blank in its name, and above the workspace', async () => {
    await makeWith(({ DB_PASSWORD = '' }) => ({
      'ops tools/reset db.sh': `PGPASSWORD=${DB_PASSWORD} psql\n`
    }))
    const report = await world.migrate(ONE)
    expect(report.migration?.left).toContain('ops tools/reset db.sh:1')
    const seen: string[] = []
    eachTrackedText(
      { workspace: join(world.folder, 'deploy'), env: process.env },
      new Set(['../ops tools/none.sh']),
      file => seen.push(file)
    )
    expect(seen).toContain('../ops tools/reset db.sh')
    expect(seen).toContain('dispatcher-task-definition.json')
  })

  test('what git does not track and binary files are none; what is too large is said', async () => {
    await makeWith(({ DB_PASSWORD = '' }) => ({
      'image.bin': Buffer.from(`\0\u0001${DB_PASSWORD}`),
      'large.sql': `${'x'.repeat(2 * 1024 * 1024)}\n${DB_PASSWORD}\n`,
      '.gitignore': '.env\n',
      '.env': `DB_PASSWORD=${DB_PASSWORD}\n`
    }))
    const report = await world.migrate(ONE)
    expect(report.migration?.left.filter(one => !one.startsWith('deploy/'))).toEqual([])
    expect(report.remarks.map(({ message }) => message)).toContain(
      'Not searched for values that move, because too large or not readable: large.sql.'
    )
  })
})
