import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { runAsCommandLine } from '../../../src/shell/command-line/cli-shell.ts'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'many-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const LITERAL = ['Sup3r', 'Secret', 'Pw99'].join('')

function definition(value: string, more = ''): string {
  const environment = JSON.stringify([{ name: 'ADDRESS', value }])
  return `{"family": "app", ${more}"containerDefinitions": [{"name": "app", "image": "x", "memory": 64, "environment": ${environment}}]}`
}

/** Files that each have something to report. The first four are quiet as they are written. */
const SPECIAL = {
  'rendered.json': definition('${{ vars.ADDRESS }}'),
  'refused.json': definition('a', '"cpu": {}, "memory": "x", '),
  'unknown.json': definition('a', '"cpus": 1, '),
  'number.json': definition('a').replace('64', '0.10'),
  'plain.json': definition(`postgres://app:${LITERAL}@db/app`),
  'repeated.json': definition('a', '"family": "other", '),
  'torn.json': definition('a').slice(0, -3),
  'lines.yml':
    'containerDefinitions:\n- name: app\n  image: x\n  environment:\n  - {name: ADDRESS, value: a}\n'
}

/** The report of a check without the files that have nothing to report. */
async function check() {
  const out: string[] = []
  const err: string[] = []
  const streams = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) }
  const run = { environment: {}, workspace: folder, signal: new AbortController().signal }
  const args = ['check', '*.json', '*.yml', '--variables', `ADDRESS=postgres://app:${LITERAL}@db/app`]
  const code = await runAsCommandLine([...args, '--format', 'json'], streams, run)
  const { files, ...rest } = JSON.parse(out.join('')) as { files: string[]; findings: { file: string }[] }
  return { count: files.length, report: { code, err, ...rest } }
}

test('a check of more files than it keeps trees of reports the same about each', async () => {
  for (const [file, text] of Object.entries(SPECIAL)) writeFileSync(join(folder, file), text)
  const few = await check()
  expect(few.report.findings.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['plain.json', 'rendered.json'])
  )
  for (let index = 0; index < 100; index++)
    writeFileSync(join(folder, `quiet-${index}.json`), definition('a'))
  const many = await check()
  expect(many).toEqual({ ...few, count: few.count + 100 })
})
