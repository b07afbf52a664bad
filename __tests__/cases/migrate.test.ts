import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, test } from '@jest/globals'
import { type MigrateWorld, makeMigrateWorld } from '../migrate/run/world.ts'
import { casesIn } from './cases.ts'

let world: MigrateWorld
afterEach(() => world.end())

test.each(casesIn('migrate'))('$title', async ({ files, inputs, expectJson, expectFiles }) => {
  // what the files of cases refer to already
  world = await makeMigrateWorld({ parameters: [{ name: '/web/flags' }] })
  const paths = Object.keys(files)
  for (const path of paths) {
    mkdirSync(dirname(join(world.folder, path)), { recursive: true })
    writeFileSync(join(world.folder, path), files[path] as string)
  }
  world.git('add', '.')
  world.git('commit', '-qm', 'a case')
  const report = await world.migrate({ 'task-definition': paths.join('\n'), apply: 'true', ...inputs })
  expectJson({
    problems: report.problems.map(({ code, message }) => ({ code, message })),
    secrets: world.secrets()
  })
  expectFiles(Object.fromEntries(paths.map(path => [path, readFileSync(join(world.folder, path), 'utf8')])))
})
