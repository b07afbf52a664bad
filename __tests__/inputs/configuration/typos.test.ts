import { expect, test } from '@jest/globals'
import { CONFIG, definition, type Project, projectsOfTests } from './world.ts'

const makeProject = projectsOfTests()
let project: Project

const WEB = 'services: {web: {task-definition: web.json}, api: {task-definition: web.json}}\n'

/** What a check says of a configuration file. */
async function checked(configuration: string): Promise<readonly string[]> {
  project = await makeProject({ 'web.json': definition('web'), [CONFIG]: configuration }, {})
  const { problems } = await project.run('check', { 'task-definition': 'web.json', service: 'web' })
  return problems.map(({ message, hint, place }) => `${place?.line}:${place?.column} ${message} ${hint}`)
}

test('a name in "order" that no service has is found by a check', async () => {
  expect(await checked(`${WEB}order: [api, [wbe]]\n`)).toContain(
    '2:15 "order" lists the service "wbe", which is not among "services". Did you mean "web"? Services: web, api.'
  )
})

test('files that an input finds can be of services without an entry', async () => {
  const problems = await checked('services: {web: {cluster: main}}\norder: [web, other]\n')
  expect(problems.join()).not.toContain('which is not among')
})

test.each(['task-definition: "web-{env}.json"', 'task-definition: web.json, cluster: "shop-{stage}"'])(
  'a placeholder that is none is named: %s',
  async keys => {
    const problems = await checked(`services: {web: {${keys}}}\n`)
    expect(problems.join()).toMatch(/\{(?:env|stage)\} is not a placeholder: \{service\} is the key/)
  }
)

test('a mapping of services below "service" in an environment is told from a name', async () => {
  const environment = (service: string) => `${WEB}environments:\n  prod:\n    service: ${service}\n`
  expect((await checked(environment('{web: {cluster: main}}'))).join()).toMatch(
    /"service" is not valid\. Did you mean "services"\? .*"services" is a mapping/
  )
  expect((await checked(environment('[web]'))).join()).toMatch(/"service" is not valid\. Write it like/)
})

test.each(['a*a*a*a*a*b', '**/a/**/b/**/c/**/d'])(
  'a glob that could take minutes is refused: %s',
  async glob => {
    const problems = await checked(`services:\n  web:\n    paths: [src/**, "${glob}"]\n`)
    expect(problems).toContainEqual(
      expect.stringMatching(/^3:21 "paths" is not valid: a pattern has more than 3 "\*" in one name, or more/)
    )
    expect(problems.join()).not.toContain(glob)
  }
)
