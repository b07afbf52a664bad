import { Document, isCollection, isScalar, visit } from 'yaml'
import type { Survey } from '../survey/survey.ts'
import type { Arrangement, ConfiguredValue, Keys } from './arrange.ts'

/** The schema that editors use for completion. docs/configuration.md names the same URL. */
const SCHEMA =
  'https://raw.githubusercontent.com/ecs-sealed-deploy/ecs-sealed-deploy/v1/schema/ecs-sealed-deploy.schema.json'

/** A setting that every deploy needs, and the services for which nothing in the repository says it. */
type MissingSetting = { readonly name: 'cluster' | 'region'; readonly keys: readonly string[] }

/**
 * configurationText writes the configuration file. A guess has a comment beside it. Values that cannot be determined
 * statically are listed at the top, with the places that were searched. What no workflow has a place for is not, if
 * there is a configuration file already, which may say it.
 */
export function configurationText(
  arrangement: Arrangement,
  survey: Survey,
  { exists }: Pick<MissingIn, 'exists'> = { exists: false }
): string {
  const { defaults, services, environments, tasks, order } = arrangement
  const notes = new Map<string, string>()
  const plain = (keys: Keys, at: readonly string[]) =>
    Object.fromEntries(
      Object.entries(keys).map(([name, { value, note }]: readonly [string, ConfiguredValue]) => {
        if (note) notes.set([...at, name].join('\0'), note)
        return [name, value]
      })
    )
  const byKey = (all: Readonly<Record<string, Keys>>, at: readonly string[]) =>
    Object.fromEntries(Object.entries(all).map(([key, keys]) => [key, plain(keys, [...at, key])]))
  const content = {
    ...(Object.keys(defaults).length > 0 ? { defaults: plain(defaults, ['defaults']) } : {}),
    services: byKey(services, ['services']),
    ...(Object.keys(tasks).length > 0 ? { tasks: byKey(tasks, ['tasks']) } : {}),
    ...(Object.keys(environments).length > 0
      ? {
          environments: Object.fromEntries(
            Object.entries(environments).map(([name, own]) => {
              const at = ['environments', name]
              const inner = byKey(own.services, [...at, 'services'])
              const more = Object.keys(inner).length > 0 ? { services: inner } : {}
              return [name, { ...plain(own.general, at), ...more }]
            })
          )
        }
      : {}),
    ...(order ? plain({ order }, []) : {})
  }
  const document = new Document(content)
  for (const [path, note] of notes) {
    const node: unknown = document.getIn(path.split('\0'), true)
    if (isScalar(node) || isCollection(node)) node.comment = ` ${note}`
  }
  // An entry without settings is written as `name: {}`.
  visit(document, {
    Map: (_, node) => {
      node.flow = node.items.length === 0
    },
    Seq: (_, node) => {
      node.flow = true
    }
  })
  const open = openLines(survey, exists ? [] : missingSettings(placesOf(survey)))
  const schema = `# yaml-language-server: $schema=${SCHEMA}\n`
  const head = open.length > 0 ? `# Not known from the repository, to be added:\n${open.join('')}\n` : ''
  return `${schema}${head}${document.toString({ lineWidth: 0, flowCollectionPadding: false })}`
}

function openLines({ entries, unused }: Survey, settings: readonly MissingSetting[]): readonly string[] {
  const cells = entries.flatMap(({ key, environment, cells: own }) =>
    Object.entries(own).flatMap(([name, cell]) =>
      cell.kind === 'open'
        ? [
            `#   ${name} of ${key}${environment ? ` in ${environment.word}` : ''}: ${cell.why} (${cell.from})\n`
          ]
        : []
    )
  )
  const files = unused.map(({ file }) => `#   what deploys ${file}\n`)
  const missing = settings.map(
    ({ name, keys }) => `#   ${name} of ${keys.join(', ')}: write "${name}" under "defaults"\n`
  )
  return [...new Set([...missing, ...cells, ...files])]
}

/** Where one service is said to run, as far as that is said. */
type SaidPlace = { readonly key: string; readonly cluster?: unknown; readonly region?: unknown }

/** A cell that a run decides is open, not missing. */
function placesOf({ entries }: Survey): readonly SaidPlace[] {
  return entries.map(({ key, cells }) => ({ key, cluster: cells.cluster, region: cells.region }))
}

/** missingSettings finds the settings that nothing says for some services. */
function missingSettings(places: readonly SaidPlace[]): readonly MissingSetting[] {
  return (['cluster', 'region'] as const).flatMap(name => {
    const keys = [...new Set(places.filter(one => one[name] === undefined).map(({ key }) => key))]
    return keys.length > 0 ? [{ name, keys }] : []
  })
}

const ELSEWHERE = { cluster: '', region: ', or set the variable AWS_REGION of the repository' }

/** The configuration file, and the services of one that exists, which may say what the workflows do not. */
type MissingIn = {
  readonly file: string
  readonly exists: boolean
  readonly configured: readonly SaidPlace[]
}

/** missingLines says what is to be added before the new workflows can plan and deploy. */
export function missingLines(survey: Survey, { file, exists, configured }: MissingIn): readonly string[] {
  return [
    'Not known from the repository, to be added:',
    ...missingSettings(exists ? configured : placesOf(survey)).map(
      ({ name, keys }) =>
        `  ${name} of ${keys.join(', ')}: write "${name}" under "defaults" in ${file}${ELSEWHERE[name]}`
    ),
    '  roles that the new workflows assume: set the variables AWS_PLAN_ROLE and AWS_DEPLOY_ROLE of the repository or of its environments'
  ]
}
