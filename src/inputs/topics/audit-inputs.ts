import type { AuditInputs } from '../configuration.ts'
import type { InputReader } from '../reader.ts'
import { inputsFor, type Mode } from '../tables/specification.ts'

/**
 * readAudit reads the inputs that only `audit` uses. In another mode, each of them is an error, because it would have
 * no effect.
 */
export function readAudit(reader: InputReader, mode: Mode): AuditInputs {
  for (const name of mode === 'audit' ? [] : inputsFor('audit')) {
    if (reader.isUsual(name)) continue
    reader.report(
      'bad-input',
      `Input "${name}" is for mode audit; this is mode ${mode}.`,
      `Set mode: audit, or remove ${name}.`
    )
  }
  const history = reader.boolean('history')
  return {
    purge: reader.boolean('purge'),
    history,
    compareValues: reader.boolean('compare-values'),
    // an invalid word is reported where check reads it
    failOn: reader.text('fail-on') === 'warning' ? 'warning' : 'error',
    maxSecretAgeDays: reader.wholeNumber('max-secret-age-days')
  }
}
