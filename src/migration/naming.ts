/** The name that a secret gets unless `naming` says something else. */
export const DEFAULT_NAMING = '{project}/{group}/{name}'

/**
 * Leading words that say what a credential is for, also where one variable alone has it, and the group that they stand
 * for. Any other word is a group of its own as soon as two variables begin with it.
 */
const KNOWN_GROUPS: Readonly<Record<string, string>> = {
  db: 'database',
  database: 'database',
  pg: 'postgres',
  postgres: 'postgres',
  postgresql: 'postgres',
  mysql: 'mysql',
  mongo: 'mongodb',
  mongodb: 'mongodb',
  redis: 'redis',
  rabbitmq: 'rabbitmq',
  smtp: 'smtp'
}

/** The parts of a secret's name that come from a variable: `DB_PASSWORD` is `database` and `password`. */
export type NameParts = { readonly group: string; readonly name: string }

/** wordsOf splits a variable's name at underscores, hyphens, dots and changes of case, in lower case. */
export function wordsOf(variable: string): readonly string[] {
  return variable
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .split(/[^A-Za-z\d]+/)
    .filter(word => word !== '')
    .map(word => word.toLowerCase())
}

/**
 * namePartsOf derives group and name of a variable among all that are migrated: `ALPACA_API_KEY` beside
 * `ALPACA_API_SECRET` is `alpaca` and `api-key`. A variable of one word, or alone with its first word, has no group ('').
 */
export function namePartsOf(variable: string, among: Iterable<string>): NameParts {
  const words = wordsOf(variable)
  const [first = '', ...rest] = words
  const known = KNOWN_GROUPS[first]
  const isShared =
    [...new Set(among)].filter(other => wordsOf(other)[0] === first && wordsOf(other).length > 1).length > 1
  if (rest.length === 0 || (known === undefined && !isShared)) return { group: '', name: words.join('-') }
  return { group: known ?? first, name: rest.join('-') }
}

/** The placeholders that `naming` may have. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['project', 'group', 'name', 'variable', 'service'])

/** unknownPlaceholders lists those of a naming template that mean nothing; `missing` tells that two variables would get one name. */
export function unknownPlaceholders(naming: string): readonly string[] {
  return [...naming.matchAll(/\{([^{}]*)\}/g)]
    .map(([, word]) => word as string)
    .filter(word => !PLACEHOLDERS.has(word))
}

/** fillNaming puts the parts into a naming template; what is empty takes its slash along. */
export function fillNaming(naming: string, parts: Readonly<Record<string, string>>): string {
  const filled = naming.replace(/\{([^{}]*)\}/g, (_, word: string) => parts[word] ?? '')
  return filled.replace(/\/{2,}/g, '/').replace(/^\/|\/$/g, '')
}

/** projectName makes a project's name of a repository (`owner/name`) or a cluster (`name-cluster`, or its ARN). */
export function projectName(text: string): string {
  const last = text.split('/').at(-1) ?? ''
  return last.replace(/-cluster$/, '').replace(/[^A-Za-z\d_.-]/g, '-')
}
