import { describe, expect, test } from '@jest/globals'
import { type Answer, type Captured, connected, type Endpoint, endpointsOfTests } from './endpoint.ts'

const serve = endpointsOfTests()
let endpoint: Endpoint

async function connect(respond: (request: Captured, earlier: number) => Answer) {
  endpoint = await serve(respond)
  return connected()
}

const xml = (action: string, result: string): Answer => ({
  kind: 'raw',
  status: 200,
  type: 'text/xml',
  text: `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${action}Result>${result}</${action}Result></${action}Response>`
})
const results = (members: string, more = '<IsTruncated>false</IsTruncated>') =>
  xml('SimulatePrincipalPolicy', `<EvaluationResults>${members}</EvaluationResults>${more}`)
const question = {
  principal: 'arn:aws:iam::123456789012:role/r',
  action: 'a:B',
  context: { 'aws:X': 'true' }
}

describe('the policy simulator', () => {
  test('is asked in batches, with the context and its types; every page is read', async () => {
    const { roles } = await connect(({ text }) => {
      const form = new URLSearchParams(text)
      const arns = [...form].filter(([key]) => key.startsWith('ResourceArns.')).map(([, value]) => value)
      const half = Math.ceil(arns.length / 2)
      const shown = form.has('Marker') ? arns.slice(half) : arns.slice(0, half)
      const specific = shown.map(
        arn =>
          `<member><EvalResourceName>${arn}</EvalResourceName><EvalResourceDecision>allowed</EvalResourceDecision></member>`
      )
      return results(
        `<member><EvalActionName>a:B</EvalActionName><EvalDecision>implicitDeny</EvalDecision><ResourceSpecificResults>${specific.join('')}</ResourceSpecificResults></member>`,
        form.has('Marker')
          ? '<IsTruncated>false</IsTruncated>'
          : '<IsTruncated>true</IsTruncated><Marker>next</Marker>'
      )
    })
    const resources = Array.from({ length: 120 }, (_, index) => `arn:aws:x:::${index}`)
    const answers = await roles.simulate({ ...question, resources })
    expect(answers?.map(({ resource, decision }) => `${resource} ${decision}`)).toEqual(
      resources.map(resource => `${resource} allowed`)
    )
    expect(endpoint.requests).toHaveLength(6)
    const form = new URLSearchParams(endpoint.requests[0]?.text)
    expect(form.get('ContextEntries.member.1.ContextKeyName')).toBe('aws:X')
    expect(form.get('ContextEntries.member.1.ContextKeyType')).toBe('boolean')
    expect(form.get('PolicySourceArn')).toBe(question.principal)
  })

  test.each([
    ['one resource: the summary is about it', ['arn:a'], 'arn:a'],
    ['several: only what it names counts', ['arn:a', 'arn:b'], 'arn:named']
  ])('may answer without results for each resource; %s', async (_name, resources, resource) => {
    const { roles } = await connect(() =>
      results(
        '<member><EvalActionName>a:B</EvalActionName><EvalResourceName>arn:named</EvalResourceName><EvalDecision>explicitDeny</EvalDecision><MatchedStatements><member><SourcePolicyId>p</SourcePolicyId></member></MatchedStatements><OrganizationsDecisionDetail><AllowedByOrganizations>false</AllowedByOrganizations></OrganizationsDecisionDetail></member>'
      )
    )
    expect(await roles.simulate({ ...question, resources })).toEqual([
      {
        resource,
        decision: 'explicit-deny',
        missingKeys: [],
        boundaryAllows: true,
        organizationAllows: false,
        policies: ['p']
      }
    ])
  })

  test.each([
    ['a decision that is not known is no answer', ['conditionallyAllowed'], []],
    ['nor is one in other letters', ['ALLOWED'], []],
    ['of several results the strictest counts', ['allowed', 'explicitDeny', 'allowed'], ['explicit-deny']],
    ['an unknown one is stricter than an allowed one', ['allowed', 'maybe'], []]
  ])('%s', async (_name, decisions, expected) => {
    const { roles } = await connect(() =>
      results(
        decisions
          .map(
            decision =>
              `<member><EvalActionName>a:B</EvalActionName><EvalResourceName>arn:a</EvalResourceName><EvalDecision>${decision}</EvalDecision></member>`
          )
          .join('')
      )
    )
    const answers = await roles.simulate({ ...question, resources: ['arn:a'] })
    expect(answers?.map(({ decision }) => decision)).toEqual(expected)
  })

  test('an answer that is no XML is a lost one; it is asked once more, not three times', async () => {
    const { roles } = await connect(() => ({ kind: 'raw', status: 500, type: 'text/html', text: '<html>' }))
    await expect(roles.simulate({ ...question, resources: ['arn:a'] })).rejects.toMatchObject({
      name: 'AwsError',
      kind: 'lost',
      operation: 'iam:SimulatePrincipalPolicy'
    })
    expect(endpoint.requests).toHaveLength(2)
  })
})

