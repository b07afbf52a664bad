import { type Examined, examine, type Rewritten, rewrite } from './engine.ts'
import { EXAMPLES } from './examples.ts'
import { diffOf, node } from './nodes.ts'

function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`)
  return found
}

/** The base address of the rules' pages; written into the page when the site is built. */
const RULES = element('playground', HTMLElement).dataset['rules'] ?? ''
const name = element('name', HTMLInputElement)
const project = element('project', HTMLInputElement)
const text = element('text', HTMLTextAreaElement)
const verdict = element('verdict', HTMLElement)
const findings = element('findings', HTMLOListElement)
const gutter = element('gutter', HTMLElement)
const migrated = element('migrated', HTMLElement)
const json = element('json', HTMLElement)
const copy = element('copy', HTMLButtonElement)
const file = element('file', HTMLInputElement)
const examples = element('examples', HTMLSelectElement)
const replace = element('replace', HTMLButtonElement)
const copied = element('copied', HTMLElement)
const whole = element('whole', HTMLTextAreaElement)

let rewritten: Rewritten = { secrets: [], problems: [] }

/** Goes to a position in the pasted text. */
function select(line: number, column: number): void {
  const lines = text.value.split('\n')
  const start =
    lines.slice(0, line - 1).reduce((length, before) => length + before.length + 1, 0) + column - 1
  text.focus()
  text.setSelectionRange(start, start)
  text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, line - 4)
}

function showFindings(found: Examined): void {
  const items = found.findings.map(({ level, rule, message, hint, ...at }) => {
    const link = document.createElement('a')
    link.href = `${RULES}${rule.slice(rule.indexOf('/') + 1)}/`
    link.textContent = rule
    const head = node('p', 'message', node('span', `level ${level}`, level), ` ${message} `, link)
    return placed(at, head, node('p', 'hint', hint))
  })
  const notes = found.notes.map(({ message, ...at }) =>
    placed(at, node('p', 'message', node('span', 'level', 'note'), ` ${message}`))
  )
  findings.replaceChildren(
    ...items,
    ...found.problems.map(problem => node('li', 'problem', problem)),
    ...notes
  )
}

/** An item of the list, with a button that leads to its position in the text. */
function placed(
  { line, column }: { line?: number; column?: number },
  ...content: readonly Node[]
): HTMLElement {
  const item = node('li', '', ...content)
  if (line !== undefined && column !== undefined) {
    const go = node('button', 'place', `Line ${line}, column ${column}`) as HTMLButtonElement
    go.type = 'button'
    go.addEventListener('click', () => select(line, column))
    item.prepend(go)
  }
  return item
}

/** The numbers of the lines beside the text, with a mark at each line that has a finding. */
function showGutter(found: Examined['findings']): void {
  const marked = new Set(found.map(({ line }) => line))
  const lines = text.value.split('\n').map((_, index) => index + 1)
  gutter.replaceChildren(...lines.map(line => node(marked.has(line) ? 'mark' : 'span', 'line', String(line))))
  alignGutter()
}

function alignGutter(): void {
  gutter.scrollTop = text.scrollTop
}

function showMigrated(before: string, blanked: readonly string[]): void {
  const { text: after, secrets, problems } = rewritten
  copy.disabled = after === undefined || after === before
  forgetCopy()
  const parts: HTMLElement[] = problems.map(problem => node('p', 'problem', problem))
  if (secrets.length > 0) {
    const rows = secrets.map(one =>
      node('li', '', node('code', '', one.name), ` from ${one.variables.join(', ')}`)
    )
    parts.push(node('p', '', 'Secrets to create:'), node('ul', '', ...rows))
  }
  if (after === undefined || after === before) {
    parts.push(
      node(
        'p',
        '',
        after === undefined ? 'A migration does not rewrite this file.' : 'There is nothing to move.'
      )
    )
  } else parts.push(diffOf(before, after, blanked))
  migrated.replaceChildren(...parts)
}

/** Only the last of several runs shows its results. */
let run = 0

async function update(): Promise<void> {
  const own = ++run
  const [given, now] = [text.value, Date.now()]
  const called = name.value.trim() === '' ? 'task-definition.json' : name.value.trim()
  if (replace.hidden) examples.value = String(EXAMPLES.findIndex(example => example.text === given))
  if (given.trim() === '') return clear()
  const start = performance.now()
  const found = await examine(called, given, now)
  const made = await rewrite(called, given, { project: project.value.trim() || 'project', now })
  if (own !== run) return
  rewritten = made
  document.body.classList.remove('is-empty')
  verdict.textContent = found.verdict
  // a file with a mistake in it is not called clean without reserve
  verdict.className = !found.isClean ? 'exposed' : found.notes.length > 0 ? 'noted' : 'clean'
  showFindings(found)
  showGutter(found.findings)
  showMigrated(given, found.lines)
  json.textContent = found.json
  // For measurements: the number of texts shown, and the milliseconds of the last.
  Object.assign(document.body.dataset, { shown: String(own), took: String(performance.now() - start) })
}

function clear(): void {
  rewritten = { secrets: [], problems: [] }
  // a part without content is not shown
  document.body.classList.add('is-empty')
  verdict.textContent = 'Paste a task definition, drop a file, or choose an example.'
  verdict.className = ''
  copy.disabled = true
  forgetCopy()
  json.textContent = ''
  for (const part of [findings, migrated]) part.replaceChildren()
  showGutter([])
}

async function open(chosen: File | undefined): Promise<void> {
  if (chosen === undefined) return
  name.value = chosen.name
  text.value = await chosen.text()
  await update()
}

/** An error in the program is shown: a page that shows nothing looks like one that found nothing. */
function fail(): void {
  clear()
  verdict.textContent = 'Internal error: this text could not be checked. Please report it, without the text.'
  verdict.className = 'exposed'
}

function refresh(): void {
  update().catch(fail)
}

let waiting: ReturnType<typeof setTimeout> | undefined
function soon(): void {
  clearTimeout(waiting)
  waiting = setTimeout(refresh, 150)
}

for (const field of [name, project, text]) field.addEventListener('input', soon)
text.addEventListener('scroll', alignGutter)
file.addEventListener('change', () => {
  open(file.files?.[0]).catch(fail)
})
/** A file would replace the page. A text is left to the browser, which puts it into the field that it is dropped on. */
function isFile(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true
}
document.addEventListener('dragover', event => {
  if (isFile(event)) event.preventDefault()
})
document.addEventListener('drop', event => {
  if (!isFile(event)) return
  event.preventDefault()
  open(event.dataTransfer?.files[0]).catch(fail)
})
/** What was copied, or why it was not, concerns one text only. */
function forgetCopy(): void {
  copied.textContent = ''
  whole.hidden = true
  whole.value = ''
}

copy.addEventListener('click', async () => {
  const now = rewritten.text ?? ''
  forgetCopy()
  try {
    await navigator.clipboard.writeText(now)
    copied.textContent = 'Copied.'
  } catch {
    // a policy of the browser or of the company that owns it
    whole.value = now
    whole.hidden = false
    whole.focus()
    whole.select()
    copied.textContent =
      'The browser does not let this page copy. The file is selected below: copy it yourself.'
  }
})

for (const [index, { label }] of EXAMPLES.entries()) examples.append(new Option(label, String(index)))

/** Arrow keys choose one example after the other, so that a text that the reader brought is replaced only when asked. */
function offerExample(): void {
  const isOwn = text.value.trim() !== '' && EXAMPLES.every(example => example.text !== text.value)
  replace.hidden = examples.value === '-1' || !isOwn
  if (!isOwn) showExample()
}

function showExample(): void {
  const chosen = EXAMPLES[Number(examples.value)]
  if (chosen === undefined) return
  name.value = chosen.file
  text.value = chosen.text
  if (document.activeElement === replace) examples.focus()
  replace.hidden = true
  refresh()
}

examples.addEventListener('change', offerExample)
replace.addEventListener('click', showExample)

// A link to the playground can name the file and the project; never the text. An example would not be that file.
const asked = new URLSearchParams(location.search)
name.value = asked.get('name') ?? name.value
project.value = asked.get('project') ?? project.value
if (asked.has('name')) clear()
else {
  examples.value = '0'
  showExample()
}
document.body.dataset['ready'] = 'true'

// Without a worker, in a private window for instance, the page works as long as it stays open.
navigator.serviceWorker?.register('offline-worker.js').catch(() => {})
