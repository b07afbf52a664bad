import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { StringNode } from '../../src/document/tree.ts'
import type { RenderContexts } from '../../src/template/contexts.ts'
import { TextRenderer } from '../../src/template/expressions/render-text.ts'
import { renderLeniently, renderSimpleText } from '../../src/template/render.ts'
import { loaded } from './support.ts'

const contexts: RenderContexts = {
  github: { sha: 'abc', run: 7, event: { a: 'b' }, none: null, ref: '', token: 'never', null: 'x' },
  env: { STAGE: 'prod', Mixed: 'a', EMPTY: '', constructor: 'own' },
  vars: { TAG: 'v1', FLAG: true, mixed: 'b', TEXT: 'a ${{ vars.TAG }} b', LIST: [1], true: 'y' },
  environment: {},
  service: { name: 'api' },
  aws: { region: 'eu-central-1' }
}

/** What GitHub's library makes of a text: the node, or undefined after a problem. */
function byLibrary(text: string, mode: 'strict' | 'lenient'): unknown {
  const renderer = new TextRenderer({ document: { file: 'a.json', text: '' }, contexts, mode })
  const node: StringNode = { kind: 'string', value: text, origin: { kind: 'input', input: 'x' } }
  const rendered = renderer.render(node, undefined)
  return renderer.problems.length > 0 ? undefined : rendered
}

const space = fc.oneof(
  { weight: 15, arbitrary: fc.constantFrom('', ' ', '\t', '\n') },
  { weight: 1, arbitrary: fc.constant('\u00a0') }
)
const names = [
  ...Object.values(contexts).flatMap(context => Object.keys(context)),
  'STAGE.x',
  'tag',
  'MIXED',
  'Sha',
  'missing',
  '__proto__',
  'toString',
  'a-b',
  'NaN',
  'secrets',
  '*',
  ''
]
const path = fc
  .tuple(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom('github', 'env', 'vars', 'service', 'aws') },
      { weight: 1, arbitrary: fc.constantFrom('GitHub', 'secrets', 'inputs', 'true') }
    ),
    fc.constantFrom(...names)
  )
  .map(([context, name]) => `${context}.${name}`)
/** Names that have a value; not every value is a text. */
const known = fc.constantFrom(
  ...Object.entries(contexts).flatMap(([context, members]) =>
    Object.keys(members).map(name => `${context}.${name}`)
  )
)
const literal = fc.constantFrom(
  "'x'",
  "'y'",
  "''",
  "''",
  "'it''s'",
  "'a || b'",
  "'}}'",
  "'é'",
  '1',
  'null',
  '"x"',
  "'"
)
const operand = fc.oneof(
  { weight: 9, arbitrary: known },
  { weight: 6, arbitrary: path },
  { weight: 2, arbitrary: literal },
  { weight: 1, arbitrary: path.map(name => `format('{0}', ${name})`) }
)
const expression = fc
  .tuple(
    space,
    operand,
    fc.array(
      fc.tuple(space, fc.constantFrom('||', '||', '||', '||', '||', '||', '&&', '|'), space, operand),
      {
        maxLength: 3
      }
    ),
    space
  )
  .map(
    ([before, first, rest, after]) =>
      `\${{${before}${first}${rest.map(parts => parts.join('')).join('')}${after}}}`
  )
const text = fc
  .array(fc.oneof(expression, expression, fc.constantFrom('', 'a', ':', '$', '${{', '}}', '"')), {
    minLength: 1,
    maxLength: 4
  })
  .map(pieces => pieces.join(''))
  .filter(written => written.includes('${{'))

describe('a simple expression', () => {
  test.each(['strict', 'lenient'] as const)('gives what the library gives, %s, or leaves it to it', mode => {
    let simple = 0
    fc.assert(
      fc.property(text, written => {
        const value = renderSimpleText(written, contexts, mode === 'lenient' ? 'keep' : 'refuse')
        if (value === undefined) return
        simple++
        expect(byLibrary(written, mode)).toEqual({
          kind: 'string',
          value,
          origin: { kind: 'input', input: 'x' }
        })
      }),
      { numRuns: 6000, seed: 1 }
    )
    expect(simple).toBeGreaterThan(300)
  })

  test.each([
    ['${{ vars.TAG }}', 'v1'],
    ['repo/app:${{ vars.missing || github.sha }}', 'repo/app:${{ vars.missing || github.sha }}'],
    ["${{ github.ref || env.EMPTY || 'x' }}-${{ env.EMPTY }}", 'x-'],
    ['${{ vars.TEXT }}', 'a ${{ vars.TAG }} b']
  ])('%s is rendered without the library', (written, value) => {
    expect(renderSimpleText(written, contexts, 'keep')).toBe(value)
  })

  test.each([
    '${{ github.token }}',
    '${{ vars.TAG || github.Token }}',
    '${{ secrets.TAG }}',
    '${{ vars.tag }}',
    '${{ github.run }}',
    '${{ github.event.a }}',
    '${{ github.none }}',
    "${{ 'it''s' }}",
    '${{ vars.TAG',
    `\${{ ${'vars.TAG || '.repeat(2000)}'x' }}`
  ])('%s is left to the library', written => {
    expect(renderSimpleText(written, contexts, 'keep')).toBeUndefined()
  })

  test('a name without a value is left to the library where it is a problem', () => {
    expect(renderSimpleText('${{ vars.missing }}', contexts, 'refuse')).toBeUndefined()
  })

  test('nodes in which nothing is rendered stay the same ones', async () => {
    const document = await loaded(
      JSON.stringify({ a: [{ x: 'plain' }], b: { c: '${{ vars.missing }}' }, d: { e: '${{ vars.TAG }}' } })
    )
    const { root } = await renderLeniently({ root: document.root, document }, contexts)
    if (root.kind !== 'object' || document.root.kind !== 'object') throw new Error('no object')
    expect(
      root.members.map(({ value }, index) => value === (document.root as typeof root).members[index]?.value)
    ).toEqual([true, true, false])
  })
})
