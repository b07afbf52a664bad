/** Words of placeholders and of what they replace: `your-db-password-1` consists only of these. */
const FILLER =
  /^(?:my|your|the|an?|some|any|this|that|here|goes|put|insert|replace|change|changeme|example|sample|dummy|placeholder|fake|test|demo|default|super|very|strong|secure|secret|secrets|password|passwd|pass|passw|pwd|passphrase|token|tokens|key|keys|apikey|api|auth|access|client|user|username|admin|root|db|database|app|id|value|string|name|env|prod|dev|stage|staging|version|ver|step|part|item|param|parameter|var|variable|arg|field|col|slot|node|host|server|service|region|account|project|cluster|zone)$/i

const MARKS_BEFORE = /^[\s<>[\]{}()%$@#_"'`=|~^*&:./\\-]{1,8}/
const MARKS_BEHIND = /[\s<>[\]{}()%$@#_"'`=|~^*&\\-]{1,8}$/
const SCHEME = /^[A-Za-z][A-Za-z+.-]{1,20}:(?:\/\/)?/
const WORDS_BEFORE =
  /^(?:(?:my|your|the|changeme|dummy|placeholder|example|sample|insert|replace)[-_ .]{1,2}){1,4}/i
const WORDS_BEHIND = /(?:[-_ .]{0,2}(?:example(?:key)?|placeholder|sample|here)){1,3}$/i
const FILE_ENDING = /\.[a-z0-9]{2,10}$/

/**
 * The disguise of a credential: template delimiters, placeholder words, or the form of a path, file, URL, or reference.
 */
export type Dress = 'template' | 'placeholder' | 'reference' | 'path' | 'url'

/**
 * isDressed returns whether a text is a credential in the form of another class: without delimiters, words, and
 * extensions, a single run remains that looks generated or invented. Names of variables, files, and hosts do not
 * qualify, because they contain words. In template delimiters and paths only a generated-looking text counts, since
 * `${tigerlily77}` can be a variable.
 */
export function isDressed(text: string, dress: Dress): boolean {
  if (text.length < 8 || text.length > 256 || !/\d/.test(text)) return false
  const rest = undressed(text, dress)
  if (rest === undefined) return false
  if (looksDrawn(rest)) return true
  return dress !== 'template' && dress !== 'path' && looksChosen(rest)
}

/** undressed removes the disguise. Undefined if the rest has several parts, such as a path or an expression. */
export function undressed(text: string, dress: Dress): string | undefined {
  let rest = text.trim()
  if (dress === 'reference' || dress === 'url') rest = rest.replace(SCHEME, '')
  rest = rest.replace(MARKS_BEFORE, '').replace(MARKS_BEHIND, '')
  if (dress === 'path') rest = rest.replace(FILE_ENDING, '')
  rest = rest.replace(WORDS_BEFORE, '').replace(WORDS_BEHIND, '')
  const run = dress === 'path' || dress === 'url' ? /^[A-Za-z0-9+=]{8,}$/ : /^[\w+=!@$^&*?~-]{6,}$/
  return run.test(rest) ? rest : undefined
}

/**
 * One run alternates between letters and digits three times or more, or the text contains punctuation that no name has.
 */
function looksDrawn(text: string): boolean {
  if (/[!@$^&*?+~]/.test(text)) return text.length >= 8 && /[A-Za-z]{2}/.test(text) && !/^\d/.test(text)
  return text.split(/[_-]/).some(run => run.length >= 8 && turnsOf(run) >= 3 && !isNameOfLetters(run))
}

function turnsOf(run: string): number {
  return run.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0
}

/** `K8SDB2KEY`: upper-case letters and digits form a variable name, unless the run is long. */
function isNameOfLetters(run: string): boolean {
  return /^[A-Z0-9]+$/.test(run) && run.length < 16
}

/** `tigerlily77`: a word that is not a placeholder word, followed by two digits or more. */
function looksChosen(text: string): boolean {
  const letters = /^([A-Za-z]{4,40})\d{2,8}[!.?*#]{0,3}$/.exec(text)?.[1]
  return letters !== undefined && !FILLER.test(letters)
}
