/** Words that an environment is called by; the words of a line are one environment. */
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

/** environmentIn finds the last word of a name, a path or a title that an environment is called by. */
export function environmentIn(text: string): EnvironmentWord | undefined {
  const words = text.toLowerCase().split(/[^a-z0-9]+/)
  const word = words.findLast(one => WORDS.some(line => line.includes(one)))
  return word === undefined ? undefined : { word, meaning: meaningOf(word) }
}

/** meaningOf gives all words of one environment the same name; a word that is none keeps its own. */
export function meaningOf(word: string): string {
  const line = WORDS.find(words => words.includes(word.toLowerCase()))
  return line?.at(-1) ?? word
}

/** patternOf writes `{environment}` for the environment's name where it stands as a word of its own. */
export function patternOf(text: string, environment: string): string {
  const escaped = environment.replaceAll(/[^\w]/g, '\\$&')
  return text.replaceAll(new RegExp(`(?<![A-Za-z0-9{])${escaped}(?![A-Za-z0-9}])`, 'g'), '{environment}')
}

/** localNameOf makes a local name of the name of a service: without its environment, and without the words that every service could have. */
export function localNameOf(service: string, word: string | undefined): string {
  const parts = service.split(/[-_]/).filter(part => part !== '' && part.toLowerCase() !== word)
  const last = parts.at(-1)?.toLowerCase()
  const rest = parts.length > 1 && (last === 'service' || last === 'svc') ? parts.slice(0, -1) : parts
  return rest.join('-') || service
}
