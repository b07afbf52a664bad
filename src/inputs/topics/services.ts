import { ECS_NAME, lastPartOf } from '../../arn.ts'
import { present } from '../../present.ts'
import type { ServiceSelection } from '../configuration.ts'
import { describeText } from '../problems/describe-text.ts'
import { type InputReader, namesLive } from '../reader.ts'
import type { Mode } from '../tables/specification.ts'

/** The services of a run, and the cluster: the given one, or that of the services' ARNs. */
export type NamedServices = { readonly services?: ServiceSelection; readonly cluster?: string }

const WORDS = ['all', 'changed'] as const

/** The place that other inputs set. */
type GivenPlace = { readonly region: string | undefined; readonly cluster: string | undefined }

/**
 * readNamedServices reads the input `service`: names, ARNs (which also contain cluster and Region), `all` or `changed`.
 */
export function readNamedServices(reader: InputReader, { region, cluster }: GivenPlace): NamedServices {
  const names = reader.names('service')
  const given = present({ cluster })
  if (names === undefined || names.length === 0) return given
  const [word] = WORDS.filter(one => names.includes(one))
  if (word !== undefined) {
    if (names.length > 1) {
      reader.reportBad(
        'service',
        `"${word}" cannot be combined with service names.`,
        `Write service: ${word}, or list the services.`
      )
    }
    return { services: word, ...given }
  }
  const read = names.flatMap(text => partsOf(text) ?? [])
  const wrong = names.find(text => partsOf(text) === undefined)
  if (wrong !== undefined) {
    reader.reportBad(
      'service',
      `${describeText(wrong)} is not a service name.`,
      'Use the service\'s name (letters, digits, "-" and "_") or its ARN; several by comma or line.'
    )
  }
  const clusters = new Set(
    [cluster, ...read.map(one => one.cluster)].flatMap(one => (one ? [lastPartOf(one)] : []))
  )
  const regions = new Set([region, ...read.map(one => one.region)].flatMap(one => one ?? []))
  if (clusters.size > 1) otherPlace(reader, 'cluster', [...clusters])
  if (regions.size > 1) otherPlace(reader, 'region', [...regions])
  const [ofArn] = clusters
  return { services: read.map(({ name }) => name), ...present({ cluster: cluster ?? ofArn }) }
}

type ServiceName = { readonly name: string; readonly cluster?: string; readonly region?: string }

/** A name, or `arn:…:service/CLUSTER/NAME`; ARNs from before 2018 have no cluster. */
function partsOf(text: string): ServiceName | undefined {
  if (ECS_NAME.test(text)) return { name: text }
  const arn = /^arn:[\w-]+:ecs:([\w-]+):\d{12}:service\/(?:([\w-]{1,255})\/)?([\w-]{1,255})$/.exec(text)
  const [, region = '', cluster, name] = arn ?? []
  return name === undefined ? undefined : { name, region, ...present({ cluster }) }
}

/** An ARN whose place contradicts the other inputs. */
function otherPlace(reader: InputReader, what: 'cluster' | 'region', found: readonly string[]): void {
  reader.reportBad(
    'service',
    `the ARN of a service names a different ${what} than the other inputs: ${found.join(', ')}.`,
    what === 'cluster'
      ? 'Write the services\' names, and their cluster in "cluster".'
      : 'Write the services\' names, and their region in "aws-region".'
  )
}

/**
 * refuseChanged reports `service: changed` if changes cannot be known: they are known for files, and for the services
 * to which they are deployed.
 */
export function refuseChanged(reader: InputReader, mode: Mode): void {
  if (mode !== 'plan' && mode !== 'deploy') {
    reader.report(
      'bad-input',
      `Input "service" is "changed", which is for modes plan and deploy; this is mode ${mode}.`,
      'Name the services, or write service: all. Mode check has the input "changed-since".'
    )
  } else if (namesLive(reader)) {
    reader.report(
      'bad-input',
      'Input "service" is "changed", but an input names a definition that ECS has.',
      'Write task-definition: live into the entries of the configuration file, or name the services.'
    )
  }
}
