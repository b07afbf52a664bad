import type { DocumentNode } from '../document/tree.ts'

/** A script in a workflow, a build or a playbook: its text, and where it stands in the file. */
export type FoundScript = { readonly text: string; readonly start: number; readonly end: number }

/** Under these names workflows, builds, playbooks, machines and Terraform's provisioners have scripts. */
const SCRIPT =
  /^(?:run|script|user_?data|bash|powershell|pwsh|before_?script|after_?script|commands?|cmd|shell|inline(?:_?script)?|(?:ansible\.builtin\.)?(?:shell|command)|win_shell)$/i

/** isShellScript returns whether a file's name is that of a script for a POSIX-like shell. */
export function isShellScript(file: string): boolean {
  return /\.(?:ba|z|k)?sh$/i.test(file)
}

/** scriptsIn lists the scripts of a workflow or a build, in the order of the file. Pure. */
export function scriptsIn(root: DocumentNode): readonly FoundScript[] {
  const found: FoundScript[] = []
  const open: Open[] = [{ isScript: false, isInit: false, file: '', node: root }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, isScript, isInit, file } = next
    if (node.kind === 'object')
      for (const { key, value } of node.members)
        open.push({
          isScript: SCRIPT.test(key) || (isInit && key === 'content'),
          isInit: isInit || key === 'AWS::CloudFormation::Init',
          file: key === 'content' ? file : key,
          node: value
        })
    else if (node.kind === 'array') for (const item of node.items) open.push({ ...next, node: item })
    else if (isScript && node.kind === 'string' && node.origin.kind === 'file')
      found.push({
        text: isInit && file.startsWith('/') ? asFile(file, node.value) : node.value,
        start: node.origin.start,
        end: node.origin.end
      })
  }
  return found.sort((a, b) => a.start - b.start)
}

/** A part of a document. `file` is the name of the member around it: in cfn-init's `files`, a path. */
type Open = {
  readonly isScript: boolean
  readonly isInit: boolean
  readonly file: string
  readonly node: DocumentNode
}

/** What cfn-init writes to a file, as a script that does so; a script that it writes is read as one. */
function asFile(path: string, text: string): string {
  if (text.startsWith('#!')) return text
  return `cat > ${/^[\w./-]{1,128}$/.test(path) ? path : 'file'} <<'END_OF_TEXT'\n${text}\nEND_OF_TEXT`
}

/** How far a word of a command is from the word before it: quotes, a line that goes on, a redirection. */
const FARTHEST = 60

/** How many places are tried. */
const MOST_TRIES = 100

/** A command, one of its words, and a text in that word. */
export type TextInCommand = {
  readonly words: readonly string[]
  readonly word: number
  readonly text: string
}

/** Where the words of a command stand; undefined for those that do not stand there as they are read. */
export type PlacesInCommand = {
  /** The place of the text that was sought. */
  readonly text: number | undefined
  readonly words: readonly (number | undefined)[]
}

/**
 * placesInCommand returns where a text of a command and its words stand in the script that contains the command: where
 * all of them stand in a row, otherwise a place of the text, or the first of the first word.
 */
export function placesInCommand(script: string, sought: TextInCommand): PlacesInCommand {
  const [first = ''] = sought.words
  let begin = script.indexOf(first)
  const start = begin
  for (let tries = 0; begin >= 0 && tries < MOST_TRIES; tries++) {
    const found = placesFrom(script, begin, sought)
    if (found !== undefined) return found
    begin = script.indexOf(first, begin + 1)
  }
  return { text: placeOf(sought.text, script), words: start < 0 ? [] : [start] }
}

/** The first place of a text behind a word for a credential on its line, otherwise its first place. */
function placeOf(text: string, script: string): number | undefined {
  const first = script.indexOf(text)
  for (let at = first, tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
    if (/(?:pass|pwd|secret|token|key|cred|auth).{0,64}$/i.test(script.slice(Math.max(0, at - 96), at)))
      return at
    at = script.indexOf(text, at + 1)
  }
  return first < 0 ? undefined : first
}

function placesFrom(
  script: string,
  begin: number,
  { words, word, text }: TextInCommand
): PlacesInCommand | undefined {
  const places: (number | undefined)[] = []
  let own: number | undefined
  let at = begin
  for (const [index, value] of words.entries()) {
    if (index === word) {
      own = near(script, text, at)
      if (own === undefined) return undefined
    }
    const next = near(script, value, at)
    places.push(next)
    if (next !== undefined) at = next + value.length
    else if (own !== undefined) at = Math.max(at, own + (index === word ? text.length : 0))
    // A word with an expansion does not stand there as it is read.
    else if (/^[\w./:=-]+$/.test(value)) return undefined
  }
  return { text: own, words: places }
}

/** The first place of a text from an offset on, if it is not far, so that a long script is not searched to its end. */
function near(script: string, text: string, from: number): number | undefined {
  const found = script.slice(from, from + FARTHEST + text.length).indexOf(text)
  return found < 0 ? undefined : from + found
}
