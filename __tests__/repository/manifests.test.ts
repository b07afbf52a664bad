import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'

type Manifest = Readonly<Record<string, unknown>>
type Changes = ReadonlyMap<string, (manifest: Manifest) => Manifest>

const { changeManifests } = (await import(resolve('scripts/build/manifests.mjs'))) as {
  changeManifests: (changes: Changes, lock: string, patience?: number) => () => void
}

const BEFORE = '{ "name": "a" }\n'
let folder = ''
let manifest = ''
let lock = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifests-'))
  manifest = join(folder, 'package.json')
  lock = join(folder, 'lock')
  writeFileSync(manifest, BEFORE)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const pure = (given: Manifest): Manifest => ({ ...given, sideEffects: false })
const change = (patience?: number) =>
  changeManifests(
    new Map([
      [manifest, pure],
      [join(folder, 'not-installed.json'), pure]
    ]),
    lock,
    patience
  )
const now = () => readFileSync(manifest, 'utf8')

test('what a build changes is as before after it, to the byte', () => {
  const undo = change()
  expect(JSON.parse(now())).toEqual({ name: 'a', sideEffects: false })
  undo()
  expect(now()).toBe(BEFORE)
  change()()
  expect(now()).toBe(BEFORE)
})

test('a second build at the same time waits, and names the first if that does not end', () => {
  const undo = change()
  expect(() => change(0)).toThrow(`another build (process ${process.pid}) uses the same packages`)
  expect(JSON.parse(now())).toEqual({ name: 'a', sideEffects: false })
  undo()
  expect(now()).toBe(BEFORE)
})

test('what a build that was killed has left is put back by the next', () => {
  const script = `
    const { changeManifests } = await import(${JSON.stringify(resolve('scripts/build/manifests.mjs'))})
    changeManifests(new Map([[${JSON.stringify(manifest)}, given => ({ ...given, left: true })]]), ${JSON.stringify(lock)})
    process.kill(process.pid, 'SIGKILL')`
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', script])
  expect(signal).toBe('SIGKILL')
  expect(JSON.parse(now())).toEqual({ name: 'a', left: true })
  const undo = change()
  expect(JSON.parse(now())).toEqual({ name: 'a', sideEffects: false })
  undo()
  expect(now()).toBe(BEFORE)
})
