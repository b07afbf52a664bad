/** Words that name an environment. The words on one line mean the same environment. */
const WORDS: readonly (readonly string[])[] = [
  ['dev', 'develop', 'development'],
  ['test', 'testing'],
  ['qa'],
  ['uat'],
  ['stg', 'stage', 'staging'],
  ['preprod', 'preproduction'],
  ['beta'],
  ['prd', 'prod', 'production']
]

/** A word that names an environment, as it is written, and the environment that it means. */
export type EnvironmentWord = { readonly word: string; readonly meaning: string }

/** environmentIn finds the last word of a name, a path or a title that names an environment. */
export function environmentIn(text: string): EnvironmentWord | undefined {
  const words = text.toLowerCase().split(/[^a-z0-9]+/)
  const word = words.findLast(one => WORDS.some(line => line.includes(one)))
  return word === undefined ? undefined : { word, meaning: meaningOf(word) }
}

/**
 * meaningOf returns one name for all words of an environment. A word that names no environment is returned unchanged.
 */
export function meaningOf(word: string): string {
  const line = WORDS.find(words => words.includes(word.toLowerCase()))
  return line?.at(-1) ?? word
}

/** patternOf replaces the environment's name with `{environment}` wherever it is a separate word. */
export function patternOf(text: string, environment: string): string {
  const escaped = environment.replaceAll(/[^\w]/g, '\\$&')
  return text.replaceAll(new RegExp(`(?<![A-Za-z0-9{])${escaped}(?![A-Za-z0-9}])`, 'g'), '{environment}')
}

/**
 * localNameOf derives a local name from the name of a service: without its environment and without a generic suffix
 * such as `service`.
 */
export function localNameOf(service: string, word: string | undefined): string {
  const parts = service.split(/[-_]/).filter(part => part !== '' && part.toLowerCase() !== word)
  const last = parts.at(-1)?.toLowerCase()
  const rest = parts.length > 1 && (last === 'service' || last === 'svc') ? parts.slice(0, -1) : parts
  return rest.join('-') || service
}
