import { resourceName } from '../../detector/advice.ts'
import type { Place } from '../../errors.ts'
import { type DocumentNode, itemsOf, type Member } from '../../files/document/tree.ts'
import { distinctBy } from '../../list.ts'
import { type HolderMoves, type Move, valueFromOf } from './moves.ts'
import { fieldMember, rangeOf } from './ranges.ts'
import type { RewriteSource } from './rewrite.ts'

/** Why a move of Terraform cannot be carried out, and the node that shows it. */
export type TerraformFault = { readonly move: Move; readonly node: DocumentNode; readonly reason: string }

/**
 * terraformFault returns why the entries of one object cannot be moved: what the reader shows there is more than what
 * is written. `module` are the files of the module, this one first.
 */
export function terraformFault(
  root: DocumentNode,
  group: HolderMoves,
  module: readonly RewriteSource[]
): TerraformFault | undefined {
  const [{ text = '' } = {}] = module
  return writtenFault(text, group, twicePointers(root)) ?? mergeFault(group, module)
}

/** Containers in `concat(…)` or in two branches of a condition have the same pointer. */
function twicePointers(root: DocumentNode): ReadonlySet<string> {
  const known = new Set<string>()
  const twice = new Set<string>()
  const visit = (node: DocumentNode): void => {
    for (const item of itemsOf(node)) visit(item)
    if (node.kind !== 'object' || node.origin.kind !== 'file') return
    const { pointer } = node.origin
    if (node.members.some(({ key }) => /^(?:map_)?environment$|^options$/.test(key)))
      (known.has(pointer) ? twice : known).add(pointer)
    for (const { value } of node.members) visit(value)
  }
  visit(root)
  return twice
}

