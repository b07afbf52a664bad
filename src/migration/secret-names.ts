import type { Problem } from '../errors.ts'
import { present } from '../present.ts'
import { quotedName } from '../template/naming.ts'

/**
 * One line of the input `secret-names`: a variable of one service or of all, and the secret (with a JSON key) that it
 * becomes.
 */
export type SecretNameRule = {
  readonly service?: string
  readonly variable: string
  readonly secret: string
  readonly key?: string
}

/**
 * parseSecretNames parses lines `VARIABLE=secret name`, `SERVICE/VARIABLE=secret name` and, for a key of a JSON secret,
 * `VARIABLE=secret name:key`. It reports all invalid lines at once and quotes none of them, because a line could
 * contain a value instead of a name.
 */
export function parseSecretNames(lines: readonly string[]): {
  readonly rules: readonly SecretNameRule[]
  readonly problems: readonly Problem[]
} {
  const rules: SecretNameRule[] = []
  const problems: Problem[] = []
  for (const [index, line] of lines.entries()) {
    const found = /^(?:([\w-]{1,255})\/)?([A-Za-z_][\w.-]*)\s*=\s*([^\s:=]+)(?::([^\s:=]+))?$/.exec(
      line.trim()
    )
    const [, service, variable, secret, key] = found ?? []
    if (variable === undefined || secret === undefined) {
      problems.push(badLine(`line ${index + 1} is not VARIABLE=secret name`))
      continue
    }
    const rule = {
      ...present({ service }),
      variable,
      secret,
      ...present({ key })
    }
    if (rules.some(other => other.service === service && other.variable === variable)) {
      problems.push(badLine(`${quotedName(variable, 'a variable')} is named twice`))
    } else rules.push(rule)
  }
  return { rules, problems }
}

function badLine(reason: string): Problem {
  return {
    code: 'migration-names',
    fault: 'user',
    message: `Input "secret-names": ${reason}.`,
    hint: 'Write one VARIABLE=secret name a line; SERVICE/VARIABLE=name for one service, VARIABLE=name:key for a key of a JSON secret.'
  }
}
