import type { AuditInputs } from './configuration.ts'
import type { InputReader } from './reader.ts'
import type { InputName, Mode } from './specification.ts'

const ONLY_AUDIT = [
  'purge',
  'history',
  'compare-values',
  'history-replacements',
  'max-secret-age-days'
] as const satisfies readonly InputName[]

const USUAL_AGE_DAYS = 90

/** What action.yml gives these inputs in every mode. */
const DEFAULTS: ReadonlySet<string> = new Set(['false', String(USUAL_AGE_DAYS)])

/** readAudit reads the inputs that only `audit` uses; in another mode each of them is an error, since it would do nothing. */
export function readAudit(reader: InputReader, mode: Mode): AuditInputs {
  for (const name of mode === 'audit' ? [] : ONLY_AUDIT) {
    if (DEFAULTS.has(reader.text(name) ?? 'false')) continue
    reader.report(
      'bad-input',
      `Input "${name}" is for mode audit; this is mode ${mode}.`,
      `Set mode: audit, or remove ${name}.`
    )
  }
  const history = reader.boolean('history') ?? false
  const replacements = reader.text('history-replacements')
  if (replacements !== undefined && mode === 'audit' && !history) {
    reader.report(
      'bad-input',
      'Input "history-replacements" is given, but "history" is not true: nothing is found that could be replaced.',
      'Set history: true, or remove history-replacements.'
    )
  }
  return {
    purge: reader.boolean('purge') ?? false,
    history,
    compareValues: reader.boolean('compare-values') ?? false,
    maxSecretAgeDays: reader.wholeNumber('max-secret-age-days', { min: 1, max: 3650 }) ?? USUAL_AGE_DAYS,
    ...(replacements === undefined ? {} : { historyReplacements: replacements })
  }
}