function writtenFault(
  text: string,
  { holder, from, to, leaving }: HolderMoves,
  twice: ReadonlySet<string>
): TerraformFault | undefined {
  const isLiteral = (member: Member) => {
    const { start } = rangeOf(member.value)
    return /[[{]/.test(text.charAt(start)) && isPlain(text.slice(rangeOf(member).end, start + 5))
  }
  for (const [index, move] of leaving) {
    const entry = from.value.kind === 'array' ? from.value.items[index] : from.value.members[index]?.value
    const value = from.value.kind === 'array' ? (fieldMember(entry, 'value')?.value ?? entry) : entry
    const node = value ?? holder
    const because = (reason: string) => ({ move, node, reason })
    if (holder.origin.kind === 'file' && twice.has(holder.origin.pointer))
      return because('its container stands in one of several lists that Terraform joins')
    if (entry === undefined || !isPlain(text.slice(rangeOf(from).end, rangeOf(entry).start)))
      return because('its list is made by a condition or a loop')
    if (!isWhole(text, value) || /[$%]\{/.test(move.variable))
      return because('Terraform puts its name or its value together')
    if (to && !isLiteral(to))
      return { ...because(`"${to.key}" of its container is not written there`), node: to.value }
  }
  return undefined
}

/** A new list replaces that of another map in `merge`: all the others have to be written there, without one. */
function mergeFault(
  { holder, to, name, leaving }: HolderMoves,
  module: readonly RewriteSource[]
): TerraformFault | undefined {
  const [move] = leaving.values()
  const [{ text = '' } = {}] = module
  const { pointer = '' } = holder.origin.kind === 'file' ? holder.origin : {}
  const [, kind, local] = /^\/(local|var)\w*\/(?:\d+\/)?([\w-]+)(?:\/default)?$/.exec(pointer) ?? []
  const isMerged = ({ text: code }: RewriteSource) =>
    [...code.matchAll(new RegExp(`\\b${kind}\\.${local}(?![\\w.-])`, 'g'))].some(
      ({ index }) => mergedWith(code, index, false).length > 0
    )
  const brings = new RegExp(`\\b${name}"?\\s*[=:]`)
  const others = mergedWith(text, rangeOf(holder).start, to !== undefined)
  const isSafe = others.every(one => /^\{.*\}$/s.test(one) && isPlain(one) && !brings.test(one))
  if (move === undefined || (isSafe && !(local && module.some(isMerged)))) return undefined
  const reason = `its container is put together by merge, which may bring ${name} of its own`
  return { move, node: holder, reason }
}

/** Texts, heredocs and comments: a bracket in one of them is none. */
const ASIDE =
  /"(?:[^"\\\n]|\\.)*"|<<-?[ \t]*(\w+)[ \t]*\r?\n[\s\S]*?\n[ \t]*\1\b|\/\*[\s\S]*?\*\/|(?:#|\/\/).*/g

/** The other arguments of the `merge` that has an object as an argument; only those after it with `isLast`. */
function mergedWith(text: string, start: number, isLast: boolean): readonly string[] {
  const code = text.replace(ASIDE, one => ' '.repeat(one.length))
  let open = start - 1
  for (let depth = 0; open >= 0; open--) {
    if (/[)\]}]/.test(code.charAt(open))) depth++
    if (/[([{]/.test(code.charAt(open)) && depth-- === 0) break
  }
  if (!/merge\s*\(\s*\[?$/i.test(code.slice(Math.max(0, open - 64), open + 1))) return []
  const found: string[] = []
  let from = open + 1
  for (let at = from, depth = 0; at < code.length && depth >= 0; at++) {
    if (/[([{]/.test(code.charAt(at))) depth++
    if (/[)\]}]/.test(code.charAt(at))) depth--
    if (depth > 0 || (depth === 0 && code.charAt(at) !== ',')) continue
    const isOther = at < start || (from > start && code.slice(from, at).trim() !== '')
    if (isOther && !(isLast && at < start)) found.push(text.slice(from, at).trim())
    from = at + 1
  }
  return found
}

/** Neither a condition nor a loop, outside of texts. */
function isPlain(text: string): boolean {
  return !/\?|\bfor\b/.test(text.replace(/"(?:[^"\\\n]|\\.)*"/g, ''))
}

/** Whether a value is one literal, with nothing before or after it. */
function isWhole(text: string, value: DocumentNode | undefined): boolean {
  if (value === undefined || !/^(?:string|number|boolean)$/.test(value.kind)) return false
  const { start, end } = rangeOf(value)
  const written = text.slice(start, end)
  if (value.kind === 'string' && (!/^".*"$/s.test(written) || /[$%]\{/.test(written))) return false
  return /[:=][ \t]*$/.test(text.slice(0, start)) && /^[ \t]*(?:[,}\]#\r\n]|\/[/*]|$)/.test(text.slice(end))
}

/**
 * declarationsOf returns the blocks that declare the secrets of moves, each once in the module: data sources, or
 * resources with their import blocks; or why they cannot be declared.
 */
export function declarationsOf(
  moves: readonly Move[],
  module: readonly RewriteSource[]
): { readonly blocks: readonly string[] } | { readonly reason: string; readonly place?: Place } {
  const blocks: string[] = []
  const all = module.flatMap(declaredSecrets)
  const [{ file = '' } = {}] = module
  const declaring = moves.filter(move => valueFromOf(file, move).includes('${'))
  for (const move of distinctBy(declaring, ({ secret }) => secret ?? '')) {
    const { secret = '', arn = '', key, byResource } = move
    const kind = byResource ? 'resource' : 'data'
    const label = resourceName(secret)
    const address = `aws_secretsmanager_secret.${label}`
    const known = all.filter(one => one.kind === kind && one.label === label)
    if (known.some(({ body }) => !body.includes(JSON.stringify(secret))))
      return { reason: `the module has another ${kind === 'data' ? 'data source' : 'resource'} ${address}` }
    const creator = all.find(one => one.kind === 'resource' && nameIn(one.body) === secret)
    if (creator && !(byResource && creator.label === label)) {
      const { place } = creator
      return {
        reason: `${place.file}:${place.line} creates the secret "${secret}" as aws_secretsmanager_secret.${creator.label}, which fails once it exists: import it there and refer to its .arn by hand, or use another name (input "project")`,
        place
      }
    }
    if (known.length > 0) continue
    const id = key === undefined ? arn : arn.slice(0, -`:${key}::`.length)
    const name = `  name = ${JSON.stringify(secret)}\n`
    blocks.push(
      byResource
        ? `import {\n  to = ${address}\n  id = ${JSON.stringify(id)}\n}\n\nresource "aws_secretsmanager_secret" "${label}" {\n${name}\n  lifecycle {\n    prevent_destroy = true\n    ignore_changes  = [description, kms_key_id, tags, tags_all]\n  }\n}\n`
        : `data "aws_secretsmanager_secret" "${label}" {\n${name}}\n`
    )
  }
  return { blocks }
}

type DeclaredSecret = {
  readonly kind: string
  readonly label: string
  readonly body: string
  readonly place: Place
}

const DECLARED =
  /^[ \t]*(data|resource)[ \t]+"aws_secretsmanager_secret"[ \t]+"([\w-]+)"[ \t]*\{((?:[^{}]|\{[^{}]*\})*)/gm

function declaredSecrets({ file, text }: RewriteSource): readonly DeclaredSecret[] {
  return [...text.matchAll(DECLARED)].map(({ index, 1: kind = '', 2: label = '', 3: body = '' }) => {
    const line = text.slice(0, index).split('\n').length
    return { kind, label, body, place: { file, line, column: 1, endLine: line, endColumn: 1 } }
  })
}

function nameIn(body: string): string | undefined {
  return /^[ \t]*name[ \t]*=[ \t]*"([^"\n]*)"/m.exec(body.replace(/\{[^{}]*\}/g, ''))?.[1]
}
