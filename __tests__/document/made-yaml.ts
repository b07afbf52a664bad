import type { DocumentNode } from '../../src/document/tree.ts'

const NAMES = [
  ...['name', 'value', 'image', 'environment', 'containerDefinitions', 'Resources', 'Properties', 'a b c'],
  ...['"quoted"', "'single: one'", '"esc\\"aped"', '/path/{id}', 'x-y.z', '$ref', '12', 'true', 'null', '~'],
  ...[
    'Fn::Sub',
    'a:b',
    'key#1',
    '-dash',
    '?mark',
    'a/b~c',
    '"null"',
    'spaced ',
    '😀é',
    '2001-01-01',
    '*a',
    '<<x'
  ]
]
const SCALARS = [
  ...[
    'text',
    'two words',
    'a:b',
    'http://x/y',
    'a#b',
    '-1',
    '+5',
    '007',
    '1.50',
    '.5',
    '5.',
    '1e3',
    '0x1F',
    '0o17'
  ],
  ...[
    '-',
    '.inf',
    '.NaN',
    'null',
    '~',
    'Null',
    'true',
    'FALSE',
    'yes',
    '123456789012345678901',
    '-0',
    '1_000'
  ],
  ...[
    '"double"',
    '"with \\n escape"',
    '"# no: comment"',
    "'single'",
    "'it''s'",
    '""',
    "''",
    '"a" ',
    'x   # note'
  ],
  ...['!Ref Thing', '!Sub "${A}-b"', '!GetAtt A.Arn', '!!str 12', '!!int "3"', '!Custom x', '!Sub', '! x'],
  ...[
    '[a, b]',
    '{ a: 1, b: "x" }',
    '[]',
    '{}',
    '[a, !Ref B, {c: d}]',
    '&anchor value',
    '*anchor',
    '&other [1, 2]'
  ],
  ...[
    'a, b',
    'a]',
    '{{ x }}',
    '%x%',
    '@x',
    '`x`',
    'a\tb',
    ': x',
    '?x',
    '-x',
    '<<',
    '=',
    '—',
    'x\u00a0y',
    '---x'
  ]
]
const COMMENTS = ['# note', '#', '#tight: x', '# - item', '# key: value', '# "quote']

/** A piece of YAML of several lines, for a value whose entry has this indentation. */
const LONG: readonly ((indent: string) => string)[] = [
  i => `|\n${i}  line one\n\n${i}    deeper # no comment\n${i}  # neither\n`,
  i => `|-\n${i}    x: y\n${i}    - z\n\n`,
  i => `|+\n${i}  kept\n\n\n`,
  i => `|2\n${i}   x\n`,
  i => `|  # header\n${i}  x\n`,
  i => `!Sub |\n${i}   echo \${A}\n${i}   \n${i}   exit\n`,
  i => `>\n${i}  folded\n${i}  text\n\n${i}  more\n`,
  i => `>-\n${i}  a\n${i}   b\n`,
  i => `"a\n${i}  b: c\n\n${i}  # d"\n`,
  i => `'a\n${i}  - b'  # end\n`,
  i => `plain\n${i}  goes on\n${i}  and on\n`,
  i => `[a,\n${i}  b: c, # note\n${i}  d]\n`,
  i => `{a: 1,\n${i}  b: [x,\n${i}  y]}\n`,
  i => `&anchor\n${i}  k: v\n${i}  w: *other\n`,
  i => `!Join\n${i}  - ","\n${i}  - [a, b]\n`,
  i => `!If [A,\n${i}  b, c]\n`,
  i => `\n${i}  one text\n`,
  i => `\n${i}  "quoted: x"\n`,
  i => `\n${i}  &late\n${i}  k: v\n`,
  i => `\n${i}  ? complex\n${i}  : value\n${i}  k: v\n`,
  i => `\n${i}  ? [a, b]\n${i}  : - x\n`,
  i => `# beside\n${i}  k: v\n`
]

