import { base64Leaf } from '../embedded/base64.ts'
import type { Hit } from '../values/credential.ts'
import { judgeCommand, type WordHit } from './credential-words.ts'
import { readShell } from './shell.ts'

/** MAX_SCRIPTS is the maximum nesting of scripts (`sh -c "…"` in `sh -c "…"`) that is read. */
export const MAX_SCRIPTS = 2

/**
 * readCommand finds the credentials in the words of a command: in the words themselves, and in each word that is a
 * script (`sh -c '…'`, `CMD-SHELL`, or a command written as one text). It returns at most one credential per word,
 * keyed by the word's index.
 */
export function readCommand(words: readonly string[]): ReadonlyMap<number, Hit> {
  const script =
    words.findIndex(
      (word, at) => /^-[a-z]{0,4}c$/.test(word) && /(?:^|\/)\w{0,4}sh$/.test(words[at - 1] ?? '')
    ) + 1
  const given = script > 0 ? words.slice(script + 1, script + 10) : []
  const found = new Map<number, Hit>()
  // PASSWORD=$1 app: what follows the first variable of a script is not its value.
  const isScript = (at: number) =>
    (script > 0 && at === script) || words[at - 1] === 'CMD-SHELL' || words.length === 1
  const plain = words.map((word, at) => (isScript(at) && /\s/.test(word) ? withoutVariable(word) : word))
  for (const hit of judgeCommand({ words: plain })) if (!found.has(hit.word)) found.set(hit.word, hit)
  words.forEach((word, index) => {
    const hit =
      found.has(index) || !/\s/.test(word) ? undefined : inScript(word, 1, index === script ? given : [])
    if (hit) found.set(given.includes(hit.secret) ? words.indexOf(hit.secret, script) : index, hit)
  })
  return found
}

/** `alias db='mysql -px'`, `RUN="mysql -px"`: the command alone. */
function withoutVariable(script: string): string {
  return script.replace(/^[A-Za-z_]\w{0,127}=/, '')
}

/** readOptions finds a credential in a variable that contains command-line options, such as JAVA_OPTS. */
export function readOptions(text: string): Hit | undefined {
  return /(?:^|\s)-{1,2}[A-Za-z]|\s\w{1,64}=|^\w{1,64}=\S{1,256}\s/.test(text) ? inScript(text, 1) : undefined
}

function inScript(script: string, depth: number, given: readonly string[] = []): WordHit | undefined {
  for (const command of readShell(script, given)) {
    const [hit] = judgeCommand(command)
    if (hit) return hit
    if (depth >= MAX_SCRIPTS) continue
    const decoded = command.decoded === undefined ? undefined : inScript(command.decoded, depth + 1)
    if (decoded) return decoded
    const encoded = encodedFor(command.words)
    const hidden = encoded === undefined ? undefined : inScript(encoded, depth + 1)
    if (hidden) return { ...hidden, word: 0 }
    for (const word of command.words) {
      const inner =
        /\s/.test(word) && word.length < script.length
          ? inScript(withoutVariable(word), depth + 1)
          : undefined
      if (inner) return inner
    }
  }
  return undefined
}

/** `powershell -EncodedCommand …`, also shortened, in a command that another program starts. */
function encodedFor(words: readonly string[]): string | undefined {
  const at = words.findIndex(word => /^-e(?:c|nc?|nco\w{0,11})?$/i.test(word))
  const isShell = words
    .slice(0, Math.max(0, at))
    .some(word => /(?:^|[\\/])(?:powershell|pwsh)(?:\.exe)?$/i.test(word))
  return isShell ? base64Leaf(words[at + 1] ?? '')?.text : undefined
}
