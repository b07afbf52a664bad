import type { Syntax } from './trivia.ts'

/** How a text is written in YAML; JSON knows double quotes alone. */
export type Quoting = '"' | "'" | 'plain'

/** quotingOf tells how a written scalar or name is quoted; a block text counts as plain. */
export function quotingOf(written: string): Quoting {
  const first = written.charAt(0)
  return first === '"' || first === "'" ? first : 'plain'
}

/** quoted writes a text in a quoting, and in double quotes where it can't be written plain. */
export function quoted(text: string, quoting: Quoting, syntax: Syntax): string {
  if (syntax === 'json' || quoting === '"') return JSON.stringify(text)
  if (quoting === "'") return `'${text.replaceAll("'", "''")}'`
  return isPlain(text) ? text : JSON.stringify(text)
}

/**
 * A text that YAML reads as itself without quotes, in every style. `{` and `}` are no part of it though block style would
 * take them; a colon at the end makes a name of the text.
 */
function isPlain(text: string): boolean {
  return (
    /^[A-Za-z_/](?:[\w/+=.@:-]*[\w/+=.@-])?$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
  )
}
