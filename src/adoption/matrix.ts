import { isObject } from '../json.ts'
import { type Texts, textsOf } from './texts.ts'

/** An upper limit that no real matrix is expected to reach. */
const MOST_COMBINATIONS = 256

/**
 * combinationsOf expands a matrix as GitHub does: the product of all lists, without the combinations that `exclude`
 * names. An entry of `include` extends the combinations that it does not contradict, or becomes a separate one.
 */
export function combinationsOf(matrix: Readonly<Record<string, unknown>>): readonly Texts[] {
  const { include, exclude, ...lists } = matrix
  let rows: readonly Texts[] = [{}]
  for (const [name, values] of Object.entries(lists)) {
    if (!Array.isArray(values) || rows.length * values.length > MOST_COMBINATIONS) continue
    const own = values.map((value: unknown) =>
      isObject(value) ? prefixed(name, textsOf(value)) : textsOf({ [name]: value })
    )
    rows = rows.flatMap(row => own.map(more => ({ ...row, ...more })))
  }
  const left = rowsOf(exclude).filter(row => Object.keys(row).length > 0)
  const product = rows.filter(row => !left.some(excluded => agrees(row, excluded, Object.keys(excluded))))
  const original = new Set(product.flatMap(row => Object.keys(row)))
  const added = rowsOf(include)
  const isOwn = (row: Texts) =>
    original.size === 0 ||
    !product.some(one =>
      agrees(
        one,
        row,
        Object.keys(row).filter(name => original.has(name))
      )
    )
  const shared = added.filter(one => !isOwn(one))
  const extended = product.map(row => ({
    ...Object.fromEntries(shared.filter(one => extendsRow(row, one)).flatMap(one => Object.entries(one))),
    ...row
  }))
  const all = [...(original.size === 0 && added.length > 0 ? [] : extended), ...added.filter(isOwn)]
  return all.length > 0 ? all : [{}]
}

const rowsOf = (list: unknown): readonly Texts[] => (Array.isArray(list) ? list.map(textsOf) : [])
const agrees = (row: Texts, other: Texts, names: readonly string[]) =>
  names.every(name => row[name] === other[name])
const extendsRow = (row: Texts, other: Texts) =>
  Object.entries(other).every(([name, value]) => row[name] === undefined || row[name] === value)

function prefixed(name: string, texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [`${name}.${key}`, value]))
}
