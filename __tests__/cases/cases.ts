import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from '@jest/globals'
import { githubChecksum } from '../../src/detector/shapes/match.ts'
import { Maker } from '../detector/made.ts'

/** A folder of cases/{check,migrate,render}: the input and the expected result. See cases/README.md. */
export type Case = {
  readonly title: string
  /** Texts of `input/` by path, with made-up values in place of placeholders such as `{{token:github}}`. */
  readonly files: Readonly<Record<string, string>>
  /** The content of `inputs.json`: inputs as in a workflow. */
  readonly inputs: Readonly<Record<string, string>>
  /** Compares with `expected.json`; with UPDATE=1, writes it instead. */
  expectJson(actual: unknown): void
  /** Compares the texts, by path, with the folder `expected/`; with UPDATE=1, writes it instead. */
  expectFiles(actual: Readonly<Record<string, string>>): void
}

const UPDATE = process.env['UPDATE'] === '1'

/** casesIn reads all cases of a kind, in the order of their titles. */
export function casesIn(kind: 'check' | 'migrate' | 'render'): readonly Case[] {
  const folder = join(import.meta.dirname, kind)
  return readdirSync(folder)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map(title => readCase(title, join(folder, title)))
}

function readCase(title: string, folder: string): Case {
  const inputs = join(folder, 'inputs.json')
  const expected = join(folder, 'expected.json')
  const rewritten = join(folder, 'expected')
  return {
    title,
    files: Object.fromEntries(
      Object.entries(textsIn(join(folder, 'input'))).map(([path, text]) => [path, fillIn(text)])
    ),
    inputs: existsSync(inputs) ? (JSON.parse(readFileSync(inputs, 'utf8')) as Record<string, string>) : {},
    expectJson: actual => {
      const text = `${takeOut(JSON.stringify(actual, null, 2))}\n`
      if (UPDATE) writeFileSync(expected, text)
      expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(expected, 'utf8')))
    },
    expectFiles: actual => {
      const texts = Object.fromEntries(Object.entries(actual).map(([path, text]) => [path, takeOut(text)]))
      if (UPDATE) writeTexts(rewritten, texts)
      expect(texts).toEqual(textsIn(rewritten))
    }
  }
}

function textsIn(folder: string): Record<string, string> {
  const paths = (readdirSync(folder, { recursive: true, withFileTypes: true }) ?? [])
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
  return Object.fromEntries(paths.map(path => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]))
}

function writeTexts(folder: string, texts: Readonly<Record<string, string>>): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** Made-up values by their placeholder in a case; no commit contains anything that looks like one. */
function madeUpValues(): ReadonlyMap<string, string> {
  const make = new Maker(19)
  const random = make.alnum(30)
  const password = ['Juniper', make.digits(4), '!'].join('')
  const second = ['Granite', make.digits(4), '?'].join('')
  return new Map([
    ['{{token:github}}', ['ghp_', random, githubChecksum(random)].join('')],
    ['{{token:gitlab}}', ['glpat-', make.alnum(20)].join('')],
    ['{{token:aws}}', ['AKIA', make.upper(16)].join('')],
    ['{{key:random}}', make.alnum(40)],
    ['{{key:broker}}', ['PK', make.upper(18)].join('')],
    ['{{password}}', password],
    ['{{password:2}}', second],
    ['{{url:postgres}}', ['postgres://app:', make.alnum(16), '@db.internal:5432/app'].join('')],
    // one month from now: exceptions must expire, and not too late
    ['{{day}}', new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)]
  ])
}

const VALUES = madeUpValues()

function fillIn(text: string): string {
  return text.replace(/\{\{(?:token|key|password|url|day)[a-z0-9:]*\}\}/g, placeholder => {
    const value = VALUES.get(placeholder)
    if (value === undefined)
      throw new Error(`no placeholder ${placeholder}; there are ${[...VALUES.keys()].join(' ')}`)
    return value
  })
}

/** The reverse, so that expected results contain no value either. */
function takeOut(text: string): string {
  return [...VALUES].reduce((left, [placeholder, value]) => left.replaceAll(value, placeholder), text)
}
