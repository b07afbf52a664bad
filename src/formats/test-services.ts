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

/**
 * withoutTestServices takes out of a GitHub workflow what its jobs test against: their `services`, such as a database
 * that lives as long as the job, and the variables with which the job reaches them: addresses of the machine itself,
 * and values that a service was given. They are no definitions of tasks. Any other document is given back as it is.
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
  const rest = { ...job, members: job.members.filter(({ key }) => key !== 'services') }
  const steps = childOf(rest, 'steps')
  const own = withVariables(rest, given)
  if (steps?.kind !== 'array') return own
  const items = steps.items.map(step => (step.kind === 'object' ? withVariables(step, given) : step))
  return withMember(own, 'steps', { ...steps, items })
}

function withVariables(node: ObjectNode, given: ReadonlySet<string>): ObjectNode {
  const variables = childOf(node, 'env')
  if (variables?.kind !== 'object') return node
  // RDS_ENDPOINT: 127.0.0.1 says what RDS_PASSWORD is for.
  const local = variables.members
    .filter(({ value }) => /^(?:localhost|127\.0\.0\.1)$/.test(stringOf(value) ?? ''))
    .map(({ key }) => firstWord(key))
  const isTested = ({ key, value }: Member) => {
    const text = stringOf(value) ?? ''
    return saysTest(text) || given.has(text) || LOCAL.test(text) || local.includes(firstWord(key))
  }
  return withMember(node, 'env', {
    ...variables,
    members: variables.members.filter(member => !isTested(member))
  })
}

function firstWord(name: string): string {
  return name.replace(/_.*/s, '')
}
