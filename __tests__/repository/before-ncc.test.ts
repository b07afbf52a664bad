import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

/** What a program that is started like ncc prints as JSON. */
function printed(program: string, ...args: string[]): unknown {
  const flags = ['--import', './scripts/build/before-ncc.mjs', '--input-type=commonjs', '--eval', program]
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, ...args], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

const parsed = (file: string): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8'))

test('ncc reads changed manifests, and the files of node_modules stay as they are', () => {
  const names = ['undici', 'jsonc-parser', 'yaml']
  const files = names.map(name => join(process.cwd(), 'node_modules', name, 'package.json'))
  const [undici, jsonc, yaml] = files.map(parsed)
  expect(undici).not.toHaveProperty('sideEffects', false)

  const read = printed(
    `const fs = require('node:fs')
    const [undici, jsonc, yaml] = process.argv.slice(1)
    const later = (file, options) => new Promise(done => fs.readFile(file, options, (_, text) => done(JSON.parse(text))))
    Promise.all([later(undici), later(jsonc, 'utf8'), later(yaml, 'utf8')]).then(manifests =>
      console.log(JSON.stringify([...manifests, JSON.parse(fs.readFileSync(undici, 'utf8'))])))`,
    ...files
  )
  const pure = { ...undici, sideEffects: false }
  expect(read).toEqual([pure, { ...jsonc, sideEffects: false, main: jsonc?.['module'] }, yaml, pure])
  expect(files.map(parsed)).toEqual([undici, jsonc, yaml])
})

test('an error reaches the reader, and no compile cache is written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'before-ncc-'))
  try {
    const files = ['absent', 'index.js.cache', 'index.js'].map(name => join(folder, name))
    const code = printed(
      `const fs = require('node:fs')
      const [absent, ...written] = process.argv.slice(1)
      for (const file of written) fs.writeFileSync(file, 'text')
      fs.readFile(absent, error => console.log(JSON.stringify(error.code)))`,
      ...files
    )
    expect(code).toBe('ENOENT')
    expect(files.map(file => existsSync(file))).toEqual([false, false, true])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
