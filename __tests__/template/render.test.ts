import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { toJson } from '../../src/files/document/tree.ts'
import type { JsonObject } from '../../src/json.ts'
import { asksForAccount } from '../../src/template/expressions.ts'
import { renderTree } from '../../src/template/render.ts'
import { contexts, loaded } from './support.ts'

async function strictly(value: string, withContexts = contexts) {
  const document = await loaded(JSON.stringify({ v: value }))
  const { root, problems } = await renderTree({ root: document.root, document }, withContexts, 'strict')
  const places = problems.map(
    ({ place }) => place && document.text.slice(place.column - 1, place.endColumn - 1)
  )
  return {
    value: (toJson(root) as JsonObject)['v'],
    codes: problems.map(({ code }) => code),
    problems,
    places
  }
}

async function leniently(value: string) {
  const document = await loaded(JSON.stringify({ v: value }))
  const { root, problems } = await renderTree({ root: document.root, document }, contexts, 'lenient')
  return { value: (toJson(root) as JsonObject)['v'], codes: problems.map(({ code }) => code) }
}

describe('a strict rendering gives', () => {
  test.each([
    ['plain text', 'plain text'],
    ['${{ vars.IMAGE_TAG }}', 'v1'],
    ['${{vars.IMAGE_TAG}}', 'v1'],
    ['repo:${{ vars.image_tag }}-${{ GITHUB.SHA }}', 'repo:v1-abc123'],
    [' ${{ vars.IMAGE_TAG }}', ' v1'],
    ['${{ fromJSON(vars.CPU) }}', 256],
    ['cpu ${{ fromJSON(vars.CPU) }}', 'cpu 256'],
    ['${{ fromJSON(vars.FLAG) }}', true],
    ['${{ true && false }}', false],
    ['${{ null }}', null],
    ['[${{ null }}]', '[]'],
    ['${{ fromJSON(vars.LIST) }}', [{ containerPort: 80 }]],
    ['${{ fromJSON(vars.LIST)[0].containerPort }}', 80],
    ["${{ format('{0}}}', 'x') }}", 'x}'],
    ["${{ format('{{{0}}}', vars.IMAGE_TAG) }}", '{v1}'],
    ["${{ 'it''s ''quoted''' }}", "it's 'quoted'"],
    ["${{ '}}' }}", '}}'],
    ["${{ vars.NOPE || 'default' }}", 'default'],
    ["${{ vars.NOPE && 'x' || 'y' }}", 'y'],
    ["${{ (vars.NOPE.deep || env.NOPE) || 'z' }}", 'z'],
    ["${{ contains(vars.NOPE, 'x') || 'd' }}", 'd'],
    ['${{ vars.IMAGE_TAG || vars.NOPE }}', 'v1'],
    ['${{ vars[env.POINTER] }}', 'v1'],
    ["${{ vars['IMAGE_TAG'] }}", 'v1'],
    ['${{ github.event.list[1] }}', 2],
    ['${{ github.event.pull_request.number }}', 7],
    ["${{ join(github.event.list, '-') }}", '1-2'],
    ["${{ case(github.ref_name == 'main', 'a', 'b') }}", 'a'],
    ['${{ toJSON(aws) }}', '{\n  "region": "us-west-2",\n  "partition": "aws"\n}'],
    ['${NAME} $NAME $${NAME} $ {{ x }}', '${NAME} $NAME $${NAME} $ {{ x }}'],
    ['${{ service.name }}.${{ service.cluster }}', 'dispatcher.ops']
  ])('%s -> %j', async (text, expected) => {
    const { value, codes } = await strictly(text)
    expect(codes).toEqual([])
    expect(value).toEqual(expected)
  })
})

