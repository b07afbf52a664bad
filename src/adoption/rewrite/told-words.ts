/** Words that a comment about a credential has. */
const ABOUT = /pass(?:w|phrase|code)|pwd|secret|token|cred|api.?key/i

/** `the old DB_PASSWORD was x`, `set the password to "x"`: what a sentence says of a credential. */
const SAID =
  /((?:pass(?:w(?:or)?d|phrase|code)|pwd|secret|token|api.?key)s?["'`]?\s{1,3}(?:was|were|is|are|to|from|used to be|=|->|=>)\s{1,3}["'`]?)([a-z]{6,64})(?![\w./:-])/gi

/** Words of a sentence in the place of a value: `is required`, `is missing`, `to production`. */
const OF_SENTENCES =
  /(?:ed|ing|able|ional|ly)$|^(?:another|before|behind|between|cannot|environment|github|inside|itself|needed|nothing|optional|production|secrets|somewhere|staging|stdin|stored|unset|vault|within|without|written)$/i

const HIDDEN = '***'

/**
 * withoutToldWords hides what a comment may tell in prose: in one about a credential, each word with letters and digits
 * that is no path, no version and no name in capitals, and the word that is said to be the credential. A line that is
 * shown needs none of these. Other lines stay as they are.
 */
export function withoutToldWords(line: string): string {
  const at = commentIn(line)
  if (at < 0) return line
  const comment = line.slice(at)
  if (!ABOUT.test(comment)) return line
  const told = comment
    .replace(/[^\s"'`,;()[\]<>]{5,127}[^\s"'`,;()[\]<>.:!?]/g, word => (isInvented(word) ? HIDDEN : word))
    .replace(SAID, (whole, before: string, word: string) =>
      OF_SENTENCES.test(word) ? whole : `${before}${HIDDEN}`
    )
  return line.slice(0, at) + told
}

/** Where the comment of a line begins: at `#` or `//` behind a space, or at the beginning. */
function commentIn(line: string): number {
  return line.search(/(?<=^|\s)(?:#|\/\/)/)
}

function isInvented(word: string): boolean {
  if (!/\d/.test(word) || !/[A-Za-z]{3}/.test(word)) return false
  return !/[/\\@${}=]|\.[a-z]{2,5}$|^[A-Z][A-Z0-9_]*$|^v?\d+(?:[.-]\d+)*$/.test(word)
}
