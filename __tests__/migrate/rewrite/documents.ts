import fc from 'fast-check'

/** A variable of a made-up container; `comment` texts are unique, so that tests can find them again. */
export type Variable = {
  readonly name: string
  readonly value: string
  readonly isMoved: boolean
  readonly above: boolean
  readonly beside: boolean
  readonly heading: boolean
}

export type Container = {
  readonly variables: readonly Variable[]
  readonly secrets: 'none' | 'empty' | 'before' | 'after'
  readonly isValueFirst: boolean
  readonly spansLines: boolean
}

/** The formatting of a document. */
export type Style = {
  readonly language: 'json' | 'jsonc' | 'yaml'
  readonly indent: string
  readonly eol: string
  readonly mark: string
  readonly final: string
  readonly inline: boolean
  readonly quoting: '"' | "'" | ''
  readonly flowEntries: boolean
  readonly dashIndent: string
}

export type Made = { readonly containers: readonly Container[]; readonly style: Style }

const variable = fc.record({
  name: fc.constant(''),
  value: fc.oneof(
    fc.stringMatching(/^[a-z0-9]{1,12}$/),
    fc.string({
      maxLength: 12,
      unit: fc.constantFrom('a', '"', "'", '\\', '#', ',', '{', ' ', '/', '\n', ':', ']')
    })
  ),
  isMoved: fc.boolean(),
  above: fc.boolean(),
  beside: fc.boolean(),
  heading: fc.boolean()
})

const container = fc.record({
  variables: fc.array(variable, { minLength: 1, maxLength: 5 }),
  secrets: fc.constantFrom('none' as const, 'empty' as const, 'before' as const, 'after' as const),
  isValueFirst: fc.boolean(),
  spansLines: fc.boolean()
})

const style = fc.record({
  language: fc.constantFrom('json' as const, 'jsonc' as const, 'yaml' as const),
  indent: fc.constantFrom('  ', '    ', '\t'),
  eol: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
  final: fc.constantFrom('', 'eol', 'two'),
  inline: fc.boolean(),
  quoting: fc.constantFrom('"' as const, "'" as const, '' as const),
  flowEntries: fc.boolean(),
  dashIndent: fc.constantFrom('', '  ', '    ')
})

/** Documents with one to three containers, in every style that users or tools produce. */
export const documents: fc.Arbitrary<Made> = fc
  .record({ containers: fc.array(container, { minLength: 1, maxLength: 3 }), style })
  .map(({ containers, style }) => ({
    style: style.language === 'yaml' && style.indent === '\t' ? { ...style, indent: '  ' } : style,
    containers: containers.map((made, c) => ({
      ...made,
      variables: made.variables.map((entry, v) => ({ ...entry, name: `NAME_${c}_${v}` }))
    }))
  }))

export const fileOf = ({ style }: Made): string =>
  `deploy/made.${style.language === 'yaml' ? 'yml' : style.language}`

/** One line with what it belongs to: a variable that is moved, or anything else. */
export type Line = { readonly text: string; readonly moves: boolean }

/** linesOf writes the document; `textOf` joins it. */
export function linesOf(made: Made): readonly Line[] {
  return made.style.language === 'yaml' ? yamlLines(made) : jsonLines(made)
}

export function textOf(made: Made): string {
  const { eol, mark, final } = made.style
  const end = final === '' ? '' : final === 'eol' ? eol : `${eol}${eol}`
  return `${mark}${linesOf(made)
    .map(({ text }) => text)
    .join(eol)}${end}`
}

const fixed = (text: string): Line => ({ text, moves: false })
const trailing = ({ language }: Style) => (language === 'jsonc' ? ',' : '')

function jsonLines({ containers, style }: Made): readonly Line[] {
  const { indent } = style
  const lines: Line[] = [
    fixed('{'),
    fixed(`${indent}"family": "made", `),
    fixed(`${indent}"containerDefinitions": [`)
  ]
  containers.forEach((made, c) => {
    const pad = indent.repeat(3)
    lines.push(fixed(`${indent.repeat(2)}{`), fixed(`${pad}"name": "c${c}",`))
    if (made.secrets === 'before') lines.push(...jsonSecrets(c, pad, style).map(fixed))
    lines.push(fixed(`${pad}"cpu":   10,`), ...jsonEnvironment(made, pad, style))
    if (made.secrets === 'empty') lines.push(fixed(`${pad}"secrets": [],`))
    if (made.secrets === 'after') lines.push(...jsonSecrets(c, pad, style).map(fixed))
    lines.push(fixed(`${pad}"image": "\${{ vars.IMAGE }}"${trailing(style)}`))
    lines.push(fixed(`${indent.repeat(2)}}${c < containers.length - 1 ? ',' : trailing(style)}`))
  })
  return [...lines, fixed(`${indent}]${trailing(style)}`), fixed('}')]
}

