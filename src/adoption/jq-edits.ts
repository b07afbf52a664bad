/** A container, by its place among the containers or by its name; undefined: the only one. */
export type ContainerAt = { readonly index: number } | { readonly name: string }

/** What a filter of jq does to a task definition: images of containers. */
export type JqEdits = {
  readonly images: readonly { readonly container: ContainerAt; readonly image: string }[]
}

/**
 * readJq says what a filter does to the task definition that goes through it: nothing but give some containers another image, and take
 * members out that only an answer of ECS has. `variables` are those of `--arg`. Undefined: it does something else.
 */
export function readJq(filter: string, variables: Readonly<Record<string, string>>): JqEdits | undefined {
  const images: JqEdits['images'][number][] = []
  for (const stage of topLevel(filter, '|')) {
    if (CHANGES_NOTHING.some(pattern => pattern.test(stage))) continue
    const edit = IMAGE_EDITS.map(pattern => pattern.exec(stage)?.groups).find(Boolean)
    const image = edit && textOf(edit['value'] ?? '', variables)
    if (edit === undefined || image === undefined) return undefined
    const name = edit['name'] === undefined ? undefined : textOf(edit['name'], variables)
    if (edit['name'] !== undefined && name === undefined) return undefined
    images.push({ container: name === undefined ? { index: Number(edit['index'] ?? 0) } : { name }, image })
  }
  return { images }
}

/** Takes members out, picks some, or looks into the answer: what is left is the definition. */
const CHANGES_NOTHING = [
  /^\.$/,
  /^\.taskDefinition$/,
  /^del\([^()=]*\)$/,
  /^\{(?:\s*\w+\s*(?::\s*\.(?:taskDefinition\.)?\w+\s*)?,?)+\}$/,
  /^with_entries\(\s*select\([^=]*\)\s*\)$/
]

const TO = String.raw`\s*\|?=\s*(?<value>"[^"]*"|\$?[\w.]+)`
const NAMED = String.raw`\.name\s*==\s*(?<name>"[^"]*"|\$?[\w.]+)`
const LIST = String.raw`(?:\.taskDefinition)?\.containerDefinitions`
const pattern = (source: string) => new RegExp(`^${source}$`)
const IMAGE_EDITS = [
  pattern(String.raw`${LIST}\[(?<index>\d+)\]\.image${TO}`),
  pattern(String.raw`\(\s*${LIST}\[\]\s*\|\s*select\(\s*${NAMED}\s*\)\s*\|\s*\.image\s*\)${TO}`),
  pattern(String.raw`\(\s*${LIST}\[\]\s*\|\s*select\(\s*${NAMED}\s*\)\s*\)\.image${TO}`),
  pattern(
    String.raw`${LIST}\s*\|=\s*map\(\s*if\s+${NAMED}\s+then\s+\(?\s*\.image${TO}\s*\)?\s+else\s+\.\s+end\s*\)`
  ),
  pattern(
    String.raw`${LIST}\[\]\s*\|=\s*\(?\s*if\s+${NAMED}\s+then\s+\(?\s*\.image${TO}\s*\)?\s+else\s+\.\s+end\s*\)?`
  ),
  pattern(String.raw`${LIST}\s*\|=\s*map\(\s*\(?\s*select\(\s*${NAMED}\s*\)\s*\)?\s*\.image${TO}\s*\)`)
]

function textOf(written: string, variables: Readonly<Record<string, string>>): string | undefined {
  if (written.startsWith('"')) return written.slice(1, -1)
  if (written.startsWith('$ENV.')) return undefined
  return written.startsWith('$') ? variables[written.slice(1)] : undefined
}

/** The parts of a filter between signs that stand in no bracket and no text. */
function topLevel(filter: string, sign: string): readonly string[] {
  const parts = ['']
  let depth = 0
  let inText = false
  for (const [at, char] of [...filter].entries()) {
    if (char === '"' && filter[at - 1] !== '\\') inText = !inText
    if (!inText && '([{'.includes(char)) depth++
    if (!inText && ')]}'.includes(char)) depth--
    // `|=` is another operator
    if (char === sign && depth === 0 && !inText && filter[at + 1] !== '=') parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts.map(part => part.trim())
}