describe('a strict rendering refuses', () => {
  test.each([
    ['${{ vars.NOPE }}', 'missing-name', 'NOPE'],
    ['é\n"x" ${{ vars.IMAGE_TAGS }} y', 'missing-name', 'IMAGE_TAGS'],
    ["${{ vars.NOPE == 'x' }}", 'missing-name', 'NOPE'],
    ["${{ 'x' && vars.NOPE }}", 'missing-name', 'NOPE'],
    ['${{ vars.NOPE || env.NOPE2 }}', 'missing-name', 'NOPE2'],
    ['${{ vars.NOPE.deep.deeper }}', 'missing-name', 'NOPE'],
    ['${{ github.event.none.x }}', 'missing-name', 'x'],
    ['${{ github.event.list[2] }}', 'missing-name', '2'],
    ['${{ vars[env.STAGE] }}', 'missing-name', '${{ vars[env.STAGE] }}'],
    ['${{ aws.account }}', 'missing-name', 'account'],
    ['${{ fromJSON(vars.MAP).tostring }}', 'missing-name', 'tostring'],
    ['${{ vars.__proto__ }}', 'missing-name', '__proto__'],
    ['${{ inputs.x }}', 'unknown-context', 'inputs'],
    ['${{ varz.X }}', 'unknown-context', 'varz'],
    ["${{ hashFiles('x') }}", 'unknown-function', 'hashFiles'],
    ['${{ success() }}', 'unknown-function', 'success'],
    ['${{ constructor() }}', 'unknown-function', 'constructor'],
    ['${{ __proto__() }}', 'unknown-function', '__proto__'],
    ["${{ contains('x') }}", 'invalid-expression', 'contains'],
    ['${{ vars. }}', 'invalid-expression', undefined],
    ['${{ }}', 'invalid-expression', undefined],
    ['${{ vars.X', 'invalid-expression', '${{'],
    ["${{ 'open }}", 'invalid-expression', '${{'],
    ["${{ a 'b }' c }}", 'unknown-context', 'a'],
    ['${{ "x" }}', 'invalid-expression', undefined],
    ['${{ secrets.DB_PASSWORD }}', 'secret-in-template', 'secrets.DB_PASSWORD'],
    ["${{ SECRETS['DB_PASSWORD'] }}", 'secret-in-template', "SECRETS['DB_PASSWORD'"],
    ['${{ toJSON(secrets) }}', 'secret-in-template', 'secrets'],
    ["${{ vars.A || secrets.B || 'x' }}", 'secret-in-template', 'secrets.B'],
    ['${{ secrets[vars.X] }}', 'secret-in-template', 'secrets'],
    ['${{ github.token }}', 'secret-in-template', 'github.token'],
    ["${{ github['token'] }}", 'secret-in-template', "github['token'"],
    ['x ${{ github.event }}', 'expression-not-text', '${{ github.event }}'],
    ['x ${{ github.event.list }}', 'expression-not-text', '${{ github.event.list }}'],
    ['x ${{ NaN }}', 'expression-not-text', '${{ NaN }}'],
    ['${{ Infinity }}', 'expression-not-text', '${{ Infinity }}'],
    ["${{ fromJSON('{') }}", 'expression-failed', "${{ fromJSON('{') }}"],
    ["${{ format('{9}', 1) }}", 'expression-failed', "${{ format('{9}', 1) }}"]
  ])('%s: %s at %s', async (text, code, at) => {
    const { value, codes, places, problems } = await strictly(text)
    expect(codes).toEqual([code])
    expect(value).toBe(text)
    if (at !== undefined) expect(places).toEqual([at === '${{' ? at : JSON.stringify(at).slice(1, -1)])
    expect(problems[0]?.place).toBeDefined()
    expect(problems[0]?.hint).toBeDefined()
  })

  test('an expression in the name of a member', async () => {
    const document = await loaded('{"${{ vars.A }}": 1}')
    const { problems } = await renderTree({ root: document.root, document }, contexts, 'strict')
    expect(problems.map(({ code }) => code)).toEqual(['expression-in-name'])
  })

  test('github.token by a computed name', async () => {
    const { codes } = await strictly("${{ github[format('to{0}', 'ken')] }}")
    expect(codes).toEqual(['missing-name'])
  })

  test('every missing name, and says the nearest one', async () => {
    const { problems } = await strictly('${{ vars.IMAGE_TG }} ${{ aws.acount }} ${{ env.NOPE }}')
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('Did you mean "IMAGE_TAG"?'),
      expect.stringContaining('Did you mean "account"?'),
      expect.stringContaining('env.NOPE')
    ])
  })

  test('a secret with the reference to write instead, under the name of the variable', async () => {
    const document = await loaded(
      '{"environment": [{"name": "DB_PASS", "value": "${{ secrets.DATABASE }}"}]}'
    )
    const { problems } = await renderTree({ root: document.root, document }, contexts, 'strict')
    expect(problems[0]?.message).toContain('"DATABASE"')
    expect(problems[0]?.hint).toContain('{"name": "DB_PASS", "valueFrom": "secretsmanager:')
  })
})

test('escapes in JSON count as they are written', async () => {
  const document = await loaded('{"v": "\\u00e9\\"\\n\\/ ${{ vars.NOPE }}"}')
  const { problems } = await renderTree({ root: document.root, document }, contexts, 'strict')
  const place = problems[0]?.place
  expect(document.text.slice((place?.column ?? 0) - 1, place && place.endColumn - 1)).toBe('NOPE')
})

describe('places in YAML', () => {
  test.each([
    ['v: ${{ vars.NOPE }}\n', 1, 13],
    ["v: 'it''s ${{ vars.NOPE }}'\n", 1, 20],
    ['v: "\\x41 ${{ vars.NOPE }}"\n', 1, 19],
    ['a: 1\nv: >-\n  some\n  text ${{ vars.NOPE }}\n', 4, 17]
  ])('%j', async (text, line, column) => {
    const document = await loaded(text, 'td.yml')
    const { problems } = await renderTree({ root: document.root, document }, contexts, 'strict')
    expect(problems).toMatchObject([{ place: { line, column, endColumn: column + 4 } }])
  })

  test('a name that stands twice in a folded text: the place of the whole text', async () => {
    const document = await loaded('v: >-\n  ${{ vars.A }}\n  ${{ vars.A }}\n', 'td.yml')
    const { problems } = await renderTree({ root: document.root, document }, contexts, 'strict')
    expect(problems.map(({ place }) => place?.line)).toEqual([1, 1])
  })
})

