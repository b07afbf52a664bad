import { describe, expect, test } from '@jest/globals'
import { CleanTexts, detect } from '../../src/detector/detect.ts'
import { RULES } from '../../src/detector/rules.ts'
import { sensitiveValues } from '../../src/detector/sensitive.ts'
import { matchShape, SHAPES } from '../../src/detector/shapes/match.ts'
import type { DocumentNode } from '../../src/document/tree.ts'
import { documentOf } from './documents.ts'
import { Maker } from './made.ts'

const m = new Maker(11)

/** Every kind of text: with and without evidence, in places that expect values and in places that expect references. */
const texts = [
  'info',
  '',
  'hunter2!',
  '4321',
  `postgres://app:${m.alnum(12)}@db.internal/app`,
  `glpat-${m.alnum(20)}`,
  'secretsmanager:team/app',
  'ssm:/team/app',
  '/team/app/password',
  'https://example.com/path/to/page?id=1',
  'exec app --password "$DB_PASSWORD" --region eu-central-1'
]
const names = ['LOG_LEVEL', 'DB_PASSWORD', 'DATABASE_URL', 'API_KEY', 'X']

function container(index: number): object {
  const entries = (field: string) =>
    names.flatMap((name, at) =>
      (at + index) % 3 === 0 ? [] : [{ name, [field]: texts[(at * 3 + index) % texts.length] as string }]
    )
  return {
    name: `app-${index}`,
    image: 'app:1',
    environment: entries('value'),
    secrets: entries('valueFrom').slice(index % 4),
    command: ['run', texts[(index + 4) % texts.length], texts[(index + 5) % texts.length]],
    dockerLabels: { [names[index % names.length] as string]: texts[index % texts.length] }
  }
}

/** The same nodes in other places: containers moved, names changed. */
function rearranged(root: DocumentNode): DocumentNode {
  if (root.kind !== 'object') return root
  const members = root.members.map(member => {
    if (member.key !== 'containerDefinitions' || member.value.kind !== 'array') return member
    const [first, ...rest] = member.value.items
    return { ...member, value: { ...member.value, items: [...rest, ...(first ? [first] : [])].map(renamed) } }
  })
  return { ...root, members }
}

/** Gives the variables of a container each other's names; the nodes of their values stay. */
function renamed(node: DocumentNode): DocumentNode {
  if (node.kind === 'array') return { ...node, items: node.items.map(renamed) }
  if (node.kind === 'string') {
    const at = names.indexOf(node.value)
    return at < 0 ? node : { ...node, value: names[(at + 1) % names.length] as string }
  }
  if (node.kind !== 'object') return node
  return {
    ...node,
    members: node.members.map(member =>
      member.key === 'value' ? member : { ...member, value: renamed(member.value) }
    )
  }
}

/** The tree with one text in place of another; all other leaves stay the same nodes. */
function withText(node: DocumentNode, from: string, to: string): DocumentNode {
  if (node.kind === 'string') return node.value === from ? { ...node, value: to } : node
  if (node.kind === 'array') return { ...node, items: node.items.map(item => withText(item, from, to)) }
  if (node.kind !== 'object') return node
  const members = node.members.map(member => ({ ...member, value: withText(member.value, from, to) }))
  return { ...node, members }
}

describe('a second look at the same nodes', () => {
  test('finds what a first look would have found', async () => {
    const definition = {
      family: 'app',
      containerDefinitions: Array.from({ length: 22 }, (_, n) => container(n))
    }
    const written = await documentOf(JSON.stringify(definition, null, 1))
    const clean = new CleanTexts()
    expect(detect(written, RULES, clean)).toStrictEqual(detect(written))
    expect(detect(written).length).toBeGreaterThan(20)
    const rendered = { ...written, root: rearranged(written.root) }
    expect(detect(rendered, RULES, clean)).toStrictEqual(detect(rendered))
    expect(detect(rendered, RULES, clean)).not.toStrictEqual(detect(written))
    for (const { root } of [written, rendered]) {
      expect(sensitiveValues(root, RULES, clean)).toStrictEqual(sensitiveValues(root))
    }
  })

  test('takes a word in another command for another text', async () => {
    const password = m.alnum(14)
    const written = await documentOf(
      JSON.stringify({
        family: 'a',
        containerDefinitions: [{ name: 'a', image: 'a', command: ['run', '--user', password] }]
      })
    )
    const clean = new CleanTexts()
    expect(detect(written, RULES, clean)).toEqual([])
    const rendered = { ...written, root: withText(written.root, '--user', '--password') }
    expect(detect(rendered, RULES, clean)).toStrictEqual(detect(rendered))
    expect(detect(rendered)).toMatchObject([{ rule: 'secret/command' }])
  })

  test('asks a rule again that looks at more than the text', async () => {
    const written = await documentOf(
      JSON.stringify({
        family: 'a',
        containerDefinitions: [{ name: 'a', image: 'a', environment: [{ name: 'X', value: '1' }] }]
      })
    )
    const seen: string[] = []
    const spy = (id: string) =>
      ({ ...RULES[0], id, examine: () => void seen.push(id) }) as (typeof RULES)[number]
    const { standsAlone: _, ...around } = spy('around')
    const rules = [spy('alone'), around]
    const clean = new CleanTexts()
    for (let look = 0; look < 2; look++) detect(written, rules, clean)
    // Two texts stand in the document: both are looked at twice by the rule that looks around, once by the other.
    expect(seen).toEqual(['alone', 'around', 'alone', 'around', 'around', 'around'])
  })
})

describe('the shortest match of a shape', () => {
  const shortest: Readonly<Record<string, string>> = {
    'a Discord bot token': `${Buffer.from('123456789012345678').toString('base64').slice(0, 24)}.${m.alnum(6)}.${m.alnum(27)}`,
    'a Mailgun API key': `key-${m.hex(32)}`,
    'a Resend API key': `re_${m.alnum(8)}_${m.alnum(24)}`,
    'an Airtable token': `pat${m.alnum(14)}.${m.hex(64)}`,
    'a DeepSeek API key': `sk-${m.hex(32)}`,
    'an Asana token': `1/${m.digits(16)}:${m.hex(32)}`,
    'an ElevenLabs API key': `sk_${m.hex(48)}`,
    'a HashiCorp Vault token of the old format': `s.a7B${m.alnum(6)}9cD${m.alnum(6)}4Fg2hJ`,
    'a Salesforce session': `00D${m.alnum(12)}!${m.alnum(80)}`,
    'a Dropbox token': `sl.${m.alnum(130)}`,
    'a Sanity token': `sk${m.alnum(178)}`,
    'an Ably key': `${m.alnum(6)}.${m.alnum(6)}:${m.alnum(43)}`
  }

  test.each(SHAPES.filter(shape => shape.shortest !== undefined))('of $what is found', shape => {
    const token = shortest[shape.what] as string
    expect(token.length - (shape.shortest as number)).toBeLessThanOrEqual(1)
    expect(matchShape(token, 'X')?.shape.what).toBe(shape.what)
    // Nothing shorter fits the pattern: with one character less in any place there is no match.
    for (let at = 0; at < token.length; at++) {
      const less = token.slice(0, at) + token.slice(at + 1)
      if (less.length < (shape.shortest as number)) expect(less.match(shape.pattern)).toBeNull()
    }
  })
})
