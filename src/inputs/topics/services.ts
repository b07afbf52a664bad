import { ECS_NAME, lastPartOf } from '../../arn.ts'
import { present } from '../../present.ts'
import type { ServiceSelection } from '../configuration.ts'
import { combined, noServiceName, otherPlace } from '../problems/service-problems.ts'
import type { InputReader } from '../reader.ts'

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
      combined(reader, word)
    }
    return { services: word, ...given }
  }
  const read = names.flatMap(text => partsOf(text) ?? [])
  const wrong = names.find(text => partsOf(text) === undefined)
  if (wrong !== undefined) {
    noServiceName(reader, wrong)
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
