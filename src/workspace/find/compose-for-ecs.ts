import { posix } from 'node:path'

const COMPOSE = /(?:^|[/._-])compose(?:[._-][^/]*)?\.ya?ml$/i
const SAYS_ECS = /(?:^|[._-])ecs[._-][^/]*$/i
const EXTENSION = /^[ \t]{0,64}["']?x-aws-\w/m

/**
 * composeForEcs returns which Compose files are for ECS: those with `x-aws-` keys or `ecs` in their name, and the one
 * beside an `ecs-params.yml` if none there has such a name. An image on ECR is no sign: it also runs elsewhere.
 */
export function composeForEcs(paths: readonly string[]): (file: string, bytes: Buffer) => boolean {
  const beside = new Set<string>()
  const named = new Set<string>()
  for (const path of paths) {
    if (/(?:^|\/)ecs-params\.ya?ml$/i.test(path)) beside.add(posix.dirname(path))
    else if (COMPOSE.test(path) && SAYS_ECS.test(posix.basename(path))) named.add(posix.dirname(path))
  }
  return (file, bytes) => {
    if (!COMPOSE.test(file)) return false
    const folder = posix.dirname(file)
    if (SAYS_ECS.test(posix.basename(file)) || (beside.has(folder) && !named.has(folder))) return true
    return bytes.includes('x-aws-') && EXTENSION.test(bytes.toString('latin1'))
  }
}
