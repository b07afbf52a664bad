import type { Problem } from '../../errors.ts'
import { didYouMean } from '../../nearest.ts'

/** What was asked for and what was found: `patterns` are those of the input `task-definition`. */
export type Unselected = {
  /** The services without a file; none for `all` and `changed`. */
  readonly missing: readonly string[]
  readonly services: readonly string[]
  readonly plainFiles: number
  readonly patterns: readonly string[]
}

/** The way out for files that are not called as their services are. */
const BY_FILE =
  'Where the files have other names than the services, write a configuration file: npx ecs-sealed-deploy init --write.'

/** selectionProblems says why services have no file. Most runs have no such problem, and do not load it. */
export function selectionProblems(unselected: Unselected): readonly Problem[] {
  const { missing, patterns } = unselected
  if (missing.length > 0) return missing.map(service => notFound(service, unselected))
  return [
    {
      code: 'services-unknown',
      fault: 'user',
      message: 'Input "service" is "all" or "changed", but the input "task-definition" names no services.',
      hint: `${byPattern(patterns)} ${BY_FILE}`
    }
  ]
}

function notFound(service: string, { services, plainFiles, patterns }: Unselected): Problem {
  if (services.length === 0) {
    return {
      code: 'service-ambiguous',
      fault: 'user',
      service,
      message: `Input "service" names "${service}", but ${plainFiles} files are given and none is tied to a service.`,
      hint: `Give one file. ${byPattern(patterns)} ${BY_FILE}`
    }
  }
  return {
    code: 'unknown-service',
    fault: 'user',
    service,
    message: `Input "service" names "${service}", for which there is no file.${didYouMean(service, [...services, 'all', 'changed'])}`,
    hint: `Files were found for: ${services.join(', ')}.`
  }
}

/** A glob with one `*` becomes a pattern; `**` is any number of folders, and stands for no name. */
function byPattern(patterns: readonly string[]): string {
  const globs = patterns.filter(pattern => /^[^*?[\]{}!()]*\*[^*?[\]{}!()]*$/.test(pattern))
  const own = globs.map(pattern => pattern.replace('*', '{service}')).join(', ')
  return own === ''
    ? 'Or write {service} in place of the name: deploy/{service}-task-definition.json.'
    : `Or write {service} for the name of the service: task-definition: ${own}.`
}
