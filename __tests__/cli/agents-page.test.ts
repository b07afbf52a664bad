import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { parseCommandLine } from '../../src/cli/arguments.ts'
import { MODES } from '../../src/inputs/tables/row.ts'

const PAGE = readFileSync('docs/agents.md', 'utf8')
const commands = [...PAGE.matchAll(/`ecs-sealed-deploy ([^`]+)`/g)].map(([, line = '']) => line.split(' '))

test.each(commands.map(words => [words.join(' '), words] as const))('%s is a command line', (_, words) => {
  expect(parseCommandLine(words)).toMatchObject({ kind: 'run', problems: [] })
})

test('every mode but continue, which belongs to an approval, answers a question', () => {
  const shown = new Set(commands.map(([mode]) => mode))
  expect(MODES.filter(mode => !shown.has(mode))).toEqual(['continue'])
})

test('what llms.txt links to is there', () => {
  const text = readFileSync('site/public/llms.txt', 'utf8')
  const pages = [...text.matchAll(/\/blob\/main\/(\S+)\)/g)].map(([, page = '']) => page)
  expect(pages.length).toBeGreaterThan(5)
  expect(pages.filter(page => !existsSync(page))).toEqual([])
})
