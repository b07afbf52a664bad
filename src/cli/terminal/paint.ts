import { styleText } from 'node:util'

type Format = Parameters<typeof styleText>[0]

/** The titles of what a run prints: a terminal that was scrolled is searched for them. */
const TITLES =
  /^(?:Permissions|Plan|Audit|Status|Git history|Migration(?: plan)?|What to do next|What changed since what runs|Why \S+ failed|Policy for execution role \S+|Where .+ comes from)(?: \([a-z ]+\))?$/

/** The part of a line to style, and its style; the first match applies. */
const LOOKS: readonly (readonly [shape: RegExp, format: Format])[] = [
  [/(?<=: )error(?=: )/, ['red', 'bold']],
  [/(?<=: )warning(?=: )|^warning(?=: )/, ['yellow', 'bold']],
  [/(?<=: )notice(?=: )|^(?:notice|note)(?=: )/, ['blue', 'bold']],
  [/^\[[^\]]+\](?= FAILED)/, ['red', 'bold']],
  [/^\[[^\]]+\]/, 'cyan'],
  [/^ {2}\d* *\| [\s^~]*\^[\s^~]*$/, 'red'],
  [/^ +\+ .*$/, 'green'],
  [/^ +- .*$/, 'red'],
  [/^ +❌ [a-z]+/, ['red', 'bold']],
  [/^ +❔ [a-z]+/, ['yellow', 'bold']],
  [/^ +✅ [a-z]+/, 'green'],
  [/^Every service runs its desired/, 'green'],
  [/^(?:Down|Not serving|Fewer tasks than desired|Tasks keep stopping|Unknown):/, ['red', 'bold']],
  [TITLES, 'bold'],
  [/^\S+ {2,}(?:succeeded|unchanged)\b.*$/, 'green'],
  [/^\S+ {2,}(?:failed|rolled-back|timed-out|superseded|cancelled|not-started)\b.*$/, 'red']
]

/** paintLine colors the relevant part of a line; the text stays the same. */
export function paintLine(line: string): string {
  for (const [shape, format] of LOOKS) {
    const found = shape.exec(line)
    if (found === null) continue
    const end = found.index + found[0].length
    return `${line.slice(0, found.index)}${styled(format, found[0])}${line.slice(end)}`
  }
  return line
}

/** Whether colors are used was decided for the whole run. */
function styled(format: Format, text: string): string {
  return styleText(format, text, { validateStream: false })
}
