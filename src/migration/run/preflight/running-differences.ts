import { lastPartOf } from '../../../arn.ts'
import { judgeValues } from '../../../detector/harmless.ts'
import { childOf, containersOf, type DocumentNode, stringOf, toJson } from '../../../document/tree.ts'
import type { Problem } from '../../../errors.ts'
import { isObject, type JsonObject } from '../../../json.ts'
import { compareDefinitions, type Difference } from '../../../plan/compare.ts'
import { present } from '../../../present.ts'
import type { UnresolvedDocument } from '../../../references/resolve.ts'
import type { LiveDefinition } from '../../../rollout/ports.ts'
import { isKnownMember } from '../../../template/known-member.ts'
import { NO_OVERRIDES, type Overrides } from '../../../template/overrides/overrides.ts'
import { parseOverrides } from '../../../template/overrides/parse.ts'
import { imagesFor } from '../../../template/overrides/split-images.ts'
import type { JournalMove } from '../../journal.ts'
import type { MigrationContext } from '../ports.ts'
import type { MigratedServices } from '../services.ts'
import { MADE_UP_SUFFIX } from '../survey-secrets.ts'

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
  {
    services,
    context,
    moves
  }: {
    readonly services: MigratedServices
    readonly context: MigrationContext
    readonly moves: readonly JournalMove[]
  }
): RunningDifferences {
  const { configuration } = context
  const { overrides } = parseOverrides(configuration.overrides)
  const deployed = documents.filter(({ service }) =>
    services.running.some(({ key, live }) => key === service && live !== undefined)
  )
  // An image that is given goes into every definition with a container of that name: `app` of one service is not that
  // of another. A line `SERVICE/container=image` says which service it is for.
  const givenTo = (key: string, name: string) =>
    deployed.length === 1
      ? imagesFor(overrides, { service: key, entry: { key, name } })
      : imagesFor({ ...NO_OVERRIDES, images: overrides.images }, { entry: { key, name } }, () => false)
  const differences = new Map<string, readonly Difference[]>()
  const problems: Problem[] = []
  for (const document of documents) {
    const found = services.running.find(({ key }) => key === document.service)
    if (found?.live === undefined) continue
    const { key, live } = found
    const wanted = toJson(document.root) as JsonObject
    const model = { isKnown: isKnownMember, judgeValues }
    const own = moves.filter(move => concerns(move, document))
    const besides = withoutMoves(compareDefinitions(wanted, live.definition, model).differences, own)
    if (configuration.openPullRequest)
      differences.set(
        key,
        besides.filter(one => !isImage(one))
      )
    else {
      differences.set(key, besides)
      const { service } = found.state
      problems.push(...otherImages(document, { service, live, given: givenTo(key, service) }))
    }
  }
  return { differences, problems }
}

function isImage({ path }: Difference): boolean {
  return path.endsWith('].image')
}

function concerns({ file, service }: JournalMove, document: UnresolvedDocument): boolean {
  return file === document.file || (service !== undefined && service === document.service)
}

/**
 * A variable that leaves `environment` and comes back in `secrets` is a move. So is a new reference that the migration
 * writes where what runs has no such variable. A running reference that it replaces is a change, told without the new
 * ARN: the secret can still be without one.
 */
function withoutMoves(
  differences: readonly Difference[],
  moves: readonly JournalMove[]
): readonly Difference[] {
  const removed = pathsOf(differences, 'removed')
  const added = pathsOf(differences, 'added')
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

function pathsOf(differences: readonly Difference[], change: Difference['change']): ReadonlySet<string> {
  return new Set(differences.filter(one => one.change === change).map(({ path }) => path))
}

type Running = {
  readonly service: string
  readonly live: LiveDefinition
  /** The overrides that may give this service a new image. */
  readonly given: Overrides
}

function otherImages(
  { file, root }: UnresolvedDocument,
  { service, live, given }: Running
): readonly Problem[] {
  const definition = live.definition
  const judge = judgeValues([toJson(root) as JsonObject, definition])
  const show = (image: string) => judge({ names: ['containerDefinitions', 'image'] }, image) ?? HIDDEN
  const running = imagesOf(definition)
  return containersOf(root).flatMap(container => {
    const name = stringOf(childOf(container, 'name')) ?? ''
    const image = stringOf(childOf(container, 'image'))
    const now = running.get(name)
    if (image === undefined || now === undefined || image === now || isGiven(name, given)) return []
    const places = {
      service,
      container: name,
      revision: lastPartOf(live.arn),
      file: writtenIn(container, file)
    }
    return [imageDiffers(places, { image: show(image), now: show(now) })]
  })
}

function imagesOf({ containerDefinitions }: JsonObject): ReadonlyMap<string, string> {
  const containers = Array.isArray(containerDefinitions) ? containerDefinitions : []
  return new Map(
    containers.flatMap(container => {
      if (!isObject(container)) return []
      const { name, image } = container
      return typeof name === 'string' && typeof image === 'string' ? [[name, image] as const] : []
    })
  )
}

/** Reports whether the input `image` gives the image of this container. */
function isGiven(container: string, { image, images, containerNames }: Overrides): boolean {
  if (images.some(({ name }) => name === container)) return true
  return image !== undefined && (containerNames.length === 0 || containerNames.includes(container))
}

/** The file that the image of a container is written in. */
function writtenIn(container: DocumentNode, file: string): string {
  const origin = childOf(container, 'image')?.origin
  return origin?.kind === 'file' ? origin.file : file
}

/** An image that could contain a credential. */
const HIDDEN = '(not shown)'

function imageDiffers(
  places: Readonly<Record<'service' | 'container' | 'revision' | 'file', string>>,
  { image, now }: { readonly image: string; readonly now: string }
): Problem {
  const { service, container, revision, file } = places
  const line = `${service}/${container}=${now === HIDDEN ? 'IMAGE' : now}`
  return {
    code: 'migration-image-differs',
    fault: 'user',
    service,
    message: `Service "${service}" runs ${revision} with the image ${now} in container "${container}", and ${file} has ${image}: an apply would deploy that one.`,
    hint: `Give the image to deploy to this service (image: ${line}, on the command line --image ${line}; a line for each of several), write it into the file, or use open-pull-request: true, which deploys nothing, and let your workflow deploy.`
  }
}
