import { isObject } from '../../json.ts'
import type { Workflow } from '../workflow/workflow.ts'
import type { FoundDefinition, FoundPaths } from './entry.ts'
import type { DeploySite } from './find-sites.ts'

/**
 * pathsOf reads the paths of a service from its workflow's filter `on.push.paths`. The workflow itself and task
 * definitions are left out. If the workflow deploys several services, the result is a guess.
 */
export function pathsOf(
  { workflow }: DeploySite,
  services: number,
  definitions: readonly FoundDefinition[]
): FoundPaths | undefined {
  const filter = pushFilter(workflow)
  const own = new Set(definitions.map(({ file }) => file))
  const values = filter.filter(
    path => !/^!?\.github\/workflows\//.test(path) && !own.has(path) && !/task-?def[^/]*$/i.test(path)
  )
  if (values.length === 0 || values.every(path => path.startsWith('!'))) return undefined
  const from = `${workflow.file}:${workflow.lineOf(['on', 'push', 'paths'])}`
  return services > 1 ? { values, from, isGuess: true } : { values, from }
}

function pushFilter({ root }: Workflow): readonly string[] {
  const on = isObject(root['on']) ? root['on'] : {}
  const push = isObject(on['push']) ? on['push'] : {}
  const { paths } = push
  return Array.isArray(paths) ? paths.filter(path => typeof path === 'string') : []
}