describe('a lenient rendering', () => {
  test.each([
    ['${{ vars.IMAGE_TAG }}', 'v1'],
    ['${{ vars.NOPE }}', '${{ vars.NOPE }}'],
    ["${{ vars.NOPE || 'default' }}", "${{ vars.NOPE || 'default' }}"],
    ['${{ vars.IMAGE_TAG || vars.NOPE }}', 'v1'],
    ['a-${{ vars.NOPE }}-${{ vars.IMAGE_TAG }}', 'a-${{ vars.NOPE }}-v1'],
    ['${{ fromJSON(vars.NOPE).x }}', '${{ fromJSON(vars.NOPE).x }}'],
    ['x ${{ vars.NOPE.x }}', 'x ${{ vars.NOPE.x }}']
  ])('%s -> %s', async (text, expected) => {
    expect(await leniently(text)).toEqual({ value: expected, codes: [] })
  })

  test.each([
    ['${{ secrets.X }}', 'secret-in-template'],
    ['${{ vars. }}', 'invalid-expression'],
    ['${{ inputs.x }}', 'unknown-context'],
    ['${{ nope() }}', 'unknown-function'],
    ['x ${{ github.event }}', 'expression-not-text']
  ])('still refuses %s', async (text, code) => {
    expect(await leniently(text)).toEqual({ value: text, codes: [code] })
  })
})

test.each([
  ['${{ aws.account }}', true],
  ['${{ AWS.Account }}', true],
  ["${{ aws['account'] }}", true],
  ['${{ toJSON(aws) }}', true],
  ['${{ aws[vars.X] }}', true],
  ['${{ aws.region }}', false],
  ['${{ vars.A }} aws.account', false],
  ['${{ aws.region }} ${{ aws.partition }} ${{ vars.account }}', false],
  ['aws.account', false]
])('%s needs the account: %s', async (text, needs) => {
  const { root } = await loaded(JSON.stringify({ a: [{ b: text }], c: '${{ env.D }}' }))
  expect(asksForAccount(root)).toBe(needs)
})

describe('properties', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          '"',
          "'",
          '\\',
          '\n',
          '${{ vars.V }}',
          '${{ secrets.X }}',
          '}}',
          '{{',
          '$',
          ',',
          '\u2028',
          'é'
        ),
        { maxLength: 8 }
      )
      .map(parts => parts.join(''))
  )

  test('a value arrives exactly as it is, and is never read for expressions', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (first, second) => {
        const own = { ...contexts, vars: { V: first, W: second } }
        expect((await strictly('${{ vars.V }}', own)).value).toBe(first)
        expect((await strictly('<${{ vars.V }}|${{ vars.W }}>', own)).value).toBe(`<${first}|${second}>`)
      }),
      { numRuns: 200 }
    )
  })

  test('a document without expressions is the same tree afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async value => {
        const text = JSON.stringify(value)
        fc.pre(!text.includes('${{'))
        const document = await loaded(text)
        const { root, problems } = await renderTree({ root: document.root, document }, contexts, 'strict')
        expect(root).toBe(document.root)
        expect(problems).toEqual([])
      })
    )
  })

  test('no message holds a part of a context value', async () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9+/=]{12,40}$/)
    const shapes = fc.constantFrom(
      '${{ vars.V.x }}',
      '${{ vars[vars.V] }}',
      '${{ fromJSON(vars.V) }}',
      '${{ format(vars.V, 1, 2) }}',
      "${{ format(format('{{{0}', vars.V)) }}",
      '${{ case(vars.V, 1, 2) }}',
      '${{ github[vars.V].x }}',
      'x ${{ fromJSON(vars.J) }}',
      '${{ fromJSON(vars.J).nope }}',
      '${{ vars.O.nope }}',
      '${{ env[format(vars.V)] }}'
    )
    await fc.assert(
      fc.asyncProperty(secret, shapes, async (value, text) => {
        const own = {
          ...contexts,
          vars: { V: value, J: JSON.stringify({ [value]: value }), O: { [value]: value } }
        }
        const { problems } = await strictly(text, own)
        for (const { message, hint } of problems) expect(shared(`${message} ${hint}`, value)).toEqual([])
      }),
      { numRuns: 300 }
    )
  })
})

/** Stretches of eight characters that two texts have in common. */
function shared(text: string, value: string): readonly string[] {
  const windows = Array.from({ length: Math.max(0, value.length - 7) }, (_, index) =>
    value.slice(index, index + 8)
  )
  return windows.filter(window => text.includes(window))
}
