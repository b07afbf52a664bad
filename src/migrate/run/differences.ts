import { lastPartOf } from '../../arn.ts'
import { compareDefinitions, type Difference } from '../../deploy/comparison/compare.ts'
import { judgeValues } from '../../detector/harmless.ts'
import type { Problem } from '../../errors.ts'
import { childOf, containersOf, type DocumentNode, stringOf, toJson } from '../../files/document/tree.ts'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import type { UnresolvedDocument } from '../../secrets/resolve.ts'
import { isKnownMember } from '../../template/conform.ts'
import type { PlannedMove } from '../plan.ts'
import type { DecidedMigration } from './check.ts'
import { MADE_UP_SUFFIX } from './stored.ts'

/** What a deploy of the new definitions changes besides the moves, by the key of the service. */
export type RunningDifferences = {
  readonly differences: ReadonlyMap<string, readonly Difference[]>
  readonly problems: readonly Problem[]
}

/**
 * compareWithRunning compares the new definitions, references resolved, with the revisions that their services run. An
 * image that differs is a problem unless an input gives it to this service: the file can have a placeholder or an old
 * image where a workflow fills in the current one, and a migration must not change what runs. A run that opens a pull
 * request deploys nothing, and images are left to the deploy after it.
 */
export function compareWithRunning(
  documents: readonly UnresolvedDocument[],
  known: Pick<DecidedMigration, 'services' | 'sources' | 'context' | 'moves'>
): RunningDifferences {
  const { services, context, moves } = known
  const model = { isKnown: isKnownMember, judgeValues }
  const differences = new Map<string, readonly Difference[]>()
  const problems: Problem[] = []
  const pairs = documents.flatMap(document => {
    const found = services.running.find(({ key }) => key === document.service)
    return found?.live ? [{ document, found, live: found.live }] : []
  })
  for (const { document, found, live } of pairs) {
    const own = moves.filter(({ file }) => file === document.file)
    const compared = compareDefinitions(toJson(document.root) as JsonObject, live.definition, model)
    const besides = withoutMoves(compared.differences, own)
    const { openPullRequest } = context.configuration
    differences.set(
      found.key,
      besides.filter(one => !openPullRequest || containerOfImage(one) === undefined)
    )
    if (openPullRequest) continue
    for (const one of besides) {
      const container = containerOfImage(one)
      if (container === undefined || one.change !== 'changed' || isGiven(container, document, known)) continue
      const place = { service: found.service, container, revision: lastPartOf(live.arn), file: document.file }
      problems.push(imageDiffers(place, one))
    }
  }
  return { differences, problems }
}

function containerOfImage({ path }: Difference): string | undefined {
  return /^containerDefinitions\[(.+)\]\.image$/.exec(path)?.[1]
}

/** Whether an input gives a container another image than the one that stands in the file. */
function isGiven(
  name: string,
  { file, root }: UnresolvedDocument,
  { sources }: Pick<DecidedMigration, 'sources'>
): boolean {
  const imageIn = (of: DocumentNode | undefined) => {
    const container = of && containersOf(of).find(one => stringOf(childOf(one, 'name')) === name)
    return stringOf(childOf(container, 'image')) ?? ''
  }
  const written = imageIn(sources.find(({ document }) => document.file === file)?.document.root)
  return !written.includes('${{') && written !== imageIn(root)
}

/**
 * A variable that leaves `environment` and comes back in `secrets` is a move. So is a new reference that the migration
 * writes where what runs has no such variable. A running reference that it replaces is a change, shown without the new
 * ARN: the secret can still be without one.
 */
function withoutMoves(
  differences: readonly Difference[],
  moves: readonly PlannedMove[]
): readonly Difference[] {
  const pathsOf = (change: Difference['change']) =>
    new Set(differences.filter(one => one.change === change).map(({ path }) => path))
  const removed = pathsOf('removed')
  const added = pathsOf('added')
  const written = new Set(
    moves.map(({ container, variable }) => `containerDefinitions[${container}].secrets[${variable}]`)
  )
  const isWritten = ({ path, after }: Difference) =>
    written.has(path.replace(/\.valueFrom$/, '')) || after?.includes(MADE_UP_SUFFIX) === true
  return differences
    .filter(
      one =>
        !(one.change === 'added' && isWritten(one)) &&
        !(removed.has(one.path) && added.has(one.path.replace('].environment[', '].secrets['))) &&
        !(added.has(one.path) && removed.has(one.path.replace('].secrets[', '].environment[')))
    )
    .map(one =>
      isWritten(one) ? { path: one.path, change: one.change, ...present({ before: one.before }) } : one
    )
}

function imageDiffers(
  place: Readonly<Record<'service' | 'container' | 'revision' | 'file', string>>,
  { before, after }: Difference
): Problem {
  const { service, container, revision, file } = place
  // an image that could contain a credential
  const [now, image] = [before ?? '(not shown)', after ?? '(not shown)']
  const line = `${service}/${container}=${before ?? 'IMAGE'}`
  return {
    code: 'migration-image-differs',
    fault: 'user',
    service,
    message: `Service "${service}" runs ${revision} with the image ${now} in container "${container}", and ${file} has ${image}: an apply would deploy that one.`,
    hint: `Give the image to deploy to this service (image: ${line}, on the command line --image ${line}; a line for each of several), write it into the file, or use open-pull-request: true, which deploys nothing, and let your workflow deploy.`
  }
}
