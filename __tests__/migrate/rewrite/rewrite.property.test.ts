import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parse as parseJson } from 'jsonc-parser'
import { parse as parseYaml } from 'yaml'
import type { Move } from '../../../src/migrate/rewrite/moves.ts'
import { rewriteSource } from '../../../src/migrate/rewrite/rewrite.ts'
import { runsOf } from '../../sample.ts'
import { type Container, documents, fileOf, linesOf, type Made, textOf } from './documents.ts'

const referenceOf = (name: string) => `secretsmanager:made/${name.toLowerCase()}`

const movesOf = ({ containers }: Made): readonly Move[] =>
  containers.flatMap(({ variables }, c) =>
    variables.flatMap(({ name, isMoved }, v) => {
      const pointer = `/containerDefinitions/${c}/environment/${v}/value`
      return isMoved ? [{ pointer, variable: name, reference: referenceOf(name) }] : []
    })
  )

/** What the container must say afterwards, made from the model alone. */
function expectedLists({ variables, secrets }: Container, c: number) {
  const moved = variables.filter(({ isMoved }) => isMoved)
  const environment = variables.filter(({ isMoved }) => !isMoved).map(({ name, value }) => ({ name, value }))
  const old = secrets === 'before' || secrets === 'after' ? [{ name: `OLD_${c}`, valueFrom: 'ssm:/old' }] : []
  return {
    environment,
    secrets: [...old, ...moved.map(({ name }) => ({ name, valueFrom: referenceOf(name) }))]
  }
}

const read = (made: Made, text: string) =>
  made.style.language === 'yaml' ? parseYaml(text) : parseJson(text.replace('\uFEFF', ''))

const commentsOf = (text: string) =>
  [...text.matchAll(/(?:above|beside|heading of) NAME_\d_\d/g)]
    .map(([found]) => found)
    .sort((a, b) => (a < b ? -1 : 1))

/** A comma goes or comes at the end of the line before. */
const withoutComma = (line: string) => line.replace(/,(?=(?: {2}\/\/ beside \S+)?$)/, '')

/** Lines of nothing that moves, found again in their order; blank lines may go with what stood below them. */
function unfoundLines(made: Made, result: string): readonly string[] {
  const after = result.split(made.style.eol)
  let from = 0
  const missing: string[] = []
  let changed = 0
  for (const { text, moves } of linesOf(made)) {
    if (moves || text.trim() === '' || isListHead(text)) continue
    const at = after.findIndex(
      (line, index) => index >= from && withoutComma(line.replace('\uFEFF', '')) === withoutComma(text)
    )
    if (at < 0) missing.push(text)
    else {
      if (after[at]?.replace('\uFEFF', '') !== text) changed++
      from = at + 1
    }
  }
  return changed > 2 * made.containers.length ? [...missing, `${changed} lines with another comma`] : missing
}

/** The lines that open and close the two lists come and go with them. */
const isListHead = (line: string) => /^\s*"?(?:environment|secrets)"?:|^\s*\],?$/.test(line)

test('a rewrite moves the entries and nothing else, whatever the file looks like', async () => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(documents, async made => {
      const text = textOf(made)
      const moves = movesOf(made)
      const rewritten = await rewriteSource({ file: fileOf(made), text }, moves)
      if (rewritten.kind === 'refused')
        throw new Error(`${rewritten.problems.map(({ message }) => message).join('; ')}\n${text}`)
      runs++
      const result = rewritten.text
      expect(rewritten.kind).toBe(moves.length === 0 ? 'unchanged' : 'rewritten')
      const before = read(made, text)
      const after = read(made, result)
      made.containers.forEach((container, c) => {
        const { environment = [], secrets = [], ...rest } = after.containerDefinitions[c]
        const { environment: _, secrets: __, ...old } = before.containerDefinitions[c]
        expect({ environment, secrets }).toEqual(expectedLists(container, c))
        expect(rest).toEqual(old)
      })
      expect(commentsOf(result)).toEqual(commentsOf(text))
      expect(unfoundLines(made, result)).toEqual([])
      expect(result.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'))
      expect(/\s*$/.exec(result)?.[0]).toBe(/\s*$/.exec(text)?.[0])
      if (made.style.eol === '\r\n') expect(result.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      else expect(result).not.toContain('\r')
      const again = await rewriteSource({ file: fileOf(made), text: result }, moves)
      expect(again).toEqual({ kind: 'unchanged', text: result })
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? runsOf({ few: 150, all: 1000 })) }
  )
  expect(runs).toBeGreaterThan(0)
})
