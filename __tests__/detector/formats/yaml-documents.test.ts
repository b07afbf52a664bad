import { expect, it } from '@jest/globals'
import { readForCheck } from '../../../src/detector/formats/read-for-check.ts'
import { findingsOf, LITERAL } from './read.ts'

const definition = `family: app
containerDefinitions:
  - name: app
    image: app:1
    environment:
      - name: DB_PASSWORD
        value: ${LITERAL}
`

it.each([
  ['a directive before it', `%YAML 1.2\n---\n${definition}`, [9]],
  ['a comment and a directive before it', `# ours\n%YAML 1.2\n---\n${definition}`, [10]],
  ['an end marker behind it', `${definition}...\n`, [7]],
  ['an end marker and a comment behind it', `---\n${definition}... # end\n# last\n`, [8]],
  [
    'a directive before each of two',
    `%YAML 1.2\n---\n${definition}...\n%YAML 1.2\n---\n${definition}`,
    [9, 19]
  ],
  ['an end marker between two', `${definition}...\n${definition}`, [7, 15]]
])('reads all of a YAML document with %s', async (_, text, lines) => {
  const read = await readForCheck('a.yml', text)
  if (read.kind !== 'definition' && read.kind !== 'template') throw new Error(read.kind)
  expect(read).not.toHaveProperty('partial')
  expect(findingsOf(read).map(one => Number(one.split(' ')[0]))).toEqual(lines)
})
