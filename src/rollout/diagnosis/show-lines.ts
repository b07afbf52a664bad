import type { TextGuard } from './ports.ts'

/** Number of lines shown per container. */
export const LINES_SHOWN = 50

/** Length of text shown per container, in UTF-16 code units. */
const TEXT_SHOWN = 10_000
const LONGEST_LINE = 1_000
/** Length of text that the detector checks, and therefore the longest that is shown. */
const LONGEST_JUDGED = 8_192

const HIDDEN = '[not shown: this line could hold a credential]'

/**
 * showLines prepares log messages for display: the last 50 lines, at most 10,000 characters, without control characters
 * and colors, with known values masked, and without any line that could contain a credential. A private key hides all
 * its lines. Control characters are removed before the check, so that none can split a credential.
 */
export function showLines(messages: readonly string[], guard: TextGuard): readonly string[] {
  // a value may be wrapped over lines, each of which is a message of its own
  const lines = guard.mask(messages.join('\n')).split('\n').flatMap(linesOf)
  const shown = hideKeys(lines).map(line => (line === HIDDEN ? line : clean(line, guard)))
  const last = shown.filter(line => line !== '').slice(-LINES_SHOWN)
  let left = TEXT_SHOWN
  const kept = last.toReversed().filter(line => {
    left -= line.length + 1
    return left >= 0
  })
  return kept.toReversed()
}

function linesOf(message: string): readonly string[] {
  return message.split(/\r\n|[\r\n\u0085\u2028\u2029]/).map(line =>
    line
      .slice(0, LONGEST_JUDGED)
      // colors and cursor movements of terminals
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
      .replaceAll('\t', ' ')
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trimEnd()
  )
}

/** The value of a pair may have more words than the one that was masked. */
const MASKED_PAIR = /(?:pass|pwd|secret|token|cred|key)\w{0,32}["']?=["']?\*\*\*/i

function clean(line: string, { mask, holdsCredential }: TextGuard): string {
  const masked = mask(line)
  if (holdsCredential(masked) || MASKED_PAIR.test(masked)) return HIDDEN
  return masked.length > LONGEST_LINE ? `${masked.slice(0, LONGEST_LINE)} …` : masked
}

/**
 * From BEGIN to END nothing of a key is shown; where the window begins in the middle of one, everything before its
 * END.
 */
function hideKeys(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex(line => KEY_END.test(line))
  const begin = lines.findIndex(line => KEY_BEGIN.test(line))
  let inside = end >= 0 && (begin < 0 || begin > end)
  return lines.map(line => {
    const hide = inside || KEY_BEGIN.test(line)
    if (KEY_BEGIN.test(line)) inside = true
    if (KEY_END.test(line)) inside = false
    return hide ? HIDDEN : line
  })
}

const KEY_BEGIN = /-----BEGIN [A-Z ]*PRIVATE KEY/
const KEY_END = /-----END [A-Z ]*PRIVATE KEY/
