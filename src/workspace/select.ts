import type { Problem } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import type { FoundFile } from './find.ts'

/** The files of a run, each with its service. */
export type SelectedTargets = {
  readonly targets: readonly FoundFile[]
  readonly problems: readonly Problem[]
}

/**
 * selectServices picks the targets of a run. From the files that a `{service}` pattern found, `all` and no selection
 * take all, and names take those. A plain file is used for every named service, and does not support `all`.
 */
export function selectServices(
  found: readonly FoundFile[],
  requested: 'all' | 'changed' | readonly string[] | undefined
): SelectedTargets {
  const named = found.filter(({ service }) => service !== undefined)
  const plain = found.filter(({ service }) => service === undefined)
  if (requested === undefined) return { targets: found, problems: [] }
  if (requested === 'all' || requested === 'changed') return selectAll(found, named)
  const services = named.map(({ service }) => service as string)
  const targets: FoundFile[] = []
  const problems: Problem[] = []
  for (const service of new Set(requested)) {
    const own = named.find(file => file.service === service)
    if (own) targets.push(own)
    else if (plain.length === 1 && plain[0]) targets.push({ ...plain[0], service })
    else problems.push(notFound(service, services, plain.length))
  }
  return { targets, problems }
}

/** The way out for files that are not called as their services are. */
const BY_FILE =
  'Where the files have other names than the services, write a configuration file: npx ecs-sealed-deploy init --write.'

function selectAll(found: readonly FoundFile[], named: readonly FoundFile[]): SelectedTargets {
  if (named.length > 0 || found.length === 0) return { targets: named, problems: [] }
  return {
    targets: [],
    problems: [
      {
        code: 'services-unknown',
        fault: 'user',
        message: 'Input "service" is "all" or "changed", but the input "task-definition" names no services.',
        hint: `Write {service} in place of the name: deploy/{service}-task-definition.json. ${BY_FILE}`
      }
    ]
  }
}

function notFound(service: string, services: readonly string[], plainFiles: number): Problem {
  if (services.length === 0) {
    return {
      code: 'service-ambiguous',
      fault: 'user',
      service,
      message: `Input "service" names "${service}", but ${plainFiles} files are given and none is tied to a service.`,
      hint: `Give one file, or write {service} in place of the name: deploy/{service}-task-definition.json. ${BY_FILE}`
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
