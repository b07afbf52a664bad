// Pages of docs/schemas/ from the JSON schemas of schema/: a table for each object, with the type and the description
// of its members.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { anchorOf } from './anchor.mjs'

const SUFFIX = '.schema.json'

/**
 * schemaPages returns the pages as a map from the path below `folder` to the text. Throws where a member has no
 * description.
 */
export function schemaPages(folder) {
  const names = readdirSync(join(folder, 'schema'))
    .filter(name => name.endsWith(SUFFIX))
    .sort()
  return new Map(
    names.map(name => {
      const schema = JSON.parse(readFileSync(join(folder, 'schema', name), 'utf8'))
      return [`docs/schemas/${pageOf(name)}`, new Page(name, schema).text()]
    })
  )
}

/** The page of a schema: `run.schema.json` is described in `run.md`. */
function pageOf(name) {
  return name.replace(SUFFIX, '.md').replace('ecs-sealed-deploy', 'configuration')
}

class Page {
  sections = []
  anchors = new Set()

  constructor(name, schema) {
    this.name = name
    this.schema = schema
  }

  text() {
    const { title, description } = this.schema
    const head = [
      `# ${title}`,
      `${sentence(description)} The schema is [${this.name}](../../schema/${this.name}); this page is generated from it. All schemas are listed in [JSON schemas](README.md).`
    ]
    const root = this.schema.oneOf
    if (root === undefined) this.section('The document', this.schema)
    else for (const one of root) if (!one.$ref) this.section(this.nameOf(one), one)
    for (const [key, one] of Object.entries(this.schema.definitions ?? {}))
      if (this.section(`\`${key}\``, one) !== anchorOf(key))
        throw new Error(`schema/${this.name}: the definition ${key} has the name of a member`)
    return `${[...head, ...this.sections].join('\n\n')}\n`
  }

  /** One of several documents is told by a constant: the name of the command. */
  nameOf(one) {
    return `\`${one.properties.command.const}\``
  }

  /**
   * Reserves a section for an object and returns its anchor, which GitHub and the site derive from the heading alike.
   */
  section(heading, schema) {
    const level = heading.includes('.') ? '###' : '##'
    const anchor = anchorOf(heading, this.anchors)
    const place = this.sections.push('') - 1
    const prefix = heading.startsWith('`') && !this.isDocument(heading) ? heading.replaceAll('`', '') : ''
    const intro =
      schema.description === undefined || schema === this.schema ? [] : [sentence(schema.description)]
    const content = isObject(schema) ? [this.table(schema, prefix)] : [`Type: ${this.type(schema, prefix)}.`]
    this.sections[place] = [`${level} ${heading}`, ...intro, ...content].join('\n\n')
    return anchor
  }

  isDocument(heading) {
    return this.schema.oneOf?.some(one => !one.$ref && this.nameOf(one) === heading) === true
  }

  table(schema, prefix) {
    const rows = membersOf(schema).map(([key, { schema: member, isOptional }]) => {
      const path = prefix === '' ? key : `${prefix}.${key}`
      const type = this.type(member, path)
      return [`\`${key}\``, isOptional ? `${type}, optional` : type, this.says(path, member)]
    })
    return table(['Member', 'Type', 'Description'], rows)
  }

  says(path, member) {
    const own = member.description ?? this.definition(member.$ref)?.description
    if (own === undefined) throw new Error(`schema/${this.name}: ${path} has no description`)
    return linked(sentence(own))
  }

  definition(reference = '') {
    const [, key] = /^#\/definitions\/(.*)$/.exec(reference) ?? []
    return key === undefined ? undefined : this.schema.definitions[key]
  }

  /** The type of a member in words, with a link to the table of its members. */
  type(schema, path) {
    if (schema.$ref) return this.reference(schema.$ref)
    if (schema.allOf) return this.type(schema.allOf[0], path)
    const others = (schema.oneOf ?? schema.anyOf ?? []).filter(({ type }) => type !== 'null')
    if (others.length > 0)
      return others.every(isObject)
        ? `[object](#${this.section(`\`${path}\``, unionOf(others))})`
        : alternatives(others.map(one => this.type(one, path)))
    if ('const' in schema) return `\`${JSON.stringify(schema.const)}\``
    if (schema.enum)
      return alternatives(schema.enum.filter(one => one !== null).map(one => `\`${JSON.stringify(one)}\``))
    if (schema.maxItems === 0) return 'empty list'
    const types = [schema.type].flat().filter(type => type !== 'null' && type !== undefined)
    if (types.includes('array')) return this.list(schema, path)
    if (types.includes('object') && schema.properties)
      return `[object](#${this.section(`\`${path}\``, schema)})`
    if (typeof schema.additionalProperties === 'object')
      return `map of names to ${this.type(schema.additionalProperties, `${path}.NAME`)}`
    return alternatives(types.length > 0 ? types : ['any'])
  }

  list({ items }, path) {
    const type = this.type(items ?? {}, `${path}[]`)
    return `list of ${type.replace(/^\[object\]/, '[objects]').replace(/\b(?:string|number|integer|boolean)\b(?!`)/g, '$&s')}`
  }

  reference(reference) {
    const [, key] = /^#\/definitions\/(.*)$/.exec(reference) ?? []
    if (key === undefined) return `[object](${pageOf(reference)})`
    return `[${key}](#${anchorOf(key)})`
  }
}

function isObject({ type, properties }) {
  return [type].flat().includes('object') && properties !== undefined
}

function membersOf({ properties, required = [] }) {
  return Object.entries(properties).map(([key, schema]) => [
    key,
    { schema, isOptional: !required.includes(key) }
  ])
}

/** Several shapes of one object in one table: a member that not all have is optional; constants become a choice. */
function unionOf(shapes) {
  const properties = {}
  for (const { properties: own } of shapes)
    for (const [key, schema] of Object.entries(own)) {
      const known = properties[key]
      const choices = [known, schema].flatMap(one =>
        one === undefined ? [] : 'const' in one ? [one.const] : (one.enum ?? [])
      )
      properties[key] =
        known !== undefined && choices.length > 0
          ? { description: known.description, enum: [...new Set(choices)] }
          : (known ?? schema)
    }
  const required = Object.keys(properties).filter(key => shapes.every(shape => shape.required?.includes(key)))
  return { type: 'object', properties, required }
}

function alternatives(words) {
  return words.length < 3 ? words.join(' or ') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function sentence(text) {
  return /[.:!?]$/.test(text) ? text : `${text}.`
}

/** Descriptions name pages of docs/ by their paths. */
function linked(text) {
  return text.replace(
    /docs\/([\w/-]+)\.md/g,
    (_, page) => `[${page.replace(/\/README$/, '')}](../${page}.md)`
  )
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows.map(row => row.map(cell => cell.replaceAll('|', '\\|')))]
    .map(row => `| ${row.join(' | ')} |`)
    .join('\n')
}
