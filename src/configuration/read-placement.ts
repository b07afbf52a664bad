import type { PlaceFinder } from '../document/place.ts'
import { childOf, type DocumentNode, itemsOf, type Member, stringOf } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import { present } from '../present.ts'
import type { Placement, ServicePlace } from './placement.ts'

/** The configuration file's tree, with a finder for the places of its nodes. */
export type PlacementSource = { readonly root: DocumentNode; readonly place: PlaceFinder }

const SERVICE = /^[A-Za-z0-9_-]{1,255}$/
const FORMS = {
  cluster: {
    member: 'cluster',
    form: /^(arn:[\w-]+:ecs:[\w-]+:\d{12}:cluster\/)?[\w-]{1,255}$/,
    example: 'ops'
  },
  region: { member: 'region', form: /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/, example: 'us-west-2' },
  'role-to-assume': {
    member: 'roleArn',
    form: /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/,
    example: 'arn:aws:iam::123456789012:role/deploy'
  }
} as const

/** readPlacement reads `order`, `services` and the usual `cluster`, `region` and `role-to-assume` of the configuration file. All problems come back together, with places. */
export function readPlacement({ root, place }: PlacementSource): {
  readonly placement: Placement
  readonly problems: readonly Problem[]
} {
  const problems: Problem[] = []
  const report: Report = (node, message, hint) => {
    const at = place(node.origin)
    problems.push({ code: 'bad-placement', fault: 'user', message, hint, ...present({ place: at }) })
  }
  const order = readOrder(childOf(root, 'order'), report)
  const reading: Reading = { place, report }
  const places = readServices(childOf(root, 'services'), reading)
  const members = root.kind === 'object' ? root.members.filter(({ key }) => key in FORMS) : []
  const usual = readPlace(members, reading)
  return { placement: { order, places, ...(members.length === 0 ? {} : { usual }) }, problems }
}

type Report = (node: DocumentNode, message: string, hint: string) => void
type Reading = { readonly place: PlaceFinder; readonly report: Report }

const ORDER_HINT =
  'Write a list of waves; each is a service or a list of services: order: [dispatcher, [worker, api]].'

function readOrder(node: DocumentNode | undefined, report: Report): readonly (readonly string[])[] {
  if (node === undefined || node.kind === 'null') return []
  if (node.kind !== 'array') {
    report(node, '"order" must be a list.', ORDER_HINT)
    return []
  }
  const seen = new Set<string>()
  return itemsOf(node).map(item => {
    const names = item.kind === 'array' ? itemsOf(item) : [item]
    return names.flatMap(name => readName(name, seen, report))
  })
}

function readName(node: DocumentNode, seen: Set<string>, report: Report): readonly string[] {
  const name = stringOf(node)
  if (name === undefined || !SERVICE.test(name)) {
    report(node, 'An entry of "order" is not a service name.', ORDER_HINT)
    return []
  }
  if (seen.has(name)) {
    report(node, `"order" names the service "${name}" twice.`, 'Name each service once.')
    return []
  }
  seen.add(name)
  return [name]
}

function readServices(node: DocumentNode | undefined, reading: Reading): Placement['places'] {
  if (node === undefined || node.kind === 'null') return new Map()
  if (node.kind !== 'object') {
    reading.report(
      node,
      '"services" must be a mapping.',
      'Write a service name and below it cluster, region or role-to-assume.'
    )
    return new Map()
  }
  return new Map(node.members.map(member => [member.key, readService(member, reading)]))
}

function readService({ key, value }: Member, reading: Reading): ServicePlace {
  const known = Object.keys(FORMS)
  const { report } = reading
  if (!SERVICE.test(key))
    report(value, 'A key of "services" is not a service name.', 'Use the name, not the ARN.')
  if (value.kind !== 'object') {
    report(value, 'An entry of "services" must be a mapping.', `Known here: ${known.join(', ')}.`)
    return {}
  }
  return readPlace(value.members, reading)
}

function readPlace(members: readonly Member[], { place, report }: Reading): ServicePlace {
  const known = Object.keys(FORMS)
  const read = members.flatMap(member => readPart(member, known, report).map(entry => ({ member, entry })))
  const written = read.flatMap(({ member, entry: [name] }) => {
    const at = place(member.value.origin)
    return name === 'roleArn' || at === undefined ? [] : [[name, at] as const]
  })
  return {
    ...Object.fromEntries(read.map(({ entry }) => entry)),
    ...(written.length === 0 ? {} : { written: Object.fromEntries(written) })
  }
}

function readPart(
  { key, value }: Member,
  known: readonly string[],
  report: Report
): readonly (readonly [string, string])[] {
  if (!(key in FORMS)) {
    const shown = /^[A-Za-z][\w-]{0,29}$/.test(key) ? `"${key}"` : `of ${key.length} characters`
    report(value, `Unknown key ${shown}.${didYouMean(key, known)}`, `Known here: ${known.join(', ')}.`)
    return []
  }
  const { member, form, example } = FORMS[key as keyof typeof FORMS]
  const text = stringOf(value)
  if (text !== undefined && form.test(text)) return [[member, text]]
  report(value, `"${key}" has not the form it needs.`, `Write it like ${key}: ${example}.`)
  return []
}
