import {
  childOf,
  type DocumentNode,
  type Member,
  type ObjectNode,
  stringOf,
  withMember
} from '../document/tree.ts'

/** Addresses of the machine that runs a workflow. */
const LOCAL = /(?:^|[@/])(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?:[:/]|$)/

/** The host of a login in a URL. */
const HOST = /:\/\/[^\s@/]{1,256}@([\w.-]{1,253})(?=[:/?]|$)/

/**
 * withoutTestServices takes out of a GitHub workflow what its jobs test against: their `services`, such as a database
 * that lives as long as the job, and the variables with which the job reaches them: addresses of the machine itself and
 * of the services, and values that a service was given. They are no definitions of tasks. The names of the services are
 * kept. Any other document is given back as it is.
 */
export function withoutTestServices(root: DocumentNode): DocumentNode {
  if (root.kind !== 'object') return root
  const jobs = childOf(root, 'jobs')
  if (jobs?.kind !== 'object' || !jobs.members.some(({ value }) => isJob(value))) return root
  return withMember(root, 'jobs', {
    ...jobs,
    members: jobs.members.map(job =>
      job.value.kind === 'object' ? { ...job, value: tested(job.value) } : job
    )
  })
}

/** testHosts returns the names of the services of a workflow's jobs, by which its steps reach them. */
export function testHosts(root: DocumentNode): ReadonlySet<string> {
  const jobs = childOf(root, 'jobs')
  if (jobs?.kind !== 'object') return new Set()
  return new Set(jobs.members.flatMap(({ value }) => hostsOf(childOf(value, 'services'))))
}

function hostsOf(services: DocumentNode | undefined): readonly string[] {
  // GitHub allows no dots in their names: it is no other host.
  return services?.kind === 'object'
    ? services.members.flatMap(({ key }) => (/^[A-Za-z_][\w-]*$/.test(key) ? [key] : []))
    : []
}

/**
 * saysTest returns whether a value says that it is made up for a test: `test-api-key`, `test_secret_32chars_padding`,
 * `ci-secret-not-for-production`. A generated key is none of these.
 */
export function saysTest(text: string): boolean {
  return (
    /^(?:[a-z]{2,24}|\d{2}chars)(?:[-_](?:[a-z]{2,24}|\d{2}chars)){1,12}$/.test(text) &&
    /(?:^|[-_])(?:tests?|testing|fake|mock|dummy|not[-_]for[-_]prod(?:uction)?)(?:[-_]|$)/.test(text)
  )
}

function isJob(node: DocumentNode): boolean {
  return childOf(node, 'runs-on') !== undefined
}

function tested(job: ObjectNode): ObjectNode {
  const services = childOf(job, 'services')
  const given = new Set(
    (services?.kind === 'object' ? services.members : []).flatMap(({ value }) => {
      const variables = childOf(value, 'env')
      return variables?.kind === 'object' ? variables.members.map(member => stringOf(member.value) ?? '') : []
    })
  )
  const known = { given, hosts: new Set(hostsOf(services)) }
  const own = withVariables(withoutSettings(job, services), known)
  const steps = childOf(own, 'steps')
  if (steps?.kind !== 'array') return own
  const items = steps.items.map(step =>
    step.kind === 'object' ? withoutTestCommand(withVariables(step, known), known) : step
  )
  return withMember(own, 'steps', { ...steps, items })
}

function withoutSettings(job: ObjectNode, services: DocumentNode | undefined): ObjectNode {
  if (services?.kind !== 'object')
    return { ...job, members: job.members.filter(({ key }) => key !== 'services') }
  const names = services.members.map(service => ({
    ...service,
    value: { kind: 'null' as const, origin: service.value.origin }
  }))
  return withMember(job, 'services', { ...services, members: names })
}

const LOGIN = /\b[a-z][a-z0-9+.-]{0,31}:\/\/[^\s@/]{1,256}@([\w.-]{1,253})(?=[:/?\s"']|$)/gi

/**
 * `run: psql postgres://postgres:postgres@localhost/app`: one command for what the job tests against, without that
 * login. What else is in the command is read, and a command that deploys as a whole: its text goes to AWS.
 */
function withoutTestCommand(step: ObjectNode, { hosts }: Known): ObjectNode {
  const run = childOf(step, 'run')
  if (run?.kind !== 'string' || /[\n;|&]|\baws\s/.test(run.value)) return step
  const value = run.value.replace(LOGIN, (login: string, host: string) =>
    hosts.has(host) || LOCAL.test(`@${host}`) ? '' : login
  )
  return value === run.value ? step : withMember(step, 'run', { ...run, value })
}

type Known = { readonly given: ReadonlySet<string>; readonly hosts: ReadonlySet<string> }

function withVariables(node: ObjectNode, { given, hosts }: Known): ObjectNode {
  const variables = childOf(node, 'env')
  if (variables?.kind !== 'object') return node
  // RDS_ENDPOINT: 127.0.0.1 says what RDS_PASSWORD is for.
  const local = variables.members
    .filter(({ value }) => /^(?:localhost|127\.0\.0\.1)$/.test(stringOf(value) ?? ''))
    .map(({ key }) => firstWord(key))
  const isTested = ({ key, value }: Member) => {
    const text = stringOf(value) ?? ''
    if (saysTest(text) || given.has(text) || LOCAL.test(text) || local.includes(firstWord(key))) return true
    return hosts.has(HOST.exec(text)?.[1] ?? '')
  }
  return withMember(node, 'env', {
    ...variables,
    members: variables.members.filter(member => !isTested(member))
  })
}

function firstWord(name: string): string {
  return name.replace(/_.*/s, '')
}