function jsonSecrets(c: number, pad: string, { indent, inline }: Style): string[] {
  const entry = `{ "name": "OLD_${c}", "valueFrom": "ssm:/old" }`
  return inline
    ? [`${pad}"secrets": [${entry}],`]
    : [`${pad}"secrets": [`, `${pad}${indent}${entry}`, `${pad}],`]
}

function jsonEnvironment(made: Container, pad: string, style: Style): readonly Line[] {
  const { variables } = made
  const members = ({ name, value }: Variable) => {
    const both = [`"name": ${JSON.stringify(name)}`, `"value": ${JSON.stringify(value)}`]
    return made.isValueFirst ? both.reverse() : both
  }
  if (style.inline) {
    const moves = variables.some(({ isMoved }) => isMoved)
    const text = variables.map(entry => `{ ${members(entry).join(', ')} }`).join(', ')
    return [{ text: `${pad}"environment": [${text}],`, moves }]
  }
  const own = `${pad}${style.indent}`
  const lines: Line[] = [fixed(`${pad}"environment": [`)]
  variables.forEach((entry, v) => {
    const moves = entry.isMoved
    const comma = v < variables.length - 1 ? ',' : trailing(style)
    const [first, second] = members(entry)
    if (made.spansLines) {
      const inner = `${own}${style.indent}`
      const texts = [`${own}{`, `${inner}${first},`, `${inner}${second}`, `${own}}${comma}`]
      lines.push(...texts.map(text => ({ text, moves })))
    } else lines.push({ text: `${own}{ ${first}, ${second} }${comma}`, moves })
  })
  return [...lines, fixed(`${pad}],`)]
}

function yamlScalar(text: string, { quoting }: Style): string {
  if (quoting === '"') return JSON.stringify(text)
  if (quoting === "'" && !text.includes('\n')) return `'${text.replaceAll("'", "''")}'`
  return /^[a-z][a-z0-9]*$/.test(text) && !/^(?:true|false|null)$/.test(text) ? text : JSON.stringify(text)
}

function yamlLines({ containers, style }: Made): readonly Line[] {
  const lines: Line[] = [fixed('# made up'), fixed('family: made'), fixed('containerDefinitions:')]
  containers.forEach((made, c) => {
    lines.push(fixed(`  - name: c${c}`))
    const pad = '    '
    if (made.secrets === 'before') lines.push(...yamlSecrets(c, pad, style).map(fixed))
    lines.push(fixed(`${pad}cpu:   10  # small`), ...yamlEnvironment(made, pad, style))
    if (made.secrets === 'empty') lines.push(fixed(`${pad}secrets: []`))
    if (made.secrets === 'after') lines.push(...yamlSecrets(c, pad, style).map(fixed))
    lines.push(fixed(`${pad}image: \${{ vars.IMAGE }}`))
  })
  return lines
}

function yamlSecrets(c: number, pad: string, { dashIndent, inline }: Style): string[] {
  const entry = `{name: OLD_${c}, valueFrom: 'ssm:/old'}`
  return inline ? [`${pad}secrets: [${entry}]`] : [`${pad}secrets:`, `${pad}${dashIndent}- ${entry}`]
}

function yamlEnvironment(made: Container, pad: string, style: Style): readonly Line[] {
  const { variables } = made
  const members = ({ name, value }: Variable) => {
    const both = [`name: ${name}`, `value: ${yamlScalar(value, style)}`] as [string, string]
    return made.isValueFirst ? ([both[1], both[0]] as const) : both
  }
  if (style.inline) {
    const moves = variables.some(({ isMoved }) => isMoved)
    const text = variables.map(entry => `{${members(entry).join(', ')}}`).join(', ')
    return [{ text: `${pad}environment: [${text}]`, moves }]
  }
  const own = `${pad}${style.dashIndent}`
  const lines: Line[] = [fixed(`${pad}environment:`)]
  for (const entry of variables) {
    const moves = entry.isMoved
    if (entry.heading) lines.push(fixed(`${own}# heading of ${entry.name}`), fixed(''))
    if (entry.above) lines.push({ text: `${own}# above ${entry.name}`, moves })
    const beside = entry.beside ? `  # beside ${entry.name}` : ''
    const [first, second] = members(entry)
    if (style.flowEntries) lines.push({ text: `${own}- {${first}, ${second}}${beside}`, moves })
    else lines.push({ text: `${own}- ${first}`, moves }, { text: `${own}  ${second}${beside}`, moves })
  }
  return lines
}