describe('roles', () => {
  test('are read once; the trust policy is decoded', async () => {
    const { roles } = await connect(() =>
      xml(
        'GetRole',
        '<Role><Arn>arn:aws:iam::123456789012:role/p/r</Arn><RoleName>r</RoleName><Path>/p/</Path><RoleId>x</RoleId><CreateDate>2026-01-05T09:00:00Z</CreateDate><AssumeRolePolicyDocument>%7B%22Statement%22%3A%5B%5D%7D</AssumeRolePolicyDocument></Role>'
      )
    )
    const role = { arn: 'arn:aws:iam::123456789012:role/p/r', trust: '{"Statement":[]}' }
    expect(await Promise.all([roles.describeRole('r'), roles.describeRole('r')])).toEqual([role, role])
    expect(endpoint.requests).toHaveLength(1)
  })

  test('without an ARN are a lost answer', async () => {
    const { roles } = await connect(() => xml('GetRole', '<Role><RoleName>r</RoleName></Role>'))
    await expect(roles.describeRole('r')).rejects.toMatchObject({ kind: 'lost', awsName: 'IncompleteAnswer' })
  })
})

test('images are looked up in the registry and region of their address; cache rules once', async () => {
  const { images } = await connect(({ operation }) =>
    operation === 'DescribePullThroughCacheRules'
      ? { kind: 'json', body: { pullThroughCacheRules: [{ ecrRepositoryPrefix: 'hub' }, {}] } }
      : { kind: 'json', body: { imageDetails: [{}] } }
  )
  const address = { registry: '999999999999', region: 'eu-west-1', repository: 'a/b', id: { tag: 'v1' } }
  expect(await images.describeImage(address)).toEqual({ kind: 'found' })
  expect(await images.listCachePrefixes(address)).toEqual(['hub'])
  await images.listCachePrefixes({ ...address, repository: 'c' })
  expect(endpoint.requests.map(({ operation, text }) => [operation, JSON.parse(text)])).toEqual([
    ['DescribeImages', { registryId: '999999999999', repositoryName: 'a/b', imageIds: [{ imageTag: 'v1' }] }],
    ['DescribePullThroughCacheRules', { registryId: '999999999999' }]
  ])
  expect(endpoint.requests[0]?.headers.authorization).toContain('/eu-west-1/ecr/')
})

test.each([
  ['no list', {}],
  ['an empty list', { imageDetails: [] }],
  ['null', { imageDetails: null }],
  ['another tag', { imageDetails: [{ imageTags: ['v2'] }] }]
])('an answer with %s does not say that an image exists', async (_name, body) => {
  const { images } = await connect(() => ({ kind: 'json', body }))
  const address = { registry: '999999999999', region: 'eu-west-1', repository: 'a/b', id: { tag: 'v1' } }
  await expect(images.describeImage(address)).rejects.toMatchObject({ awsName: 'IncompleteAnswer' })
})
