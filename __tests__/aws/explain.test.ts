import { describe, expect, test } from '@jest/globals'
import { AwsError, type AwsErrorKind } from '../../src/aws/error.ts'
import { explainAwsError } from '../../src/aws/explain.ts'

const failed = (kind: AwsErrorKind, awsName: string, message: string) =>
  new AwsError({ kind, operation: 'ecs:UpdateService', awsName, message })

describe('explainAwsError', () => {
  test('a denial names the permission and the resource', () => {
    const text =
      'User: arn:aws:sts::1:assumed-role/d/s is not authorized to perform: ecs:UpdateService on resource: arn:aws:ecs:us-west-2:1:service/ops/a because no identity-based policy allows the ecs:UpdateService action'
    expect(
      explainAwsError(failed('denied', 'AccessDeniedException', text), { subject: 'service a', service: 'a' })
    ).toEqual({
      code: 'aws-denied',
      fault: 'cloud',
      service: 'a',
      about: { cluster: 'ops' },
      message: `ecs:UpdateService for service a is not allowed. AccessDeniedException: ${text}.`,
      hint: 'Allow ecs:UpdateService on arn:aws:ecs:us-west-2:1:service/ops/a to the identity that runs this.'
    })
  })

  test.each([
    ['ecs:DescribeServices', 'arn:aws:ecs:us-west-2:1:service/prodd/web'],
    ['ecs:ListTasks', 'arn:aws:ecs:us-west-2:1:cluster/prodd']
  ])('%s on another cluster may be a wrong name', (operation, resource) => {
    const message = `User: u is not authorized to perform: ${operation} on resource: ${resource} because no policy`
    const { hint } = explainAwsError(new AwsError({ kind: 'denied', operation, awsName: 'X', message }))
    expect(hint).toContain('Check the name of the cluster first ("prodd")')
  })

  test('a read whose answer is lost changed nothing, and a page of HTML is not from AWS', () => {
    const lost = (operation: string, awsName: string) =>
      explainAwsError(new AwsError({ kind: 'lost', operation, awsName, message: 'x' })).hint
    expect(lost('ecs:DescribeServices', 'X')).toBe('The call only reads, so it changed nothing: run again.')
    expect(lost('ecs:UpdateService', 'X')).toMatch(/^The call might have taken effect/)
    expect(lost('ecs:ListTasks', 'HTTP 200 text/html')).toMatch(
      /^Got an HTML page instead of an AWS response.* changed nothing/
    )
  })

  test('a signature that is too old is a wrong clock, not an expired token', () => {
    const text = 'Signature expired: 20260105T090000Z is now earlier than 20260105T100000Z'
    expect(explainAwsError(failed('expired', 'InvalidSignatureException', text)).hint).toMatch(/^The clock/)
  })

  test('a role that may not be passed is told from the call itself', () => {
    const text = 'User: u is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/exec'
    const { hint } = explainAwsError(failed('denied', 'ClientException', text))
    expect(hint).toMatch(/^Allow iam:PassRole on arn:aws:iam::1:role\/exec /)
    expect(hint).toContain('ecs-tasks.amazonaws.com')
  })

  test('an explicit deny is not to be answered with another allow', () => {
    const text =
      'User: u is not authorized to perform: ecs:UpdateService on resource: r with an explicit deny in a service control policy'
    expect(explainAwsError(failed('denied', 'AccessDeniedException', text)).hint).toContain(
      'denies ecs:UpdateService on r explicitly'
    )
  })

  test('expired and missing credentials have different ways out', () => {
    expect(explainAwsError(failed('expired', 'ExpiredTokenException', 'expired')).hint).toContain(
      'role-duration-seconds'
    )
    expect(explainAwsError(failed('expired', 'CredentialsProviderError', 'none')).hint).toContain(
      'id-token: write'
    )
  })

  test('a host that is not found tells a Region that is none from a network that is cut', () => {
    const said = (region: string) =>
      explainAwsError(failed('unreachable', 'ENOTFOUND', `getaddrinfo ENOTFOUND ecs.${region}.amazonaws.com`))
        .message
    expect(said('us-wset-2')).toMatch(/ No Region "us-wset-2" is known here\. Did you mean "us-west-2"\?$/)
    expect(said('us-west-2')).not.toContain('No Region')
  })

  test.each<AwsErrorKind>(['missing', 'refused', 'throttled', 'unreachable', 'lost', 'unsupported'])(
    '%s says on one line what AWS said, and what to do',
    kind => {
      const problem = explainAwsError(failed(kind, 'X', 'one\n::error::two\u001b[31m'))
      expect(problem.code).toBe(`aws-${kind}`)
      expect(problem.message).toMatch(/^ecs:UpdateService .* X: one ::error::two \[31m\.$/)
      expect(problem.hint).toMatch(/\.$/)
    }
  )
})
