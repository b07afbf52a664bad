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
  const open: { readonly isScript: boolean; readonly node: DocumentNode }[] = [
    { isScript: false, node: root }
  ]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, isScript } = next
    if (node.kind === 'object')
      for (const { key, value } of node.members) open.push({ isScript: SCRIPT.test(key), node: value })
    else if (node.kind === 'array') for (const item of node.items) open.push({ isScript, node: item })
    else if (isScript && node.kind === 'string' && node.origin.kind === 'file')
      found.push({ text: node.value, start: node.origin.start, end: node.origin.end })
  }
  return found.sort((a, b) => a.start - b.start)
}

/** How far a word of a command is from the word before it: quotes, a line that goes on, a redirection. */
const FARTHEST = 60

/** How many places are tried. */
const MOST_TRIES = 100

/** One of the words of a command, and a text in it. */
export type TextInCommand = {
  readonly words: readonly string[]
  readonly word: number
  readonly text: string
}

/**
 * placeInCommand returns where a text of a command stands in the script that contains the command: where its words
 * stand in a row, otherwise the first place of the text. Undefined if it does not stand there literally.
 */
export function placeInCommand(script: string, sought: TextInCommand): number | undefined {
  const [first = ''] = sought.words
  let begin = script.indexOf(first)
  for (let tries = 0; begin >= 0 && tries < MOST_TRIES; tries++) {
    const at = placeFrom(script, begin, sought)
    if (at !== undefined) return at
    begin = script.indexOf(first, begin + 1)
  }
  const at = script.indexOf(sought.text)
  return at < 0 ? undefined : at
}

function placeFrom(script: string, begin: number, { words, word, text }: TextInCommand): number | undefined {
  let at = begin
  for (const before of words.slice(0, word)) {
    const next = script.indexOf(before, at)
    if (next >= 0 && next - at <= FARTHEST) at = next + before.length
    // A word with an expansion does not stand there as it is read.
    else if (/^[\w./:=-]+$/.test(before)) return undefined
  }
  const found = script.indexOf(text, at)
  return found >= 0 && found - at <= FARTHEST ? found : undefined
}
