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
  /** Images of files that another one runs in place of, so that they need not exist. */
  readonly unused: ReadonlySet<string>
}

/** A container that runs another image than its file has. */
type OtherImage = Readonly<Record<'service' | 'container' | 'revision' | 'file', string>> & {
  /** Undefined where it could contain a credential. */
  readonly running: string | undefined
  readonly written: string | undefined
}

/**
 * compareWithRunning compares the new definitions, references resolved, with the revisions that their services run. An
 * image that differs is a problem unless an input gives it to this service: the file can have a placeholder or an old
 * image where a workflow fills in the current one, and a migration must not change what runs. All of them are one
 * problem, unless files with problems are left out. A run that opens a pull request deploys nothing, and images are
 * left to the deploy after it.
 */
export function compareWithRunning(
  documents: readonly UnresolvedDocument[],
  known: Pick<DecidedMigration, 'services' | 'sources' | 'context' | 'moves'>
): RunningDifferences {
  const { services, context, moves } = known
  const model = { isKnown: isKnownMember, judgeValues }
  const differences = new Map<string, readonly Difference[]>()
  const others: OtherImage[] = []
  const { openPullRequest, onError } = context.configuration
  const pairs = documents.flatMap(document => {
    const found = services.running.find(({ key }) => key === document.service)
    return found?.live ? [{ document, found, live: found.live }] : []
  })
  for (const { document, found, live } of pairs) {
    const own = moves.filter(({ file }) => file === document.file)
    const compared = compareDefinitions(toJson(document.root) as JsonObject, live.definition, model)
    const besides = withoutMoves(compared.differences, own)
    differences.set(
      found.key,
      besides.filter(one => !openPullRequest || containerOfImage(one) === undefined)
    )
    if (openPullRequest) continue
    for (const one of besides) {
      const container = containerOfImage(one)
      if (container === undefined || one.change !== 'changed' || isGiven(container, document, known)) continue
      const place = { service: found.service, container, revision: lastPartOf(live.arn), file: document.file }
      others.push({ ...place, running: one.before, written: one.after })
    }
  }
  const groups = onError === 'continue' || others.length < 2 ? others.map(one => [one]) : [others]
  const unused = new Set(others.flatMap(({ written }) => written ?? []))
  return { differences, problems: groups.map(imagesDiffer), unused }
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

function imagesDiffer(others: readonly OtherImage[]): Problem {
  const lines = others.map(
    ({ service, container, running }) => `${service}/${container}=${running ?? 'IMAGE'}`
  )
  const [only] = others.length === 1 ? others : []
  const name = ({ service, revision }: OtherImage) => `"${service}" runs ${revision}`
  const images = ({ container, file, running, written }: OtherImage) =>
    `with the image ${running ?? NOT_SHOWN} in container "${container}", and ${file} has ${written ?? NOT_SHOWN}`
  return {
    code: 'migration-image-differs',
    fault: 'user',
    ...present({ service: only?.service }),
    message: only
      ? `Service ${name(only)} ${images(only)}: an apply would deploy that one.`
      : `${others.length} containers run another image than their file has, which an apply would deploy: ${others.map(one => `service ${name(one)} ${images(one)}`).join('; ')}.`,
    hint: `Give the image to deploy to ${only ? 'this service' : 'each of these'} (${only ? `image: ${lines[0]}, on the command line --image ${lines[0]}; a line for each of several` : `image, a line for each: ${lines.join(', ')}`}), write it into the file, or use open-pull-request: true, which deploys nothing, and let your workflow deploy.`
  }
}

/** In place of an image that could contain a credential. */
const NOT_SHOWN = '(not shown)'
