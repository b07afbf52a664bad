/** The replacement for a credential in a text that is shown. */
export const MASK = '***'

/**
 * Words that occur in the program's own messages. If one of them were masked as the value of a variable, it would
 * disappear from every message, and the gap would reveal the value. See decision 72.
 */
const OWN_WORDS: ReadonlySet<string> = new Set(
  (
    'accounts anything application arguments authorized brackets cancelled capacity character characters checkout compared complete completed ' +
    'configuration container containers contents continue continues credential credentials definition definitions deletion deployed deploying deployment ' +
    'deployments deregistered determined elsewhere endpoint environment environments everything exception exceptions execution expected expression findings followed function ' +
    'identity instance instances lifecycle migration monitored organization otherwise overrides parameter parameters partition permission permissions ' +
    'plaintext platform policies previous problems progress provider readable reference references register registered registry relative replaced ' +
    'replacement reported repository requests resource restarted revision revisions rewritten rollback schedule schedules searched secretsmanager security separated ' +
    'services settings somebody something spelling statement statically strategy succeeded supported template templates together unchanged undefined ' +
    'variable variables verified versions workflow workflows workspace'
  ).split(' ')
)

/** isOwnWord returns whether a value is just a word of the program's own messages, in any case. */
export function isOwnWord(value: string): boolean {
  return OWN_WORDS.has(value.toLowerCase())
}

/** ownWords returns all of these words, for the test that compares them with the messages. */
export function ownWords(): readonly string[] {
  return [...OWN_WORDS]
}
