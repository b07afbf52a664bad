import { describe, expect, test } from '@jest/globals'
import { readComments } from '../../../src/check/exceptions/comments.ts'
import type { Exception } from '../../../src/check/exceptions/exception.ts'
import { approvedEntries, entryNames, standingOnBase } from '../../../src/check/exceptions/weigh.ts'
import { readForCheck } from '../../../src/detector/formats/read-for-check.ts'
import { placeFinder } from '../../../src/files/document/place.ts'
import type { SourceDocument } from '../../../src/files/document/tree.ts'

const NOW = Date.parse('2030-01-10T00:00:00Z')
const an = (given: Partial<Exception> = {}): Exception => ({
  file: 'a.json',
  container: 'app',
  variable: 'DB_PASSWORD',
  rule: 'secret/by-name',
  expires: '2030-03-01',
  place: { file: 'c.yml', line: 2, column: 1, endLine: 2, endColumn: 2 },
  pointer: '/exceptions/0',
  ...given
})

describe('exceptions of a pull request', () => {
  test.each<[string, readonly Exception[], readonly Exception[], readonly string[], number]>([
    ['the same', [an()], [an()], ['2030-03-01'], 0],
    ['one that is new', [an()], [], [], 1],
    ['one more', [an(), an({ variable: 'OTHER' })], [an()], ['2030-03-01'], 1],
    ['another file', [an({ file: 'b.json' })], [an({ file: 'a.json' })], ['2030-03-01'], 1],
    ['another rule', [an({ rule: 'secret/embedded' })], [an()], ['2030-03-01'], 1],
    ['a later end counts to the day of the base', [an({ expires: '2030-12-01' })], [an()], ['2030-03-01'], 0],
    ['a sooner end counts', [an({ expires: '2030-02-01' })], [an()], ['2030-02-01'], 0],
    ['a renewal of what is over', [an()], [an({ expires: '2030-01-09' })], [], 1],
    [
      'what is over on both sides stays over',
      [an({ expires: '2030-01-02' })],
      [an({ expires: '2030-01-09' })],
      ['2030-01-02'],
      0
    ],
    ['one that is taken out counts until then', [], [an()], ['2030-03-01'], 0]
  ])('%s', (_, head, base, days, pending) => {
    const standing = standingOnBase(head, base, NOW)
    expect(standing.counted.map(({ expires }) => expires)).toEqual(days)
    expect(standing.pending).toHaveLength(pending)
  })
})

async function documentOf(text: string, file = 'a.yml'): Promise<SourceDocument> {
  const read = await readForCheck(file, text)
  if (read.kind !== 'definition' && read.kind !== 'template') throw new Error(read.kind)
  return read.document
}

const entry = (name: string, comment = '') =>
  `${comment === '' ? '' : `      # ecs-sealed: allow ${comment}\n`}      - name: ${name}\n        value: x\n`
const definition = (container: string, ...entries: readonly string[]) =>
  `family: f\ncontainerDefinitions:\n  - name: ${container}\n    image: a\n    environment:\n${entries.join('')}`

async function approved(text: string): Promise<readonly string[]> {
  const document = await documentOf(text)
  const place = placeFinder(document)
  const comments = readComments({ document, place, rules: ['secret/by-name'] })
  return [...approvedEntries({ root: document.root, place, comments })]
}

describe('what the comments of a file approve', () => {
  const VALUE = 'secret/by-name /"containerDefinitions"["app"]/"environment"["A"]/"value"'

  test('is known by names, not by lines', async () => {
    const first = await approved(definition('app', entry('A', 'secret/by-name why')))
    const later = await approved(definition('app', entry('B'), '\n\n', entry('A', 'secret/by-name why')))
    expect(first).toContain(VALUE)
    expect(later).toEqual(first)
    expect((await approved(definition('web', entry('A', 'secret/by-name why')))).includes(VALUE)).toBe(false)
  })

  test.each(['key: A\n        name: B', 'name: A\n        name: B', 'Name: A\n        name: B'])(
    'is of no entry that has another name besides: %s',
    async names => {
      const twice = entry('A', 'secret/by-name why').replace('name: A', names)
      expect((await approved(definition('app', twice))).includes(VALUE)).toBe(false)
    }
  )

  test('is nothing without a known rule and a reason', async () => {
    for (const comment of ['secret/by-name', 'secret/other why', 'nothing'])
      expect(await approved(definition('app', entry('A', comment)))).toEqual([])
  })

  test('two of one name are told apart', async () => {
    const { root } = await documentOf(definition('app', entry('A'), entry('A')))
    const names = entryNames(root)
    expect(names.get('/containerDefinitions/0/environment/0/value')).toMatch(/\["A"\]/)
    expect(names.get('/containerDefinitions/0/environment/1/value')).toMatch(/\["A" 1\]/)
  })

  test('no name can look like another way', async () => {
    const sly =
      '{"family":"f","containerDefinitions":[{"name":"app\\"]/\\"environment\\"[\\"A","environment":[{"name":"B","value":"1"}]}]}'
    const { root } = await documentOf(sly, 'a.json')
    expect(new Set(entryNames(root).values()).size).toBe(entryNames(root).size)
    expect([...entryNames(root).values()].join('\n')).not.toContain('["app"]/"environment"["A"]')
  })
})
