import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

// The picture in docs/architecture.md, and the script that draws it from the boundary matrix.

const root = join(import.meta.dirname, '../..')
const check = (folder: string) =>
  spawnSync(process.execPath, [join(root, 'scripts/draw-architecture.mjs'), '--check', folder], {
    encoding: 'utf8'
  })

test('the picture shows the boundary matrix', () => {
  const { status, stderr } = check(root)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

describe('a picture of another matrix', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'architecture-'))
    mkdirSync(join(folder, 'docs'))
    cpSync(join(root, 'docs/architecture.md'), join(folder, 'docs/architecture.md'))
    mkdirSync(join(folder, '__tests__/repository'), { recursive: true })
    for (const name of ['boundaries.ts', 'imports.ts']) {
      const path = `__tests__/repository/${name}`
      cpSync(join(root, path), join(folder, path))
    }
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test.each([
    ['a new room', "rooms: Readonly<Record<string, Room>> = {\n  attic: { values: ['document'] },"],
    [
      'a room that may reach AWS',
      "rooms: Readonly<Record<string, Room>> = {\n  attic: { values: [], packages: ['@aws-sdk/*'] },"
    ]
  ])('fails: %s', (_, instead) => {
    const file = join(folder, '__tests__/repository/boundaries.ts')
    const text = readFileSync(file, 'utf8')
    const changed = text.replace('rooms: Readonly<Record<string, Room>> = {', instead)
    expect(changed).not.toBe(text)
    writeFileSync(file, changed)
    const { status, stderr } = check(folder)
    expect(status).toBe(1)
    expect(stderr).toContain('shows another matrix')
  })
})
