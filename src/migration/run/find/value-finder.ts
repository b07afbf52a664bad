/** A part of a text, from `start` to before `end`. */
export type TextSpan = { readonly start: number; readonly end: number }

/** Where a value is in a text. `meant`: it is there as it is, and not only in another form. */
export type FoundValue = { readonly hits: readonly TextSpan[]; readonly isMeant: boolean }

/** A shorter value is not searched for: a match in a longer text would mean nothing. */
const SHORTEST = 4

/** From this length, a value also counts as part of a longer word; a shorter one does not. */
const LONG = 12

/** A node of a tree of texts: what follows the label of its parent, and the form that ends here, if any. */
type Branch = { readonly label: string; form?: string; readonly next: Map<string, Branch> }

/**
 * ValueFinder finds values in texts: as they are, escaped as in JSON or a URL, or in base64. A search takes one pass
 * over the text, however many values there are: a repository can have thousands of files, each with its own.
 */
export class ValueFinder {
  readonly #root: Branch = { label: '', next: new Map() }
  readonly #valuesOf = new Map<string, string[]>()
  /** Whether a form begins with four characters, by their hash; most of a text is passed over by it. */
  readonly #begins = new Uint8Array(HASHES)

  constructor(values: Iterable<string>) {
    for (const value of new Set(values)) {
      if (value.length < SHORTEST) continue
      for (const form of formsOf(value)) {
        const known = this.#valuesOf.get(form)
        if (known) known.push(value)
        else this.#valuesOf.set(form, [value])
        if (known) continue
        this.#begins[hashAt(form, 0)] = 1
        insert(this.#root, form)
      }
    }
  }

  /** find returns the values that a text contains, each with its places in order. */
  find(text: string): ReadonlyMap<string, FoundValue> {
    const found = new Map<string, { hits: TextSpan[]; isMeant: boolean }>()
    const over = new Map<string, number>()
    for (let start = 0; start + SHORTEST <= text.length; start++) {
      if (this.#begins[hashAt(text, start)] === 0) continue
      for (const form of formsAt(this.#root, text, start)) {
        if (start < (over.get(form) ?? 0)) continue
        const end = start + form.length
        over.set(form, end)
        if (form.length < LONG && isPiece(text, { start, end })) continue
        for (const value of this.#valuesOf.get(form) ?? []) {
          const known = found.get(value) ?? { hits: [], isMeant: false }
          known.hits.push({ start, end })
          known.isMeant ||= form === value
          found.set(value, known)
        }
      }
    }
    return found
  }
}

const HASHES = 1 << 18

function hashAt(text: string, start: number): number {
  const [a, b] = [text.charCodeAt(start), text.charCodeAt(start + 1)]
  const [c, d] = [text.charCodeAt(start + 2), text.charCodeAt(start + 3)]
  return ((a << 11) ^ (b << 7) ^ (c << 4) ^ d) & (HASHES - 1)
}

function formsOf(value: string): readonly string[] {
  const base64 = value.length < 8 ? [] : [Buffer.from(value).toString('base64').replace(/=+$/, '')]
  const forms = [value, JSON.stringify(value).slice(1, -1), inUrl(value), ...base64]
  return [...new Set(forms)]
}

/** Half of a surrogate pair cannot be part of a URL. */
function inUrl(value: string): string {
  return encodeURIComponent(value.toWellFormed())
}

function insert(root: Branch, form: string): void {
  let branch = root
  for (let rest = form; ; ) {
    const child = branch.next.get(rest.charAt(0))
    if (child === undefined) {
      branch.next.set(rest.charAt(0), { label: rest, form, next: new Map() })
      return
    }
    const common = commonStart(child.label, rest)
    const upper = common === child.label.length ? child : divided(child, common)
    branch.next.set(rest.charAt(0), upper)
    if (common === rest.length) {
      upper.form = form
      return
    }
    rest = rest.slice(common)
    branch = upper
  }
}

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}

function divided(branch: Branch, at: number): Branch {
  const label = branch.label.slice(at)
  return { label: branch.label.slice(0, at), next: new Map([[label.charAt(0), { ...branch, label }]]) }
}

function* formsAt(root: Branch, text: string, start: number): Generator<string> {
  let branch = root
  for (let at = start; ; ) {
    const child = branch.next.get(text.charAt(at))
    if (child === undefined || !text.startsWith(child.label, at)) return
    at += child.label.length
    if (child.form !== undefined) yield child.form
    branch = child
  }
}

/** A short value inside a longer word is not the value. */
function isPiece(text: string, { start, end }: TextSpan): boolean {
  return /\w/.test(text.charAt(start - 1)) || /\w/.test(text.charAt(end))
}