/** makeYaml writes a document in block style, with everything that YAML allows in it, and some that it does not. */
export function makeYaml(random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const some = (share: number) => random() < share
  const silence = (indent: string): string => {
    if (some(0.85)) return ''
    if (some(0.3)) return pick(['\n', '  \n', `${indent}\n`])
    return `${pick([indent, `${indent}  `, '', `${indent.slice(2)}`])}${pick(COMMENTS)}\n`
  }
  const rest = () => pick(['', '', '', '', '  ', ' # rest', ' #'])
  function value(indent: string, depth: number, isName: boolean): string {
    if (depth < 4 && some(0.35)) {
      const more = pick(['  ', '  ', '    ', ' '])
      const same = isName && some(0.3) ? indent : `${indent}${more}`
      const block = some(0.5) ? list(same, depth + 1) : map(`${indent}${more}`, depth + 1)
      return `${pick(['', '', '  # c'])}\n${block}`
    }
    if (some(0.2)) return ` ${pick(LONG)(indent)}`
    if (some(0.06)) return `${pick(['', ' '])}${pick(['', '  # nothing'])}\n`
    return ` ${pick(SCALARS)}${rest()}\n`
  }
  function map(indent: string, depth: number): string {
    const merged = some(0.04) ? `${indent}<<: *anchor\n` : ''
    const entry = () => `${silence(indent)}${indent}${pick(NAMES)}:${value(indent, depth, true)}`
    return `${merged}${Array.from({ length: 1 + Math.floor(random() * 4) }, entry).join('')}${silence(indent)}`
  }
  function list(indent: string, depth: number): string {
    const item = () => {
      const gap = pick([' ', ' ', '   '])
      const inner = `${indent} ${gap}`
      const compact = () =>
        (some(0.7) ? map(inner, depth + 1) : list(inner, depth + 1)).replace(/^(?:.*#.*\n|\s*\n)*/, '')
      const own = depth < 4 && some(0.45) ? `${gap}${compact().trimStart()}` : value(indent, depth, false)
      return `${silence(indent)}${indent}-${own}`
    }
    return `${Array.from({ length: 1 + Math.floor(random() * 4) }, item).join('')}${silence(indent)}`
  }
  const start = pick([
    '',
    '',
    '',
    '# head\n',
    '---\n',
    '--- # mark\n',
    '\n',
    '--- !tag\n',
    '--- |\n',
    '%YAML 1.2\n---\n'
  ])
  const end = pick(['', '', '', '', '...\n', '# end', '\n\n', '  # end\n', '---\nother: x\n', '...\nx: y\n'])
  const text = `${start}${some(0.8) ? map('', 0) : list(pick(['', '', '  ']), 0)}${end}`
  if (some(0.1)) return text.replaceAll('\n', '\r\n')
  return some(0.1) ? text.trimEnd() : text
}

/** brokenYaml changes a few characters of a text. */
export function brokenYaml(random: () => number, text: string): string {
  const pieces = [
    '\n',
    ' ',
    '  ',
    '\t',
    ':',
    ': ',
    '- ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    '#',
    '|',
    '\n\n',
    '&a ',
    '!t ',
    '? '
  ]
  let broken = text
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
    const at = Math.floor(random() * (broken.length + 1))
    const cut = random() < 0.5 ? 1 + Math.floor(random() * 3) : 0
    const added = random() < 0.7 ? pieces[Math.floor(random() * pieces.length)] : ''
    broken = `${broken.slice(0, at)}${added}${broken.slice(at + cut)}`
  }
  return broken
}

/**
 * withoutEnds returns a tree without the ends of its lists and mappings: white space and comments below them belong to
 * them or not.
 */
export function withoutEnds(node: DocumentNode | undefined): unknown {
  switch (node?.kind) {
    case 'array':
      return { ...node, items: node.items.map(withoutEnds), origin: { ...node.origin, end: 0 } }
    case 'object': {
      const members = node.members.map(member => ({ ...member, value: withoutEnds(member.value) }))
      return { ...node, members, origin: { ...node.origin, end: 0 } }
    }
    default:
      return node
  }
}
